"""
The entries of a feed: RSS of any version, Atom, and what WordPress and Blogger export as one.

Each entry keeps its own bytes, inside the tag that its feed starts with, so that
an entry is the same article from one day's feed to the next. feedparser says what
they mean. Its cleaning of HTML is left out: only the text is taken, and cleaning
what is hostile takes it time that grows with the square.
"""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple

import feedparser

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import blogs, entry, fields, streams
from annotate.readers.blogs import Blog
from annotate.readers.elements import Elements
from annotate.readers.entry import Entry
from annotate.readers.record import DEFAULT, Aside, BadRecord, Options, Record

__all__ = ["LONGEST", "read", "records"]

LONGEST = 4_000_000
"""Bytes of one entry."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,1000}>")
_ROOT = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:rss|feed|RDF))(?:\s[^<>]{0,20000})?>")
_HTML = ("text/html", "application/xhtml+xml")


class _Text(NamedTuple):
    value: str
    is_html: bool
    language: str | None


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord | Aside]:
    """The entries, in order; raises UnreadableSource if there are none."""
    longest = min(LONGEST, options.largest)
    entries = Elements(streams.as_utf8(file), (b"item", b"entry"), longest)
    frame = None
    for number, data in enumerate(entries, 1):
        if frame is None:
            frame = _Frame(entries.before)
            blog = Blog(entries.before)
        if data is None:
            yield BadRecord(f"entry {number}", f"is longer than {longest / 1e6:g} MB")
        elif entries.is_cut:
            yield BadRecord(f"entry {number}", "is cut off")
        elif blog.is_article(data) and (found := _record(frame, data, number, blog)):
            yield found
    if frame is None:
        raise UnreadableSource("is no feed (RSS, Atom), or one without entries")
    if not (entries.is_cut or frame.is_closed(entries.last)):
        yield BadRecord("its end", "is missing: the feed is cut off")
    if told := blog.told():
        yield Aside(told)


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of one entry; raises UnreadableSource."""
    if len(data) > LONGEST + _Frame.LONGEST:
        raise UnreadableSource(f"is an entry of more than {LONGEST / 1e6:g} MB")
    parsed = _parsed(data)
    if not parsed.entries:
        raise UnreadableSource("is no entry of a feed (RSS, Atom)")
    found = parsed.entries[0]
    text = _text(found)
    if text is None:
        raise UnreadableSource("has no text in it")
    kind = "atom" if str(parsed.version).startswith("atom") else "rss"
    is_exported = blogs.is_exported(data)
    said = Metadata(
        title=fields.usable("title", found.get("title")),
        byline=_authors(found),
        published=blogs.published(data, found) if is_exported else _published(found, kind),
        url=fields.usable("url", found.get("link")),
        site=_source(found),
        language=text.language,
    )
    if is_exported:
        return blogs.draft(data, text.value, said, f"application/{kind}+xml")
    parts = Entry(text.value, text.is_html, said, f"application/{kind}+xml")
    return entry.draft(parts, options)


class _Frame:
    """What an entry's feed is: the tag it starts with, its name and language."""

    LONGEST = 30_000  # bytes

    def __init__(self, before: bytes) -> None:
        root = _ROOT.search(before)
        start, name = (root[0], root[1]) if root else (b"<rss>", b"rss")
        declared = _DECLARED.match(before.lstrip())
        encoding = declared[1] if declared and b"16" not in declared[1] else b"utf-8"
        is_rss = name.endswith(b"rss")
        inner = b"<channel>" if is_rss else b""
        self._start = b'<?xml version="1.0" encoding="' + encoding + b'"?>\n' + start + inner
        self._name = name if root else b""
        self._end = (b"</channel>" if is_rss else b"") + b"</" + name + b">"
        feed = _parsed(before + self._end).feed
        self.site = fields.usable("site", feed.get("title"))
        self.language = fields.usable("language", feed.get("language"))

    def is_closed(self, end: bytes) -> bool:
        """Whether the last bytes of a feed close what it began with; a feed may lack both."""
        return (
            re.search(rb"</" + re.escape(self._name) + rb"\s*>", end) is not None or not self._name
        )

    def around(self, data: bytes) -> bytes:
        """A feed of one entry."""
        return self._start + data + self._end


def _record(frame: _Frame, data: bytes, number: int, blog: Blog) -> Record | BadRecord | None:
    """An entry; nothing for one without a text in an export, which counts them."""
    data = frame.around(data)
    parsed = _parsed(data)
    found = parsed.entries[0] if parsed.entries else {}
    label = (
        fields.usable("id", found.get("id"))
        or fields.usable("url", found.get("link"))
        or f"entry {number}"
    )
    text = _text(found)
    if text is None:
        return None if blog.is_textless(data) else BadRecord(label, "has no text in it")
    site = None if _source(found) else frame.site
    return Record(
        label, data, "feed",
        Metadata(
            site=site, language=text.language or frame.language, byline=blog.byline(data, found)
        ),
    )  # fmt: skip


def _parsed(data: bytes) -> Any:
    """What feedparser makes of it; it is given a file, as it takes bytes for an address, too."""
    for each in (data, _DECLARATION.sub(b"", data)):
        with suppress(ValueError):  # the encoding that it declares is no name
            return feedparser.parse(
                io.BytesIO(each), sanitize_html=False, resolve_relative_uris=False
            )
    raise UnreadableSource("is a damaged feed (RSS, Atom)")


def _text(found: Any) -> _Text | None:
    """The content of an entry, else its summary."""
    for content in (*found.get("content", ()), found.get("summary_detail") or {}):
        value = fields.usable("text", content.get("value"))
        if value:
            is_html = content.get("type") in _HTML or entry.is_markup(value)
            return _Text(value, is_html, fields.usable("language", content.get("language")))
    return None


def _authors(found: Any) -> str | None:
    """The names of who wrote it."""
    names = [each.get("name") for each in found.get("authors", ())]
    return fields.usable("byline", names) or fields.usable("byline", found.get("author"))


def _published(found: Any, kind: str) -> str | None:
    """When it was published: where RSS has one date, it is that; Atom tells changes apart."""
    published = fields.usable("published", found.get("published"))
    if published or kind != "rss":
        return published
    # as a plain dict: feedparser's own warns where it takes the one for the other
    return fields.usable("published", dict.get(found, "updated"))


def _source(found: Any) -> str | None:
    """The feed that an entry was taken over from."""
    return fields.usable("site", (found.get("source") or {}).get("title"))
