"""
The paragraphs of a manuscript as blocks: with the links in them, without signs of footnotes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter

from annotate.manuscript import links
from annotate.manuscript.links import Link
from annotate.manuscript.references import stands_among
from annotate.readers.markup.shown import BLOCKS
from annotate.readers.markup.traces import Trace, placed
from annotate.readers.pieces import Piece, kept
from annotate.text.footnotes import SIGN

__all__ = ["Block", "blocks"]

_AS_TYPED = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
_CODE = "\ufffc"  # stands for a character of code: no word, no mark, no space
_LONGEST_SIGN = 6  # characters of a link to a footnote: [12]
_NOTE = re.compile(r"(?:^|(?<=\n))[ \t]*\[\^([^\]\s]{1,50})\]:")
_NOTED = re.compile(r"\[\^([^\]\s]{1,50})\](?!:)")


@dataclass(slots=True)
class Block:
    """
    A paragraph; `quotation` numbers the block quote it is in, `noted` the footnotes it names.

    `searched` is the text with its code made out, for what code does not have: quotation
    marks, links.
    """

    text: str
    number: int
    links: list[Link] = field(default_factory=list)
    quotation: int | None = None
    lines: list[tuple[int, int]] = field(default_factory=list)  # from which place on which line
    noted: list[tuple[int, str]] = field(default_factory=list)  # where which footnote is named
    searched: str = ""

    def line(self, at: int) -> int | None:
        """The line of the manuscript that the character at a place of the text stands on."""
        known = bisect_right(self.lines, at, key=itemgetter(0))
        return self.lines[known - 1][1] if known else None


def blocks(pieces: Iterable[Piece]) -> list[Block]:
    """The blocks of a manuscript, with the links of their footnotes as their own."""
    reader = _Reader()
    for piece in kept(pieces):
        reader.take(piece)
    reader.flush()
    return list(_with_footnotes(reader.found, reader.places))


class _Reader:
    """Takes paragraphs, one after another; those that only a line break parts are one block."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.places: dict[str, Block] = {}  # what an id stands on
        self._depth = self._quotations = self._as_typed = 0
        self._ids: list[str] = []
        self._source: Link | None = None  # said by the block quote that begins
        self._anchor: tuple[Mapping[str, str], int, int] | None = None  # told, place, pieces
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._block = Block("", 0)
        self._after_sign = False
        self._code: list[tuple[int, int]] = []
        self._in_code = 0  # how many elements of code are open
        self._code_from = 0

    def take(self, piece: Piece) -> None:
        """The next paragraph."""
        traces = list(placed(piece.text, piece.traces))
        first = 0  # trace that is of this paragraph
        for i, (_, trace) in enumerate(traces, 1):
            first = i if trace.name in BLOCKS and not trace.seen else first
        if first or not self._pieces:
            self.flush()
            for _, trace in traces[:first]:
                self._take(trace)
            self._close_anchor()  # around several paragraphs; it is the first one's
            self._start()
        else:
            self._add("\n\n")
        done = 0
        for at, trace in traces[first:]:
            self._add(piece.text[done:at])
            done = max(done, at)
            self._take(trace)
        self._add(piece.text[done:])

    def _add(self, text: str) -> None:
        if text:
            if self._after_sign and text[0].isalnum():
                text = f" {text}"  # a sign parts words
            self._after_sign = False
            self._pieces.append(text)
            self._length += len(text)

    def _start(self) -> None:
        block = self._block
        block.quotation = self._quotations if self._depth else None
        if self._source:
            block.links.append(self._source)
        self._source = None
        self.places.update((id, block) for id in self._ids if id not in self.places)
        self._ids.clear()

    def _take(self, trace: Trace) -> None:
        if not trace.name:
            self._turn_line(trace.line)
        elif trace.name in BLOCKS:
            self._boundary(trace)
        elif trace.name == "q":
            link = links.of(trace.told.get("cite", ""), self._length, self._length + 1)
            self._block.links += [link] if link else []
        elif trace.name == "code":
            self._turn_code(trace)
        else:
            self._close_anchor()
            if not trace.closing:
                self._anchor = trace.told, self._length, len(self._pieces)

    def _turn_line(self, line: int) -> None:
        """Attributions stand on lines of their own, so that lines are kept as they are written."""
        lines = self._block.lines
        if lines and line > lines[-1][1] and self._pieces and self._pieces[-1][-1] == " ":
            self._pieces[-1] = f"{self._pieces[-1][:-1]}\n"
        lines.append((self._length, line))

    def _boundary(self, trace: Trace) -> None:
        step = -1 if trace.closing else 1
        if trace.name in _AS_TYPED:
            self._as_typed = max(0, self._as_typed + step)
        if "id" in trace.told:
            self._ids.append(trace.told["id"])
        if trace.name == "blockquote":
            self._depth = max(0, self._depth + step)
            self._quotations += self._depth == 1 and not trace.closing
            self._source = links.of(trace.told.get("cite", ""), 0, 1) or self._source

    def _turn_code(self, trace: Trace) -> None:
        if not trace.closing:
            self._code_from = self._code_from if self._in_code else self._length
            self._in_code += 1
        elif self._in_code:
            self._in_code -= 1
            self._code += [] if self._in_code else [(self._code_from, self._length)]

    def _close_anchor(self) -> None:
        if self._anchor is None:
            return
        (told, start, pieces), self._anchor = self._anchor, None
        href = told.get("href", "")
        link = links.of(href, start, self._length)
        if link:
            self._block.links.append(link)
        elif href.startswith("#"):
            self._name_footnote(href[1:], told, start, pieces)

    def _name_footnote(self, id: str, told: Mapping[str, str], start: int, pieces: int) -> None:
        """Signs of footnotes are no words of the manuscript."""
        words = "".join(self._pieces[pieces:])
        if len(words.strip()) <= _LONGEST_SIGN or told.get("role") == "doc-noteref":
            self._block.noted.append((start, id))
        before = self._pieces[pieces - 1][-1] if pieces else " "
        if (sign := SIGN.match(before + words, 1)) and sign.end() == len(words) + 1:
            del self._pieces[pieces:]
            self._length = start
            self._after_sign = True

    def flush(self) -> None:
        """End the block that is being read, if it has begun."""
        if not self._pieces:
            return
        self._close_anchor()
        block, text = self._block, "".join(self._pieces)
        if self._in_code:
            self._code.append((self._code_from, len(text)))
        block.text, block.number = text, len(self.found) + 1
        block.searched = _CODE * len(text) if self._as_typed else _made_out(text, self._code)
        _find_bare(block)
        self.found.append(block)
        self._begin()


