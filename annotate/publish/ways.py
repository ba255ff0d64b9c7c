"""
The ways in which bytes may have been written, undone.

What looks escaped, coded or packed is found by signs that text and databases seldom
have, and only its surroundings are read again: the rest costs a glance.
"""

import binascii
import html
import json
import re
import zlib
from collections.abc import Iterable, Iterator

__all__ = ["MARGIN", "inflated", "undone"]

MARGIN = 80  # bytes around an escape that are read again with it
MOST = 1 << 22  # bytes that something packed within a file may become

_SIGNS = tuple(
    map(
        re.compile,
        (  # each begins with a letter that is looked for first, twenty times as fast as a class
            rb"%[0-9A-Fa-f]{2}",
            rb"\\[\"'\\/bfnrtux]",
            rb"&#?[0-9A-Za-z]{1,31};",
            rb"''",
            rb"\+(?<=[0-9A-Za-z\x80-\xff]\+)[0-9A-Za-z\x80-\xff]",
        ),
    )
)
_ESCAPE = re.compile(
    rb"%([0-9A-Fa-f]{2})|((?:\\u[0-9A-Fa-f]{4})+|\\[\"\\/bfnrt])|\\x([0-9A-Fa-f]{2})"
    rb"|(&#?[0-9A-Za-z]{1,31};)|'(')|\\(')"
)

_PACKED = (re.compile(rb"x[\x01\x5e\x9c\xda]"), re.compile(rb"\x1f\x8b\x08"))

# every byte by its kind: a digit of base64, zero, or another
_KINDS = bytearray(b" " * 256)
_KINDS[0] = 0
for _byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_":
    _KINDS[_byte] = ord("A")
_RUN = re.compile(rb"A+")
_CODED = 20  # digits of base64 from which on they are decoded
_WIDE = b"A\0A\0A\0A"  # four letters in UTF-16
_URLSAFE = bytes.maketrans(b"-_", b"+/")


def undone(data: bytes, depth: int = 2) -> bytes:
    """What data may say besides what it says: parts of it read in other ways; often nothing."""
    kinds = data.translate(_KINDS)
    ways = (_unescaped(data), _decoded(data, kinds), _narrowed(data, kinds), _unpacked(data))
    found = b"\0\0".join(part for way in ways for part in way)
    if found and depth > 1:
        return found + b"\0\0" + undone(found, depth - 1)
    return found


def _unescaped(data: bytes) -> Iterator[bytes]:
    places = sorted(match.start() for sign in _SIGNS for match in sign.finditer(data))
    parts = b"\0".join(data[start:end] for start, end in _around(places, MARGIN, len(data)))
    if b"+" in parts:
        yield _ESCAPE.sub(_said, parts.replace(b"+", b" "))
    if parts:
        yield _ESCAPE.sub(_said, parts)


def _around(places: Iterable[int], margin: int, length: int) -> Iterator[tuple[int, int]]:
    """Stretches around places, in order; those that touch are one."""
    start = end = 0
    for place in places:
        if place - margin > end:
            if end:
                yield start, end
            start = place - margin
        end = min(place + margin, length)
    if end:
        yield max(start, 0), end


def _said(match: re.Match[bytes]) -> bytes:
    percent, quoted, byte, entity, single, other = match.groups()
    if percent or byte:
        return bytes.fromhex((percent or byte).decode())
    if quoted:
        text: str = json.loads(b'"' + quoted + b'"')
        return text.encode("utf-8", "replace")
    if entity:
        return html.unescape(entity.decode()).encode("utf-8", "replace")
    return single or other or b""


def _decoded(data: bytes, kinds: bytes) -> Iterator[bytes]:
    """What stands in base64, of whichever alphabet, begun at whichever of its digits."""
    runs, at = [], kinds.find(b"A" * _CODED)
    while at >= 0:
        match = _RUN.match(kinds, at)
        end = match.end() if match else at
        runs.append(data[at:end] + b"A" * (-(end - at) % 4 + 4))
        at = kinds.find(b"A" * _CODED, end)
    joined = b"".join(runs).translate(_URLSAFE)
    for skipped in range(4 if runs else 0):
        yield binascii.a2b_base64(joined[skipped:] + b"A" * skipped)


def _narrowed(data: bytes, kinds: bytes) -> Iterator[bytes]:
    """What stands in UTF-16 with letters of Latin, whichever byte comes first."""
    places, at = [], kinds.find(_WIDE)
    while at >= 0:
        places.append(at)
        at = kinds.find(_WIDE, at + MARGIN)
    for start, end in _around(places, 2 * MARGIN, len(data)):
        for first in (start, start + 1):
            for order in ("utf-16-le", "utf-16-be"):
                yield data[first:end].decode(order, "ignore").encode("utf-8", "ignore")


def _unpacked(data: bytes) -> Iterator[bytes]:
    for sign in _PACKED:
        for match in sign.finditer(data):
            yield from inflated(data, match.start())


def inflated(data: bytes, at: int) -> Iterator[bytes]:
    """What zlib or gzip packed from a place on, as far as it can be had; at most `MOST` bytes."""
    unpacker, count = zlib.decompressobj(47), 0
    size = 64  # most of what looks packed is not, as its first bytes show
    while at < len(data) and not unpacker.eof and count < MOST:
        try:
            part = unpacker.decompress(data[at : at + size], MOST - count)
        except zlib.error:
            return
        yield part
        count += len(part)
        at, size = at + size, 1024
