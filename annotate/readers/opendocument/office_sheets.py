"""
The sheets of a spreadsheet of LibreOffice and others, as the text of their cells.

Rows and cells that are the same stand there once, with how many they are.
"""

from collections.abc import Iterator
from itertools import chain, repeat

from annotate.errors import UnreadableSource
from annotate.readers.table import COLUMNS
from annotate.readers.workbook import Sheet

__all__ = ["Sheets"]

_LAST = 1_048_576  # the last row that a sheet can have
_PASSED = frozenset({"office:annotation", "table:shapes", "office:forms", "table:dde-links"})
_VALUES = {
    "float": "office:value", "percentage": "office:value", "currency": "office:value",
    "date": "office:date-value", "boolean": "office:boolean-value",
}  # fmt: skip
_MIDNIGHT = "T00:00:00"


class Sheets:
    """Takes what begins and ends, one after another, and makes rows of it."""

    def __init__(self, room: int) -> None:
        self.is_spreadsheet = False
        self._room = room  # letters that all cells may have together
        self._found: list[tuple[str, list[tuple[int, list[str]]]]] = []
        self._open: list[str] = []
        self._passed = 0  # elements that are open and passed over
        self._cells: list[str] = []
        self._row = self._cell = 1  # how many of them are the same
        self._blank = self._empty = 0  # rows and cells since the last in which something is
        self._value = ""
        self._lines: list[str] = []

    def found(self) -> Iterator[Sheet]:
        """The sheets, with all rows from the first on."""
        for name, rows in self._found:
            yield Sheet(name, chain.from_iterable(repeat(row, count) for count, row in rows))

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        self._open.append(name)
        self._passed += name in _PASSED
        if self._passed:
            return
        if name == "office:spreadsheet":
            self.is_spreadsheet = True
        elif name == "table:table":
            self._found.append((told.get("table:name", ""), []))
            self._blank = 0
        elif name == "table:table-row":
            self._row = _count(told.get("table:number-rows-repeated"), _LAST)
            self._cells, self._empty = [], 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell = _count(told.get("table:number-columns-repeated"), COLUMNS + 1)
            value = told.get(_VALUES.get(told.get("office:value-type", ""), ""), "")
            self._value = _plain(value, told.get("office:value-type", ""))
            self._lines = []
        elif name == "text:p":
            self._lines.append("")
        elif name in _SIGNS:
            self.text(_SIGNS[name] * _count(told.get("text:c"), 100))

    def end(self) -> None:
        """The last element that is open ends."""
        name = self._open.pop()
        self._passed -= name in _PASSED
        if self._passed or not self._found:
            return
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()

    def text(self, words: str) -> None:
        """What stands between."""
        if self._lines and not self._passed and "text:p" in self._open[-8:]:
            self._lines[-1] += words

    def _end_cell(self) -> None:
        words = self._value or "\n".join(self._lines)
        self._lines = []
        if not words.strip():
            self._empty += self._cell
            return
        more = [*repeat("", min(self._empty, COLUMNS + 1)), *repeat(words, self._cell)]
        if len(self._cells) <= COLUMNS:  # more of them are told
            self._cells += more
        self._empty = 0

    def _end_row(self) -> None:
        rows = self._found[-1][1]
        if not self._cells:
            self._blank += self._row
            return
        self._room -= self._row * sum(map(len, self._cells))
        count = sum(count for count, _ in rows[-1:]) + self._blank + self._row
        if self._room < 0 or count > _LAST:
            raise UnreadableSource("has more words in its cells than a file of its size may")
        if self._blank:
            rows.append((self._blank, []))
        rows.append((self._row, self._cells))
        self._blank = 0


_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def _count(said: str | None, most: int) -> int:
    """How many, of which more than `most` are none; one where nothing is said."""
    return min(int(said), most) if said and said[:9].isdecimal() and said.isdecimal() else 1


def _plain(value: str, kind: str) -> str:
    """A value as it would stand in CSV; whole numbers without a point, days without midnight."""
    if kind == "boolean":
        return str(int(value == "true"))
    return value.removesuffix(_MIDNIGHT) if kind == "date" else value.removesuffix(".0")
