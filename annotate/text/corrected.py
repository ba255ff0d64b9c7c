"""
What a person said of a text's paragraphs, applied to a newer reading of it.

A cut and a seam are known by the words on both sides, so that they are found
again where the text around them has changed; where those words are gone, or
stand in several places, the reading stands as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["AROUND", "Cut", "Seam", "Span", "applied", "around"]

AROUND = 40
"""Characters on each side by which a cut is known."""

_REACHES = (AROUND, 20, 10)  # how many of them are asked for, in turn, until they are found

_SIGN = re.compile(r"(?:\\?\[)?(?<!\d)(\d{1,3})(?!\d)(?:\\?\])?")
"""The sign of a footnote, which one reading has in brackets and another has not."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph ends after these words and another begins with those."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Seam:
    """A paragraph that ends so goes on with the next one, which begins so."""

    before: str
    after: str


def around(text: str, end: int, start: int) -> tuple[str, str]:
    """The words before `end` and from `start` on, white space folded."""
    before, after = " ".join(text[:end].split()), " ".join(text[start:].split())
    return before[-AROUND:], after[:AROUND]


def applied(
    text: str, spans: Sequence[Span], said: Sequence[Cut | Seam]
) -> tuple[list[Span], list[Cut | Seam]]:
    """
    The spans of a text's paragraphs, cut and joined as was said; in order, trimmed.

    Beside them what could not be done, as its words are gone or stand in several places.
    """
    found, lost = list(spans), []
    for each in said:
        find = _cut if isinstance(each, Cut) else _joined
        several: list[list[Span]] = []
        for reach in _REACHES:
            several = several or find(text, found, each.before[-reach:], each.after[:reach])
        if len(several) == 1:
            [found] = several
        elif several or not _is_done(text, found, each):
            lost.append(each)
    return found, lost


def _is_done(text: str, spans: Sequence[Span], each: Cut | Seam) -> bool:
    """Whether the text is read so by itself."""
    before, after = each.before[-_REACHES[-1] :], each.after[: _REACHES[-1]]
    if isinstance(each, Seam):
        pattern = re.compile(f"{_loose(before)}\\s*{_loose(after)}")
        return any(pattern.search(text, start, end) for start, end in spans)
    return bool(_joined(text, list(spans), before, after))


def _cut(text: str, spans: list[Span], before: str, after: str) -> list[list[Span]]:
    """The spans with one of them cut, for each place where that can be."""
    pattern = re.compile(f"{_loose(before)}(\\s*){_loose(after)}")
    return [
        [*spans[:i], (start, start + seam.start(1)), (start + seam.end(1), end), *spans[i + 1 :]]
        for i, (start, end) in enumerate(spans)
        for seam in pattern.finditer(text[start:end])
    ]


def _loose(words: str) -> str:
    """A pattern for the words, whatever white space is between them, or brackets around notes."""
    return _SIGN.sub(r"\\[?\1\\]?", r"\s+".join(map(re.escape, words.split())))


def _joined(text: str, spans: list[Span], before: str, after: str) -> list[list[Span]]:
    """The spans with two of them joined, for each place where that can be."""
    return [
        [*spans[:i], (start, stop), *spans[i + 2 :]]
        for i, ((start, end), (begin, stop)) in enumerate(pairwise(spans))
        if _ends(text[start:end], before) and _begins(text[begin:stop], after)
    ]


def _ends(text: str, words: str) -> bool:
    return _folded(text).endswith(_folded(words))


def _begins(text: str, words: str) -> bool:
    return _folded(text).startswith(_folded(words))


def _folded(text: str) -> str:
    return _SIGN.sub(r"\1", " ".join(text.split()))
