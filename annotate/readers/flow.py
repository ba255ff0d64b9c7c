"""
Paragraphs of a word processor's file, gathered word by word.

A row of a table is one paragraph, its cells parted by tabs. What hangs at a place in a
paragraph and is no part of it stands behind: boxes behind their paragraph, notes behind all.
"""

import re
from dataclasses import dataclass, field, replace

from annotate.errors import UnreadableSource
from annotate.readers.pieces import Piece

__all__ = ["DEEPEST", "Flow"]

DEEPEST = 100  # notes and boxes in each other
_LONGEST_ROW = 1000  # characters; longer ones are a page's layout, not a table
_BREAKS = re.compile(r"\n(?:[ \t]*\n)+")
_ITEM = re.compile(r"\s*(?:[•◦▪‣·–-]|\(?(?:[0-9]{1,3}|[a-z])[.)])\t")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Place:
    """Where words go: the text, or a note or box that hangs in it."""

    is_note: bool = False
    words: list[str] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)  # boxes, for behind the paragraph
    cell: list[Piece] = field(default_factory=list)
    cells: list[list[Piece]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


class Flow:
    """What was said so far, and the paragraph that is being said."""

    def __init__(self) -> None:
        self.say = (place := _Place()).words.append
        self._places = [place]
        self._notes: list[Piece] = []
        self._signs = 0

    @property
    def depth(self) -> int:
        """How many notes and boxes are open."""
        return len(self._places) - 1

    @property
    def is_in_note(self) -> bool:
        """Whether a note is being said."""
        return self._places[-1].is_note

    def sign(self) -> None:
        """The sign of the next note."""
        self._signs += 1
        self.say(f"[{self._signs}]")

    def end(self, mark: str | None = "body", *, in_cell: bool = False) -> None:
        """The paragraph is over, and what it is."""
        place = self._places[-1]
        if not place.words and not place.after:
            return
        text = _whole("".join(place.words))
        place.words.clear()
        if mark == "body" and _ITEM.match(text):
            mark = "list_item"
        parts = _BREAKS.split(text) if "\n" in text else [text]
        found = [Piece(part, mark) for part in parts] if text and not text.isspace() else []
        found, place.after = found + place.after, []
        if in_cell:
            place.cell += found
        else:
            if place.cells or place.cell:
                self.end_row()
            place.pieces += found

    def end_cell(self) -> None:
        """A cell of a table is over."""
        self.end(in_cell=True)
        place = self._places[-1]
        place.cells.append(place.cell)
        place.cell = []

    def end_row(self) -> None:
        """A row of a table is over, if there is one."""
        place = self._places[-1]
        cells, place.cells = [*place.cells, *filter(None, [place.cell])], []
        place.cell = []
        texts = [each[0].text.replace("\n", " ").strip() if each else "" for each in cells]
        is_row = len(cells) > 1 and max(map(len, cells)) == 1
        if is_row and sum(map(len, texts)) <= _LONGEST_ROW:
            first = next(each[0] for each in cells if each)
            place.pieces.append(replace(first, text="\t".join(texts), mark="list_item"))
        else:
            place.pieces += (piece for each in cells for piece in each)

    def hang(self, *, is_note: bool) -> None:
        """From here on it is a note or a box; raises UnreadableSource for many in each other."""
        if len(self._places) > DEEPEST:
            raise UnreadableSource(f"has notes and boxes more than {DEEPEST} deep in each other")
        self._places.append(place := _Place(is_note))
        self.say = place.words.append

    def go_back(self) -> None:
        """The note or box is over; the paragraph goes on."""
        self.end()
        self.end_row()
        place = self._places.pop()
        around = self._places[-1]
        self.say = around.words.append
        if place.is_note:
            self._notes += (replace(each, mark=_noted(each.mark)) for each in place.pieces)
        else:
            around.after += place.pieces

    def finished(self) -> list[Piece]:
        """All paragraphs, notes at the end."""
        while self.depth:
            self.go_back()
        self.end()
        self.end_row()
        return self._places[0].pieces + self._notes


def _noted(mark: str | None) -> str | None:
    """What a paragraph of a note is, as in files that become HTML."""
    return "list_item" if mark in (None, "body") else mark


def _whole(text: str) -> str:
    """The text with letters in one piece that came in two."""
    if not _LONE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
