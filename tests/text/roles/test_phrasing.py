from hypothesis import given
from hypothesis import strategies as st

from annotate.text.roles import article_words, page_words, phrasing

PHRASES = sorted(
    page_words.JUNK_PHRASES | page_words.OWNERS | article_words.CREDITS | article_words.ORIGINS
)
PIECES = st.sampled_from(PHRASES).flatmap(
    lambda phrase: st.integers(1, len(phrase)).map(lambda end: phrase[:end])
)


@given(st.lists(PIECES | st.sampled_from(PHRASES) | st.text(max_size=3), max_size=6).map("".join))
def test_a_line_holds_the_phrases_that_are_found_in_it_one_by_one(low: str) -> None:
    assert phrasing.held(low) == {phrase for phrase in PHRASES if phrase in low}


def test_each_phrase_is_held_by_itself() -> None:
    assert [phrase for phrase in PHRASES if phrase not in phrasing.held(phrase)] == []


@given(st.sampled_from(page_words.JUNK_STARTS) | st.text(max_size=3), st.text(max_size=3))
def test_a_line_starts_with_a_phrase_that_it_is_found_to_start_with(start: str, rest: str) -> None:
    low = start[: len(start) - len(rest) % 2] + rest
    assert phrasing.JUNK.begin(low) == low.startswith(page_words.JUNK_STARTS)


def test_a_line_is_owned_that_says_whose_the_page_is() -> None:
    assert phrasing.is_owned("the harbour post, all rights reserved")
    assert not phrasing.is_owned("the harbour post has a newsletter")
