"""
RTF as paragraphs, each with what its style says it is.
"""

from collections.abc import Mapping
from typing import NamedTuple

from annotate.readers.richtext import stylesheet
from annotate.readers.richtext.controls import number
from annotate.readers.richtext.machine import Act, Machine, State

__all__ = ["Walk"]


class _Hung(NamedTuple):
    """A note or box: how deep its group is, and what was said of the paragraph around it."""

    depth: int
    mark: str | None
    is_item: bool


class Walk(Machine):
    """A file that is read to its end, and others that are written behind it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, self._acts_of_paragraphs())
        self.info = b""  # what the file says of itself
        self._marks: Mapping[int, str] = {}  # by the number of a style
        self._mark: str | None = None  # said in the paragraph, be it in a group that is over
        self._is_item = False
        self._hung: list[_Hung] = []  # open notes and boxes
        while (at := data.find(b"{\\rtf", self.at)) >= 0:
            self.at, self.state, self.stack = at, State(self.usual), []
            while self.goes_on(self.at):
                pass
            self.end(None)
        self.forget()

    @property
    def is_cut(self) -> bool:
        """Whether the file ends in the middle."""
        return bool(self.stack)

    def closing(self) -> None:
        """A group is about to end, with what holds in it."""
        if self._hung and len(self.stack) == self._hung[-1].depth:
            self.end(None)
            _, self._mark, self._is_item = self._hung.pop()
            self.flow.go_back()
        if len(self.stack) == 1:  # while the style of the last paragraph is known
            self.end(None)

    def _styles(self, said: bytes | None) -> None:
        self._marks = stylesheet.marks(self.group())

    def _told(self, said: bytes | None) -> None:
        self.info = self.info or self.group()

    def _paragraph(self, said: bytes | None) -> None:
        """The properties of a paragraph are said anew."""
        state = self.state
        if state.mark or state.is_item or state.in_cell:
            self.state = state._replace(mark=None, is_item=False, in_cell=False)
        self._mark = None

    def _style(self, said: bytes | None) -> None:
        self._mark = self._marks.get(number(said, 0))
        if self._mark != self.state.mark:
            self.state = self.state._replace(mark=self._mark)

    def _level(self, said: bytes | None) -> None:
        self._mark = self.state.mark or stylesheet.of_level(number(said, 0))
        if self._mark:
            self.state = self.state._replace(mark=self._mark)

    def _in_list(self, said: bytes | None) -> None:
        self.state = self.state._replace(is_item=number(said, 0) > 0)

    def _number_of_item(self, said: bytes | None) -> None:
        self._is_item = True
        self.pass_group()

    def _in_cell(self, said: bytes | None) -> None:
        self.state = self.state._replace(in_cell=number(said) > 0)

    def end(self, said: bytes | None) -> None:
        """The paragraph is over."""
        self.settle()
        is_item = self._is_item or self.state.is_item
        mark = self.state.mark or self._mark or ("list_item" if is_item else "body")
        self.flow.end(mark, in_cell=self.state.in_cell and not self._hung)
        self._mark, self._is_item = None, False

    def _end_cell(self, said: bytes | None) -> None:
        self.end(said)
        if not self._hung:
            self.flow.end_cell()

    def _end_row(self, said: bytes | None) -> None:
        self.settle()
        self.flow.end_row()

    def _hang(self, *, is_note: bool) -> None:
        self.settle()
        self._hung.append(_Hung(len(self.stack), self._mark, self._is_item))
        self._mark, self._is_item = None, False
        self.state = self.state._replace(mark=None, is_item=False)
        self.flow.hang(is_note=is_note)

    def _note(self, said: bytes | None) -> None:
        self._hang(is_note=True)

    def _box(self, said: bytes | None) -> None:
        self._hang(is_note=False)

    def _sign_of_note(self, said: bytes | None) -> None:
        self.settle()
        if not self.flow.is_in_note:
            self.flow.sign()

    def _acts_of_paragraphs(self) -> dict[bytes, Act]:
        return {
            b"stylesheet": self._styles, b"info": self._told,
            b"pard": self._paragraph, b"s": self._style, b"outlinelevel": self._level,
            b"ls": self._in_list, b"pntext": self._number_of_item,
            b"listtext": self._number_of_item, b"intbl": self._in_cell, b"itap": self._in_cell,
            b"par": self.end, b"sect": self.end, b"nestcell": self.end,
            b"cell": self._end_cell, b"row": self._end_row,
            b"footnote": self._note, b"shptxt": self._box, b"dptxbxtext": self._box,
            b"chftn": self._sign_of_note,
        }  # fmt: skip
