"""
The articles of a table, CSV or tab-separated: a row each, its columns named by the first row.

A record's bytes are the row as a JSON object in UTF-8, and read as such, so that
columns are told apart as the fields of JSON records are.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from annotate.errors import UnreadableSource
from annotate.readers import fields, json, jsonl, streams
from annotate.readers.record import DEFAULT, BadRecord, Options, Record

__all__ = ["records"]

_DELIMITERS = (b",", b";", b"\t", b"|")
_EXCEL = re.compile(rb"sep=([,;\t|])\s*?\n", re.IGNORECASE)
_COLUMNS = 2_000
_SAMPLE = 200_000  # bytes; enough to guess an encoding from

Row = list[str]


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord]:
    """The rows, in order; raises UnreadableSource where the file cannot be read on."""
    stream = streams.as_utf8(file)
    head = streams.peek(stream)
    rows = _Rows(stream, _delimiter(head), min(json.LONGEST, options.largest), _decoder(head))
    if _EXCEL.match(head):
        rows.skip_line()
    columns = _columns(rows, options)
    for row in rows:
        yield row if isinstance(row, BadRecord) else _record(row, columns, rows, options)


def _record(row: Row, columns: Row, rows: "_Rows", options: Options) -> Record | BadRecord:
    if len(row) != len(columns):
        count = f"{len(row)} field{'s' * (len(row) != 1)}"
        return BadRecord(rows.label, f"has {count}, where the first row names {len(columns)}")
    record = dict(zip(columns, row, strict=True))
    if not fields.find(record, "text", options):
        return BadRecord(rows.label, "has no text in it")
    return Record(jsonl.label(record, f"line {rows.started}", options), json.dump(record), "json")


def _columns(rows: "_Rows", options: Options) -> Row:
    """The names of the columns, each once; raises UnreadableSource if none can be the text."""
    first = next(rows, None)
    if first is None:
        raise UnreadableSource("has no rows in it")
    if isinstance(first, BadRecord):
        raise UnreadableSource(f"is no table: its first row {first.reason}")
    if len(first) > _COLUMNS:
        raise UnreadableSource(f"is no table: its first row has more than {_COLUMNS} fields")
    names: dict[str, str] = {}
    for number, name in enumerate(map(str.strip, first), 1):
        names[f"{name} {number}" if name in names else name or f"column {number}"] = "x"
    if not fields.find(names, "text", options):
        reason = fields.textless(names).replace("its fields are", "the columns of its first row")
        raise UnreadableSource(reason)
    return list(names)


def _delimiter(head: bytes) -> str:
    """What parts the names of the columns; csv.Sniffer looks at the texts, and is misled."""
    if said := _EXCEL.match(head):
        return said[1].decode()
    first = re.sub(rb'"[^"]*"', b"", head).lstrip(b"\r\n").partition(b"\n")[0]
    return max(_DELIMITERS, key=first.count).decode()


def _decoder(head: bytes) -> Callable[[str], str]:
    """
    How a field's bytes, given as the characters of Latin-1, become text.

    In UTF-8, unless the first bytes of the file are none: then in what they are likely to be.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    damaged = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii >= 5 * damaged:
        return _from_utf8
    import chardet  # takes longer to import than most files to read, and few need it

    encoding = chardet.detect(head[:_SAMPLE])["encoding"] or "windows-1252"
    return lambda field: field.encode("latin-1").decode(encoding, "replace")


def _from_utf8(field: str) -> str:
    if field.isascii():
        return field
    data = field.encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


class _Rows(Iterator["Row | BadRecord"]):
    """
    The rows of a table, a bad one as such.

    Fields are told apart before they are decoded: commas, quotation marks and line ends
    are the same bytes in every encoding that is met here.
    """

    def __init__(
        self, stream: BinaryIO, delimiter: str, longest: int, decode: Callable[[str], str]
    ) -> None:
        csv.field_size_limit(json.LONGEST)  # one for the whole process
        self.started = 0  # the line that the last row started on
        self._lines = _Lines(stream, longest)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self._decode = decode

    @property
    def label(self) -> str:
        """The last row's lines."""
        last = self._lines.number
        lines = last - self.started > 0
        return f"lines {self.started} to {last}" if lines else f"line {self.started}"

    def skip_line(self) -> None:
        """Leave out a line that is no row."""
        next(self._lines, None)

    def __next__(self) -> Row | BadRecord:
        row: Row = []
        while not row:  # a blank line
            self.started = self._lines.number + 1
            self._lines.room = self._lines.longest
            try:
                row = next(self._reader)
            except (csv.Error, _TooLong) as error:
                return BadRecord(self.label, f"is no row: {error}")
        return [self._decode(field) for field in row]


class _TooLong(Exception):
    """A row with more bytes than are taken."""


class _Lines(Iterator[str]):
    """The lines of a file, each byte a character; raises _TooLong where a row has too many."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self.number = 0
        self.longest = longest
        self.room = longest  # bytes left for the row
        self._stream = stream

    def __next__(self) -> str:
        line = self._stream.readline(self.longest + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.room -= len(line)
        if len(line) > self.longest and not line.endswith(b"\n"):
            streams.skip_line(self._stream)
        if self.room < 0:
            raise _TooLong(f"it is longer than {self.longest / 1e6:g} MB")
        return line.decode("latin-1")
