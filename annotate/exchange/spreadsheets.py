"""
The rows of a spreadsheet, as Excel and LibreOffice write it, as the text of their cells.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from annotate.errors import UnreadableSource
from annotate.readers.zipped import DAMAGED

__all__ = ["rows"]

_LARGEST = 2_000_000_000  # bytes of the file, unpacked
_SIGN = "_x([0-9A-Fa-f]{4})_"  # how a spreadsheet has what XML cannot, and this form itself
_BROKEN = (*DAMAGED, KeyError, TypeError, AttributeError, SyntaxError, InvalidFileException)


def rows(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """
    The rows of the first sheet in which something is, with their numbers; empty ones left out.

    Raises UnreadableSource for what is none. A formula is the value it last had.
    """
    try:
        _require_small(file)
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs tell wrong ones
            found = False
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = [_text(value) for value in row]
                if any(cells):
                    found = True
                    yield number, cells
            if found:
                return
    except _BROKEN as error:
        raise UnreadableSource(f"is no spreadsheet that can be read: {error}") from error


def _require_small(file: BinaryIO) -> None:
    with zipfile.ZipFile(file) as archive:
        size = sum(each.file_size for each in archive.infolist())
    if size > _LARGEST:
        raise UnreadableSource(f"unpacks to more than {_LARGEST // 10**6:,} MB")
    file.seek(0)


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
