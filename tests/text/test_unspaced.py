"""Text without blanks between words, in pairs of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import unspaced

PARTED = {
    "Chinese": ("标准化", "标准 准化 化"),
    "two runs": ("标准，专家", "标准 准 ， 专家 家"),
    "one letter": ("家", "家"),
    "a name within": ("用iPhone12拍", "用 iPhone12 拍"),
    "wide letters": ("ｉＰｈｏｎｅ１２", "iPhone12"),
    "half kana": ("ﾃﾚﾋﾞ", "テレ レビ ビ"),
    "Korean": ("대학은 문", "대학 학은 은 문"),
    "jamo": ("\u1103\u1162\u1112\u1161\u11a8", "대학 학"),
    "Thai": ("ภาษา", "ภา าษ ษา า"),
    "an unseen space": ("ภา\u200bษา", "ภา าษ ษา า"),
    "a broken line": ("标\n准", "标准 准"),
    "a broken line of Korean": ("대\n학", "대 \n 학"),
    "English": ("The old harbour", "The old harbour"),
}


@pytest.mark.parametrize(("text", "expected"), PARTED.values(), ids=PARTED)
def test_letters_are_paired(text: str, expected: str) -> None:
    assert unspaced.parted(text).split() == expected.split()


PHRASES = {
    "letters may go on": ("标准", ("标准", False)),
    "one letter begins a pair": ("家", ("家", True)),
    "a name ends": ("手机 iPhone", ("手机 机 iPhone", False)),
    "the last of two runs may go on": ("标准家，专家", ("标准 准家 家 ， 专家", False)),
    "one letter after others": ("标准 家", ("标准 准 家", True)),
}


@pytest.mark.parametrize(("words", "expected"), PHRASES.values(), ids=PHRASES)
def test_a_phrase_is_what_stands_in_a_text_that_is_parted(
    words: str, expected: tuple[str, bool]
) -> None:
    assert unspaced.phrase(words) == expected


def test_only_some_scripts_are_parted() -> None:
    for text in (
        "Zürich — “cold”",
        "Привет",
        "مرحبا",
        "हिन्दी",
        "Ελλάδα",
        "שלום",
        "12年"[:2],
        "！？",
    ):
        assert not unspaced.has(text)
    for text in ("标", "か", "カ", "한", "ไ", "ລ", "ខ", "မ", "ㄅ", "𠀀"):
        assert unspaced.has(text)


@given(st.text("标准家学 aé,\n大한국\u0301", max_size=30))
def test_nothing_is_lost(text: str) -> None:
    kept = {c for c in unspaced.folded(text) if c.isalnum()}
    assert kept == {c for c in unspaced.parted(text) if c.isalnum()}


OTHERWISE = ["o\ufb03ce", "fi\xadnance", "ｆin", "a\u200bb", "é\u2060é", "ж\xadж", "ﾊﾝ", "标"]
AS_READ = ["The “old” — café", "a\xad b", "！（", "می\u200cروم", "क्\u200dष"]


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_no_index_of_words_knows_is_indexed_apart(text: str) -> None:
    assert unspaced.is_otherwise(text)
    assert unspaced.is_otherwise(f"Words\xad before – {text} and after.")


@pytest.mark.parametrize("text", AS_READ)
def test_other_texts_are_not(text: str) -> None:
    assert not unspaced.is_otherwise(text)
    assert unspaced.plain(text) == text


@given(st.text("fi\ufb01\xad\u200c ｆ１é’یم标", max_size=12))
def test_words_are_plain_as_the_texts_are_parted(text: str) -> None:
    plain = unspaced.plain(text)
    assert unspaced.plain(plain) == plain
    assert unspaced.parted(plain).split() == unspaced.parted(text).split()
