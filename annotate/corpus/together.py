"""
Which tags stand together: of each how often with which other, from where they stand.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, repeat

__all__ = ["Pairs", "pairs"]


def _numbers() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class Pairs:
    """Columns: a tag, another, on how many units both stand, of those read, read with the other."""

    tag: "array[int]" = field(default_factory=_numbers)
    other: "array[int]" = field(default_factory=_numbers)
    count: "array[int]" = field(default_factory=_numbers)
    read: "array[int]" = field(default_factory=_numbers)
    of: "array[int]" = field(default_factory=_numbers)


def pairs(marks: Iterable[tuple[int, int, int]]) -> Pairs:
    """
    Every two tags (numbers) that stand together, in both directions, in order.

    Marks are unit, tag, whether it is read there; one may come several times. It costs what there
    is of pairs on units, not what there could be.
    """
    found = list(marks)
    every = _Standing((unit, tag) for unit, tag, _ in found)
    is_all_read = all(is_read for *_, is_read in found)
    read = every if is_all_read else _Standing(mark[:2] for mark in found if mark[2])
    read_on = Counter({tag: len(units) for tag, units in read.on.items()})
    made = Pairs()
    for tag in sorted(every.on):
        counts = every.with_others(tag)
        _add(made, tag, counts, counts if is_all_read else read.with_others(tag), read_on)
    return made


def _add(made: Pairs, tag: int, counts: Counter[int], read: Counter[int], of: Counter[int]) -> None:
    others = sorted(counts)
    made.tag.extend(repeat(tag, len(others)))
    made.other.extend(others)
    for column, numbers in ((made.count, counts), (made.read, read), (made.of, of)):
        column.extend(map(numbers.__getitem__, others))  # 0 for what is none of them


class _Standing:
    """Where each tag stands, and what stands where."""

    def __init__(self, marks: Iterable[tuple[int, int]]) -> None:
        self.on: defaultdict[int, list[int]] = defaultdict(list)
        self.at: defaultdict[int, list[int]] = defaultdict(list)
        for unit, tag in set(marks):
            self.on[tag].append(unit)
            self.at[unit].append(tag)

    def with_others(self, tag: int) -> Counter[int]:
        """How often each other tag stands where this one does."""
        at = self.at
        counts = Counter(chain.from_iterable(at[unit] for unit in self.on.get(tag, ())))
        del counts[tag]  # which none does that is not there
        return counts
