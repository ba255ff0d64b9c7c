"""
Blogs exported from Ghost: tables of posts, of people and of who wrote what, in one JSON file.

What is said of the posts stands behind them, so the file is read once for that, and again for
the posts, one after another.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import below, fields, objects, says, streams
from annotate.readers.record import Aside, BadRecord, Options, Record

__all__ = ["is_begun", "records"]

_BEGUN = re.compile(
    rb'\s*\{\s*"(?:db"\s*:\s*\[\s*\{\s*")?meta"\s*:\s*\{[^{}]{0,300}"exported_on"[^{}]{0,300}\}'
    rb'\s*,\s*"data"\s*:\s*\{'
)
_LARGEST = 200_000_000  # bytes of what cannot be read twice
_LONGEST = 100_000  # bytes of a row of what is said of posts


@dataclass(slots=True)
class _Blog:
    """What the tables say: people by their ids, those of each post, the blog's settings."""

    people: dict[str, str] = field(default_factory=dict)
    wrote: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    settings: dict[str, str] = field(default_factory=dict)


def is_begun(head: bytes) -> bool:
    """Whether a file begins as an export of Ghost does."""
    return _BEGUN.match(head) is not None


def records(file: BinaryIO, options: Options) -> Iterator[Record | BadRecord | Aside]:
    """The posts and pages, in order; raises UnreadableSource where the file cannot be read on."""
    if not file.seekable():
        file = io.BytesIO(file.read(_LARGEST))
    blog = _Blog()
    for table, take in (("users", _take_person), ("posts_authors", _take_author)):
        for row in _rows(file, table):
            take(row, blog)
    for row in _rows(file, "settings"):
        if isinstance(value := row.get("value"), str):
            blog.settings[str(row.get("key"))] = value
    drafts = 0
    longest = min(objects.LONGEST, options.largest)
    for number, data in enumerate(_table(file, "posts", longest), 1):
        found = _record(data, f"record {number}", blog, options)
        drafts += isinstance(found, Record) and objects.load(found.data).get("status") == "draft"
        yield found
    if drafts:
        yield Aside(f"has {drafts:,} draft{'s' * (drafts != 1)} among its posts")


def _table(file: BinaryIO, table: str, longest: int) -> Iterator[bytes | None]:
    file.seek(0)
    stream = streams.as_utf8(file)
    way = ("db", "data", table) if b'"db"' in streams.peek(stream)[:100] else ("data", table)
    yield from below.objects(stream, way, longest)


def _rows(file: BinaryIO, table: str) -> Iterator[dict[str, object]]:
    """The rows of a table, but for those that cannot be read."""
    for data in _table(file, table, _LONGEST):
        with suppress(UnreadableSource):
            yield objects.load(data or b"")


def _take_person(row: dict[str, object], blog: _Blog) -> None:
    if (name := row.get("name")) and isinstance(name, str):
        blog.people[str(row.get("id"))] = name


def _take_author(row: dict[str, object], blog: _Blog) -> None:
    order = row.get("sort_order")
    place = order if isinstance(order, int) else 0
    blog.wrote[str(row.get("post_id"))].append((place, str(row.get("author_id"))))


def _record(data: bytes | None, place: str, blog: _Blog, options: Options) -> Record | BadRecord:
    if data is None:
        return BadRecord(place, f"is longer than {objects.LONGEST / 1e6:g} MB")
    try:
        row = objects.load(data)
    except UnreadableSource as error:
        return BadRecord(place, str(error))
    name = fields.label(row, place, options)
    if not fields.find(row, "text", options):
        return BadRecord(name, "has no text in it that can be read (html, plaintext)")
    ids = [author for _, author in sorted(blog.wrote.get(str(row.get("id")), []))]
    ids = ids or [str(row.get("author_id") or row.get("author"))]
    language = says.language(
        str(row.get("locale") or blog.settings.get("locale") or blog.settings.get("lang") or "")
    )
    said = Metadata(
        byline=says.byline((blog.people.get(each) for each in ids), says.joining(language)),
        site=says.site(blog.settings.get("title")),
        language=language,
    )
    return Record(name, data, "json", said)
