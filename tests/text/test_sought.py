"""What a search text says, and which of it is taken for words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import sought
from annotate.text.sought import Term

TERMS = {
    "words": ("old harbour", [Term("old"), Term("harbour")]),
    "a phrase": ("“the  old harbour” ice", [Term("the old harbour"), Term("ice")]),
    "a beginning": ("icebr*", [Term("icebr*", is_beginning=True)]),
    "a star in a phrase": ('"icebr*"', [Term("icebr*")]),
    "signs alone": ('* " ( -- ""', []),
    "the same twice": ("a b a", [Term("a"), Term("b")]),
}


@pytest.mark.parametrize(("text", "expected"), TERMS.values(), ids=TERMS)
def test_a_search_text_is_words_phrases_and_beginnings(text: str, expected: list[Term]) -> None:
    assert list(sought.terms(text)) == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("mosul NEAR/5 turkey", "NEAR/5"),
        ("mosul \u2212turkey", "\u2212turkey"),
        ("mosul +turkey", "+turkey"),
        ("mosul | turkey", "|"),
        ("mosul && turkey", "&&"),
        ("!turkey", "!turkey"),
        ("*sul", "*sul"),
        ("m*sul", "m*sul"),
        ("wom?n", "wom?n"),
        ("mosul~2", "mosul~2"),
        ("/mos.l/", "/mos.l/"),
        ("mosul \u2013turkey", "\u2013turkey"),
        ("mosul ?urkey", "?urkey"),
        ("massacr%", "massacr%"),
        ("%sul", "%sul"),
        ("tag=actor mosul", "tag=actor"),
        ("#actor", "#actor"),
        ("mos.*", "mos.*"),
        ("mosul$", "mosul$"),
    ],
)
def test_an_operator_of_another_program_is_told(text: str, sign: str) -> None:
    told = sought.not_as_meant(text)
    assert (told or "").startswith(f"{sign} is looked for as a word: ")


@pytest.mark.parametrize(
    "text",
    ["not or and", "OR", "mosul*", '"turkey OR peshmerga"', "AT&T", "1994-2016", "5 -3", "why?",
     "e-mail", "ISIS (IS)", "at 12:30", "https://a.example/x", "ORANGE", "a/b",
     "100%", "5$", "$5", "#3", "a=b", "p=.05", "why ?", "\u20135", "war \u2013 peace", "U.S."],
)  # fmt: skip
def test_what_people_write_is_no_operator(text: str) -> None:
    assert sought.not_as_meant(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'mosul "unclosed plan',
            "a quotation mark is not closed: “unclosed plan” is looked for as",
        ),
        ("mosul (the plan", "a bracket is not closed; without OR or NOT it changes nothing"),
        ("w" + " w".join(map(str, range(101))), "only the first 100 words are looked for"),
    ],
)
def test_what_else_is_not_as_it_was_meant_is_told(text: str, told: str) -> None:
    assert (sought.not_as_meant(text) or "").startswith(told)
    closed = text.replace("d plan", 'd plan"').replace("e plan", "e plan)")
    assert sought.not_as_meant(closed.partition(" w99")[0]) is None


@given(st.text(max_size=40) | st.text("-+!|&()[]*?:~^/ ABNORTE", max_size=40))
def test_no_search_text_is_too_odd(text: str) -> None:
    assert sought.not_as_meant(text) != ""
    assert all(term.words for term in sought.terms(text))


def test_a_long_search_text_takes_no_time() -> None:
    assert len(sought.terms("w* " * 300_000 + "x" * 1_000_000)) == 2
    assert sought.not_as_meant("a*b(" * 200_000)
