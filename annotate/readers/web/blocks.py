"""
A page as blocks: every piece of visible text, in order, and the elements it stands in.

A block ends where a block element begins or ends and at a line break; the cells
of a plain row of a table are one block. Left out is what no reader sees: scripts,
styles, templates, what stands in for scripts, frames, films and objects, the
choices of a menu. What a style hides stays: another style or a click may show it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from lxml import etree

from annotate.readers.markup.formula import Formula
from annotate.readers.markup.shown import APART, AROUND, BLOCKS, LONGEST_SIGN, SIGN, UNSEEN
from annotate.readers.markup.traces import Trace, Traces, joined
from annotate.text import split

__all__ = ["Block", "Element", "Page", "page"]

_PAINTING = frozenset({"span", "nobr", "mjx-math"})
_SHADOWS = ("shadowrootmode", "shadowmode", "shadowroot")
_AS_TYPED = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_CELLS = frozenset({"td", "th"})
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_LONGEST_CELL = 200  # characters; in a longer one stands an article, not an entry
_MOST_CELLS = split.LONGEST // (_LONGEST_CELL + 1)
_WORDS = ("class", "id", "itemprop", "role", "itemtype")
_HIDING = re.compile(
    r"(?i)\bdisplay\s*:\s*none|\bvisibility\s*:\s*hidden"
    r"|(?<![\w-])(?:left|right|top|text-indent)\s*:\s*-(?:\d{4,9}|999)|\bclip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
)
_LAST_LINE = 65_535  # no element is said to stand further on
# controls, noncharacters, and what shows as nothing: soft hyphens, byte order marks
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff]")
_BLANK = re.compile(r"\n{2,}")


@dataclass(slots=True, eq=False)
class Element:
    """A block element; `index` counts them in order, `words` are its class, id and the like."""

    index: int
    tag: str
    words: str
    parent: "Element | None"
    depth: int
    is_hidden: bool
    is_beside: bool  # in a menu or the like


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, the element it stands in, and how many of its characters are links or bold."""

    text: str
    inside: Element
    size: int  # visible characters
    links: int
    bold: int
    traces: tuple[Trace, ...] = ()  # where they are asked for


@dataclass(slots=True, eq=False)
class Page:
    """The blocks of a page, and all block elements, each after the one that it is in."""

    blocks: list[Block]
    elements: list[Element]
    nodes: int  # elements of every kind


def page(root: etree._Element, traces: Traces | None = None) -> Page:
    """The blocks of a tree; where it has nothing else, what it has for want of scripts."""
    found = _page(root, UNSEEN, traces)
    return found if found.blocks else _page(root, UNSEEN - {"noscript", "template"}, traces)


def _page(root: etree._Element, unseen: frozenset[str], traces: Traces | None) -> Page:
    walk = _Walk(traces=traces)
    say = walk.add if traces is None else walk.words
    around_formulas = _around_formulas(root)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        is_seen = tag not in unseen or (tag == "template" and _is_shown(element))
        if event == "start":
            is_painted = tag in _PAINTING and element.get("aria-hidden") == "true"
            if not is_seen or (is_painted and element.getparent() in around_formulas):
                walk.skip(element)
                events.skip_subtree()
                continue
            walk.start(tag, element)
            if tag == "math" and _is_whole(element):
                walk.add(_formula(element))
                walk.skip(element)
                events.skip_subtree()
            elif element.text:
                say(element.text)
        else:
            if is_seen:
                walk.end(tag)
            elif tag in APART:
                walk.add(" ")
            if element.tail:
                say(element.tail)
    walk.flush()
    return Page(walk.found, walk.elements, walk.nodes)


def _is_shown(template: etree._Element) -> bool:
    """Whether it holds what a part of the page shows (its shadow root), as saved by browsers."""
    return any(name in template.attrib for name in _SHADOWS)


