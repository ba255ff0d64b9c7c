"""Copies that follow one another keep their order: as many are attached as there is room for."""

from collections.abc import Callable
from random import Random

import pytest

from annotate.anchor import align, copies
from annotate.anchor.evidence import Evidence
from tests.anchor.shapes import WORDS, Pair, texts

ONE, OTHER, THIRD = (
    "The same words stand here again and again.",
    "Read the next one of these as well.",
    "And a third kind of paragraph is here, too.",
)


def _among_others(count: int, *, added: int, reworded: bool = False) -> Pair:
    """Three copies behind each of so many paragraphs, and so many more of them."""
    others = texts(count, WORDS)
    later = [f"{text} anew" for text in others] if reworded else others
    return (
        [text for other in others for text in [other] + 3 * [ONE]],
        [text for other in later for text in [other] + (3 + added) * [ONE]],
    )


def _in_any_order(count: int) -> Pair:
    chance = Random(count)
    old = chance.choices([ONE, OTHER, THIRD], k=count)
    new = list(old)
    for text in (ONE, OTHER, THIRD):
        new.insert(chance.randrange(count), text)
    return old, new


def _turned(pair: Pair) -> Pair:
    return pair[1], pair[0]


KINDS: dict[str, Callable[[int], Pair]] = {
    "one more": lambda n: ([ONE] * n, [ONE] * (n + 1)),
    "one less": lambda n: ([ONE] * n, [ONE] * (n - 1)),
    "two kinds in turn, one more": lambda n: ([ONE, OTHER] * n, [*[ONE, OTHER] * n, ONE]),
    "two kinds in turn, one more of each": lambda n: ([ONE, OTHER] * n, [ONE, OTHER] * (n + 1)),
    "three kinds in turn, one less of each": lambda n: (
        [ONE, OTHER, THIRD] * n, [ONE, OTHER, THIRD] * (n - 1),
    ),
    "three kinds in any order, one more of each": _in_any_order,
    "three kinds in any order, one less of each": lambda n: _turned(_in_any_order(n)),
    "among others, one more in each place": lambda n: _among_others(n, added=1),
    "among others, one less in each place": lambda n: _among_others(n, added=-1),
    "among others that are reworded, one more": lambda n: _among_others(n, added=1, reworded=True),
}  # fmt: skip


@pytest.mark.parametrize("count", [10, 300, 1_000])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_as_many_copies_are_attached_as_there_is_room_for(
    kind: Callable[[int], Pair], count: int
) -> None:
    old, new = kind(count)
    found = align(old, new)
    attached = [j for j in found.targets if j is not None]
    assert len(attached) == len(set(attached)) == min(len(old), len(new))
    assert {move.kind for move in found.moves} <= {"same", "edited", "added", "removed"}
    assert attached == sorted(attached)
    assert all(old[i] == new[j] for i, j in enumerate(found.targets) if j and old[i] == ONE)


def test_twenty_thousand_copies_are_attached() -> None:
    found = align([ONE] * 20_000, [ONE] * 20_001)
    assert found.targets == list(range(20_000))
    assert [move.kind for move in found.moves] == ["same"] * 20_000 + ["added"]
    assert found.place(19_999, 4, 8) == (19_999, 4, 8)


@pytest.mark.parametrize("count", range(3, 10))
def test_few_copies_are_attached_as_well(count: int) -> None:
    for later in (count - 1, count + 1):
        found = align([ONE] * count, [ONE] * later)
        assert sum(j is not None for j in found.targets) == min(count, later)


def _laid(old: list[str], new: list[str]) -> dict[int, int | None]:
    return copies.in_order(Evidence(old, new), [None] * len(old))


def test_a_copy_that_stands_beside_no_other_that_stayed_is_left_open() -> None:
    old = ["Advertisement", "It rained in the north.", "Advertisement", "Snow fell in the south."]
    assert _laid(old, ["The mayor resigned at noon.", "Advertisement", "Nobody came."]) == {}


def test_of_few_that_stayed_of_many_nobody_knows_which_they_are() -> None:
    pair = [ONE, OTHER]
    old = [*pair, "The north bridge is closed.", *pair, "A ferry is to go instead.", *pair]
    assert _laid(old, pair) == {}
    assert _laid(pair, old) == {0: 0, 1: 1}
