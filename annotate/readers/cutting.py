"""
Where a large file of many articles can be cut, so that portions are read by themselves.

JSON lines are cut at the ends of lines, tables where the reader of tables begins a row, web
archives where a record ends as it says. What is damaged, packed in one piece or in UTF-16, is
left whole from there on.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from annotate.errors import UnreadableSource
from annotate.readers import csv, formats, jsonl, objects, streams
from annotate.readers.record import Options, Portion, Record
from annotate.readers.table import Rows

__all__ = ["CUT", "holds_articles", "portions"]

_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
_LOOKED_AT = 100  # records, of which one has to be an article
_LONGEST_HEAD = 1 << 17
_BLANK = 8  # bytes of line ends behind a record, at most
_WARC = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n(?:[^\r\n]+\r?\n)*?\r?\n")
_LENGTH = re.compile(rb"(?i)\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n")


class _Cut(NamedTuple):
    """A place between two records, and how many lines (of an archive: records) are before it."""

    at: int
    before: int


def portions(
    file: BinaryIO, format: str, options: Options, *, size: int, step: int
) -> list[Portion]:
    """
    The portions of a file of so many bytes, each of `step` or somewhat more; none if it is whole.

    One pass over the file; raises OSError.
    """
    head = file.read(formats.HEAD)
    file.seek(0)
    if size <= step or format not in CUT or not _can_be_cut(head, format):
        return []
    cuts = [_Cut(0, 0), *(cut for cut in CUT[format](file, options, step) if cut.at < size)]
    ends = [*(cut.at for cut in cuts[1:]), size]
    found = [Portion(format, cut.at, end, cut.before) for cut, end in zip(cuts, ends, strict=True)]
    return found if len(found) > 1 else []


def holds_articles(file: BinaryIO, format: str, options: Options, largest: int) -> bool:
    """Whether one of its first records is an article of so many bytes; goes back to its start."""
    try:
        found = islice(formats.records(file, format, options), _LOOKED_AT)
        return any(isinstance(each, Record) and len(each.data) <= largest for each in found)
    except UnreadableSource:
        return False
    finally:
        file.seek(0)


def _can_be_cut(head: bytes, format: str) -> bool:
    if format == "warc" and head.startswith(_GZIP):
        return True
    return streams.is_as_it_is(head) and bool(head.strip())


def _lines(file: BinaryIO, options: Options, step: int) -> Iterator[_Cut]:
    """Of JSON lines."""
    if not jsonl.are_lines(streams.peek(streams.as_utf8(file)), options):
        return
    file.seek(0)
    at = lines = 0
    target = step
    while block := file.read(_BLOCK):
        counted = 0  # bytes of the block whose lines are
        while end := block.find(b"\n", max(target - at, counted)) + 1:
            lines += block.count(b"\n", counted, end)
            counted = end
            yield _Cut(at + end, lines)
            target = at + end + step
        lines += block.count(b"\n", counted)
        at += len(block)


def _rows(file: BinaryIO, options: Options, step: int) -> Iterator[_Cut]:
    """Of a table: quotation marks may hold line ends, and are not always closed."""
    try:
        mark = streams.mark(file)
        rows = Rows(file, min(objects.LONGEST, options.largest))
        csv.named(rows.columns(), options)
    except UnreadableSource:
        return
    target = step
    for _ in rows:
        taken, lines = rows.place
        if taken >= target:
            yield _Cut(mark + taken, lines)
            target = taken + step


def _records(file: BinaryIO, options: Options, step: int) -> Iterator[_Cut]:
    """Of a web archive, packed record by record or not at all."""
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    target = step
    for count, at in enumerate((_members if is_packed else _ends)(file), 1):
        if at >= target:
            yield _Cut(at, count)
            target = at + step


def _ends(file: BinaryIO) -> Iterator[int]:
    """Where each record of an archive ends, and another begins."""
    at = 0
    while length := _length(file.read(_LONGEST_HEAD)):
        file.seek(at + length)
        blank = file.read(_BLANK + 8)
        between = len(blank) - len(blank.lstrip(b"\r\n"))
        if not blank[between:].startswith(b"WARC/") or not between:
            return
        at += length + between
        yield at
        file.seek(at)


def _length(head: bytes) -> int:
    """The bytes of the record that begins so, without the blank lines behind it; 0 for none."""
    found = _WARC.match(head)
    said = _LENGTH.findall(found[0]) if found else []
    return found.end() + int(said[0]) if found and said else 0


def _members(file: BinaryIO) -> Iterator[int]:
    """Where each packed record of an archive ends, and another begins."""
    at, data = 0, file.read(_BLOCK)
    while data.startswith(_GZIP):
        start, engine = at, zlib.decompressobj(31)
        head, tail, size = b"", b"", 0
        while not engine.eof and (data := data or file.read(_BLOCK)):
            try:
                found = engine.decompress(data, _BLOCK)
            except zlib.error:
                return
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
            at, data = at + len(data) - len(rest), rest
            head = head if len(head) >= _LONGEST_HEAD else head + found
            size, tail = size + len(found), (tail + found)[-_BLANK:]
        length = _length(head)
        if not engine.eof or not length:
            return
        if start:
            yield start
        blank = size - length
        if not 0 <= blank <= len(tail) or tail[len(tail) - blank :].strip(b"\r\n"):
            return
        data += file.read(_BLOCK) if len(data) < len(_GZIP) else b""


CUT: dict[str, Callable[[BinaryIO, Options, int], Iterator[_Cut]]] = {
    "jsonl": _lines,
    "csv": _rows,
    "warc": _records,
}
"""The formats that can be cut, and how."""
