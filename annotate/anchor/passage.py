"""
A text as it is compared with a quotation, or a quotation with a text.

White space, the kind of quotation marks and dashes, ligatures and accents as one
or two characters do not count.
"""

import unicodedata
from dataclasses import dataclass

from annotate.text.footnotes import without_signs
from annotate.text.words import tokens

__all__ = ["Passage", "passage"]

_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛′´`"), "'"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None),
    **{
        0xFB00 + i: letters
        for i, letters in enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"])
    },
}
_QUOTATION = frozenset("'\"“”„‟″«»‹›「」『』*_")  # and what Markdown leaves of emphasis
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it is compared: its words and marks, folded, and where each stands."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    folded: str  # all words, a space around each
    starts: tuple[int, ...]  # where each begins in it


def passage(text: str) -> Passage:
    """A text, ready to be looked in."""
    found = tokens(without_signs(text))  # whoever quotes rarely copies the signs of footnotes
    kept = [(folded, token.span()) for token in found if (folded := _folded(token[0]))]
    starts, at = [], 1
    for word, _ in kept:
        starts.append(at)
        at += len(word) + 1
    names = tuple(word for word, _ in kept)
    folded = f" {' '.join(names)} "
    return Passage(text, names, tuple(span for _, span in kept), folded, tuple(starts))


def _folded(token: str) -> str:
    if token[0] in _DASHES:
        return "-"
    if token in _QUOTATION:
        return ""
    if token.isascii():
        return "..." if token.startswith("...") else token
    if token == "…":
        return "..."
    return unicodedata.normalize("NFC", token.translate(_ALIKE)).strip("'")
