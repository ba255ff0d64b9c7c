"""
HTML as blocks: the paragraphs of a manuscript, with the links in them.

Nothing here nests: how deep a page is cannot hurt. What is code is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter

from annotate.readers.draft import links, tags
from annotate.readers.draft.links import Link
from annotate.readers.draft.tags import Tag, Text

__all__ = ["LINE_MARK", "Block", "blocks"]

LINE_MARK = "annotate:line:"
"""A comment that begins so says which line of the manuscript the text after it is from."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_SKIPPED = frozenset(["code", "pre", "svg", "math", "template", "select"])
_LONGEST_SIGN = 6  # characters of a link to a footnote: [12]
_NOTE = re.compile(r"(?:^|(?<=\n))[ \t]*\[\^([^\]\s]{1,50})\]:")
_NOTED = re.compile(r"\[\^([^\]\s]{1,50})\](?!:)")


@dataclass(slots=True)
class Block:
    """A paragraph; `quotation` numbers the block quote it is in, `notes` the footnotes it has."""

    text: str
    number: int
    links: list[Link] = field(default_factory=list)
    quotation: int | None = None
    lines: list[tuple[int, int]] = field(default_factory=list)  # from which place on which line
    noted: list[tuple[int, str]] = field(default_factory=list)  # where which footnote is named

    def line(self, at: int) -> int | None:
        """The line of the manuscript that the character at a place of the text stands on."""
        known = bisect_right(self.lines, at, key=itemgetter(0))
        return self.lines[known - 1][1] if known else None


def blocks(html: str, *, lines: bool) -> list[Block]:
    """The blocks of a page that have text, with the links of their footnotes as their own."""
    reader = _Reader(lines)
    for part in tags.parts(html):
        reader.take(part)
    reader.flush()
    return list(_with_footnotes(reader.found, reader.places))


class _Reader:
    """Takes tags and texts, one after another, and makes blocks of them."""

    def __init__(self, lines: bool) -> None:
        self.found: list[Block] = []
        self.places: dict[str, Block] = {}  # what an id stands on
        self._lines = lines
        self._shift = 0  # from lines of the page to lines of the manuscript
        self._skipped = dict.fromkeys(_SKIPPED, 0)
        self._depth = self._quotations = 0
        self._ids: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._block = Block("", 0)
        self._anchor: tuple[str, int, int] | None = None  # address, place, number of pieces

    def take(self, part: Tag | Text) -> None:
        """The next tag or text."""
        if isinstance(part, Text):
            self._text(part)
        elif part.name == "!":
            if part.rest.startswith(LINE_MARK):
                self._shift = int(part.rest[len(LINE_MARK) :][:9] or 0) - part.line
        else:
            self._tag(part)

    def _text(self, part: Text) -> None:
        if not any(self._skipped.values()):
            if self._lines:
                self._block.lines += _lines(part.text, self._length, part.line + self._shift)
            self._add(part.text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _tag(self, tag: Tag) -> None:
        if tag.name in _SKIPPED:
            step = -1 if tag.closing else 1
            self._skipped[tag.name] = max(0, self._skipped[tag.name] + step)
        if tag.name in _BLOCKS:
            self._boundary(tag)
        elif tag.name == "br":
            self._add("\n")
        elif tag.name == "q":
            self._q(tag)
        elif tag.name == "a":
            self._close_anchor()
            if not tag.closing:
                self._anchor = (
                    tags.attributes(tag).get("href", ""), self._length, len(self._pieces)
                )  # fmt: skip

    def _boundary(self, tag: Tag) -> None:
        self.flush()
        if not tag.closing and "id" in tag.rest:
            self._ids += [value for name, value in tags.attributes(tag).items() if name == "id"]
        if tag.name == "blockquote":
            self._depth = max(0, self._depth - 1) if tag.closing else self._depth + 1
            if self._depth == 1 and not tag.closing:
                self._quotations += 1
            self._source(tag)

    def _q(self, tag: Tag) -> None:
        self._add("”" if tag.closing else "“")
        self._source(tag)

    def _source(self, tag: Tag) -> None:
        """A quotation may name its source itself."""
        link = links.of(tags.attributes(tag).get("cite", "")) if "cite" in tag.rest else None
        if link:
            at = self._length
            self._block.links.append(link._replace(start=at, end=at + 1))

    def _close_anchor(self) -> None:
        if self._anchor is None:
            return
        (href, start, pieces), self._anchor = self._anchor, None
        link = links.of(href, start, self._length)
        words = "".join(self._pieces[pieces:])
        if link:
            self._block.links.append(link)
        elif href.startswith("#") and len(words.strip()) <= _LONGEST_SIGN:
            del self._pieces[pieces:]
            self._length = start
            self._block.noted.append((start, href[1:]))

    def flush(self) -> None:
        """End the block that is being read."""
        self._close_anchor()
        block, text = self._block, "".join(self._pieces)
        if not text.strip():
            sources = block.links
            self._begin()
            self._block.links = sources  # <blockquote cite> is followed by <p>
            return
        block.text, block.number = text, len(self.found) + 1
        block.quotation = self._quotations if self._depth else None
        self._find_bare(block)
        self.found.append(block)
        self.places.update((id, block) for id in self._ids if id not in self.places)
        self._ids.clear()
        self._begin()

    def _find_bare(self, block: Block) -> None:
        anchors = sorted(block.links, key=attrgetter("start"))
        for link in links.standing_in(block.text):
            before = bisect_left(anchors, link.end, key=attrgetter("start"))
            if not before or anchors[before - 1].end <= link.start:
                block.links.append(link)
        block.links.sort(key=attrgetter("start"))


def _lines(text: str, at: int, line: int) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins that itself begins at a place on a line."""
    yield at, line
    for number, ended in enumerate(re.finditer("\n", text), start=line + 1):
        yield at + ended.end(), number


_Notes = dict[str, tuple[Block | None, Link]]


def _with_footnotes(found: list[Block], places: dict[str, Block]) -> Iterator[Block]:
    notes: _Notes = {id: (block, block.links[0]) for id, block in places.items() if block.links}
    for block in found:
        notes.update((id, (None, link)) for id, link in _written_notes(block))
    for block in found:
        block.noted += [(noted.start(), f"^{noted[1]}") for noted in _NOTED.finditer(block.text)]
        for at, id in block.noted:
            source, link = notes.get(id, (block, None))
            if link and source is not block:
                block.links.append(link._replace(start=at, end=at + 1))
        block.links.sort(key=attrgetter("start"))
        yield block


def _written_notes(block: Block) -> Iterator[tuple[str, Link]]:
    """Footnotes as Markdown has them: [^1]: … on a line of its own."""
    notes = list(_NOTE.finditer(block.text)) if "[^" in block.text else []
    ends = [note.start() for note in notes[1:]] + [len(block.text)]
    for note, end in zip(notes, ends, strict=False):
        first = bisect_left(block.links, note.end(), key=attrgetter("start"))
        if first < len(block.links) and block.links[first].start < end:
            yield f"^{note[1]}", block.links[first]
