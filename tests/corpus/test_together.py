"""Tags that stand together, held against a count of every two of them."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import together

marks = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 1)), max_size=40)


@given(marks)
def test_pairs_are_those_of_every_two_tags(found: list[tuple[int, int, int]]) -> None:
    on = {tag: {u for u, t, _ in found if t == tag} for tag in range(7)}
    read = {tag: {u for u, t, is_read in found if t == tag and is_read} for tag in range(7)}
    expected = [
        (tag, other, len(both), len(read[tag] & read[other]), len(read[other]))
        for tag in on
        for other in on
        if tag != other and (both := on[tag] & on[other])
    ]
    made = together.pairs(found)
    assert [*zip(made.tag, made.other, made.count, made.read, made.of, strict=True)] == expected
