import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.normalise import normalise

CASES = {
    "nothing": ("", ""),
    "only white space": (" \n\t\u2003", ""),
    "runs": ("one  two\n\nthree", "one two three"),
    "ends": ("  one ", "one"),
    "NFC": ("e\u0301", "é"),
    "zero-width space stays": ("a\u200bb", "a\u200bb"),
    "case stays": ("Mosul", "Mosul"),
}


@pytest.mark.parametrize(("text", "canonical"), CASES.values(), ids=CASES)
def test_the_canonical_form(text: str, canonical: str) -> None:
    assert normalise(text) == canonical


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_unicode_form_makes_no_difference(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)


@given(st.text(st.characters() | st.sampled_from(" \t\n\xa0\u2028\u3000ae\u0301")))
def test_every_run_of_white_space_is_one_space(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", " ".join(text.split()))
