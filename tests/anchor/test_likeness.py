"""How alike two wordings are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor.likeness import MOST, NEARLY, likeness, words

COPY = (
    "The ferry left at dawn on Tuesday, and nobody waved from the quay. The harbour master"
    " counted the passengers twice, and wrote down one more than there were lamps on board."
)
LATER = COPY.partition(". ")[2]

ALIKE = {
    "other case and marks": COPY.upper().replace(",", " —"),
    "typographic": COPY.replace(" ", "\u00a0").replace("master", "mas\u00adter"),
    "an attribution before": f"Officials said on Tuesday that {COPY}",
    "an attribution behind": f"{COPY[:-1]}, the agency said.",
    "the first sentence trimmed": LATER,
    "a few other words": COPY.replace("dawn", "noon").replace("twice", "again"),
}
UNLIKE = {
    "the same topic": "The harbour master of the town said that the ferry would leave at noon,"
    " as it had on the day before, and that passengers should bring a lamp of their own.",
    "nothing": "",
    "a word": "ferry",
    "digits": "1 2 3 4 5 6 7",
    "the same words backwards": " ".join(reversed(COPY.split())),
}


@pytest.mark.parametrize("other", ALIKE.values(), ids=ALIKE)
def test_an_edited_copy_is_nearly_the_same(other: str) -> None:
    assert NEARLY <= likeness(words(COPY), words(other)) <= 0.99


@pytest.mark.parametrize("other", UNLIKE.values(), ids=UNLIKE)
def test_other_words_are_not(other: str) -> None:
    assert likeness(words(COPY), words(other)) < NEARLY


def test_chinese_is_compared_character_by_character() -> None:
    one, other = (
        words("摩苏尔战役于十月开始，持续九个月。"),
        words("摩苏尔战役于十月打响，持续九个月。"),
    )
    assert len(one) == 15
    assert NEARLY < likeness(one, other) < 0.9


def test_a_very_long_text_is_compared_by_its_beginning() -> None:
    assert len(words("word " * 10 * MOST)) == MOST
    assert len(words("字" * 30 * MOST)) == MOST


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef")))
def test_likeness_is_symmetric_and_never_one(one: list[str], other: list[str]) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) < 1
