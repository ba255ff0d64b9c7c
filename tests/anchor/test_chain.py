"""The heaviest chain."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor.chain import NEIGHBOURS, Pair, chain

CASES = {
    "nothing": ([], []),
    "in order": ([(0, 0, 1.0), (1, 1, 1.0), (2, 3, 1.0)], [(0, 0), (1, 1), (2, 3)]),
    "one went up": ([(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)], [(0, 1), (1, 2)]),
    "the heavier of two that cross": ([(0, 1, 0.4), (1, 0, 0.9)], [(1, 0)]),
    "neighbours before others": ([(0, 0, 1.0), (1, 1, 0.6), (1, 4, 0.7)], [(0, 0), (1, 1)]),
    "before the first": ([(-1, -1, 1.0), (0, 0, 0.5), (2, 0, 0.5)], [(-1, -1), (0, 0)]),
}


@pytest.mark.parametrize(("pairs", "expected"), CASES.values(), ids=CASES)
def test_the_heaviest_chain(
    pairs: list[tuple[int, int, float]], expected: list[tuple[int, int]]
) -> None:
    found = chain(Pair(*pair) for pair in pairs)
    assert [(pair.old, pair.new) for pair in found] == expected


places = st.integers(0, 6)
some_pairs = st.dictionaries(st.tuples(places, places), st.sampled_from([0.25, 0.5, 1.0]))


@given(some_pairs)
def test_a_chain_goes_forward_on_both_sides(weights: dict[tuple[int, int], float]) -> None:
    found = chain(Pair(*place, weight) for place, weight in weights.items())
    assert all(a.old < b.old and a.new < b.new for a, b in pairwise(found))


@given(some_pairs)
def test_no_chain_of_two_is_heavier(weights: dict[tuple[int, int], float]) -> None:
    pairs = [Pair(*place, weight) for place, weight in weights.items()]
    heaviest = _weight(chain(pairs))
    twos = [[a, b] for a in pairs for b in pairs if a.old < b.old and a.new < b.new]
    assert all(_weight(two) <= heaviest for two in twos)


def _weight(found: list[Pair]) -> float:
    near = [(a, b) for a, b in pairwise(found) if (a.old + 1, a.new + 1) == (b.old, b.new)]
    bonus = sum(NEIGHBOURS * min(a.weight, b.weight) for a, b in near)
    return sum(pair.weight for pair in found) + bonus
