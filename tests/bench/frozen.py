"""
A key and a split of the bench's own: ours as they were in November 2026, for plain cases alone.

The floors are made with them, so that what is made faster in the package does not make the
floor faster as well, and the ratio worse. Never to be made faster; the paragraphs and keys
of the made-up articles are ours, which a test sees to.
"""

import unicodedata
from hashlib import sha256

__all__ = ["key", "paragraphs"]

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]


def key(text: str) -> str:
    """The key of a wording."""
    digest = sha256(_normalised(text).encode("utf-8", "surrogatepass")).digest()
    bits = int.from_bytes(digest[:9], "big") >> 2
    return (
        _PAIRS[bits >> 60]
        + _PAIRS[bits >> 50 & 1023]
        + _PAIRS[bits >> 40 & 1023]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _ALPHABET[bits >> 5 & 31]
    )


def _normalised(text: str) -> str:
    folded = " ".join(text.split())
    if folded.isascii() or unicodedata.is_normalized("NFC", folded):
        return folded
    return unicodedata.normalize("NFC", folded)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every line that has anything visible on it."""
    lines = []
    position = 0
    for line in text.splitlines(keepends=True):
        visible = line.strip()
        if visible:
            start = position + line.index(visible[0])
            lines.append((start, start + len(visible)))
        position += len(line)
    return lines
