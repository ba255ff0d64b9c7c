"""
The text of a document as paragraphs, each with what its element and its style say it is.

Comments, what tracked changes deleted and hidden words are no part of it.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from annotate.readers.flow import Flow
from annotate.readers.opendocument.office_styles import Styles

__all__ = ["Content"]

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_End = Callable[[], None]
_KINDS = ("alphabetical", "illustration", "object", "table", "user")
_PASSED = frozenset(
    {
        "office:annotation", "office:forms", "office:binary-data", "office:change-info",
        "text:tracked-changes", "text:note-citation", "text:hidden-text", "svg-compatible:title",
        "text:alphabetical-index-auto-mark-file", "presentation:notes", "office:scripts",
    }
    | {f"text:{kind}-source" for kind in ("bibliography", "table-of-content")}
    | {f"text:{kind}-index-source" for kind in _KINDS}
)  # fmt: skip
_INDEXES = frozenset({"text:table-of-content"} | {f"text:{kind}-index" for kind in _KINDS})


class _Around(NamedTuple):
    """Where in the text a note or box hangs."""

    paragraphs: int
    cells: int
    lists: int


class Content:
    """Takes what begins and ends, one after another, and makes paragraphs of it."""

    def __init__(self, styles: Styles, formula: Callable[[str], str]) -> None:
        self.flow = Flow()
        self.is_text = False  # whether there was a text in it
        self._styles = styles
        self._formula = formula  # of an object by its address
        self._ends: list[_End | None] = []
        self._passed = 0  # elements that are open and passed over
        self._in_text = 0
        self._paragraphs = self._cells = self._lists = 0  # that are open
        self._indexes = 0
        self._starts: dict[str, Callable[[dict[str, str]], _End | None]] = {
            "office:text": self._text, "text:p": self._paragraph, "text:h": self._heading,
            "text:span": self._span, "text:list": self._list, "text:numbered-paragraph": self._list,
            "text:tab": lambda told: self._say("\t"),
            "text:line-break": lambda told: self._say("\n"),
            "text:s": self._spaces, "text:section": self._section, "text:ruby-text": self._reading,
            "text:note": self._sign, "text:note-body": lambda told: self._hang(is_note=True),
            "drawing:text-box": lambda told: self._hang(is_note=False),
            "svg-compatible:desc": self._caption, "drawing:object": self._object,
            "table:table-cell": self._cell, "table:table-row": self._row,
            **dict.fromkeys(_INDEXES, self._index),
        }  # fmt: skip

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if self._passed or name in _PASSED:
            self._passed += 1
            return
        begin = self._starts.get(name) if self._in_text or name == "office:text" else None
        over = begin(told) if begin else None
        if not self._passed:
            self._ends.append(over)

    def end(self) -> None:
        """The last element that is open ends."""
        if self._passed:
            self._passed -= 1
        elif (over := self._ends.pop()) is not None:
            over()

    def text(self, words: str) -> None:
        """What stands between."""
        if self._paragraphs and not self._passed:
            self.flow.say(_SPACE.sub(" ", words))

    def _text(self, told: dict[str, str]) -> _End:
        self.is_text = True
        self._in_text += 1

        def over() -> None:
            self._in_text -= 1

        return over

    def _say(self, words: str) -> None:
        if self._paragraphs:
            self.flow.say(words)

    def _spaces(self, told: dict[str, str]) -> None:
        count = told.get("text:c", "1")
        self._say(" " * (min(int(count), _MOST_SPACES) if count[:9].isdecimal() else 1))

    def _span(self, told: dict[str, str]) -> None:
        self._passed = int(told.get("text:style-name") in self._styles.hidden)

    def _section(self, told: dict[str, str]) -> None:
        self._passed = int(told.get("text:display") == "none")

    def _paragraph(self, told: dict[str, str]) -> _End | None:
        style = told.get("text:style-name", "")
        if style in self._styles.hidden:
            self._passed = 1
            return None
        return self._block(self._styles.mark(style))

    def _heading(self, told: dict[str, str]) -> _End:
        mark = self._styles.mark(told.get("text:style-name", ""))
        level = told.get("text:outline-level", "1")
        by_level = f"h{level}" if level in ("1", "2", "3", "4", "5") else "h6"
        return self._block(mark if mark == "title" else by_level)

    def _block(self, mark: str | None) -> _End:
        """A paragraph begins; one in another is that of a shape, which hangs there."""
        hung = self._hang(is_note=False) if self._paragraphs else None
        self._paragraphs += 1

        def over() -> None:
            usual = "list_item" if self._lists else "body"
            self.flow.end(
                "boilerplate" if self._indexes else mark or usual, in_cell=bool(self._cells)
            )
            self._paragraphs -= 1
            if hung:
                hung()

        return over

    def _hang(self, *, is_note: bool) -> _End:
        around = _Around(self._paragraphs, self._cells, self._lists)
        self._paragraphs = self._cells = self._lists = 0
        self.flow.hang(is_note=is_note)

        def over() -> None:
            self.flow.go_back()
            self._paragraphs, self._cells, self._lists = around

        return over

    def _sign(self, told: dict[str, str]) -> None:
        if self._paragraphs:
            self.flow.sign()

    def _caption(self, told: dict[str, str]) -> _End:
        """The description of a picture."""
        hung, end = self._hang(is_note=False), self._block("caption")

        def over() -> None:
            end()
            hung()

        return over

    def _object(self, told: dict[str, str]) -> None:
        self._say(self._formula(told.get("xlink:href", "")))

    def _reading(self, told: dict[str, str]) -> _End:
        self._say("（")
        return lambda: self._say("）")

    def _list(self, told: dict[str, str]) -> _End:
        self._lists += 1

        def over() -> None:
            self._lists -= 1

        return over

    def _index(self, told: dict[str, str]) -> _End:
        self._indexes += 1

        def over() -> None:
            self._indexes -= 1

        return over

    def _cell(self, told: dict[str, str]) -> _End:
        self._cells += 1

        def over() -> None:
            self._cells -= 1
            if not self._cells:
                self.flow.end_cell()

        return over

    def _row(self, told: dict[str, str]) -> _End:
        return lambda: None if self._cells else self.flow.end_row()
