"""
The pages of a web archive, WARC: what a crawler or a browser saved, with its headers.

Taken are pages that were answered with 200, in HTML, plain text or PDF, and the plain
texts that others made of pages (WET). A record is named by its address, so that
a page saved twice is an article with two versions.

Not by warcio: it takes what a damaged or cut off record still holds for the whole,
refuses archives that were packed in one piece, and unpacks without a limit.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import says, streams, unpack
from annotate.readers.members import Broken, Source, Stop
from annotate.readers.record import DEFAULT, BadRecord, Options, Portion, Record
from annotate.text import clean

__all__ = ["LONGEST", "portion", "records"]

LONGEST = 50_000_000
"""Bytes of one page, packed and unpacked."""

_AGAIN = 1_000_000_000  # bytes that are looked at twice in a file, behind wrong lengths
_HTML = ("text/html", "application/xhtml+xml")
_UNKNOWN = ("", "application/octet-stream", "unknown", "*/*", "application/unknown")
_TAKEN = (*_HTML, "text/plain", "application/pdf", *_UNKNOWN)
_KINDS = ("response", "resource", "conversion")
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S)
_UNPACKED = ("", "identity")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1 << 17
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)

Headers = Mapping[str, str]  # names in lower case


class _Page(NamedTuple):
    """What a record holds, and what is said of it."""

    data: bytes
    content_type: str


def records(file: BinaryIO, options: Options = DEFAULT) -> Iterator[Record | BadRecord]:
    """The pages, in order; raises UnreadableSource if there is no record at all."""
    archive = _Archive(file, min(LONGEST, options.largest))
    yield from archive.records()
    if not archive.count:
        raise UnreadableSource("is no web archive (WARC), or one too damaged to find a record in")


def portion(file: BinaryIO, part: Portion, options: Options) -> Iterator[Record | BadRecord]:
    """Those of the pages in a portion, in order."""
    stream = streams.within(file, part.start, part.end)
    yield from _Archive(stream, min(LONGEST, options.largest), part.before).records()


class _Archive:
    """A file on its way from record to record."""

    def __init__(self, file: BinaryIO, longest: int, before: int = 0) -> None:
        self.count = before
        self._source = Source(file)
        self._longest = longest
        self._again = _AGAIN

    def records(self) -> Iterator[Record | BadRecord]:
        while True:
            for stop in self._source.find():
                if stop is Stop.DAMAGE and self.count:
                    yield BadRecord(f"after record {self.count}", "is damaged: cannot be unpacked")
                if stop is Stop.END:
                    return
            self.count += 1
            if found := self._record():
                yield found

    def _record(self) -> Record | BadRecord | None:
        """The record that starts here, None if it is no article."""
        label = f"record {self.count}"
        try:
            headers = _headers(self._source.head())
            label = _address(headers) or label
            body = self._body(headers)
            if (reason := headers.get("warc-truncated")) and headers.get("warc-type") in _KINDS:
                raise UnreadableSource(f"is cut off by its crawler ({reason[:20]})")
            return _article(headers, body, label, self._longest) if body else None
        except (Broken, UnreadableSource) as error:
            return BadRecord(label, str(error))

    def _body(self, headers: Headers) -> bytes | None:
        """What the record holds, None if it is of no interest and long."""
        said = headers.get("content-length", "").strip()
        if not re.fullmatch(r"[0-9]{1,15}", said):
            raise UnreadableSource("does not say how long it is")
        if (size := int(said)) <= self._longest:
            body = self._source.read(size)
            self._require_end(body)
            return body
        self._source.skip(size)
        self._require_end(b"")
        if headers.get("warc-type") in _KINDS:
            raise UnreadableSource(f"is larger than {self._longest / 1e6:g} MB")
        return None

    def _require_end(self, body: bytes) -> None:
        """Raise unless the record ends here; go back to where one starts inside of it."""
        if self._source.is_between():
            return
        at = body.find(b"\nWARC/1.")
        if at >= 0 and self._again > 0:
            self._again -= len(body)
            self._source.put_back(body[at + 1 :])
        raise UnreadableSource("is not as long as it says")


def _headers(lines: bytes) -> Headers:
    found: dict[str, str] = {}
    for line in lines.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _address(headers: Headers) -> str:
    """The record's address; wget puts it in angle brackets."""
    return clean.line(headers.get("warc-target-uri", "").strip("<>"))[:2000]


def _article(headers: Headers, body: bytes, label: str, longest: int) -> Record | None:
    kind = headers.get("warc-type", "").lower()
    if kind not in _KINDS:
        return None
    if kind == "response":
        page = _answered(headers, body, longest)
    else:
        page = _Page(body, headers.get("content-type", ""))
    format = _format(page, kind, label) if page and page.data.strip() else None
    if not page or not format:
        return None
    data = page.data
    if format != "pdf" and (charset := _CHARSET.search(page.content_type)):
        data = unpack.in_utf8(data, charset[1])
    captured = says.utc(headers.get("warc-date"))
    return Record(label, data, format, Metadata(url=says.url(label)), captured)


def _answered(headers: Headers, body: bytes, longest: int) -> _Page | None:
    """The page of an HTTP response, None if it is no success."""
    if not headers.get("content-type", "application/http").startswith("application/http"):
        return None  # the answer to another kind of question, of DNS for one
    end = _HEAD_END.search(body, 0, _LONGEST_HEAD)
    status = _STATUS.match(body)
    if not status:
        raise UnreadableSource("is no HTTP response")
    if status[1] != b"200":
        return None
    said = _headers(body[: end.start() if end else len(body)])
    content_type = said.get("content-type", "")
    if _type(content_type) not in _TAKEN:
        return None
    data = body[end.end() :] if end else b""
    coding = said.get("content-encoding", "").strip().lower()
    if coding in _UNPACKED and _is_short(data, said):
        raise UnreadableSource("is cut off")
    if "chunked" in said.get("transfer-encoding", "").lower():
        data = unpack.dechunked(data)
    return _Page(unpack.unpacked(data, coding, longest), content_type)


def _is_short(data: bytes, said: Headers) -> bool:
    """Whether fewer bytes came than were said; archives that keep a page anew may have more."""
    length = said.get("content-length", "")
    return re.fullmatch(r"[0-9]{1,15}", length) is not None and len(data) < int(length)


def _type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _format(page: _Page, kind: str, label: str) -> str | None:
    """Whose reader reads a page, None if it is none of an article."""
    said = _type(page.content_type)
    is_unknown = said in _UNKNOWN
    if said in _HTML or (is_unknown and _PAGE.match(page.data[:2000])):
        return "html"
    if page.data.startswith(b"%PDF-") and (said == "application/pdf" or is_unknown):
        return "pdf"
    # what crawlers say of themselves is text among the resources
    is_text = said == "text/plain" and kind != "resource" and not label.endswith("/robots.txt")
    return "plain" if is_text else None
