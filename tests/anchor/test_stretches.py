"""What two long sequences have in common."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import stretches
from annotate.anchor.stretches import Places, Stretch, agreeing, common

words = st.lists(st.sampled_from("abcdef"), max_size=40)


def _laid(old: list[str], new: list[str]) -> list[Stretch]:
    """The stretches, after a look whether they are what they should be."""
    found = stretches.stretches(old, new)
    at = to = 0
    for one in found:
        assert one.size > 0
        assert one.old >= at
        assert one.new >= to
        at, to = one.old + one.size, one.new + one.size
        assert old[one.old : at] == new[one.new : to]
    return found


@given(words, words)
def test_few_items_are_compared_exactly(old: list[str], new: list[str]) -> None:
    assert sum(one.size for one in _laid(old, new)) == common(old, new)


@given(words, words, st.integers(0, 60))
def test_many_items_agree_wherever_they_are_said_to(
    old: list[str], new: list[str], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "EXACT", most)
        patch.setattr(stretches, "BY_PLACE", 4)
        _laid(old, new)


def test_a_long_text_with_one_word_in_forty_changed_keeps_the_others() -> None:
    chance = Random(1)
    old = [f"w{chance.randrange(3_000)}" for _ in range(40_000)]
    new = ["other" if at % 40 == 20 else word for at, word in enumerate(old)]
    assert sum(one.size for one in _laid(old, new)) == 39_000


def test_long_texts_of_few_words_are_compared_by_place() -> None:
    old = ["a", "b"] * 20_000
    assert sum(one.size for one in _laid(["x", *old, "y"], ["z", *old])) > 30_000


def test_letters_are_compared_as_words_are() -> None:
    assert stretches.stretches("abcd", "abxd") == [(0, 0, 2), (3, 3, 1)]


@pytest.mark.parametrize(
    ("old", "new", "head", "tail"),
    [("", "", 0, 0), ("a", "", 0, 0), ("ab", "ab", 2, 2), ("abc", "abd", 2, 0), ("xa", "ya", 0, 1)],
)
def test_items_at_the_ends_agree(old: str, new: str, head: int, tail: int) -> None:
    assert agreeing(old, new) == head
    assert agreeing(old, new, backwards=True) == tail


def test_a_part_is_found_in_the_whole() -> None:
    whole = [f"w{at % 5_000}-{at // 5_000}" for at in range(20_000)]
    part = [*whole[12_000:12_030], "other", *whole[12_031:12_050]]
    places = Places(whole)
    around = places.around(part)
    assert around.start < 12_000
    assert around.stop > 12_050
    assert around.stop - around.start < 200
    assert places.common(part) == 49
