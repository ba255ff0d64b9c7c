"""
Whether scores are what they say: of the paragraphs with a score of .8, four in five are right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotate.anchor import Alignment

__all__ = ["Bin", "bins", "error"]

LIMITS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Bin:
    """The paragraphs with a score from `low` on, below `high`."""

    low: float
    high: float
    paragraphs: int
    score: float
    right: float


def bins(results: Iterable[tuple[dict[str, Any], Alignment]]) -> list[Bin]:
    """By score, the paragraphs that had to be judged, and how many likeliest targets are right."""
    judged = [pair for record, alignment in results for pair in _judged(record, alignment)]
    return [
        _bin(low, high, [(s, r) for s, r in judged if low <= s < high])
        for low, high in pairwise(LIMITS)
    ]


def _judged(record: dict[str, Any], alignment: Alignment) -> Iterator[tuple[float, bool]]:
    """Score and rightness of the likeliest candidates that were not plain from the start."""
    for truth, ranked in zip(record["truth"], alignment.candidates, strict=True):
        if truth["s"] != "skip" and ranked and ranked[0][1] < 1.0:
            yield ranked[0][1], truth["s"] == "ok" and ranked[0][0] in truth["j"]


def _bin(low: float, high: float, judged: list[tuple[float, bool]]) -> Bin:
    number = max(1, len(judged))
    score, right = sum(s for s, _ in judged) / number, sum(r for _, r in judged) / number
    return Bin(low, min(high, 1.0), len(judged), score, right)


def error(some: Iterable[Bin]) -> float:
    """The expected calibration error: how far scores are off, on average over paragraphs."""
    filled = list(some)
    off = sum(one.paragraphs * abs(one.score - one.right) for one in filled)
    return off / max(1, sum(one.paragraphs for one in filled))
