"""Picking words by moving over them, and by typing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.coding import picking
from annotate.coding.picking import Picked
from annotate.errors import QuoteNotFound

TEXT = "“We used them as human shields,” the harbour master said of the shields."


def words(picked: Picked | None) -> str:
    assert picked is not None
    start, end = picked.span
    return picked.text[start:end]


def test_a_word_is_picked_by_moving() -> None:
    picked = Picked.of(TEXT)
    assert picked is not None
    picked = picked.moved(5)
    assert words(picked) == "human"
    assert words(picked.held().moved(1)) == "human shields"
    assert words(picked.held().moved(-1)) == "as human"
    assert words(picked.held().moved(1).held()) == "shields"  # let go: moves along again


def test_moving_ends_at_the_ends() -> None:
    picked = Picked.of(TEXT)
    assert picked is not None
    assert words(picked.moved(-9)) == "“"
    assert words(picked.moved(999)) == "."
    assert words(picked.held().moved(999)) == TEXT


def test_letters_lead_to_the_next_word_that_begins_so() -> None:
    picked = Picked.of(TEXT)
    assert picked is not None
    assert words(picked.to_word("sh")) == "shields"
    assert words(picked.to_word("H")) == "human"
    human = picked.to_word("h")
    assert human is not None
    assert words(human.to_word("h", after=1)) == "harbour"
    assert words(human.moved(30).to_word("we")) == "We"  # from the beginning again
    assert picked.to_word("zz") is None


def test_a_text_without_words_has_nothing_to_pick() -> None:
    assert Picked.of("  ") is None


def test_a_script_without_blanks_is_picked_by_the_letter() -> None:
    picked = Picked.of("我们用它们")
    assert picked is not None
    assert words(picked.moved(1).held().moved(1)) == "们用"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("human shields", "human shields"),
        ("human … shields", "human shields"),
        ("human ... said", "human shields,” the harbour master said"),
        ("harbour … shields", "harbour master said of the shields"),
        ("HUMAN..Shields", "human shields"),
    ],
)
def test_words_are_picked_by_typing_the_first_and_the_last(typed: str, found: str) -> None:
    start, end = picking.typed(TEXT, typed)
    assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("inhuman", "does not stand there"),
        ("said … human", "“human” does not follow “said”"),
        ("nobody … said", "“nobody” does not stand there"),
        ("…", "does not stand there"),
    ],
)
def test_words_that_do_not_stand_there_are_said(typed: str, told: str) -> None:
    with pytest.raises(QuoteNotFound, match=told):
        picking.typed(TEXT, typed)


@given(st.text(max_size=60), st.lists(st.integers(-5, 5), max_size=6), st.booleans())
def test_what_is_picked_always_stands_in_the_text(
    text: str, steps: list[int], is_held: bool
) -> None:
    picked = Picked.of(text)
    for step in steps if picked else []:
        assert picked is not None
        picked = (picked.held() if is_held else picked).moved(step)
        start, end = picked.span
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()


def test_an_emoji_joined_of_several_is_one_word() -> None:
    picked = Picked.of("a 👩‍👩‍👧‍👦👍🏽❤️ b 1️⃣2")
    assert picked is not None
    words = [picked.text[start:end] for start, end in picked.spans]
    assert words == ["a", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "b", "1️⃣", "2"]


def test_keys_lead_to_words_and_letters_to_those_that_begin_so() -> None:
    picked = Picked.of(TEXT)
    assert picked is not None
    for key, letter, words in [
        ("h", "h", "human"), ("a", "a", "harbour"), ("r", "r", "harbour"),
        ("space", " ", "harbour"),
        ("right", "", "harbour master"), ("end", "", TEXT[TEXT.index("harbour") :]),
    ]:  # fmt: skip
        picked = picked.after(key, letter)
        assert picked is not None
        assert picked.text[slice(*picked.span)] == words
    assert picked.after("z", "z") is None
