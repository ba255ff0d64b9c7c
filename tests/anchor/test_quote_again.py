"""Finding a quote again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import Match, find_quote
from annotate.model import Quote
from tests.anchor.made_up import FERRY, paragraphs

TEXT = " ".join(FERRY)


def quote(text: str, start: int, end: int) -> Quote:
    return Quote(text[start:end], text[max(0, start - 32) : start], text[end : end + 32], start)


def test_words_that_changed_are_found_with_a_lower_score() -> None:
    start = TEXT.index("wrote down one more than")
    asked = quote(TEXT, start, start + len("wrote down one more than there were lamps"))
    edited = TEXT.replace("one more than there", "two fewer than there")
    found = find_quote(f"Corrected. {edited}", asked)
    assert found is not None
    assert 0.6 <= found.score < 1
    shown = f"Corrected. {edited}"[found.start : found.end]
    assert shown == "wrote down two fewer than there were lamps"


def test_surroundings_tell_the_same_words_apart() -> None:
    text = "She said yes on Monday. He said yes on Friday."
    at = text.rindex("said yes")
    moved = f"Later: {text}"
    found = find_quote(moved, quote(text, at, at + len("said yes")))
    assert found == Match(moved.rindex("said yes"), moved.rindex("said yes") + 8, 1.0)


def test_wrong_surroundings_do_not_matter_when_the_words_stand_once() -> None:
    asked = Quote("storks", "never seen before", "nor behind", 9_999)
    at = TEXT.index("storks")
    assert find_quote(TEXT, asked) == Match(at, at + 6, 1.0)


@given(st.lists(paragraphs, min_size=1).map(" ".join), st.data())
def test_an_unchanged_quote_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find_quote(text, quote(text, start, end)) == Match(start, end, 1.0)


@given(st.text("ab ", min_size=1, max_size=60), st.data())
def test_so_it_is_when_its_words_stand_many_times(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find_quote(text, quote(text, start, end)) == Match(start, end, 1.0)


@given(st.text(st.characters()), st.text(st.characters()), st.text(), st.integers(-5, 500))
def test_a_match_is_inside_the_text(text: str, exact: str, around: str, start: int) -> None:
    found = find_quote(text, Quote(exact, around, around, start))
    assert found is None or 0 <= found.start <= found.end <= len(text)
    assert found is None or 0 <= found.score <= 1


LONG = " ".join(FERRY * 10_000)[:5_000_000]
HOSTILE = {
    "nothing sought": (TEXT, ""),
    "nothing there": ("", "words"),
    "nothing at all": ("", ""),
    "longer than the text": ("short", TEXT * 3),
    "white space": (TEXT, " \n\t "),
    "only white space there": (" \n" * 1_000, "words"),
    "a million of one letter": ("a" * 1_000_000, "aab"),
    "a million of one letter, long": ("a" * 1_000_000, "a" * 15_000 + "b"),
    "combining marks": ("e\u0301" * 1_000 + "\u0301" * 500, "e\u0300e\u0301"),
    "only combining marks": ("\u0301" * 500, "\u0300\u0301"),
    "lone surrogates": ("one \ud800 two \udfff three", "one \ud801 two"),
    "a long text": (LONG, "The harbour mistress counted the 215 passengers, and wrote one fewer"),
    "a long quote": (LONG, LONG[:19_000].replace("ferry", "steamer")),
    "one of many words": (LONG, "ferry x"),
    "marks": ("." * 100_000, ". . , ."),
}


@pytest.mark.parametrize(("text", "exact"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_takes_bounded_time(text: str, exact: str) -> None:
    start = time.process_time()
    found = find_quote(text, Quote(exact, "wrong before", "wrong behind", 77))
    assert found is None or 0 <= found.start <= found.end <= len(text)
    assert time.process_time() - start < 10
