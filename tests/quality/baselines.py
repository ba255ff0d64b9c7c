"""
What simpler ways of following paragraphs find, to hold ours against.

A span is looked up in its paragraph's target word for word.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from rapidfuzz import fuzz

__all__ = ["BASELINES", "Targets", "places"]

Targets = list[int | None]

ALIKE = 60  # rapidfuzz's ratio from which on two paragraphs are matched


def exact(old: Sequence[str], new: Sequence[str]) -> Targets:
    """The paragraph with the same text, the first when there are several."""
    place = {text: j for j, text in reversed(list(enumerate(new)))}
    return [place.get(text) for text in old]


def position(old: Sequence[str], new: Sequence[str]) -> Targets:
    """The paragraph with the same number."""
    return [i if i < len(new) else None for i in range(len(old))]


def difflib_words(old: Sequence[str], new: Sequence[str]) -> Targets:
    """Where most of the words went when all are compared in order, if half of them did."""
    olds, news = [text.split() for text in old], [text.split() for text in new]
    starts, begins = _starts(olds), _starts(news)
    went: list[Counter[int]] = [Counter() for _ in old]
    matcher = SequenceMatcher(
        None, [w for text in olds for w in text], [w for t in news for w in t]
    )
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            went[bisect_right(starts, a + step) - 1][bisect_right(begins, b + step) - 1] += 1
    best = [next(iter(count.most_common(1)), (0, 0)) for count in went]
    return [
        j if times and 2 * times >= len(words) else None
        for (j, times), words in zip(best, olds, strict=True)
    ]


def _starts(texts: list[list[str]]) -> list[int]:
    return [0, *accumulate(map(len, texts))][: len(texts)]


def fuzzy(old: Sequence[str], new: Sequence[str]) -> Targets:
    """The likest by rapidfuzz's ratio from ALIKE on, each taken once, the likest pairs first."""
    alike = [
        (-ratio, abs(i - j), i, j)
        for i, text in enumerate(old)
        for j, other in enumerate(new)
        if (ratio := fuzz.ratio(text, other, score_cutoff=ALIKE))
    ]
    found: Targets = [None] * len(old)
    taken = set()
    for _, _, i, j in sorted(alike):
        if found[i] is None and j not in taken:
            found[i] = j
            taken.add(j)
    return found


BASELINES: dict[str, Callable[[Sequence[str], Sequence[str]], Targets]] = {
    "exact hash": exact,
    "position": position,
    "difflib on words": difflib_words,
    "rapidfuzz ≥ 60, one to one": fuzzy,
}
"""Name → what finds targets."""


def places(record: dict[str, Any], targets: Targets) -> list[tuple[int, int, int] | None]:
    """Where the words of each span of the record stand in the target of its paragraph."""
    return [_place(record, targets, span["i"], *span["a"]) for span in record["spans"]]


def _place(
    record: dict[str, Any], targets: Targets, i: int, start: int, end: int
) -> tuple[int, int, int] | None:
    target = targets[i]
    if target is None:
        return None
    at = record["new"][target].find(record["old"][i][start:end])
    return (target, at, at + end - start) if at >= 0 else None
