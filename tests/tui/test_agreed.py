"""Text of which every terminal knows how many cells it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotate.tui.agreed import Shown, agreed, tail


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👩‍👩‍👧‍👦", "👩👩👧👦"), ("❤️ 1️⃣", "❤ 1⃣"), ("👍🏽", "👍"), ("🏽", "🏽"), ("🇩🇪", "🇩🇪"),
        ("می‌خواهم", "می‌خواهم"), ("क्‍ष", "क्‍ष"), ("a\tb\x1b[1m", "a b␛[1m"),
        ("two\nlines", "two\nlines"),
    ],
)  # fmt: skip
def test_joined_emoji_are_shown_side_by_side(text: str, shown: str) -> None:
    assert agreed(text) == shown


@given(st.text(alphabet="ab👩‍❤️🏽🇩 \t"), st.integers(0, 50))
def test_a_place_is_where_its_words_are(text: str, at: int) -> None:
    at = min(at, len(text))
    shown = Shown(text)
    assert shown.text[: shown.place(at)] == agreed(text[:at])


@given(st.text(), st.integers(1, 20))
def test_the_end_of_a_text_has_room(text: str, cells: int) -> None:
    end = tail(text, cells)
    assert text.endswith(end)
    assert cell_len(end) <= cells
