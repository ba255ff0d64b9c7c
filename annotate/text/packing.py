"""
The bytes of a source packed by zlib, which may have their text before its eyes.

A record that says little but its text is then a tenth of what it would be. The stream itself
tells whether the text is needed to unpack it (FDICT, RFC 1950), and proves that it is the one.
"""

import zlib
from collections.abc import Iterable

__all__ = ["needs_text", "packed", "unpacked"]

_LEVEL = 1  # of compression: half the time of zlib's own choice, for a twentieth more bytes
_SEEN = 32_000  # bytes of the text: zlib looks back no further
_MOST = 2  # times the text: in more, as in most web pages, the text stands too far behind
_FDICT, _HEAD = 0x20, 6  # its bit in the second byte; the next four are the Adler-32 of the text


def packed(data: bytes, text: str) -> bytes:
    """The bytes, packed with the text where that helps."""
    words = _bytes(text)
    if len(data) > _MOST * len(words):
        return zlib.compress(data, _LEVEL)
    packing = zlib.compressobj(_LEVEL, zdict=words[:_SEEN])
    return packing.compress(data) + packing.flush()


def needs_text(packed: bytes) -> bool:
    """Whether bytes were packed with a text."""
    return len(packed) >= _HEAD and bool(packed[1] & _FDICT)


def unpacked(packed: bytes, texts: Iterable[str]) -> bytes:
    """The bytes again, by the one of the texts that they were packed with; raises zlib.error."""
    if not needs_text(packed):
        return zlib.decompress(packed)
    name = int.from_bytes(packed[2:_HEAD], "big")
    seen = (_bytes(text)[:_SEEN] for text in texts)
    words = next((each for each in seen if zlib.adler32(each) == name), None)
    if words is None:
        raise zlib.error("the text that they were packed with is not there")
    unpacking = zlib.decompressobj(zdict=words)
    data = unpacking.decompress(packed)
    if not unpacking.eof:
        raise zlib.error("they are cut off")
    return data


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
