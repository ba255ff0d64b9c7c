import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import clean

anything = st.text(st.characters())

NOTES = {
    "as it is": ("**bold** <b>", "**bold** <b>"),
    "line breaks": ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
    "NUL and escape": ("a\x00b\x1b[31mc", "ab[31mc"),
    "C1 control": ("a\x9bb", "ab"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "ends": ("\n text \n", "text"),
    "right-to-left marks stay": ("\u200fشيء\u200e", "\u200fشيء\u200e"),
}
SHOWN = {
    "colour": ("\x1b[31mred", "␛[31mred"),
    "NUL": ("a\x00b", "a␀b"),
    "bell": ("\x07", "␇"),
    "carriage return": ("good\rbad", "good␍bad"),
    "delete": ("\x7f", "\ufffd"),
    "C1": ("\x9b31m", "\ufffd31m"),
    "lone surrogate": ("\udc80", "\ufffd"),
    "bidi override": ("\u202eevil", "\ufffdevil"),
    "bidi isolate": ("\u2066a\u2069", "\ufffda\ufffd"),
    "an isolate that ends stays": (
        "\u2068مرحبا\u2069, \u2068b\u2069",
        "\u2068مرحبا\u2069, \u2068b\u2069",
    ),
    "an isolate with an override": ("\u2068\u202ea\u2069", "\ufffd\ufffda\ufffd"),
    "an isolate on two lines": ("\u2068a\nb\u2069", "\ufffda\nb\ufffd"),
    "a control in an isolate": ("\u2068\x1b[31m\u2069", "\u2068␛[31m\u2069"),
    "line and tab stay": ("a\n\tb", "a\n\tb"),
    "marks of Arabic and Hebrew stay": ("\u200f\u200e\u061c", "\u200f\u200e\u061c"),
}


@pytest.mark.parametrize(("typed", "stored"), NOTES.values(), ids=NOTES)
def test_what_is_typed_is_stored_without_controls(typed: str, stored: str) -> None:
    assert clean.multiline(typed) == stored


def test_a_name_is_one_line() -> None:
    assert clean.line(" one\n two\x00\tthree ") == "one two three"


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_would_steer_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert clean.for_terminal(text) == shown


@given(anything)
def test_what_is_stored_fits_into_utf_8_and_stays_as_it_is(text: str) -> None:
    stored = clean.multiline(text)
    assert stored.encode().decode() == stored
    assert clean.multiline(stored) == stored
    assert clean.line(clean.line(text)) == clean.line(text)


@given(anything)
def test_nothing_shown_can_steer_a_terminal(text: str) -> None:
    shown = clean.for_terminal(text)
    assert [c for c in shown if not c.isprintable() and ord(c) < 0xA0 and c not in "\n\t"] == []
