"""
What two long sequences have in common, in the same order, without comparing each with each.

Few pairs are compared exactly (the longest common subsequence). Of more, runs of items
that stand once in both are laid down first, the heaviest chain of them (the idea of
Bram Cohen's patience diff), and what is between these is compared in the same way.
What has no such run, as where a few words are repeated without end, is compared by place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import NamedTuple

from annotate.anchor.chain import Pair, chain

__all__ = ["EXACT", "Places", "Stretch", "agreeing", "common", "stretches"]

EXACT = 25_000_000
"""Pairs of items up to which sequences are compared exactly: half a millisecond for a length."""

RUNS = (8, 3, 1)  # items that stand together once in both: long runs mislead least
FAR, LONGER = 50_000, 4  # pairs, and times as many: a part is looked for where most of it stands
SOUGHT = (5, 2)  # items of it that stand together once in the whole
BY_PLACE = 4_000  # items that are compared with as many at the same place
SLACK = 20  # items more than half of a part, that are looked at on either side of its place


class Stretch(NamedTuple):
    """So many items that are the same, from one of the old sequence and one of the new on."""

    old: int
    new: int
    size: int


def stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """The stretches that both have, in order; neighbours may touch."""
    head = agreeing(old, new)
    shorter = min(len(old), len(new))
    tail = agreeing(old, new, head, backwards=True) if head < shorter else 0
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    ends = Stretch(0, 0, head), Stretch(len(old) - tail, len(new) - tail, tail)
    between = (Stretch(a + head, b + head, size) for a, b, size in _between(*inner, RUNS))
    return [one for one in (ends[0], *between, ends[1]) if one.size]


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items both have in the same order."""
    if len(old) * len(new) <= EXACT:
        from rapidfuzz.distance import LCSseq

        return LCSseq.similarity(old, new)
    return sum(one.size for one in stretches(old, new))


def agreeing(
    old: Sequence[str], new: Sequence[str], without: int = 0, *, backwards: bool = False
) -> int:
    """How many items the two begin (or end) with in common, but for so many at the other end."""
    most = min(len(old), len(new)) - without
    sides = (reversed(old), reversed(new)) if backwards else (old, new)
    for index, (a, b) in enumerate(zip(*sides, strict=False)):
        if index >= most or a != b:
            return index
    return max(0, most)


def _between(old: Sequence[str], new: Sequence[str], runs: Sequence[int]) -> Iterator[Stretch]:
    if not old or not new:
        return
    if len(old) * len(new) <= EXACT:
        yield from _exactly(old, new)
    elif set(old).isdisjoint(new):
        return
    elif not runs:
        for at in range(0, min(len(old), len(new)), BY_PLACE):
            inner = old[at : at + BY_PLACE], new[at : at + BY_PLACE]
            yield from (Stretch(at + a, at + b, size) for a, b, size in _exactly(*inner))
    else:
        at = to = 0
        for run in (*_anchors(old, new, runs[0]), Stretch(len(old), len(new), 0)):
            inner = old[at : run.old], new[to : run.new]
            yield from (Stretch(at + a, to + b, n) for a, b, n in _between(*inner, runs[1:]))
            if run.size:
                yield run
            at, to = run.old + run.size, run.new + run.size


def _exactly(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    from rapidfuzz.distance import Indel  # dear to import

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(item, len(numbers)) for item in side] for side in (old, new)]
    for code in Indel.opcodes(*coded):
        if code.tag == "equal":
            yield Stretch(code.src_start, code.dest_start, code.src_end - code.src_start)


def _anchors(old: Sequence[str], new: Sequence[str], length: int) -> Iterator[Stretch]:
    """The heaviest chain of stretches made of runs of a length that stand once in both."""
    places = _once(new, length)
    here = _once(old, length)
    found: list[Stretch] = []
    for run, i in here.items():
        j = places.get(run)
        if j is None:
            continue
        last = found[-1] if found else Stretch(-1, -1, 0)
        if i - last.old == j - last.new and i <= last.old + last.size:
            found[-1] = Stretch(last.old, last.new, i + length - last.old)
        else:
            found.append(Stretch(i, j, length))
    sizes = {(one.old, one.new): one.size for one in found}
    at = to = 0
    for pair in chain(Pair(one.old, one.new, one.size) for one in found):
        late = max(0, at - pair.old, to - pair.new)  # runs may overlap
        size = sizes[pair.old, pair.new] - late
        if size > 0:
            yield Stretch(pair.old + late, pair.new + late, size)
            at, to = pair.old + late + size, pair.new + late + size


def _once(items: Sequence[str], length: int) -> dict[object, int]:
    """Where each run of so many items stands that stands there once, in order."""
    runs = _runs(items, length)
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}


def _runs(items: Sequence[str], length: int) -> list[object]:
    if isinstance(items, str):
        return [items[at : at + length] for at in range(len(items) - length + 1)]
    return list(zip(*(items[k:] for k in range(length)), strict=False))


class Places:
    """A sequence in which parts are looked up, each without running through the whole."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self._once: dict[int, dict[object, int]] = {}

    def is_far_longer(self, part: Sequence[str]) -> bool:
        """Whether only the surroundings of a part are looked at."""
        return len(self.items) > LONGER * len(part) and len(part) * len(self.items) > FAR

    def around(self, part: Sequence[str]) -> slice:
        """Where most of a part stands, with half of it on either side; all where that is little."""
        if not self.is_far_longer(part):
            return slice(0, len(self.items))
        shifts = next(filter(None, (self._shifts(part, length) for length in SOUGHT)), [0])
        at, slack = median_low(shifts), len(part) // 2 + SLACK
        return slice(max(0, at - slack), max(0, at + len(part) + slack))

    def _shifts(self, part: Sequence[str], length: int) -> list[int]:
        """How far into the whole the runs of a part stand that stand there once."""
        if length not in self._once:
            self._once[length] = _once(self.items, length)
        once = self._once[length]
        return [once[run] - i for i, run in enumerate(_runs(part, length)) if run in once]

    def common(self, part: Sequence[str]) -> int:
        """How many items of a part it has, in the same order."""
        return common(part, self.items[self.around(part)])
