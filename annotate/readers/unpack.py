"""
The bodies of HTTP messages as they were meant: chunks joined, unpacked, never past a limit.
"""

import codecs
import re
import zlib

from annotate.errors import UnreadableSource

__all__ = ["TooLarge", "dechunked", "in_utf8", "unpacked"]

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_DECLARED = re.compile(rb"<meta[^>]{0,500}charset|<\?xml[^>]{0,200}encoding", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
_GZIP = b"\x1f\x8b"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TooLarge(UnreadableSource):
    """Unpacked it has more bytes than are taken."""


def dechunked(data: bytes) -> bytes:
    """A chunked body in one piece; as it is if it is not chunked, whatever was said."""
    found, position = bytearray(), 0
    while match := _CHUNK.match(data, position):
        size = int(match[1], 16)
        if not size:
            return bytes(found)
        position = match.end() + size
        found += data[match.end() : position]
        if position > len(data):
            raise UnreadableSource("is cut off")
        position += 2 if data.startswith(b"\r\n", position) else 1
    if not position:
        return data
    raise UnreadableSource("is cut off")


def unpacked(data: bytes, coding: str, limit: int) -> bytes:
    """The body of a Content-Encoding; raises UnreadableSource, also for more than `limit`."""
    for name in reversed(coding.lower().split(",")[:3]):
        data = _unpacked(data, name.strip(), limit)
    return data


def _unpacked(data: bytes, coding: str, limit: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        # archives often hold the page unpacked, with its headers as they were
        return _inflated(data, 31, limit) if data.startswith(_GZIP) else data
    if coding == "deflate":
        is_zlib = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
        return _inflated(data, 15 if is_zlib else -15, limit)
    if coding == "br":
        return _unbrotlied(data, limit)
    if coding in ("", "identity", "none", "utf-8"):  # the last one in error, and often
        return data
    raise UnreadableSource(f"is packed as {coding[:20]!r}, which cannot be unpacked")


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    found = b""
    while True:  # a gzip file may be several, one after the other
        engine = zlib.decompressobj(window)
        try:
            found += engine.decompress(data, limit + 1 - len(found))
        except zlib.error as error:
            raise UnreadableSource("is damaged: it cannot be unpacked") from error
        _require_within(found, limit)
        if not engine.eof:
            raise UnreadableSource("is cut off")
        data = engine.unused_data
        if not data.startswith(_GZIP):
            return found


def _unbrotlied(data: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise UnreadableSource(
            "is packed with Brotli, which needs one more package:"
            ' pip install "annotate-corpus[warc]"'
        ) from error
    engine = brotli.Decompressor()
    found = bytearray()
    try:
        while not engine.is_finished() and len(found) <= limit:
            part = engine.process(data, output_buffer_limit=1 << 20)
            if not part and engine.can_accept_more_data():
                raise UnreadableSource("is cut off")
            found += part
            data = b""
    except brotli.error as error:
        raise UnreadableSource("is damaged: it cannot be unpacked") from error
    _require_within(found, limit)
    return bytes(found)


def _require_within(found: bytes | bytearray, limit: int) -> None:
    if len(found) > limit:
        raise TooLarge(f"unpacks to more than {limit / 1e6:g} MB")


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """
    The page in UTF-8, marked as such, if only its server said how it is encoded.

    A page that says so itself, or is UTF-8, is left as it is.
    """
    if not charset or data.startswith(_MARKS) or _DECLARED.search(data[:_HEAD]):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _recoded(data, charset)
    return data


def _recoded(data: bytes, charset: str) -> bytes:
    try:
        # browsers take Latin-1 as what it nearly always is
        latin = codecs.lookup(charset).name in ("iso8859-1", "ascii")
        text = data.decode("windows-1252" if latin else charset, "replace")
        return text.encode("utf-8-sig", "replace")
    except (LookupError, UnicodeError, ValueError):  # no charset of text that we know
        return data
