"""
Paragraphs that became each other, together and in the order in which one reads.

All by their places in the old and in the new version.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotate.anchor.chain import Pair, chain

__all__ = ["Group", "Tie", "in_reading_order"]


class Tie(NamedTuple):
    """An old paragraph and a new one that it became, at least in part."""

    old: int
    new: int
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs tied to each other: nothing old when they were added, nothing new when removed."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float  # the lowest of its ties
    has_moved: bool = False


def in_reading_order(old: int, new: int, ties: Iterable[Tie]) -> list[Group]:
    """
    The groups of so many old and new paragraphs.

    What is in the new version stands where it does there, and what was removed
    after what stood before it and did not move.
    """
    groups = list(_groups(old, new, ties))
    stayed = _stayed(groups)
    olds, news = [pair.old for pair in stayed], [pair.new for pair in stayed]

    def place(group: Group) -> tuple[int, int, int]:
        if not group.new:
            return bisect_left(olds, group.old[0]), 1, group.old[0]
        return bisect_left(news, group.new[0]), 2, group.new[0]

    kept = {(pair.old, pair.new) for pair in stayed}
    marked = (
        Group(g.old, g.new, g.score, bool(g.old and g.new) and (g.old[0], g.new[0]) not in kept)
        for g in groups
    )
    return sorted(marked, key=place)


def _stayed(groups: Iterable[Group]) -> list[Pair]:
    """Where those that did not move begin: the longest run that keeps its order."""
    return chain(Pair(g.old[0], g.new[0], 1.0) for g in groups if g.old and g.new)


def _groups(old: int, new: int, ties: Iterable[Tie]) -> Iterator[Group]:
    forth: defaultdict[int, dict[int, float]] = defaultdict(dict)
    back: defaultdict[int, set[int]] = defaultdict(set)
    for tie in ties:
        forth[tie.old][tie.new] = tie.score
        back[tie.new].add(tie.old)
    seen: set[int] = set()
    for i in range(old):
        if i not in seen:
            olds, news = _tied(i, forth, back)
            seen |= olds
            score = min((s for k in olds if k in forth for s in forth[k].values()), default=1.0)
            yield Group(tuple(sorted(olds)), tuple(sorted(news)), score)
    yield from (Group((), (j,), 1.0) for j in range(new) if j not in back)


def _tied(
    i: int, forth: dict[int, dict[int, float]], back: dict[int, set[int]]
) -> tuple[set[int], set[int]]:
    """All that is tied to an old paragraph, directly or by others."""
    olds, news, waiting = {i}, set[int](), [i]
    while waiting:
        for j in forth.get(waiting.pop(), {}):
            if j not in news:
                news.add(j)
                waiting += back[j] - olds
                olds |= back[j]
    return olds, news