def _made_out(text: str, code: Iterable[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in code:
        pieces += [text[done:start], _CODE * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _find_bare(block: Block) -> None:
    anchors = sorted(block.links, key=attrgetter("start"))
    for link in links.standing_in(block.searched):
        before = bisect_left(anchors, link.end, key=attrgetter("start"))
        if not before or anchors[before - 1].end <= link.start:
            block.links.append(link)
    block.links.sort(key=attrgetter("start"))


_Notes = dict[str, tuple[Block | None, Link]]


def _with_footnotes(found: list[Block], places: dict[str, Block]) -> Iterator[Block]:
    named = {block.number: block for block in places.values() if block.links}
    first = {number: _first(block.links, block.searched) for number, block in named.items()}
    notes: _Notes = {id: (b, first[b.number]) for id, b in places.items() if b.number in first}
    for block in found:
        notes.update((id, (None, link)) for id, link in _written_notes(block))
    for id, block in places.items():
        if _is_definition(block, id):
            block.links.clear()
    for block in found:
        block.noted += [(noted.start(), f"^{noted[1]}") for noted in _NOTED.finditer(block.text)]
        for at, id in block.noted:
            source, link = notes.get(id, (block, None))
            if link and source is not block:
                block.links.append(link._replace(start=at, end=at + 1))
        block.links.sort(key=attrgetter("start"))
        yield block


def _first(found: Sequence[Link], note: str, offset: int = 0) -> Link:
    """The first link of a note, whose words begin at a place of their block."""
    link = found[0]
    is_shared = len({(other.key, other.slug) for other in found}) > 1
    place = link.start - offset, link.end - offset
    return link._replace(shared=is_shared or stands_among(note, place))


def _is_definition(block: Block, id: str) -> bool:
    """Whether a footnote of Markdown is a link alone, which is told where the footnote is named."""
    link = block.links[0] if id.startswith("^") and block.links else None
    if link is None:
        return False
    around = block.text[: link.start].strip(), block.text[link.end :].strip()
    return around == (f"[{id[1:]}]", "")


def _written_notes(block: Block) -> Iterator[tuple[str, Link]]:
    """Footnotes as Markdown has them: [^1]: … on a line of its own."""
    notes = list(_NOTE.finditer(block.text)) if "[^" in block.text else []
    ends = [note.start() for note in notes[1:]] + [len(block.text)]
    for note, end in zip(notes, ends, strict=False):
        first = bisect_left(block.links, note.end(), key=attrgetter("start"))
        behind = bisect_left(block.links, end, key=attrgetter("start"))
        if inside := block.links[first:behind]:
            words = block.searched[note.end() : end]
            yield f"^{note[1]}", _first(inside, words, note.end())
