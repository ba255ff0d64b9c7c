import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.direction import isolated, of_language, of_text, of_texts, straight

SIDES = {
    "ar": "rtl", "ar-IQ": "rtl", "he": "rtl", "iw": "rtl", "fa": "rtl", "ur-PK": "rtl",
    "ckb": "rtl", "ps": "rtl", "yi": "rtl", "dv": "rtl", "ug": "rtl", "AR": "rtl", "ar_EG": "rtl",
    "en": "ltr", "zh-Hant": "ltr", "ku": "ltr", "az": "ltr", "de-DE": "ltr", "tlh": "ltr",
    "az-Arab": "rtl", "ku-Arab-IQ": "rtl", "ar-Latn": "ltr", "pa-Arab": "rtl", "uz-Cyrl": "ltr",
    "en-x-arab": "ltr",
    "": None, None: None, "und": None, "mul": None, "zxx": None, '"><script>': None, "a": None,
}  # fmt: skip


@pytest.mark.parametrize(("language", "side"), SIDES.items(), ids=str)
def test_a_language_has_a_side(language: str | None, side: str | None) -> None:
    assert of_language(language) == side


TEXTS = [
    ("The boat left.", "ltr", "ltr"),
    ("The boat left.", "rtl", "ltr"),
    ("The boat left.", None, "ltr"),
    ("مرحبا بالعالم", "ltr", "rtl"),
    ("مرحبا بالعالم", None, "rtl"),
    ("BBC: نقلت عن شهود عيان أن ثلاثة جسور قد دُمرت", "rtl", "rtl"),
    ("ISIS is داعش in Arabic, as every newspaper here writes it.", "ltr", "ltr"),
    ("1,284", "rtl", "rtl"),
    ("1,284", "ltr", "ltr"),
    ("…", None, None),
    ("", "rtl", "rtl"),
    ("שלום", "ltr", "rtl"),
    ("渡船离开了码头", "rtl", "ltr"),
]


@pytest.mark.parametrize(("text", "side", "found"), TEXTS)
def test_a_text_may_run_the_other_way(text: str, side: None, found: str | None) -> None:
    assert of_text(text, side) == found


def test_a_page_runs_as_most_of_its_texts() -> None:
    assert of_texts(["مرحبا", "שלום", "Hello", "12"]) == "rtl"
    assert of_texts(["1", "Hello"]) == of_texts([]) == "ltr"


def test_what_is_isolated_begins_as_it_runs_and_ends_what_it_began() -> None:
    assert isolated("Ada") == "\u2068Ada\u2069"
    assert isolated("BBC نقلت", "rtl") == "\u2068\u200fBBC نقلت\u2069"
    assert isolated("نقلت BBC", "rtl") == "\u2068نقلت BBC\u2069"
    assert isolated("a\u202eb\u2069c\u2067") == "\u2068abc\u2069"


@given(st.text(), st.sampled_from([None, "ltr", "rtl"]))
def test_no_text_ends_an_isolate_early_or_leaves_one_open(text: str, side: None) -> None:
    said = isolated(text, side)
    assert said.count("\u2068") == said.count("\u2069") == 1
    assert straight(straight(text)) == straight(text)
    assert of_text(text, side) in ("ltr", "rtl", None)
    assert of_language(text) in ("ltr", "rtl", None)


@pytest.mark.parametrize("text", ["a" * 5_000_000, "ا" * 5_000_000, "- " * 5_000_000])
def test_a_large_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    of_text(text, None)
    assert time.process_time() - began < 0.1
