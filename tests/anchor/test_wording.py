"""Wordings as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor.wording import fold, folded, tokens, wording

FOLDED = {
    "case": ("Mosul", "mosul"),
    "white space": ("  two\n\twords\u00a0more ", "two words more"),
    "quotation marks": ("“it’s”", '"it\'s"'),
    "dashes": ("a–b—c", "a-b-c"),
    "invisible": ("ice\u00adbreak\u200bers", "icebreakers"),
    "ligatures": ("ﬁne", "fine"),
    "sharp s": ("Straße", "strasse"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_what_is_no_change_is_folded_away(text: str, expected: str) -> None:
    assert fold(text) == expected


STAMPS = {
    "a time": ("09:15 The ferry left", "09:15"),
    "in brackets": ("[9.15] The ferry left", "9.15"),
    "a date": ("2016-10-17: the battle begins", "2016-10-17"),
    "a day": ("17/10/2016 the battle begins", "17/10/2016"),
    "a number": ("214 passengers", None),
    "in the middle": ("at 09:15 the ferry left", None),
}


@pytest.mark.parametrize(("text", "stamp"), STAMPS.values(), ids=STAMPS)
def test_a_stamp_is_the_time_a_text_begins_with(text: str, stamp: str | None) -> None:
    assert wording(fold(text)).stamp == stamp


def test_parts_are_words_and_pairs_of_them() -> None:
    told = wording("one two, 3")
    assert told.tokens == ["one", "two", ",", "3"]
    assert told.pairs == {("one", "two"), ("two", ","), (",", "3")}
    assert told.numbers == {"3"}
    assert set(told.parts) == told.words | told.pairs


def test_a_single_word_is_a_pair_with_nothing() -> None:
    assert wording("one").pairs == {("one", "")}
    assert wording("").parts == ()


def test_chinese_is_parted_character_by_character() -> None:
    assert wording("摩苏尔").tokens == ["摩", "苏", "尔"]


def test_tokens_know_where_they_stand() -> None:
    assert tokens("“Ice\u00adbreakers” left") == [
        ('"', 0, 1), ("icebreakers", 1, 13), ('"', 13, 14), ("left", 15, 19),
    ]  # fmt: skip


@given(st.text())
def test_folding_keeps_places_in_order_and_in_the_text(text: str) -> None:
    plain, places = folded(text)
    assert len(plain) <= len(places)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(st.text())
def test_tokens_do_not_overlap(text: str) -> None:
    ends = [0] + [end for _, start, end in tokens(text) if start < end]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
