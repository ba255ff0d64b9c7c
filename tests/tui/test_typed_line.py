"""The line in which words are typed."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.tui.typed_line import LONGEST, Line

KEYS = ["left", "right", "home", "end", "backspace", "delete", "ctrl+u", "ctrl+k", "ctrl+w"]
KEYS += ["ctrl+left", "ctrl+a", "ctrl+e", "ctrl+d", "tab", "f1"]


def test_words_are_typed_and_taken_out() -> None:
    line = Line("tag").typed("actor/isis")
    assert line.edited("backspace").text == "actor/isi"
    assert line.edited("home").typed("x").text == "xactor/isis"
    assert line.edited("home").edited("delete").text == "ctor/isis"
    assert line.edited("left").edited("left").edited("ctrl+k").text == "actor/is"
    assert line.edited("ctrl+u").text == ""
    assert Line(text="two words", at=9).edited("ctrl+w").text == "two"
    assert line.edited("f1") == line


def test_what_is_too_long_is_cut() -> None:
    assert len(Line().typed("x" * (LONGEST + 5)).text) == LONGEST


def test_the_cursor_is_in_sight() -> None:
    line = Line("note").typed("word " * 100)
    assert len(line.shown(40).plain) <= 40
    assert line.shown(40).plain.startswith("note: ")


@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), max_size=30))
def test_the_cursor_is_always_in_the_line(keys: list[str]) -> None:
    line = Line("note")
    for key in keys:
        line = line.edited(key) if key in KEYS else line.typed(key)
        assert 0 <= line.at <= len(line.text)
        line.shown(30)
