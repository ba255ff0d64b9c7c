"""
Clean HTML as paragraphs, each with what its tags say it is.

For documents made by authors and their tools - Word files, EPUBs, Markdown -
where all there is is content; pages of the web need more suspicion. Nothing here
nests: how deep a document is cannot hurt. A row of a table is one paragraph, its
cells parted by tabs; an image is the caption that its alternative text makes. What
only leads back from a footnote is left out; the sign of one is written `[1]`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

from annotate.readers.markup import tokens
from annotate.readers.markup.formula import Formula
from annotate.readers.markup.headings import HEADS
from annotate.readers.markup.shown import APART, AROUND, BLOCKS, LONGEST_SIGN, SIGN, UNSEEN
from annotate.readers.markup.tokens import Tag
from annotate.readers.markup.traces import Trace, Traces, joined
from annotate.readers.pieces import Piece

__all__ = ["pieces"]

# few programs that show books run scripts, and all know formulas or skip them
_HIDDEN = UNSEEN - {"noscript"} | {"epub:default"}
_ENDED_BY_ANY = frozenset(["p", "dt", *HEADS])  # blocks that no other block is in
_VOID = frozenset(["hr", "br", "img", "image", "input"])
_PREFIX = re.compile(r"(?:m|mml|mathml|svg|h|html|xhtml):")
_MARKS = {
    "blockquote": "quote", "li": "list_item", "dt": "list_item", "dd": "list_item",
    "figcaption": "caption", "caption": "caption", "nav": "boilerplate",
    **{head: head for head in HEADS},
}  # fmt: skip
_CLASSES = {
    "title": "title", "subtitle": "heading", "author": "byline", "date": "dateline",
    "caption": "caption",
    "publisher": "boilerplate",
    "rights": "boilerplate",
}  # fmt: skip
_TYPES = {
    **dict.fromkeys(("toc", "landmarks", "page-list", "lot", "loi", "cover"), "boilerplate"),
    **dict.fromkeys(("doc-toc", "doc-pagelist", "doc-cover"), "boilerplate"),
    **dict.fromkeys(("epigraph", "doc-epigraph"), "quote"),
}
_HIDING = re.compile(r"\shidden(?=[\s=/]|$)")
_UNSTYLED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_BACK = re.compile(r"#(?:footnote|endnote)-ref|#_?fn_?ref")
_NUMBER = re.compile(r"[\s\[(]*(?:\d+|[*†‡§¶]+|[a-z]|[ivxlc]+)[\s\]).:]*", re.IGNORECASE)
_BREAK = "\u2028"
_WIDE = r"\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\n]*\n[ \t\r\n]*(?=[{_WIDE}])")
_LONGEST_BACK = 40  # characters of what leads back; longer ones are the footnote itself
_MOST_PIECES = 10  # of words, in either
_LONGEST_ROW = 1000  # characters; longer ones are a page's layout, not a table


class _Open(NamedTuple):
    """An element that is open, and what holds for all in it."""

    name: str
    mark: str | None
    verbatim: bool = False
    hidden: bool = False
    end: str = ""  # what is written where it closes
    start: int = 0  # where its words begin among those of the paragraph
    link: str = ""  # "link" to a place in the book, "sign" of a footnote, "raised", "back" from it


def pieces(html: str, mark: str | None = None, traces: Traces | None = None) -> list[Piece]:
    """The paragraphs in order; `mark` holds for all of them, headings have one of `HEADS`."""
    walker = _Walk(mark, traces)
    for part in tokens.parts(html):
        if not isinstance(part, Tag):
            walker.text(part.text, part.line)
        elif part.closing:
            walker.close(_PREFIX.sub("", part.name))
        elif part.name != "!":
            walker.open(part._replace(name=_PREFIX.sub("", part.name)))
        elif traces is not None:
            traces.comment(part)
    walker.flush()
    return walker.pieces


class _Walk:
    """Takes tags and texts, one after another, and makes paragraphs of them."""

    def __init__(self, mark: str | None, traces: Traces | None) -> None:
        self.pieces: list[Piece] = []
        self._traces = traces
        self._words: list[str] = []
        self._images: list[str] = []
        self._stack = [_Open("", mark)]
        self._formula: Formula | None = None
        self._alt: Piece | None = None  # the alternative text that came last
        self._names: Counter[str] = Counter()
        self._row: list[int] | None = None  # where the cells of the row begin
        self._page: int | None = None
        self._page_of_words: int | None = None

    def text(self, text: str, line: int = 0) -> None:
        """The next words, and the line of the page that they begin on."""
        if self._stack[-1].hidden:
            return
        if self._formula is not None:
            self._formula.text(text)
            return
        if not self._words:
            self._page_of_words = self._page
        if self._traces is not None and line:
            self._traces.text(len(self._words), text, line)
        self._words.append(text)

    def open(self, tag: Tag) -> None:
        """The next tag that opens something."""
        name = tag.name
        if self._formula is not None and name not in BLOCKS:
            self._part(self._formula, tag)
            return
        if name in BLOCKS:
            self.flush()
            while self._stack[-1].name in _ENDED_BY_ANY:
                self._pop()
        if name == "tr":
            self._row = [] if self._row is None else None  # a table in a table is layout
        elif name in ("td", "th") and self._row is not None:
            self._row.append(len(self.pieces))
        elif name == "br":
            self.text(_BREAK)
        elif name in ("img", "image"):
            self._image(tag)
        elif name == "math" and not self._stack[-1].hidden:
            self._formula = Formula(tokens.attributes(tag))
        if name in APART:
            self.text(" ")
        if name not in _VOID and name != "math":
            self._push(tag)
        if self._traces is not None and not self._stack[-1].hidden:
            self._traces.tag(len(self._words), tag)
        if name not in _VOID and tag.rest.endswith("/"):
            self.close(name)

    def _part(self, formula: Formula, tag: Tag) -> None:
        formula.open(tag.name, tokens.attributes(tag) if "=" in tag.rest else {})
        if tag.rest.endswith("/"):
            formula.close(tag.name)

    def _end_formula(self) -> None:
        formula, self._formula = self._formula, None
        if formula is not None:
            self.text(formula.line())

    def _push(self, tag: Tag) -> None:
        told = tokens.attributes(tag) if "=" in tag.rest else {}
        element = self._element(tag, told)
        if element is not None:
            self._stack.append(element)
            self._names[tag.name] += 1

    def _element(self, tag: Tag, told: dict[str, str]) -> _Open | None:
        """What an element says of what is in it, None if nothing."""
        name, around, link = tag.name, self._stack[-1], told.get("href", "")
        types = {*told.get("epub:type", "").split(), *told.get("role", "").split()}
        within = _Open(name, around.mark, around.verbatim, around.hidden, start=len(self._words))
        if types & {"pagebreak", "doc-pagebreak"}:
            self._turn(told)
            return within._replace(hidden=True)
        if name == "a" and ("doc-backlink" in types or _BACK.match(link)):
            return within._replace(link="back")
        if types & {"noteref", "doc-noteref"}:
            return within._replace(link="sign")
        if name == "a" and "#" in link:
            is_raised = around.name == "sup" or SIGN.search(told.get("class", ""))
            return within._replace(link="raised" if is_raised else "link")
        if name == "sup" and around.link == "link":
            self._stack[-1] = around._replace(link="raised")
        if name == "sup":
            return within
        if name in AROUND:
            self.text(AROUND[name][0])
            return within._replace(end=AROUND[name][1])
        if name in _HIDDEN or _is_hidden(told, tag.rest):
            return within._replace(hidden=True)
        if name not in BLOCKS:
            return None
        mark = _mark(name, told, types, around.mark)
        return within._replace(mark=mark, verbatim=around.verbatim or name == "pre")

    def _turn(self, told: dict[str, str]) -> None:
        """A page of the printed book begins."""
        number = told.get("title") or told.get("aria-label") or ""
        found = re.search(r"(?<!\d)\d{1,5}$", number.strip())
        self._page = int(found[0]) or None if found else self._page

    def _image(self, tag: Tag) -> None:
        alt = tokens.attributes(tag).get("alt", "").strip()
        if alt and not self._stack[-1].hidden:
            self._images.append(alt)

    def close(self, name: str) -> None:
        """The next tag that closes something."""
        if self._formula is not None and name != "math" and name not in BLOCKS:
            self._formula.close(name)
            return
        self._end_formula()
        if name in BLOCKS:
            self.flush()
        if name == "tr":
            self._end_row()
        if self._names[name]:
            while self._pop().name != name:
                pass
        elif self._traces is not None and not self._stack[-1].hidden:
            self._traces.closed(len(self._words), name)
        if name in APART:
            self.text(" ")

    def _pop(self) -> _Open:
        element = self._stack.pop()
        self._names[element.name] -= 1
        if element.link:
            self._end_link(element)
        if element.end and self._words:
            self.text(element.end)
        if self._traces is not None and not element.hidden:
            self._traces.closed(len(self._words), element.name)
        return element

    def _end_link(self, element: _Open) -> None:
        """Writes the sign of a footnote in brackets, and drops what only leads back to it."""
        pieces = self._words[element.start : element.start + _MOST_PIECES]
        text = "".join(pieces).strip()
        if not text or len(pieces) == _MOST_PIECES or len(text) > _LONGEST_BACK:
            return
        if element.link == "back" and not _NUMBER.fullmatch(text):
            self._put(element.start)
        is_number = element.link == "raised" and text.isalnum() and len(text) <= LONGEST_SIGN
        if is_number or (element.link == "sign" and text[0] not in "[("):
            self._put(element.start, f"[{text}]")

    def _put(self, start: int, *words: str) -> None:
        """These in the place of the words from there on."""
        self._words[start:] = words
        if self._traces is not None:
            self._traces.cut(start + len(words))

    def flush(self) -> None:
        """What has been gathered is a paragraph."""
        self._end_formula()
        words = "".join(self._words)
        images, self._images = self._images, []
        state = self._stack[-1]
        texts = _paragraphs(words, state.verbatim) if words and not words.isspace() else []
        for text, traces in zip(texts, self._taken(texts), strict=True):
            self._add(Piece(text, state.mark, self._page_of_words, traces))
        self._words = []
        for alt in images:
            self._add_alt(Piece(" ".join(alt.split()), _under("caption", state.mark), self._page))

    def _taken(self, texts: Sequence[str]) -> Iterable[tuple[Trace, ...]]:
        if self._traces is None:
            return repeat((), len(texts))
        return self._traces.taken(self._words, texts)

    def _add(self, piece: Piece) -> None:
        alt, self._alt = self._alt, None
        if alt is not None and self.pieces[-1] is alt and piece.text.strip() == alt.text:
            self.pieces.pop()  # the alternative text of an image is its caption once more
            piece = replace(piece, traces=alt.traces + piece.traces)
        self.pieces.append(piece)

    def _add_alt(self, alt: Piece) -> None:
        said = self.pieces[-1] if self.pieces else None
        if said is None or said.mark != alt.mark or said.text.strip() != alt.text:
            if self._traces is not None:
                self._traces.opened(0, "figure")  # a paragraph of its own
                [traces] = self._taken([alt.text])
                alt = replace(alt, traces=traces)
            self.pieces.append(alt)
            self._alt = alt

    def _end_row(self) -> None:
        cells, self._row = self._row, None
        if not cells or len(cells) < 2:
            return
        parts = [
            self.pieces[a:b] for a, b in zip(cells, [*cells[1:], len(self.pieces)], strict=True)
        ]
        texts = [part[0].text.replace("\n", " ") if part else "" for part in parts]
        if max(map(len, parts)) > 1 or not 0 < sum(map(len, texts)) <= _LONGEST_ROW:
            return
        first = self.pieces[cells[0]]
        row = [(p.text, p.traces) for p in self.pieces[cells[0] :]]
        traces = () if self._traces is None else joined(row)
        mark = _under("list_item", self._stack[-1].mark)
        self.pieces[cells[0] :] = [replace(first, text="\t".join(texts), mark=mark, traces=traces)]


def _is_hidden(told: dict[str, str], attributes: str) -> bool:
    if "style" in told and _UNSTYLED.search(told["style"]):
        return True
    return "hidden" in attributes and bool(_HIDING.search(_QUOTED.sub("", attributes)))


def _mark(name: str, told: dict[str, str], types: set[str], around: str | None) -> str | None:
    for kind in types:
        around = _under(_TYPES.get(kind), around)
    if name == "p" or name in HEADS:
        for kind in told.get("class", "").lower().split():
            if kind in _CLASSES:
                return _under(_CLASSES[kind], around)
    mark = _MARKS.get(name)
    if mark is None and name in ("p", "pre", "td", "th"):
        mark = around or "body"
    return _under(mark, around)


def _under(mark: str | None, around: str | None) -> str | None:
    """A mark inside another: what is quoted, or no part of the article, is so wholly."""
    return around if around in ("quote", "boilerplate") or mark is None else mark


def _paragraphs(words: str, verbatim: bool) -> list[str]:
    """What a block element has, which is one paragraph unless blank lines part it."""
    if verbatim:
        return [words.replace(_BREAK, "\n").strip("\r\n")]
    folded = re.sub(r"[ \t\r\n\f]+", " ", _BETWEEN_WIDE.sub("", words))
    return [
        re.sub(f" ?{_BREAK} ?", "\n", part) for part in re.split(f"(?: ?{_BREAK} ?){{2,}}", folded)
    ]
