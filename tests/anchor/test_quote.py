import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.anchor import quote, spans
from annotate.model import Quote

TEXT = "“We used them as\nhuman  shields,” the master’s mate said of the two old ice\u00adbreakers."

FOUND = {
    "as they stand": ("the two old", "the two old"),
    "straight quotation marks": ('shields," the', "shields,” the"),
    "straight apostrophe": ("master's", "master’s"),
    "one space for a line break": ("as human shields", "as\nhuman  shields"),
    "more space than there is": ("two   old", "two old"),
    "space around": ("  mate ", "mate"),
    "soft hyphen in the text": ("icebreakers", "ice\u00adbreakers"),
    "zero-width space typed": ("ma\u200bte", "mate"),
    "the first of several": ("the", "the"),
    "all of it": (TEXT, TEXT),
}
MISSING = {
    "nothing": "",
    "white space": " \n",
    "other words": "a submarine",
    "other case": "human SHIELDS",
    "past the end": "breakers. And",
}


@pytest.mark.parametrize(("words", "exact"), FOUND.values(), ids=FOUND)
def test_words_are_found_white_space_and_quotation_marks_aside(words: str, exact: str) -> None:
    start = TEXT.index(exact)
    end = start + len(exact)
    expected = Quote(exact, TEXT[max(0, start - 32) : start], TEXT[end : end + 32], start)
    assert quote.find(TEXT, words) == expected


@pytest.mark.parametrize("words", MISSING.values(), ids=MISSING)
def test_words_that_do_not_stand_there_are_not_found(words: str) -> None:
    assert quote.find(TEXT, words) is None


@given(st.text(), st.data())
def test_any_visible_piece_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    assume(quote.find(piece, piece))
    found = quote.find(text, piece)
    assert found is not None
    assert text[found.start : found.end] == found.exact


NEAREST = {
    "a word is wrong": ("the human shield,", "as human shields,”"),
    "case": ("HUMAN Shields", "human shields,”"),
    "nothing alike": ("submarine", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("words", "near"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_words_are_those_around_the_longest_that_agree(words: str, near: str) -> None:
    assert quote.nearest(TEXT, words) == near


@given(st.text(), st.text())
def test_there_may_be_no_nearest_words_but_never_an_error(text: str, words: str) -> None:
    assert isinstance(quote.nearest(text, words), str)


CARRIED = {
    "fewer spaces": ("one  two\n three", "two\n three", "one two three", "two three"),
    "more spaces": ("one two three", "two three", "one two \n three", "two \n three"),
    "composed": ("un cafe\u0301 noir", "cafe\u0301", "un café noir", "café"),
    "decomposed": ("un café noir", "noir", "un cafe\u0301 noir", "noir"),
    "the second of two": ("a  a", "a", "a a", "a"),
}


def moved(before: Quote, old: str, new: str) -> Quote | None:
    place = spans.carried(old, before.start, before.end, new)
    return quote.at(new, *place) if place else None


@pytest.mark.parametrize(("before", "exact", "after", "expected"), CARRIED.values(), ids=CARRIED)
def test_a_quote_is_carried_to_the_same_words(
    before: str, exact: str, after: str, expected: str
) -> None:
    start, end = before.rindex(exact), after.rindex(expected) + len(expected)
    carried = moved(Quote(exact, "", "", start), before, after)
    assert carried is not None
    assert (carried.exact, carried.end) == (expected, end)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1))
def test_a_carried_quote_has_the_same_letters(words: list[str]) -> None:
    before, after = unicodedata.normalize("NFC", " ".join(words)), "\n ".join(words)
    found = quote.find(before, unicodedata.normalize("NFC", words[-1]))
    assume(found)
    assert found is not None
    carried = moved(found, before, after)
    assert carried is not None
    assert after[carried.start : carried.end] == carried.exact
    assert unicodedata.normalize("NFC", carried.exact) == found.exact
