"""
Picking words of a paragraph: by moving over them, or by typing the first and the last ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotate.anchor import quote as quotes
from annotate.errors import QuoteNotFound
from annotate.text.words import tokens

__all__ = ["Picked", "typed"]

# a joiner before it, or what makes the one before it another: selectors, tones of skin, tags
_JOINED = re.compile("\u200d|.[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_MOVES = {"left": -1, "right": 1, "up": -10, "down": 10}
_BETWEEN = re.compile(r"\s*(?:…|\.{2,}|—)\s*")


@dataclass(frozen=True, slots=True)
class Picked:
    """
    Words of a text from `first` to `last`, places in its list of words, both with them.

    What is moved is `last`; with `is_open` the first moves along, as nothing is held yet.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    first: int = 0
    last: int = 0
    is_open: bool = True
    sought: str = ""  # letters that led to where it is

    @classmethod
    def of(cls, text: str) -> "Picked | None":
        """The first word of a text; None for one without words."""
        spans = _whole(text, (token.span() for token in tokens(text)))
        return cls(text, spans) if spans else None

    @property
    def span(self) -> tuple[int, int]:
        """Where the picked words begin and end, in characters."""
        low, high = sorted((self.first, self.last))
        return self.spans[low][0], self.spans[high][1]

    def moved(self, steps: int) -> "Picked":
        """So many words on, or back; no further than the text goes."""
        return self._to(self.last + steps)

    def to_word(self, beginning: str, *, after: int = 0) -> "Picked | None":
        """At the next word that begins so; from the beginning again when none follows."""
        sought = beginning.casefold()
        count = len(self.spans)
        for step in range(after, count + after):
            at = (self.last + step) % count
            if self.text[self.spans[at][0] :][: len(sought)].casefold() == sought:
                return self._to(at)
        return None

    def after(self, key: str, letter: str) -> "Picked | None":
        """After a key, by its name or as a letter; None if no word begins with what is sought."""
        if key in ("space", "v"):
            return self.held()
        if key in _MOVES:
            return self.moved(_MOVES[key])
        if key in ("home", "end"):
            return self.moved(len(self.spans) * (1 if key == "end" else -1))
        if key == "backspace":
            return replace(self, sought=self.sought[:-1])
        return self._seeking(letter) if letter.isprintable() and letter else self

    def _seeking(self, letter: str) -> "Picked | None":
        """Typed letters lead to the next word that begins so, one that begins none begins anew."""
        for sought, after in ((self.sought + letter, 0), (letter, 1)):
            if found := self.to_word(sought, after=after):
                return replace(found, sought=sought)
        return None

    def held(self) -> "Picked":
        """The first word is this one; from now on the last is moved."""
        return Picked(self.text, self.spans, self.last, self.last, not self.is_open)

    def _to(self, last: int) -> "Picked":
        last = max(0, min(last, len(self.spans) - 1))
        first = last if self.is_open else self.first
        return Picked(self.text, self.spans, first, last, self.is_open)


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The words, an emoji that is joined of several being one."""
    found = list[tuple[int, int]]()
    for start, end in spans:
        if found and found[-1][1] == start and _JOINED.match(text, start - 1):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)


def typed(text: str, words: str) -> tuple[int, int]:
    """
    Where words stand that are typed whole, or as `first … last`.

    Raises QuoteNotFound when they do not. Of several places it is the first, and of the last
    words the first place behind it.
    """
    first, *rest = _BETWEEN.split(words.strip(), maxsplit=1)
    for start, end in quotes.places(text, words) if words.strip() else []:
        return start, end
    if not rest or not first or not rest[0]:
        raise QuoteNotFound(f"“{words}” does not stand there; say the first … the last words")
    for start, end in quotes.places(text, first)[:1]:
        for _, last in (s for s in quotes.places(text, rest[0]) if s[0] >= end):
            return start, last
        raise QuoteNotFound(f"“{rest[0]}” does not follow “{first}”")
    raise QuoteNotFound(f"“{first}” does not stand there")