def _is_sign(link: etree._Element) -> bool:
    """Whether a link is the raised sign of a footnote."""
    if link.get("role") == "doc-noteref":
        return True
    if "#" not in link.get("href", ""):
        return False
    is_in_it = (around := link.getparent()) is not None and around.tag == "sup"
    is_around_it = len(link) == 1 and link[0].tag == "sup" and not link.text
    return is_in_it or is_around_it or SIGN.search(link.get("class", "")) is not None


def _around_formulas(root: etree._Element) -> set[etree._Element]:
    """What holds both a formula, in a wrapping of its own, and how a script painted it."""
    wraps = (formula.getparent() for formula in root.iter("math"))
    return {wrap.getparent() for wrap in wraps if wrap is not None}


def _is_whole(formula: etree._Element) -> bool:
    """Whether it ends where it should: no paragraph is in a formula, as browsers read it."""
    return all(part.tag not in BLOCKS for part in formula.iter())


def _formula(element: etree._Element) -> str:
    formula = Formula(element.attrib)
    for event, part in etree.iterwalk(element, events=("start", "end")):
        name = part.tag.rpartition(":")[2]
        if event == "start":
            formula.open(name, part.attrib)
            formula.text(part.text or "")
        else:
            formula.close(name)
            formula.text((part.tail or "") if part is not element else "")
    return formula.line()


