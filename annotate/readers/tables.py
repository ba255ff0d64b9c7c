"""
The rows of a table that a program or a person saved: CSV of any kind, a spreadsheet, JSON.

What it is, its first bytes say. A row comes with the line it stands on and its cells by
their columns; what is no row comes with the reason. One that is blank is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO, NamedTuple, cast

from annotate.errors import BadInput, UnreadableSource
from annotate.readers import formats, streams, values, workbook
from annotate.readers.one_object import DECODER, Twice
from annotate.readers.table import LONGEST, BadRow, Rows
from annotate.readers.workbook import Sheet

__all__ = ["Line", "Table", "table"]

_PACKED = b"PK\x03\x04"  # as spreadsheets are
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OFFICE = b"opendocument.spreadsheet"  # what such a file says first
_LARGEST = 200_000_000  # bytes of a spreadsheet that is not xlsx


class Line(NamedTuple):
    """A row: where it stands, and its cells by column; or what is wrong with it."""

    label: str
    cells: dict[str, str]
    wrong: str | None = None


class Table(NamedTuple):
    """The names of the columns (of JSON lines: of the first one), the rows, their encoding."""

    columns: tuple[str, ...]
    lines: Iterator[Line]
    encoding: str = "utf-8"

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is no more than likely."""
        return self.encoding not in ("utf-8", "ascii")


def table(file: BinaryIO, *, pads: bool = False) -> Table:
    """
    The table in a file, which can seek; raises BadInput where it is none.

    With `pads` a row of CSV may be short, as that of a spreadsheet, and nothing is behind it.
    """
    head = file.read(100)
    file.seek(0)
    try:
        if head.startswith(_PACKED):
            return _office_spreadsheet(file) if _OFFICE in head else _spreadsheet(file)
        if head.startswith(_OLD_EXCEL):
            return _old_spreadsheet(file)
        stream = streams.as_utf8(file)
        start = streams.peek(stream)[:1000].lstrip()
        if start.startswith((b"{", b"[")):
            return _objects(stream)
        file.seek(0)
        return _rows(file, pads)
    except UnreadableSource as error:
        raise BadInput(f"the file {error}") from error


def _columns(names: Iterable[str]) -> tuple[str, ...]:
    """Names in lower case, those of no column empty; raises BadInput for one that comes twice."""
    columns = tuple(name.strip().lower() for name in names)
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice:
        raise BadInput(f"the first line names the column {twice} twice")
    return columns


def _rows(file: BinaryIO, pads: bool) -> Table:
    rows = Rows(file, LONGEST)
    columns = _columns(rows.columns())
    return Table(columns, _of_rows(rows, columns, pads), rows.encoding)


def _of_rows(rows: Rows, columns: Sequence[str], pads: bool) -> Iterator[Line]:
    for row in rows:
        if isinstance(row, BadRow):
            yield Line(row.label, {}, row.reason)
        elif any(map(str.strip, row)):
            yield _line(rows.label, _fitted(row, columns) if pads else row, columns)


def _fitted(row: Sequence[str], columns: Sequence[str]) -> Sequence[str]:
    """As many cells as there are columns, and those behind them in which something is."""
    more = [cell for cell in row[len(columns) :] if cell.strip()]
    return [*row[: len(columns)], *[""] * (len(columns) - len(row)), *more]


def _line(label: str, row: Sequence[str], columns: Sequence[str]) -> Line:
    if len(row) != len(columns):
        fields = f"{len(row)} field{'s' * (len(row) != 1)}"
        return Line(label, {}, f"has {fields}, where the first line names {len(columns)}")
    return Line(label, dict(zip(columns, row, strict=True)))


def _spreadsheet(file: BinaryIO) -> Table:
    from annotate.readers import spreadsheets  # openpyxl takes longer to import than all else

    return _of_sheets(spreadsheets.sheets(file))


def _old_spreadsheet(file: BinaryIO) -> Table:
    formats.require(formats.FORMATS["xls"], ("xlrd",))
    from annotate.readers import old_excel

    return _of_sheets(old_excel.sheets(file.read(_LARGEST)))


def _office_spreadsheet(file: BinaryIO) -> Table:
    from annotate.readers import ods

    return _of_sheets(ods.sheets(file.read(_LARGEST)))


def _of_sheets(sheets: Iterator[Sheet]) -> Table:
    found = workbook.rows(sheets)
    _, first = next(found, (0, []))
    columns = _columns(first)
    return Table(columns, _of_sheet(found, columns))


def _of_sheet(found: Iterator[tuple[int, list[str]]], columns: Sequence[str]) -> Iterator[Line]:
    try:
        for number, cells in found:
            if any(map(str.strip, cells)):
                yield _line(f"row {number}", _fitted(cells, columns), columns)
    except UnreadableSource as error:
        yield Line("the rest", {}, str(error))


def _objects(stream: BinaryIO) -> Table:
    is_one = streams.peek(stream).lstrip().startswith(b"[")
    if is_one:  # an array, as programs write it, has no lines to go by
        found = enumerate((data for _, data in values.objects(stream, LONGEST)), 1)
        lines = _of_objects(found, "record")
    else:
        lines = _of_objects(streams.lines(stream, LONGEST), "line")
    first = next(lines, None)
    if first is None:
        return Table((), lines)
    return Table(tuple(first.cells), _after(first, lines))


def _after(first: Line, lines: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from lines


def _of_objects(found: Iterator[tuple[int, bytes | None]], unit: str) -> Iterator[Line]:
    try:
        for number, data in found:
            yield _of_object(f"{unit} {number}", data)
    except UnreadableSource as error:
        yield Line("the rest", {}, str(error))


def _of_object(label: str, data: bytes | None) -> Line:
    if data is None:
        return Line(label, {}, f"is longer than {LONGEST / 1e6:g} MB")
    try:
        record = DECODER.decode(data.decode())
    except UnicodeDecodeError as error:
        return Line(label, {}, f"is not UTF-8, as JSON is: {error}")
    except Twice as error:
        return Line(label, {}, f"says {error} twice")
    except (ValueError, RecursionError) as error:
        return Line(label, {}, f"is no JSON: {error}")
    if not isinstance(record, dict):
        return Line(label, {}, "is no object, with a field for each column")
    texts = [value if type(value) is str else _text(value) for value in record.values()]
    if None in texts:
        strange = list(record)[texts.index(None)]
        return Line(label, {}, f"has more in {strange} than a cell holds")
    return Line(label, dict(zip(_named(tuple(record)), cast(list[str], texts), strict=True)))


@lru_cache(maxsize=16)
def _named(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in fields)


def _text(value: object) -> str | None:
    """A value as it stands in a cell; None for what is no value but several."""
    if isinstance(value, list | dict):
        return None
    if value is None or value != value:  # pandas has NaN for nothing
        return ""
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        return str(int(value))
    return str(value)
