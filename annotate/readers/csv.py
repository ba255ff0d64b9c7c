"""
The articles of a table, CSV or tab-separated: a row each, its columns named by the first row.

A record's bytes are the row as a JSON object in UTF-8, and read as such, so that
columns are told apart as the fields of JSON records are.
"""

from collections.abc import Iterator
from typing import BinaryIO

from annotate.errors import UnreadableSource
from annotate.readers import fields, listed, objects, streams
from annotate.readers.record import DEFAULT, BadRecord, Options, Portion, Record
from annotate.readers.table import BadRow, Row, Rows
from annotate.text import address_list

__all__ = ["named", "portion", "records"]


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord]:
    """The rows, in order; raises UnreadableSource where the file cannot be read on."""
    rows = Rows(file, min(objects.LONGEST, options.largest))
    yield from _records(rows, named(rows.columns(), options), options)


def portion(file: BinaryIO, part: Portion, options: Options) -> Iterator[Record | BadRecord]:
    """Those of the rows in a portion, which are what the file's first row says they are."""
    rows = Rows(file, min(objects.LONGEST, options.largest))
    columns = named(rows.columns(), options)
    start, before = part.start, part.before
    if not start:  # behind the first row
        taken, before = rows.place
        start = streams.mark(file) + taken
    rows.go_on(streams.within(file, start, part.end), before)
    yield from _records(rows, columns, options)


def _records(rows: Rows, columns: Row, options: Options) -> Iterator[Record | BadRecord]:
    for row in rows:
        yield BadRecord(*row) if isinstance(row, BadRow) else _record(row, columns, rows, options)


def _record(row: Row, columns: Row, rows: Rows, options: Options) -> Record | BadRecord:
    if len(row) != len(columns):
        count = f"{len(row)} field{'s' * (len(row) != 1)}"
        return BadRecord(rows.label, f"has {count}, where the first row names {len(columns)}")
    record = dict(zip(columns, row, strict=True))
    if not fields.find(record, "text", options):
        return BadRecord(rows.label, "has no text in it")
    return Record(
        fields.label(record, f"line {rows.started}", options), objects.dump(record), "json"
    )


def named(said: Row, options: Options) -> Row:
    """The names of the columns, each once; raises UnreadableSource if none can be the text."""
    names: dict[str, str] = {}
    for number, name in enumerate(said, 1):
        names[f"{name} {number}" if name in names else name or f"column {number}"] = "x"
    if not fields.find(names, "text", options):
        if listed.has_column(names):
            raise UnreadableSource(address_list.TOLD)
        reason = fields.textless(names).replace("its fields are", "the columns of its first row")
        raise UnreadableSource(reason)
    return list(names)
