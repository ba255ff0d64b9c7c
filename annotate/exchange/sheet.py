"""
A table as a spreadsheet, which every Excel opens with its accents and its columns.

What a cell can be: https://support.microsoft.com/office, "Excel specifications and limits".
"""

import re
from collections.abc import Iterable, Sequence
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from annotate.errors import BadInput

__all__ = ["LONGEST", "write"]

LONGEST = 32_767  # characters of a cell, in UTF-16 code units
HELD = 10_000_000  # bytes of it in memory
_NO_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_LIKE_A_SIGN = "_(?=x[0-9A-Fa-f]{4}_)"  # what spreadsheets take for one sign by its number
_ROWS = 1_048_576  # of a sheet, with the names of its columns
_COLUMNS = 16_384


def write(
    file: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]
) -> int:
    """Write a sheet under its columns; returns how many cells are cut. Raises BadInput."""
    if len(columns) > _COLUMNS:
        told = f"a spreadsheet has at most {_COLUMNS:,} columns, not {len(columns):,}"
        raise BadInput(f"{told}; say -f csv")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("annotate")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, _storable(name)[0]) for name in columns])
    cut = 0
    for number, row in enumerate(rows, 2):
        if number > _ROWS:
            raise BadInput(f"a spreadsheet has at most {_ROWS:,} rows; say -f csv")
        stored = [_storable(value) if isinstance(value, str) else (value, False) for value in row]
        cut += sum(is_cut for _, is_cut in stored)
        sheet.append([_cell(sheet, value) for value, _ in stored])
    with SpooledTemporaryFile(HELD) as made:  # a pipe that closes in the midst of it confuses it
        book.save(made)
        made.seek(0)
        copyfileobj(made, file)
    return cut


def _cell(sheet: WriteOnlyWorksheet, value: str | float | None) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # words, also where they begin with = as a formula does
    return cell


def _storable(text: str) -> tuple[str, bool]:
    """What a cell can hold of a text, and whether that is not all."""
    text = re.sub(_NO_XML, "\ufffd", text)
    if "_x" in text:
        text = re.sub(_LIKE_A_SIGN, "_x005F_", text)
    if 2 * len(text) <= LONGEST:  # no letter has more than two code units
        return text, False
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text, False
    return units[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…", True
