"""
What of a private string is looked for: stretches of it, in every way of writing its letters.

A copy that has half of it is a leak as well, so every stretch of `PIECE` bytes is looked
for by itself. What is searched is in small letters of ASCII; letters of other scripts are
looked for small, capital and folded, composed and decomposed.
"""

import re
from collections.abc import Iterator
from itertools import chain
from unicodedata import normalize

__all__ = ["PIECE", "canonical", "forms", "pieces", "words"]

PIECE = 32  # bytes
_STEP = 16  # bytes from one piece to the next: whatever has 47 bytes of a string has a piece
_RARELY = 256  # bytes, where a text is one of many

_WORD = re.compile(r"[^\W\d_]{6,40}")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LATIN = 0x250  # the first letter that is not


def pieces(text: str | bytes, *, sampled: bool = False) -> Iterator[str | bytes]:
    """Stretches of each line, the last of them up to its end; of a short one all."""
    for line in [text] if isinstance(text, bytes) else text.splitlines():
        line = line.strip()
        each = len(line) / max(len(_bytes(line)), 1)  # characters a byte
        size, step = round(PIECE * each), round((_RARELY if sampled else _STEP) * each)
        if len(line) <= size:
            yield line
            continue
        for start in chain(range(0, len(line) - size, max(step, 1)), [len(line) - size]):
            yield line[start : start + size]


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "ignore")


def forms(text: str | bytes) -> set[bytes]:
    """The bytes that a string may be written with, in small letters of ASCII."""
    if isinstance(text, bytes):
        return {text.lower()}
    if text.isascii():
        return {text.lower().encode()}
    cases = {text, text.lower(), text.upper(), text.casefold()}
    spelt = cases | {normalize(form, case) for form in ("NFC", "NFD") for case in cases}
    codes = ["utf-8"]
    if any(ord(letter) >= _LATIN for letter in text):
        codes += ["utf-16-le", "utf-16-be"]
    return {each.encode(code, "ignore").lower() for each in spelt for code in codes}


def canonical(text: str) -> bytes:
    """A string in the one form in which two are compared."""
    composed = text if text.isascii() else normalize("NFC", text)
    return _bytes(composed.casefold())


def words(text: str) -> set[str]:
    """The words of at least six letters, small and without accents; none that an id may have."""
    plain = normalize("NFD", text.lower())
    return {word for word in _WORD.findall(_ACCENTS.sub("", plain)) if word.strip("abcdef")}
