"""
Where words of a list stand in texts: as whole words, whatever their capitals, in every script.

Most texts have none of them, which their words tell: each word of a text is looked up, however
long the list is. Apostrophes and dashes of any kind, white space, accents as one or two
characters, ligatures and what nobody sees do not count.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from annotate.text.alike import APOSTROPHES, UNSEEN
from annotate.text.words import SIGNS, SPACELESS

__all__ = ["Folded", "WordList"]

Span = tuple[int, int]

_ALIKE = {**APOSTROPHES, **UNSEEN}
_LIGATURES = {0xFB00 + i: each for i, each in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st"))}
_ALIKE |= _LIGATURES | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_UNSEEN = re.compile(f"[{''.join(map(chr, UNSEEN))}]")
# letters with what stands on them; else words, where those of a script are joined otherwise
_CLUSTERS = (
    re.compile(
        "[\u1100-\u11ff]+|[^\u1100-\u11ff][\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
        "\u200b-\u200d\u2060\u3099\u309a\ufeff]*",
        re.DOTALL,
    ),
    re.compile(r"\s+|\S+"),
)
_TOKEN = re.compile(rf"[^\W_{SPACELESS}]+")
_LETTER = rf"(?:[^\W_{SPACELESS}]|[{SIGNS}])"


_ODD = re.compile(f"[{''.join(map(chr, _ALIKE))}]")


def _fold(text: str) -> str:
    text = text.replace("’", "'")  # the one that most texts have
    if _ODD.search(text):
        text = text.translate(_ALIKE)
    return normalize("NFC", text)


class Folded:
    """A text as words are looked for in it, each part made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def cased(self) -> str:
        """Folded, with its capitals."""
        return self.text if self.text.isascii() else _fold(self.text)

    @cached_property
    def small(self) -> str:
        """Folded, without capitals."""
        return self.cased.casefold()

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Its words, small."""
        return frozenset(_TOKEN.findall(self.small))

    def spans(self, found: Iterable[Span], *, case: bool) -> list[Span]:
        """Places of the folded text as places of the text itself."""
        if self._is_as_long(case):
            return list(found)
        begins, ends = self._places(case)
        return [(begins[start], ends[end - 1]) for start, end in found]

    def _is_as_long(self, case: bool) -> bool:
        """Whether folding put a character in place of each."""
        length = len(self.cased if case else self.small)
        is_plain = is_normalized("NFC", self.text) and not _UNSEEN.search(self.text)
        return length == len(self.text) and is_plain  # else some may be more, and others fewer

    def _places(self, case: bool) -> tuple[list[int], list[int]]:
        """Where each character of the folded text begins in the text, and where it ends."""
        folded = self.cased if case else self.small
        for clusters in _CLUSTERS:
            begins, ends, made = list[int](), list[int](), ""
            for cluster in clusters.finditer(self.text):
                part = _fold(cluster[0]) if case else _fold(cluster[0]).casefold()
                begins += [cluster.start()] * len(part)
                ends += [cluster.end()] * len(part)
                made += part
            if made == folded:
                break
        return begins, ends


class _Phrase(NamedTuple):
    """Folded words, and whether at their ends they must stand apart from other letters."""

    words: str
    apart_before: bool
    apart_behind: bool
    is_beginning: bool

    def spans(self, text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Where it stands in a folded text."""
        start = 0
        while match := pattern.search(text, start):
            first, last = match.span()
            start = first + 1
            if self.apart_before and first and _is_letter(text[first - 1]):
                continue
            if self.is_beginning:
                while last < len(text) and _is_letter(text[last]):
                    last += 1
            elif self.apart_behind and last < len(text) and _is_letter(text[last]):
                continue
            start = last
            yield first, last


@lru_cache(maxsize=10_000)
def _is_letter(character: str) -> bool:
    """Whether it is a letter, or a part of one, of a script that parts words."""
    return re.match(_LETTER, character) is not None


class WordList:
    """Words and phrases; a star at the end of one stands for any letters."""

    def __init__(self, words: Iterable[str], *, case: bool = False) -> None:
        self.case = case
        self._by_token: dict[str, list[_Phrase]] = {}
        self._others: list[tuple[str, _Phrase]] = []
        self._patterns: dict[str, re.Pattern[str]] = {}  # of those that were met
        for each in words:
            self._add(" ".join(each.split()))

    def _add(self, words: str) -> None:
        folded, is_beginning = Folded(words.removesuffix("*")), words.endswith("*")
        looked_for = folded.cased if self.case else folded.small
        before, behind = (_is_letter(looked_for[at:][:1]) for at in (0, -1))
        phrase = _Phrase(looked_for, before, behind, is_beginning)
        tokens = _TOKEN.findall(folded.small)
        if tokens and not is_beginning:
            self._by_token.setdefault(max(tokens, key=len), []).append(phrase)
        elif looked_for:  # a part of a word, or no word: it may be anywhere
            self._others.append((max(tokens, key=len, default=folded.small), phrase))

    def spans(self, text: Folded) -> list[Span]:
        """Where they stand, in order; of those that overlap the first, and the longest."""
        words = text.cased if self.case else text.small
        found = {
            span
            for phrase in self._possible(text)
            for span in phrase.spans(words, self._pattern(phrase.words))
        }
        kept, last = list[Span](), 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= last:
                kept.append((start, end))
                last = end
        return text.spans(kept, case=self.case) if kept else []

    def _possible(self, text: Folded) -> Iterator[_Phrase]:
        """Those that may stand in a text."""
        if self._by_token and not self._by_token.keys().isdisjoint(text.tokens):
            for token in self._by_token.keys() & text.tokens:
                yield from self._by_token[token]
        yield from (phrase for part, phrase in self._others if part in text.small)

    def _pattern(self, words: str) -> re.Pattern[str]:
        if words not in self._patterns:
            self._patterns[words] = re.compile(r"\s+".join(map(re.escape, words.split())))
        return self._patterns[words]
