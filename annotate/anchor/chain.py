"""
The heaviest chain: which pairs go on in the same order in both versions.
"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Pair", "chain"]

NEIGHBOURS = 0.5  # what a pair gains by following right upon the one before, in both versions


class Pair(NamedTuple):
    """An old and a new paragraph, and how likely they are the same."""

    old: int
    new: int
    weight: float


def chain(pairs: Iterable[Pair]) -> list[Pair]:
    """
    The heaviest run of pairs in which both sides only go forward; -1 is before the first.

    O(n log n): the best chain that ends before each new paragraph is kept in a
    binary indexed tree (Fenwick 1994).
    """
    ordered = sorted(pairs, key=lambda pair: (pair.old, -pair.new))
    if not ordered:
        return []
    best = _Best(max(pair.new for pair in ordered) + 2)
    at: dict[tuple[int, int], int] = {}
    total: list[float] = []
    before: list[int] = []
    for index, pair in enumerate(ordered):
        weight, last = best.below(pair.new + 1)
        near = at.get((pair.old - 1, pair.new - 1))
        if near is not None:
            close = total[near] + NEIGHBOURS * min(pair.weight, ordered[near].weight)
            if close > weight:
                weight, last = close, near
        total.append(weight + pair.weight)
        before.append(last)
        at[pair.old, pair.new] = index
        best.put(pair.new + 1, total[index], index)
    return _followed(ordered, before, max(range(len(total)), key=total.__getitem__))


def _followed(ordered: list[Pair], before: list[int], last: int) -> list[Pair]:
    found = []
    while last >= 0:
        found.append(ordered[last])
        last = before[last]
    return found[::-1]


class _Best:
    """The heaviest chain that ends below a place."""

    def __init__(self, size: int) -> None:
        self._tree = [(0.0, -1)] * (size + 1)

    def below(self, place: int) -> tuple[float, int]:
        found = (0.0, -1)
        while place > 0:
            found = max(found, self._tree[place])
            place -= place & -place
        return found

    def put(self, place: int, weight: float, index: int) -> None:
        place += 1
        while place < len(self._tree):
            self._tree[place] = max(self._tree[place], (weight, index))
            place += place & -place
