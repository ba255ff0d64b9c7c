"""Where the words of a list stand: whole words, whatever their form."""

import re
import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.word_list import Folded, WordList


def found(words: list[str], text: str, *, case: bool = False) -> list[str]:
    return [text[start:end] for start, end in WordList(words, case=case).spans(Folded(text))]


CASES: dict[str, tuple[str, str, list[str]]] = {
    "capitals": ("isis", "ISIS, Isis; isis.", ["ISIS", "Isis", "isis"]),
    "whole words": ("is", "This is ISIS is’nt", ["is", "is"]),
    "a possessive": ("state", "the State’s", ["State"]),
    "emphasis": ("isis", "_isis_", ["isis"]),
    "a phrase over lines": ("islamic  state", "Islamic\n\tState", ["Islamic\n\tState"]),
    "an accent as two characters": ("café", "CAFE\u0301 cafe", ["CAFE\u0301"]),
    "an accent typed as two": ("cafe\u0301", "café", ["café"]),
    "no letter without its accent": ("cafe", "cafe\u0301", []),
    "a soft hyphen": ("human shields", "hu\u00adman shields", ["hu\u00adman shields"]),
    "what stands after one": ("b", "a\u00ada b", ["b"]),
    "an apostrophe": ("d'ivoire", "Côte d’Ivoire", ["d’Ivoire"]),
    "a dash": ("al-qaida", "Al\u2011Qaida", ["Al\u2011Qaida"]),
    "a ligature": ("office", "the o\ufb03ce", ["o\ufb03ce"]),
    "sharp s": ("strasse", "STRAßE Straße STRASSE", ["STRAßE", "Straße", "STRASSE"]),
    "signs": ("C++", "C++ and C", ["C++"]),
    "a sign alone": ("€", "5 € and €6", ["€", "€"]),
    "Chinese": ("伊斯兰国", "在伊斯兰国中", ["伊斯兰国"]),
    "Latin letters in Chinese": ("isis", "打击ISIS的", ["ISIS"]),
    "Arabic": ("داعش", "قال داعش.", ["داعش"]),
    "Hindi is no part of a word": ("राम", "रामा राम", ["राम"]),
    "a beginning": ("massacr*", "Massacred a massacre", ["Massacred", "massacre"]),
    "the beginning of a phrase": ("human sh*", "human shields", ["human shields"]),
    "an emoji": ("🔥", "so 🔥!", ["🔥"]),
}


@pytest.mark.parametrize(("words", "text", "expected"), CASES.values(), ids=CASES)
def test_words_stand_where_a_reader_sees_them(words: str, text: str, expected: list[str]) -> None:
    assert found([words], text) == expected


def test_of_words_that_overlap_the_longest_is_taken_and_all_come_in_order() -> None:
    words = ["state", "islamic state", "islamic"]
    assert found(words, "State, Islamic State") == ["State", "Islamic State"]


def test_capitals_count_where_they_are_asked_for() -> None:
    assert found(["IS"], "is IS Is", case=True) == ["IS"]


plain = st.text(st.sampled_from("abcß éA\u0301 -’\u00ad的"), max_size=30)


@given(plain, plain)
def test_what_is_found_reads_like_the_words(words: str, text: str) -> None:
    if not words.replace("\u00ad", "").replace("\u0301", "").strip():
        return
    for start, end in WordList([words]).spans(Folded(text)):
        shown = " ".join(Folded(text[start:end]).small.split())
        assert shown == " ".join(Folded(words).small.split())


@given(st.text(st.sampled_from("ab é,.-ç"), max_size=40), st.sampled_from(["ab", "é", "a b"]))
def test_whole_words_are_those_that_a_plain_expression_finds(text: str, words: str) -> None:
    expected = re.findall(rf"(?<!\w){re.escape(words).replace(' ', ' +')}(?!\w)", text)
    text = normalize("NFC", text)
    assert found([words], text) == [each.replace("\\ ", " ") for each in expected]


@pytest.mark.parametrize(
    "text", ["a " * 200_000, "\u0301" * 100_000, "的" * 200_000, "x" * 400_000]
)
def test_long_texts_take_no_longer_than_they_are(text: str) -> None:
    started = time.process_time()
    WordList([f"word{number}" for number in range(2000)] + ["a", "的 的", "xx*"]).spans(
        Folded(text)
    )
    assert time.process_time() - started < 5
