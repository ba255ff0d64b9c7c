"""
The articles of JSON lines, or of a JSON file with an array of them.

Each record keeps its own bytes. It is labelled by its id, else by its address,
so that others may be put in above it, and only without these by its line.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import fields, json, streams, transcript, values
from annotate.readers.record import DEFAULT, BadRecord, Options, Record

__all__ = ["label", "records"]

_LISTS = ("items", "articles", "entries", "records", "results", "documents", "docs", "data")


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord]:
    """The articles, in order; raises UnreadableSource where the file cannot be read on."""
    longest = min(json.LONGEST, options.largest)
    stream = streams.as_utf8(file)
    found = values.objects if _is_one_value(streams.peek(stream)) else streams.lines
    number = 0
    for number, data in found(stream, longest):
        if data is None:
            yield BadRecord(f"line {number}", f"is longer than {longest / 1e6:g} MB")
        else:
            yield from _read(number, data, options)
    if not number:
        raise UnreadableSource("has no records in it: a JSON object a line, or an array of objects")


def label(record: Mapping[str, object], place: str, options: Options) -> str:
    """What names a record in its file, also when the file grows; its place if nothing does."""
    found = fields.find(record, "id", options) or fields.find(record, "url", options)
    return found.value if found else place


def _is_one_value(head: bytes) -> bool:
    """Whether a file starts as an array, or as an object spread over lines."""
    first = head.lstrip().partition(b"\n")[0].rstrip()
    return first.startswith(b"[") or first.endswith((b"{", b"[", b","))


def _read(number: int, data: bytes, options: Options) -> Iterator[Record | BadRecord]:
    try:
        record = json.load(data)
    except UnreadableSource as error:
        yield BadRecord(f"line {number}", str(error))
        return
    if transcript.is_json(record):
        yield Record(label(record, f"line {number}", options), data, "transcript")
    elif fields.find(record, "text", options):
        yield Record(label(record, f"line {number}", options), data, "json")
    elif inner := _listed(record):
        yield from _listed_records(record, inner, options)
    else:
        yield BadRecord(f"line {number}", fields.textless(record))


def _listed(record: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The records in an object that is a list of them, as a JSON feed is."""
    for name in _LISTS:
        found = record.get(name)
        if isinstance(found, list) and found and all(isinstance(each, dict) for each in found):
            return found
    return []


def _listed_records(
    whole: Mapping[str, object], inner: list[Mapping[str, object]], options: Options
) -> Iterator[Record | BadRecord]:
    title = fields.find(whole, "title", options)
    for number, record in enumerate(inner, 1):
        name = label(record, f"record {number}", options)
        if not fields.find(record, "text", options):
            yield BadRecord(name, fields.textless(record))
            continue
        own_site = fields.find(record, "site", options)
        site = title.value if title and not own_site else None
        yield Record(name, json.dump(record), "json", Metadata(site=site))
