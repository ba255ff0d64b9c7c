"""
The rows of a spreadsheet, as Excel and LibreOffice write it (xlsx), as the text of their cells.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from annotate.errors import UnreadableSource
from annotate.readers.workbook import Missing, Sheet
from annotate.readers.zipped import DAMAGED

__all__ = ["sheets"]

_LARGEST = 2_000_000_000  # bytes of the file, unpacked
_BLOCK = 1 << 18
_LAST = 1_048_576  # the last row that a sheet can have
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SIGN = "_x([0-9A-Fa-f]{4})_"  # how a spreadsheet has what XML cannot, and this form itself
_BROKEN = (
    *DAMAGED, ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError,
    ValueError, InvalidFileException,
)  # fmt: skip


def sheets(file: BinaryIO, largest: int = _LARGEST) -> Iterator[Sheet]:
    """
    The sheets in order, with all rows from the first on; raises UnreadableSource.

    A formula is the value it last had, or `Missing`.
    """
    try:
        has_formulas = _looked_into(file, largest)
        book = load_workbook(file, read_only=True, data_only=True)
        written = load_workbook(file, read_only=True) if has_formulas else None
        for at, sheet in enumerate(book.worksheets):
            yield Sheet(sheet.title, _told(_cells(book, written, at)))
    except _BROKEN as error:
        raise _damaged(error) from error


def _told(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows; raises UnreadableSource where the library breaks down."""
    try:
        yield from rows
    except _BROKEN as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableSource:
    reason = " ".join(str(error).split())[:100]
    return UnreadableSource(f"is no spreadsheet that can be read: {reason}")


def _cells(book: Workbook, written: Workbook | None, sheet: int) -> Iterator[list[str]]:
    """The rows of a sheet; held against how they are written where that has formulas."""
    if written is None:
        yield from ([*map(_text, row)] for row in _values(book, sheet))
        return
    both = zip(_values(written, sheet), _values(book, sheet), strict=True)
    for said, row in both:
        yield [_computed(*cell) for cell in zip(said, row, strict=True)]


def _values(book: Workbook, sheet: int) -> Iterator[Sequence[object]]:
    found = book.worksheets[sheet]
    found.reset_dimensions()  # some programs tell wrong ones
    rows: Iterator[Sequence[object]] = found.iter_rows(max_row=_LAST, values_only=True)
    return rows


def _computed(said: object, value: object) -> str:
    is_formula = isinstance(said, ArrayFormula | DataTableFormula) or (
        isinstance(said, str) and said.startswith("=")
    )
    if is_formula and value is None:
        return Missing(getattr(said, "text", said))
    return _text(value)


def _looked_into(file: BinaryIO, largest: int) -> bool:
    """Whether there are formulas in it; raises UnreadableSource for another kind of archive."""
    with zipfile.ZipFile(file) as archive:
        files = archive.infolist()
        if sum(each.file_size for each in files) > largest:
            raise UnreadableSource(f"unpacks to more than {largest // 10**6:,} MB")
        names = [each.filename for each in files]
        if any(name.endswith(".qde") for name in names):
            raise UnreadableSource("is a REFI project; export the codebook of it (.qdc)")
        if "xl/workbook.xml" not in names:
            raise UnreadableSource("is no xlsx; save it as xlsx or CSV")
        sheets = [name for name in names if name.startswith("xl/worksheets/")]
        found = any(_has_formulas(archive, name) for name in sheets)
    file.seek(0)
    return found


def _has_formulas(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as sheet:
        last = b""
        while block := sheet.read(_BLOCK):
            if _FORMULA.search(last + block):
                return True
            last = block[-20:]
    return False


def _sign(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign


def _text(value: object) -> str:
    """A cell as it would stand in CSV; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return re.sub(_SIGN, _sign, value) if "_x" in value else value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
