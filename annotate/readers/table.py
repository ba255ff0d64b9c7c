"""
The rows of a table as people and programs save it: CSV, semicolons, tabs, in any encoding.

What parts the fields, how the bytes are letters, and which bytes are no row is found here
for every table that is read: articles, `metadata.csv`, taggings.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from annotate.errors import UnreadableSource
from annotate.readers import streams

__all__ = ["COLUMNS", "LONGEST", "BadRow", "Row", "Rows"]

_DELIMITERS = (b",", b";", b"\t", b"|")
_EXCEL = re.compile(rb"sep=([,;\t|])\s*?\n", re.IGNORECASE)
_NO_TABLES = {
    b"PK\x03\x04": "an xlsx or other packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
}
COLUMNS = 2_000
LONGEST = 8_000_000  # bytes of a row; a quotation mark that is not closed runs on for ever
_SAMPLE = 200_000  # bytes; enough to guess an encoding from
_GUESSED = 0.05  # of a few words in which a letter or two is beyond ASCII
_LATIN = ("windows-1250", "windows-1254", "windows-1257", "windows-1258")  # 1252 is met most
_BESIDE = "‘’‚“”„«»‹›–—…¿¡€£§°\xa0"
_UNSURE = 0.12  # chardet is of some words (a sentence of Polish in ISO 8859-2: .17)

Row = list[str]


class BadRow(NamedTuple):
    """What is no row: its lines, and why, in words that follow them."""

    label: str
    reason: str


def _delimiter(head: bytes) -> str:
    """What parts the names of the columns; csv.Sniffer looks at the texts, and is misled."""
    if said := _EXCEL.match(head):
        return said[1].decode()
    first = re.sub(rb'"[^"]*"', b"", head).lstrip(b"\r\n").partition(b"\n")[0]
    return max(_DELIMITERS, key=first.count).decode()


def _encoding(head: bytes) -> str:
    """
    What the bytes of a table are letters in, by its first ones.

    UTF-8, unless they are none: then the likeliest. Old Macs are left out, which every short
    table might be of, and a short one is taken for what today's programs write.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    damaged = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii >= 5 * damaged:
        return "utf-8"
    import chardet  # takes longer to import than most files to read, and few need it

    era = chardet.EncodingEra
    found = chardet.detect(head[:_SAMPLE], encoding_era=era.ALL ^ era.LEGACY_MAC ^ era.MAINFRAME)
    if found["confidence"] < _UNSURE:
        found = chardet.detect(head[:_SAMPLE], encoding_era=era.MODERN_WEB)
    is_rare = found["confidence"] < _GUESSED and str(found["encoding"]).lower() in _LATIN
    if is_rare and _may_be_western(head):
        return "windows-1252"
    return found["encoding"] or "windows-1252"


def _may_be_western(head: bytes) -> bool:
    """Whether what is beyond ASCII would be letters, or signs that stand beside words."""
    signs = set(head.decode("windows-1252", "replace"))
    return all(s.isascii() or s.isalpha() or s in _BESIDE for s in signs)


def _decoded(field: str, encoding: str) -> str:
    """A field whose bytes are given as the characters of Latin-1."""
    return field if field.isascii() else field.encode("latin-1").decode(encoding, "replace")


def _mended(field: str) -> str:
    """A field of UTF-8 in which bytes that are none are kept apart: these are of Windows."""
    try:
        field.encode()
    except UnicodeEncodeError:
        return field.encode("utf-8", "surrogateescape").decode("windows-1252", "replace")
    return field


class Rows(Iterator["Row | BadRow"]):
    """
    The rows of a table, a bad one as such; the first names its columns.

    Fields are told apart before they are decoded, but for UTF-8: commas, quotation marks and
    line ends are the same bytes in every encoding that is met here.
    """

    def __init__(self, file: BinaryIO, longest: int) -> None:
        csv.field_size_limit(longest)  # one for the whole process
        stream = streams.as_utf8(file)
        head = streams.peek(stream)
        if kind := next((_NO_TABLES[sign] for sign in _NO_TABLES if head.startswith(sign)), None):
            raise UnreadableSource(f"is {kind}, not CSV; save it as CSV")
        if 3 * head.count(0) > len(head):  # every other byte, nearly
            told = "is UTF-16 without a mark at its head, or no text; save it as UTF-8"
            raise UnreadableSource(told)
        self.started = 0  # the line that the last row started on
        self.encoding = _encoding(head)  # found; a guess if it is not utf-8
        self._delimiter = _delimiter(head)
        self._longest = longest
        self.go_on(stream)
        if _EXCEL.match(head):
            next(self._lines, None)

    def go_on(self, stream: BinaryIO, before: int = 0) -> None:
        """Take the rows of another stream from here on, which has so many lines before it."""
        self._lines = _Lines(stream, self._longest, before, is_utf8=self.encoding == "utf-8")
        self._reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    @property
    def place(self) -> tuple[int, int]:
        """How many bytes of the stream, and how many lines, the rows so far took."""
        return self._lines.taken, self._lines.number

    def columns(self) -> Row:
        """The names that the first row gives, trimmed; raises UnreadableSource if it is none."""
        first = next(self, None)
        if first is None:
            raise UnreadableSource("has no rows in it")
        if isinstance(first, BadRow):
            raise UnreadableSource(f"is no table: its first row {first.reason}")
        if len(first) > COLUMNS:
            raise UnreadableSource(f"is no table: its first row has more than {COLUMNS} fields")
        return [name.strip() for name in first]

    @property
    def label(self) -> str:
        """The last row's lines."""
        last = self._lines.number
        lines = last - self.started > 0
        return f"lines {self.started} to {last}" if lines else f"line {self.started}"

    def __next__(self) -> Row | BadRow:
        row: Row = []
        empty = 0
        while not any(row):  # a blank line, or a row of empty cells
            self.started = self._lines.number + 1
            self._lines.room = self._lines.longest
            self._lines.is_damaged = False
            try:
                row = next(self._reader)
            except (csv.Error, _TooLong) as error:
                return BadRow(self.label, f"is no row: {error}")
            empty += not any(row)
            if empty and empty % streams.SOME == 0:
                self._lines.skip_empty(self._delimiter)
        if self.encoding != "utf-8":
            return [_decoded(field, self.encoding) for field in row]
        return [*map(_mended, row)] if self._lines.is_damaged else row


class _TooLong(Exception):
    """A row with more bytes than are taken."""


class _Lines(Iterator[str]):
    """The lines of a file, in UTF-8 or each byte a character; raises _TooLong for too many."""

    def __init__(self, stream: BinaryIO, longest: int, before: int, *, is_utf8: bool) -> None:
        self.is_damaged = False  # some line since this was set
        self._is_utf8 = is_utf8
        self.number = before
        self.taken = 0  # bytes
        self.longest = longest
        self.room = longest  # bytes left for the row
        self._stream = stream

    def skip_empty(self, delimiter: str) -> None:
        """Pass by the rows in which nothing is; call where a row may begin."""
        count, size = streams.skip_blank(self._stream, b"\r\n" + delimiter.encode())
        self.number, self.taken = self.number + count, self.taken + size

    def __next__(self) -> str:
        line = self._stream.readline(self.longest + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.room -= len(line)
        self.taken += len(line)
        if len(line) > self.longest and not line.endswith(b"\n"):
            self.taken += streams.skip_line(self._stream)
        if self.room < 0:
            raise _TooLong(f"it is longer than {self.longest / 1e6:g} MB")
        if not self._is_utf8:
            return line.decode("latin-1")
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.is_damaged = True
            return line.decode("utf-8", "surrogateescape")
