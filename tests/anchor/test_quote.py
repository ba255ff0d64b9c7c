import time
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
    "the first of several": ("o", "o"),
    "other capitals": ("HUMAN Shields", "human  shields"),
    "an article's own marks at the end": ("WE USED THEM", "We used them"),
    "all of it": (TEXT, TEXT),
}
MISSING = {
    "nothing": "",
    "white space": " \n",
    "other words": "a submarine",
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


ALIKE = {
    "composed letters": (
        "Il re\u0301pond : de\u0301ja\u0300 vu.",
        "répond : déjà",
        "re\u0301pond : de\u0301ja\u0300",
    ),
    "decomposed letters": ("Il répond : déjà vu.", "re\u0301pond", "répond"),
    "decomposed syllables": (
        "\u1112\u1161\u11ab\u1100\u116e\u11a8 말",
        "한국",
        "\u1112\u1161\u11ab\u1100\u116e\u11a8",
    ),
    "a part of a decomposed word": ("Les cafe\u0301s rouvrent", "café", "cafe\u0301"),
    "a hyphen for a dash": (
        "The 2016–17 battle — a siege",
        "2016-17 battle - a siege",
        "2016–17 battle — a siege",
    ),
    "two hyphens for a dash": ("a siege—of nine months", "a siege--of nine", "a siege—of nine"),
    "no marks inside": (
        "The “terror group” used them",
        "The terror group used",
        "The “terror group” used",
    ),
    "other marks around": ("He said « no way » twice", '"no way"', "no way"),
    "the same marks around": ("He said “no way” twice", '"no way"', "“no way”"),
    "an apostrophe": ("Moscow's plan, the mate’s", "Moscow’s plan", "Moscow's plan"),
    "a ligature": ("a \ufb01rst \ufb02oor", "first floor", "\ufb01rst \ufb02oor"),
    "a part of a ligature": ("a \ufb01rst \ufb02oor", "irst", "\ufb01rst"),
    "an ellipsis": ("Well… no", "Well... no", "Well… no"),
    "one letter, in other capitals": ("THE ICE", "c", "C"),
    "one letter of a long word": ("Breakers", "K", "k"),
    "the sign of a footnote": ("He left.[3] Then he came", "He left. Then", "He left.[3] Then"),
    "another mark at the end": ("human shields, he said", "human shields.", "human shields"),
    "words before parts of words": ("The theatre of the war", "the", "the"),
    "the very words before others": ("THE RIVER rose, the river fell", "the river", "the river"),
    "the capitals typed before others": ("The café — the Café", "the Cafe\u0301", "the Café"),
    "an accent that is another letter": ("Il a mange\u0301 du pain", "mange", None),
    "an accent left out": ("Il a mangé", "mange", None),
    "another sum": ("It costs €5 today", "$5", None),
    "per cent": ("It rose by 5 points", "5%", None),
}


@pytest.mark.parametrize(("text", "words", "exact"), ALIKE.values(), ids=ALIKE)
def test_what_verify_calls_exact_is_found_with_the_words_of_the_text(
    text: str, words: str, exact: str | None
) -> None:
    found = quote.find(text, words)
    assert (found and found.exact) == exact
    assert not found or text[found.start : found.end] == found.exact


PLACES = {
    "none": ("a b", "c", []),
    "two": ("The river rose. The river fell.", "The river", [0, 16]),
    "overlapping": ("aaaa", "aaa", [0, 1]),
    "overlapping words": ("no no no", "no no", [0, 3]),
    "in the scripts that have no spaces": ("河水上涨，河水下降", "河水", [0, 5]),
    "in two spellings": ("caf\u00e9s, cafe\u0301s", "CAFÉS", [0, 7]),
    "in two spellings, one of them typed": ("caf\u00e9s, cafe\u0301s", "cafés", [0, 7]),
    "in other capitals": ("We came. Yes, we came. WE CAME.", "we came", [0, 14, 23]),
    "in other capitals, overlapping": ("No no no", "no no", [0, 3]),
    "of other marks": ("so “ice”, or 'ice'", '"ice"', [3, 13]),
    "words in other capitals before parts": ("Prose. A Rose.", "rose", [9]),
    "in a ligature": ("no \ufb01sh, no fish", "fish", [3, 11]),
}


@pytest.mark.parametrize(("text", "words", "starts"), PLACES.values(), ids=PLACES)
def test_every_place_is_found_in_order(text: str, words: str, starts: list[int]) -> None:
    assert [start for start, _ in quote.places(text, words)] == starts


_LIKE = st.text("aAeE\u0301\u00e9\ufb01fi’'“\u00ad- .", max_size=12)


@given(st.text() | _LIKE, st.text() | _LIKE)
def test_places_are_within_the_text_and_of_the_same_words(text: str, words: str) -> None:
    for start, end in quote.places(text, words):
        assert 0 <= start < end <= len(text)
        assert quote.find(text[start:end], words)


@pytest.mark.parametrize("words", ["the " * 250_000, "a" * 1_000_000, "e\u0301" * 500_000])
def test_a_million_characters_take_no_longer_than_reading_them(words: str) -> None:
    began = time.process_time()
    for text in ("The two old icebreakers", f"x {'the ' * 10_000}", "e\u0301" * 20_000):
        assert not quote.places(text, words)
        quote.nearest(text, words)
    quote.places(words, words[: len(words) // 2])
    assert time.process_time() - began < 10


@given(st.text(), st.data())
def test_any_visible_piece_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    assume(quote.find(piece, piece))
    assume(not any(map(unicodedata.combining, text)))  # which a piece might part from its letter
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
