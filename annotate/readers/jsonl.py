"""
The articles of JSON lines, of a JSON file with an array of them, or of one that has the array
below a wrapper, as answers of news APIs do.

Each record keeps its own bytes. It is labelled by its id, else by its address,
so that others may be put in above it, and only without these by its line.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import BinaryIO

from annotate.errors import NotForItself, UnreadableSource
from annotate.model import Metadata
from annotate.readers import below, fields, json, objects, streams, transcript, values, wrapped
from annotate.readers.record import DEFAULT, Aside, BadRecord, Options, Portion, Record

__all__ = ["are_lines", "portion", "records"]

_SILENT = Metadata()
_GHOST = b'"exported_on"'  # stands in exports of Ghost early on
_SMALL = 8_000  # bytes of a file that are had at once, surely
_NOTHING = "has no records in it: a JSON object a line, or an array of objects"


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord | Aside]:
    """The articles, in order; raises UnreadableSource where the file cannot be read on."""
    stream = streams.as_utf8(file)
    if _GHOST in streams.peek(stream)[:_SMALL]:
        from annotate.readers import ghost  # few are

        if ghost.is_begun(streams.peek(stream)):
            yield from ghost.records(file if file.seekable() else stream, options)
            return
    reading = _Reading(options)
    yield from reading.found(stream)
    if reading.is_empty:
        raise UnreadableSource(_NOTHING)
    yield from reading.asides()


def portion(
    file: BinaryIO, part: Portion, options: Options
) -> Iterator[Record | BadRecord | Aside]:
    """
    Those of a portion of JSON lines, in order.

    Raises NotForItself for a line with several articles, which are numbered on from those before.
    """
    reading = _Reading(options)
    reading.is_begun = not part.start
    stream = streams.within(file, part.start, part.end)
    stream = stream if part.start else streams.as_utf8(stream)
    yield from reading.values(streams.lines(stream, reading.longest, part.before))
    yield from reading.asides()


def are_lines(head: bytes, options: Options) -> bool:
    """Whether in a file that begins so, as UTF-8, each line is for itself."""
    if _GHOST in head[:_SMALL] or wrapped.said(options):
        return False
    if _is_one_value(head) or transcript.is_begun(head):
        return False
    if _goes_on(head):
        return wrapped.ahead(head, options) is None
    try:
        first = objects.load(head.lstrip().partition(b"\n")[0])
    except UnreadableSource:
        return True
    return bool(fields.find(first, "text", options)) or wrapped.way(first, options) is None


class _Reading:
    """What is asked of every record of a file, and known of those before it."""

    def __init__(self, options: Options) -> None:
        self.is_empty = self.is_begun = True
        self.cut = 0  # how many have only the beginning of their texts
        self._options = options
        self.longest = min(objects.LONGEST, options.largest)
        self._numbers = count(1)  # of those below a wrapper

    def found(self, stream: BinaryIO) -> Iterator[Record | BadRecord]:
        """The records of a file."""
        head = streams.peek(stream)
        way = wrapped.said(self._options)
        if way is None and _goes_on(head) and not transcript.is_begun(head):
            way = wrapped.ahead(head, self._options)
        if way is not None:
            yield from self._below(stream, way, _SILENT)
            return
        found = values.objects if _is_one_value(head) else streams.lines
        yield from self.values(found(stream, self.longest))

    def values(self, found: Iterable[tuple[int, bytes | None]]) -> Iterator[Record | BadRecord]:
        """The records that JSON values are, each with its line."""
        for number, data in found:
            self.is_empty = False
            if data is None:
                yield BadRecord(f"line {number}", self._too_long())
            else:
                yield from self._read(number, data)

    def asides(self) -> Iterator[Aside]:
        """What there is to tell at the end."""
        if count := self.cut:
            told = f"has only the beginning of {count:,} article{'s' * (count != 1)} (“[+… chars]”)"
            yield Aside(f"{told}: the whole is at their addresses")

    def _read(self, number: int, data: bytes) -> Iterator[Record | BadRecord]:
        place = f"line {number}"
        try:
            record = objects.load(data)
        except UnreadableSource as error:
            yield BadRecord(place, str(error))
            return
        if transcript.is_json(record):
            yield Record(fields.label(record, place, self._options), data, "transcript")
            return
        text = fields.find(record, "text", self._options)
        way = wrapped.way(record, self._options) if not text or text.is_summary else None
        if way is None:
            yield self._record(record, text, data, place, _SILENT)
            return
        if not self.is_begun:
            raise NotForItself(f"has several articles on {place}")
        title = fields.find(record, "title", self._options)
        said = Metadata(site=title.value) if title else _SILENT
        yield from self._below(io.BytesIO(data), way, said)

    def _below(
        self, file: BinaryIO, way: tuple[str, ...], said: Metadata
    ) -> Iterator[Record | BadRecord]:
        """The records that the way leads to, with what is said of all of them."""
        for data in below.objects(file, way, self.longest):
            self.is_empty = False
            place = f"record {next(self._numbers)}"
            if data is None:
                yield BadRecord(place, self._too_long())
                continue
            try:
                record = objects.load(data)
            except UnreadableSource as error:
                yield BadRecord(place, str(error))
                continue
            text = fields.find(record, "text", self._options)
            own_site = said.site and fields.find(record, "site", self._options)
            yield self._record(record, text, data, place, _SILENT if own_site else said)

    def _record(
        self, record: Mapping[str, object], text: fields.Found | None, data: bytes, place: str,
        said: Metadata,
    ) -> Record | BadRecord:  # fmt: skip
        if text is None:
            is_below = place.startswith("record")
            name = fields.label(record, place, self._options) if is_below else place
            return BadRecord(name, fields.textless(record))
        self.cut += json.whole(text.value) != text.value
        return Record(fields.label(record, place, self._options), data, "json", said)

    def _too_long(self) -> str:
        return f"is longer than {self.longest / 1e6:g} MB"


def _is_one_value(head: bytes) -> bool:
    """Whether a file starts as an array, or as an object spread over lines."""
    first = head.lstrip().partition(b"\n")[0].rstrip()
    return first.startswith(b"[") or first.endswith((b"{", b"[", b","))


def _goes_on(head: bytes) -> bool:
    """Whether a file may begin with an object that ends further on than its head."""
    first = head.lstrip().partition(b"\n")
    return (
        len(head) > _SMALL and first[0].startswith(b"{") and not first[0].endswith((b"}", b"}\r"))
    )
