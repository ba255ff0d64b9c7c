"""
A table as other programs read it: CSV, a spreadsheet, JSON lines or an array of JSON objects.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO, TextIO

__all__ = ["FORMS", "CsvLines", "Row", "write"]

Row = Sequence[str | int | float | None]

FORMS = ("csv", "xlsx", "jsonl", "json")


class CsvLines:
    """
    Rows written as lines of CSV.

    Whatever has a line break is quoted, also one that Python's own writer leaves alone when
    lines end otherwise: a single carriage return would be the end of a row to who reads it.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._writer = csv.writer(self, lineterminator="\r\n")

    def write(self, line: str) -> int:
        """A line as the writer ends it, passed on with the usual end."""
        return self._file.write(line[:-2] + "\n")

    def add(self, rows: Iterable[Iterable[object]]) -> None:
        """Write rows."""
        self._writer.writerows(rows)


def write(file: BinaryIO, form: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """
    Write rows under their columns, as they come; returns how many cells were cut to fit.

    Raises BadInput for more rows or columns than a spreadsheet has.
    """
    if form == "xlsx":
        from annotate.exchange import sheet  # openpyxl takes longer to import than all else here

        return sheet.write(file, columns, rows)
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=False)
    try:
        if form == "csv":
            lines = CsvLines(text)
            lines.add([columns])
            lines.add(rows)
        else:
            _json(text, columns, rows, is_array=form == "json")
        text.flush()
    finally:
        text.detach()
    return 0


def _json(
    text: io.TextIOWrapper, columns: Sequence[str], rows: Iterable[Row], *, is_array: bool
) -> None:
    """An object a line; of an array with what makes one of them."""
    begins, between, ends = ("[", ",\n ", "]\n") if is_array else ("", "\n", "\n")
    encode = json.JSONEncoder(ensure_ascii=False).encode
    before = begins
    for row in rows:
        text.write(before + encode(dict(zip(columns, row, strict=True))))
        before = between
    if before is begins:
        text.write("[]\n" if is_array else "")
    else:
        text.write(ends)