@dataclass(slots=True)
class _Walk:
    """What was found so far, and the text since the last boundary."""

    found: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    inside: Element = field(default_factory=lambda: Element(-1, "", "", None, 0, False, False))
    rows: list[int] = field(default_factory=list)  # where in `found` the open rows begin
    nodes: int = 0
    after_link: int = -1  # where the last link ended, in pieces
    sign: int = -1  # where the sign of a footnote begins, in pieces
    links: int = 0
    bold: int = 0
    open_links: int = 0
    open_bold: int = 0
    open_as_typed: int = 0
    traces: Traces | None = None
    line: int = 0  # that is being read, as far as the tree tells it

    def skip(self, element: etree._Element) -> None:
        """An element that shows nothing; what is after it stands as many lines further on."""
        if self.traces is not None:
            self._on(element)
            self.line += sum(text.count("\n") for text in element.itertext())

    def _on(self, element: etree._Element) -> None:
        """
        The line where a start tag ends, which the tree tells up to `_LAST_LINE`.

        What it does not tell is how many lines an end tag or a comment goes on for: text
        after them may be said to stand that much above its line, until the next start tag.
        """
        if (line := element.sourceline or 0) < _LAST_LINE:
            self.line = line

    def words(self, text: str) -> None:
        """Text goes on, whose lines are kept."""
        if self.traces is not None:
            self.traces.text(len(self.pieces), text, self.line)
        self.line += text.count("\n")
        self.add(text)

    def start(self, tag: str, element: etree._Element) -> None:
        """An element begins."""
        self.nodes += 1
        if tag in BLOCKS:
            self.flush()
            self._enter(tag, element)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self.open_links += 1
            if _is_sign(element):
                self.sign = len(self.pieces)
            elif self.after_link == len(self.pieces):
                self.add(" ")  # links side by side are labels, each its own
        elif tag in _BOLD:
            self.open_bold += 1
        elif tag in AROUND:
            self.add(AROUND[tag][0])
        elif tag in APART or tag == "template":
            self.add(" ")
        if self.traces is not None:
            self._on(element)
            self.traces.opened(len(self.pieces), tag, element.attrib)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in BLOCKS:
            self.flush()
            self._leave(tag)
        elif tag == "a":
            self.open_links -= 1
            self._end_sign()
            self.after_link = len(self.pieces) or -1
        elif tag in _BOLD:
            self.open_bold -= 1
        elif tag in AROUND:
            self.add(AROUND[tag][1])
        elif tag in APART or tag == "template":
            self.add(" ")
        if self.traces is not None:
            self.traces.closed(len(self.pieces), tag)

    def add(self, text: str) -> None:
        """Text goes on."""
        self.pieces.append(text)
        if self.open_links or self.open_bold:
            visible = len("".join(text.split()))
            self.links += visible if self.open_links else 0
            self.bold += visible if self.open_bold else 0

    def _end_sign(self) -> None:
        """The number of a footnote is put in brackets, lest it is one with the word before."""
        number = "".join(self.pieces[self.sign :]).strip() if self.sign >= 0 else ""
        if number.isalnum() and len(number) <= LONGEST_SIGN:
            self.pieces[self.sign :] = [f"[{number}]"]
            if self.traces is not None:
                self.traces.cut(self.sign + 1)
        self.sign = -1

    def flush(self) -> None:
        """The block that is being read ends."""
        if self.pieces:
            text = "".join(self.pieces)
            if self.traces is not None or not text.isspace():
                self._cut(_UNPRINTED.sub("", text))
            self.pieces.clear()
        self.sign = -1
        self.links = self.bold = 0

    def _cut(self, text: str) -> None:
        parts = _as_typed(text) if self.open_as_typed else [" ".join(text.split())]
        texts = [
            part[start:end] for part in parts for start, end in split.pieces(part, 0, len(part))
        ]
        for text, traces in zip(texts, self._taken(texts), strict=True):
            self._found(text, traces)

    def _taken(self, texts: Sequence[str]) -> Iterable[tuple[Trace, ...]]:
        if self.traces is None:
            return repeat((), len(texts))
        return self.traces.taken(self.pieces, texts)

    def _found(self, text: str, traces: tuple[Trace, ...]) -> None:
        size = len("".join(text.split()))
        links, bold = min(self.links, size), min(self.bold, size)
        self.found.append(Block(text, self.inside, size, links, bold, traces))

    def _enter(self, tag: str, element: etree._Element) -> None:
        get = element.get
        words = " ".join([value for name in _WORDS if (value := get(name))]).lower()
        parent = self.inside
        hidden = parent.is_hidden or "hidden" in element.attrib or get("aria-hidden") == "true"
        hidden = hidden or (tag == "dialog" and "open" not in element.attrib)
        if not hidden and (style := get("style")):
            hidden = _HIDING.search(style) is not None
        beside = parent.is_beside or tag in _BESIDE
        index, depth = len(self.elements), parent.depth + 1
        self.inside = Element(index, tag, words, parent, depth, hidden, beside)
        self.elements.append(self.inside)
        self.open_as_typed += tag in _AS_TYPED
        if tag == "tr":
            self.rows.append(len(self.found))

    def _leave(self, tag: str) -> None:
        self.open_as_typed -= tag in _AS_TYPED
        if tag == "tr":
            self._join_row(self.rows.pop())
        self.inside = self.inside.parent or self.inside

    def _break(self) -> None:
        if self.open_as_typed:
            self.add("\n")
        elif self.inside.tag in _HEADINGS:
            self.add(" ")
        else:
            self.flush()

    def _join_row(self, first: int) -> None:
        """The cells of a row that hold a line each become one block."""
        lines = self.found[first:]
        if not 2 <= len(lines) <= _MOST_CELLS or any(len(x.text) > _LONGEST_CELL for x in lines):
            return
        cells = [_cell(line.inside) for line in lines]
        if len({id(cell) for cell in cells}) < len(cells):
            return
        if all(cell is not None and cell.parent is self.inside for cell in cells):
            self.found[first:] = [_joined(lines, self.inside)]


def _cell(element: Element | None) -> Element | None:
    while element is not None and element.tag not in _CELLS:
        element = element.parent
    return element


def _joined(lines: list[Block], row: Element) -> Block:
    return Block(
        "\t".join(line.text.replace("\t", " ") for line in lines),
        row,
        sum(line.size for line in lines),
        sum(line.links for line in lines),
        sum(line.bold for line in lines),
        joined((line.text, line.traces) for line in lines if line.traces),
    )


def _as_typed(text: str) -> list[str]:
    """Text whose lines and spaces count: its parts between blank lines."""
    lines = "\n".join(line.rstrip() for line in text.expandtabs(8).splitlines())
    return [part.strip("\n") for part in _BLANK.split(lines)]
