"""
A wording as it is compared with others: what a reader would not call a change is folded away.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from annotate.anchor.stretches import Places, stretches
from annotate.text.alike import APOSTROPHES, UNSEEN

__all__ = ["Wording", "fold", "folded", "tokens", "wording"]

_ALIKE = {
    **APOSTROPHES,
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **UNSEEN,
}
# a letter of a script that does not part its words by spaces, a word, or a mark
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    r"|[^\W_]+|[^\w\s]|_"
)
_STAMP = re.compile(
    r"\W{0,2}(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?)(?!\d)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A folded text and its parts; `stamp` is the time or date that it begins with."""

    text: str
    tokens: list[str]
    parts: tuple[str | tuple[str, str], ...]  # each token once, and each pair of neighbours
    words: frozenset[str | tuple[str, str]]  # the tokens among the parts
    pairs: frozenset[str | tuple[str, str]]
    numbers: frozenset[str]
    stamp: str | None
    places: Places  # the tokens, to look others up in

    def times(self, part: "Wording") -> int:
        """How often another wording stands in this one, token for token."""
        around = " ".join(self.tokens[self.places.around(part.tokens)])
        return f" {around} ".count(f" {' '.join(part.tokens)} ")

    def is_far_from(self, other: "Wording") -> bool:
        """Whether one is so much longer that only a place in it is compared."""
        return self.places.is_far_longer(other.tokens) or other.places.is_far_longer(self.tokens)

    def letters_in(self, other: "Wording") -> int:
        """How many characters of this one the other has in the same order, by words."""
        if len(self.tokens) > len(other.tokens):
            return other.letters_in(self)
        theirs = other.tokens[other.places.around(self.tokens)]
        return sum(
            sum(map(len, self.tokens[at : at + size])) + size
            for at, _, size in stretches(self.tokens, theirs)
        )


def wording(text: str) -> Wording:
    """The parts of a text that is folded already."""
    words = _TOKEN.findall(text)
    neighbours = list(pairwise(words)) or [(word, "") for word in words]
    stamp = _STAMP.match(text)
    return Wording(
        text, words, (*dict.fromkeys(words), *dict.fromkeys(neighbours)),
        frozenset(words), frozenset(neighbours),
        frozenset(word for word in words if word[0].isdigit()), stamp and stamp[1], Places(words),
    )  # fmt: skip


def fold(text: str) -> str:
    """The text without what is no change: case, white space, kinds of marks and dashes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(text.casefold().split())


def folded(text: str) -> tuple[str, list[int] | range]:
    """
    The text folded character by character, and where each one of the result stands in the text.

    White space stays as it is; combining marks go.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for letter in _letters(character):
            characters.append(letter)
            places.append(index)
    return "".join(characters), places


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character.translate(_ALIKE)).translate(_ALIKE)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text, folded, each with its start and end in the text (code points)."""
    plain, places = folded(text)
    return [
        (match[0], places[match.start()], places[match.end() - 1] + 1)
        for match in _TOKEN.finditer(plain)
    ]
