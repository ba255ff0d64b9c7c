"""The word-by-word difference of two wordings."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import changes
from annotate.anchor.changes import Change


def marked(old: str, new: str) -> str:
    """The difference in one line: [-removed-] and {+added+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in changes.words(old, new))


CASES = {
    "a word replaced": (
        "the army took the town", "the militia took the town",
        "the [-army-]{+militia+} took the town",
    ),
    "a word added": ("the army took it", "the Iraqi army took it", "the {+Iraqi +}army took it"),
    "a word removed": ("the Iraqi army", "the army", "the [-Iraqi -]army"),
    "a phrase replaced is one change": (
        "a long, hard winter came", "a short, mild summer came",
        "a [-long, hard winter-]{+short, mild summer+} came",
    ),
    "a small word between long changes goes with them": (
        "the people of Mosul fled", "the citizens of Raqqa fled",
        "the [-people of Mosul-]{+citizens of Raqqa+} fled",
    ),
    "what says something stays": (
        "a man without any hope left", "the man without any hope stayed",
        "[-a-]{+the+} man without any hope [-left-]{+stayed+}",
    ),
    "an apostrophe is inside its word": ("Iraq’s army", "Iran’s army", "[-Iraq’s-]{+Iran’s+} army"),
    "a number is one word": ("some 10,000 men", "some 12,000 men", "some [-10,000-]{+12,000+} men"),
    "white space": ("two  spaces", "two spaces", "two [- -]spaces"),
    "a mark": ("He left.", "He left!", "He left[-.-]{+!+}"),
    "everything": ("old", "new", "[-old-]{+new+}"),
    "from nothing": ("", "new", "{+new+}"),
    "to nothing": ("old", "", "[-old-]"),
    "Chinese, by character": ("伊拉克军队解放了", "伊拉克部队解放了", "伊拉克[-军-]{+部+}队解放了"),
    "Japanese, by character": ("軍は町を取った", "軍は村を取った", "軍は[-町-]{+村+}を取った"),
    "Thai, a character with its marks": ("ที่บ้าน", "ที่ร้าน", "ที่[-บ้-]{+ร้+}าน"),
    "Hindi, by word": ("वह घर गया", "वह शहर गया", "वह [-घर-]{+शहर+} गया"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_a_difference_reads_as_one_would_mark_it(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["the ", "army", " ", ", ", "of", "\n", "軍", "a", "don’t"])).map(
        "".join
    ),
)


@given(texts, texts)
def test_both_texts_come_back_whole(old: str, new: str) -> None:
    found = changes.words(old, new)
    assert "".join(c.text for c in found if c.kind != "added") == old
    assert "".join(c.text for c in found if c.kind != "removed") == new


@given(texts, texts)
def test_neighbours_are_never_of_one_kind(old: str, new: str) -> None:
    kinds = [change.kind for change in changes.words(old, new)]
    assert [
        pair for pair in pairwise(kinds) if pair[0] == pair[1] or pair == ("added", "removed")
    ] == []


@given(texts)
def test_equal_texts_are_one_piece(text: str) -> None:
    assert changes.words(text, text) == (Change("same", text),)


@given(texts, texts)
def test_no_piece_is_empty(old: str, new: str) -> None:
    assert old == new or all(change.text for change in changes.words(old, new))


@pytest.mark.parametrize("count", [20_000, 200_000])
def test_long_texts_that_differ_wholly_are_compared_in_bounded_time(count: int) -> None:
    old, new = (" ".join(f"{letter}{i % 5000}" for i in range(count)) for letter in "ab")
    start = time.process_time()
    assert changes.words(old, new) == (Change("removed", old), Change("added", new))
    assert time.process_time() - start < 3  # 0.3 and 0.5 s by themselves
