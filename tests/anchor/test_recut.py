"""The same text cut into other paragraphs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor.moves import Move
from annotate.anchor.recut import aligned

TEXT = "aaaa bbbbbb cc dddd"


def test_a_split_goes_to_its_longest_part() -> None:
    found = aligned(TEXT, [(0, 11), (12, 19)], [(0, 4), (5, 11), (12, 19)])
    assert found.targets == [1, 2]
    assert found.moves == (
        Move("split", (0,), (1, 0), 1.0),
        Move("same", (1,), (2,), 1.0),
    )


def test_a_merge_has_several_sources() -> None:
    found = aligned(TEXT, [(0, 4), (5, 11), (12, 19)], [(0, 11), (12, 19)])
    assert found.targets == [0, 0, 1]
    assert found.moves[0] == Move("merged", (0, 1), (0,), 1.0)


def test_words_are_found_in_their_part() -> None:
    found = aligned(TEXT, [(0, 19)], [(0, 11), (12, 19)])
    assert found.place(0, 5, 11) == (0, 5, 11)
    assert found.place(0, 12, 14) == (1, 0, 2)


CUTS = st.sets(st.integers(1, 39))


def spans(cuts: set[int]) -> list[tuple[int, int]]:
    return list(pairwise([0, *sorted(cuts), 40]))


@given(CUTS, CUTS)
def test_every_paragraph_goes_where_most_of_it_is(before: set[int], after: set[int]) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(40))
    old, new = spans(before), spans(after)
    found = aligned(text, old, new)
    for (start, end), target in zip(old, found.targets, strict=True):
        assert target is not None
        shares = [min(end, stop) - max(start, begin) for begin, stop in new]
        assert shares[target] == max(shares) > 0
    assert {j for move in found.moves for j in move.new} == set(range(len(new)))
    assert {i for move in found.moves for i in move.old} == set(range(len(old)))
