import unicodedata
from base64 import b32encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.key import ALPHABET, KEY_LENGTH, key
from annotate.text.normalise import normalise

# These are in citation links: no change of ours may ever change one.
KNOWN = {
    "ISIS Massacres Hundreds in Mosul Area": "5v0hrh53djh9w",
    "Iraq’s Great Victory in Mosul Is Being Undermined": "pt77vtmr5864m",
}
SAME = {
    "spaces": ("a  wording", "a wording"),
    "line breaks": ("a\r\nwording", "a wording"),
    "no-break space": ("a\u00a0wording", "a wording"),
    "ends": ("\n a wording\t", "a wording"),
    "decomposed": ("Cafe\u0301", "Café"),
    "Hangul": (unicodedata.normalize("NFD", "한국"), "한국"),
}
DIFFERENT = {
    "case": ("ISIS", "Isis"),
    "quotation marks": ("“a”", '"a"'),
    "word joined": ("a wording", "awording"),
    "compatibility form": ("ﬁn", "fin"),
}


@pytest.mark.parametrize(("words", "known"), KNOWN.items(), ids=KNOWN.values())
def test_a_key_never_changes(words: str, known: str) -> None:
    assert key(words) == known


@given(st.text())
def test_a_key_is_the_beginning_of_a_sha256_in_base32(text: str) -> None:
    digest = sha256(normalise(text).encode("utf-8", "surrogatepass")).digest()
    letters = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
    assert key(text) == b32encode(digest).translate(letters)[:KEY_LENGTH].decode()


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_a_reader_calls_the_same_has_the_same_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_other_words_have_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(st.characters()))
def test_every_text_has_a_key_even_one_with_lone_surrogates(text: str) -> None:
    assert len(key(text)) == KEY_LENGTH
    assert set(key(text)) <= set(ALPHABET)


def test_the_alphabet_has_no_letters_that_look_like_digits() -> None:
    assert (len(set(ALPHABET)), set(ALPHABET) & set("ilou")) == (32, set())
