"""
A text as it is compared with a quotation, or a quotation with a text.

White space, the kind of quotation marks and dashes, ligatures, ß as ss, letters of full
or half width, accents as one or two characters and what nobody sees do not count. This is
the one rule, for `annotate verify` and for the words of `--quote` alike.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from annotate.text.alike import APOSTROPHES, UNSEEN
from annotate.text.footnotes import without_signs
from annotate.text.words import tokens

__all__ = ["Passage", "is_indexed_otherwise", "is_word", "passage", "same_mark"]

_ALIKE = {
    **APOSTROPHES,
    **UNSEEN,
    **{
        0xFB00 + i: letters
        for i, letters in enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"])
    },
}
_ALIKE |= {ord("ß"): "ss", ord("ẞ"): "SS", ord("İ"): "I"}
_OTHERWISE = "[\u00ad\u00df\u0130\u1e9e\u200b-\u200d\u2060\ufb00-\ufb06\ufeff\uff10-\uff9f]"
_WIDEST = "\uff10"  # the first of them
_WIDE = "[\uff10-\uff5a\uff66-\uff9f]+"
_QUOTATION = frozenset("'\"“”„‟″«»‹›「」『』*_")  # and what Markdown leaves of emphasis
_SAYING = frozenset({"Sc", "So"})  # signs of money, and pictures
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it is compared: its words and marks, folded, and where each stands."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    folded: str  # all words, a space around each
    starts: tuple[int, ...]  # where each begins in it
    caseless: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """The words without the marks at either end, which do not count."""
        counting = [i for i, word in enumerate(self.words) if is_word(word)]
        return self.words[counting[0] : counting[-1] + 1] if counting else ()

    def before(self, word: int, count: int) -> int:
        """From which character on a word, as written, has what follows `count` folded ones."""
        written = self._written(word)
        return bisect_right(range(1, len(written) + 1), count, key=self._size(written))

    def behind(self, word: int, count: int) -> int:
        """Up to which character a word, as written, has its first `count` folded ones."""
        written = self._written(word)
        end = bisect_left(range(len(written) + 1), count, key=self._size(written))
        while end < len(written) and unicodedata.combining(written[end]):
            end += 1
        return end if count < len(self.words[word]) else len(written)

    def _written(self, word: int) -> str:
        return self.text[slice(*self.spans[word])]

    def _size(self, written: str) -> Callable[[int], int]:
        return lambda end: len(_folded(written[:end], caseless=self.caseless))


def passage(text: str, *, caseless: bool = False) -> Passage:
    """A text, ready to be looked in; `caseless`: capitals do not count either."""
    found = tokens(without_signs(text))  # whoever quotes rarely copies the signs of footnotes
    kept = [
        (folded, token.span())
        for token in found
        if (folded := _folded(token[0], caseless=caseless))
    ]
    starts, at = [], 1
    for word, _ in kept:
        starts.append(at)
        at += len(word) + 1
    names = tuple(word for word, _ in kept)
    folded = f" {' '.join(names)} "
    spans = tuple(span for _, span in kept)
    return Passage(text, names, spans, folded, tuple(starts), caseless)


def is_indexed_otherwise(text: str) -> bool:
    """Whether a text has letters that no search index knows as they are compared here."""
    return not text.isascii() and re.search(_OTHERWISE, text) is not None


def is_word(token: str) -> bool:
    """Whether it is no mark: a word, a number, or a sign that says something, like € and %."""
    return any(c.isalnum() or c in "%‰" or unicodedata.category(c) in _SAYING for c in token)


def same_mark(one: str, other: str) -> bool:
    """Whether two characters are the same mark, the kind of quotation mark or dash aside."""
    return one == other or any({one, other} <= kind for kind in (_QUOTATION, _DASHES))


def _folded(token: str, *, caseless: bool) -> str:
    folded = _as_read(token)
    return folded.casefold() if caseless else folded


def _as_read(token: str) -> str:
    if token[:1] in _DASHES:
        return "-"
    if token in _QUOTATION:
        return ""
    if token.isascii():
        return "..." if token.startswith("...") else token
    if token == "…":
        return "..."
    composed = unicodedata.normalize("NFC", token)
    letters = composed.translate(_ALIKE)
    if max(letters, default="") >= _WIDEST:
        letters = re.sub(_WIDE, lambda wide: unicodedata.normalize("NFKC", wide[0]), letters)
    return (unicodedata.normalize("NFC", letters) if letters != composed else letters).strip("'")
