"""Words and marks, in which wordings are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import words

CASES = {
    "words and marks": ("He left, then.", ["He", "left", ",", "then", "."]),
    "apostrophes and numbers": ("Iraq’s 1,200.5 men", ["Iraq’s", "1,200.5", "men"]),
    "dashes in a row": ("so -- it", ["so", "--", "it"]),
    "an ellipsis": ("so...it…", ["so", "...", "it", "…"]),
    "a soft hyphen is no end of a word": ("massa\xadcre", ["massa\xadcre"]),
    "decomposed accents": ("cafe\u0301 au", ["cafe\u0301", "au"]),
    "Chinese": ("解放了", ["解", "放", "了"]),
    "Thai": ("ที่บ้าน", ["ที่", "บ้", "า", "น"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_text_in_words_and_marks(text: str, expected: list[str]) -> None:
    assert [token[0] for token in words.tokens(text)] == expected


@given(st.text())
def test_every_visible_character_is_in_a_token(text: str) -> None:
    assert "".join(token[0] for token in words.tokens(text)) == "".join(text.split())
