"""
The rows of a table that a program or a spreadsheet wrote: CSV, xlsx, JSON, JSON lines.

What it is its bytes say, not its name. Every row knows where it stands, so that what is wrong
with it can be named.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from annotate.errors import BadInput, UnreadableSource
from annotate.readers import zipped
from annotate.readers.table import BadRow, Rows

__all__ = ["Record", "Records", "read"]

LONGEST = 8_000_000  # bytes of a row
UNPACKED = 500_000_000  # bytes of a spreadsheet
COLUMNS = 2_000

_DAMAGED = (
    *zipped.DAMAGED, ArithmeticError, AttributeError, EOFError, LookupError, OSError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
"""What openpyxl and the archive under it say of a file that is broken."""

_PACKED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Record(NamedTuple):
    """A row: where it stands, and its cells by the names of the columns; empty ones are not."""

    where: str
    cells: dict[str, str]


class Records(NamedTuple):
    """The names of the columns as they are written, the rows, and in which encoding they are."""

    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    encoding: str = "utf-8"


def read(data: bytes) -> Records:
    """The rows; raises BadInput that names the row that is none."""
    if data.startswith(_PACKED):
        return _of_sheet(data)
    if data.startswith(_OLD_EXCEL):
        raise BadInput("it is an old Excel file; save it as xlsx or CSV")
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in (b"{", b"["):
        return _of_json(data)
    return _of_table(data)


def _of_table(data: bytes) -> Records:
    try:
        rows = Rows(io.BytesIO(data), LONGEST)
        columns = _named(rows.columns())
    except UnreadableSource as error:
        raise BadInput(f"the first line must name the columns; the file {error}") from error
    found = []
    for row in rows:
        if isinstance(row, BadRow):
            raise BadInput(f"{rows.label} {row.reason}")
        found.append(_record(rows.label, columns, row))
    return Records(columns, tuple(found), rows.encoding)


def _named(columns: Sequence[str]) -> tuple[str, ...]:
    """Names that stand once each; what has no name holds nothing."""
    low = [name.strip().casefold() for name in columns]
    if twice := next((name for name in low if name and low.count(name) > 1), None):
        raise BadInput(f"two columns are called {twice}")
    return tuple(name.strip() for name in columns)


def _record(where: str, columns: Sequence[str], row: Sequence[str]) -> Record:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise BadInput(f"{where} has more fields than the first line names")
    cells = zip(columns, row, strict=False)
    return Record(where, {name: cell for name, cell in cells if name and cell.strip()})


def _of_sheet(data: bytes) -> Records:
    """The first sheet of a spreadsheet; of formulas what they came to."""
    from openpyxl import load_workbook  # takes longer to import than all else here

    _require_small(data)
    try:
        written, values = (
            load_workbook(io.BytesIO(data), read_only=True, data_only=computed).worksheets[0]
            for computed in (False, True)
        )
        rows = _sheet_rows(
            zip(*(each.iter_rows(values_only=True) for each in (written, values)), strict=True)
        )
        columns = _named(next(rows, ("", []))[1])
        found = tuple(_record(where, columns, row) for where, row in rows)
    except _DAMAGED as error:
        raise BadInput(f"it is no spreadsheet that can be read: {error}") from error
    return Records(columns, found)


def _require_small(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            files = packed.infolist()
    except zipped.DAMAGED as error:
        raise BadInput(f"it is no spreadsheet that can be read: {error}") from error
    if sum(file.file_size for file in files) > UNPACKED:
        raise BadInput(f"unpacked it is larger than {UNPACKED / 1e6:g} MB")
    names = {file.filename for file in files}
    if any(name.endswith(".qde") for name in names):
        raise BadInput("it is a REFI project; export the codebook of it (.qdc)")
    if "xl/workbook.xml" not in names:
        raise BadInput("it is no xlsx; save it as xlsx or CSV")


def _sheet_rows(
    pairs: Iterator[tuple[Sequence[object], Sequence[object]]],
) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not blank, with their numbers."""
    for number, (written, values) in enumerate(pairs, 1):
        row = [
            _shown(said, value, f"row {number}")
            for said, value in zip(written[:COLUMNS], values[:COLUMNS], strict=True)
        ]
        if any(row):
            yield f"row {number}", row


def _shown(written: object, value: object, where: str) -> str:
    is_formula = isinstance(written, str) and written.startswith("=") and value != written
    if is_formula and value is None:
        raise BadInput(
            f"{where} has the formula {written!r:.40}, and not what it comes to; open the"
            " file in a spreadsheet and save it, or save it as CSV"
        )
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _of_json(data: bytes) -> Records:
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise BadInput(f"it is not UTF-8, as JSON is: {error}") from error
    found = tuple(_of_object(where, value) for where, value in _objects(text))
    columns = dict.fromkeys(name for record in found for name in record.cells)
    return Records(tuple(columns), found)


def _objects(text: str) -> Iterator[tuple[str, object]]:
    """The objects of an array, or one a line."""
    if text.lstrip().startswith("["):
        for number, value in enumerate(_loaded("the file", text), 1):
            yield f"record {number}", value
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _loaded(f"line {number}", line)


def _loaded(where: str, words: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where} is no JSON: {error}") from error


def _of_object(where: str, value: object) -> Record:
    if not isinstance(value, dict):
        raise BadInput(f'{where} is no object like {{"name": "actor/union"}}')
    cells = {name: _cell(where, name, said) for name, said in value.items()}
    return Record(where, {name: cell for name, cell in cells.items() if cell.strip()})


def _cell(where: str, name: str, said: object) -> str:
    if isinstance(said, dict | list):
        raise BadInput(f"{where}: {name} is no text, but {said!r:.40}")
    return "" if said is None else str(said)
