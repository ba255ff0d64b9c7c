"""
The rows of an old Excel file (BIFF, from Excel 2 on), as the text of their cells.

A formula is what it last came to; the file does not say whether a program ever computed it.
"""

import io
import re
from collections.abc import Iterator
from struct import error as StructError

import xlrd
from xlrd.compdoc import CompDocError

from annotate.errors import UnreadableSource
from annotate.readers import refused
from annotate.readers.record import LARGEST
from annotate.readers.workbook import Sheet

__all__ = ["sheets"]

_BROKEN = (
    xlrd.XLRDError, CompDocError, ArithmeticError, AssertionError, AttributeError, LookupError,
    RecursionError, StructError, TypeError, ValueError,
)  # fmt: skip
_ENCRYPTED = "encrypted"  # in what the library says
_NAMES: dict[int, str] = xlrd.error_text_from_code


class _Nowhere(io.TextIOBase):
    """Where the library says what it thinks of a file."""

    def write(self, words: str) -> int:
        return len(words)


def sheets(data: bytes, largest: int = LARGEST) -> Iterator[Sheet]:
    """The sheets in order, of all together `largest` letters; raises UnreadableSource."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=_Nowhere(), on_demand=True, ragged_rows=True
        )
    except _BROKEN as error:
        raise _refusal(data, error) from error
    room = [largest]
    for at, name in enumerate(book.sheet_names()):
        yield Sheet(name, _rows(book, at, room))


def _rows(book: xlrd.Book, at: int, room: list[int]) -> Iterator[list[str]]:
    """The rows of a sheet; one text may stand in very many cells, though it is there once."""
    try:
        sheet = book.sheet_by_index(at)
        for number in range(sheet.nrows):
            row = [_text(cell, book.datemode) for cell in sheet.row(number)]
            room[0] -= sum(map(len, row))
            if room[0] < 0:
                raise UnreadableSource("has more words in its cells than a file of its size may")
            yield row
        book.unload_sheet(at)
    except _BROKEN as error:
        raise _damaged(error) from error


def _refusal(data: bytes, error: Exception) -> UnreadableSource:
    """Why a file cannot be opened: it may be of another program."""
    if _ENCRYPTED in str(error):
        return UnreadableSource("is encrypted; save a copy without a password")
    found = refused.kind(data)
    if found and not re.search("Excel|office", found.name):
        return UnreadableSource(f"is an {found.name}; {found.way}")
    return _damaged(error)


def _damaged(error: Exception) -> UnreadableSource:
    reason = " ".join(str(error).split())[:100] or type(error).__name__
    return UnreadableSource(f"is no spreadsheet that can be read: {reason}")


def _text(cell: xlrd.sheet.Cell, datemode: int) -> str:
    """A cell as it would stand in CSV; whole numbers without a point, days without midnight."""
    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_NUMBER:
        return str(int(value)) if value.is_integer() else str(value)
    if kind == xlrd.XL_CELL_DATE:
        return _day(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return str(int(value))
    if kind == xlrd.XL_CELL_ERROR:
        return _NAMES.get(value, "")
    return str(value)


def _day(value: float, datemode: int) -> str:
    """A day, or a time of no day; a number that is neither as it is."""
    if value < 0:
        return str(value)
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return str(value)
    moment = moment.replace(microsecond=0)
    return str((moment.time() if 0 <= value < 1 else moment).isoformat())
