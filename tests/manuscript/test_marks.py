"""Words in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.manuscript import marks

CASES = {
    "typographic": ("He said “no way” and “yes”.", ["no way", "yes"]),
    "straight": ('He said "no way" to 5" and "yes".', ["no way", "yes"]),
    "single": ("He said ‘no way’ to Iraq’s men.", ["no way"]),
    "an apostrophe inside": ("‘it isn’t so’", ["it isn’t so"]),
    "a decade": ("in the ‘90s’ end", []),
    "German": ("Er sagte „nein“ und ‚ja‘.", ["nein", "ja"]),
    "German guillemets": ("Er sagte »nein«.", ["nein"]),
    "French": ("Il dit « non », puis « oui ».", [" non ", " oui "]),
    "Swedish": ("Han sade ”nej” och gick.", ["nej"]),
    "Arabic": ("قال ”لا أعرف“ ثم ذهب", ["لا أعرف"]),
    "kept apart from its line": ("\u2068”لا“\u2069, \u2068»ياق«\u2069", ["لا", "ياق"]),
    "a stray closing mark before a quotation": ("so ” he said “no way” to it", ["no way"]),
    "Chinese": ("他说「不」。", ["不"]),
    "nested": ("“he said “no” to it” so", ["he said “no” to it"]),
    "nested single": ("“he said ‘no’ to it” so", ["he said ‘no’ to it"]),
    "a stray mark inside": ("“he “said no” so", ["he “said no"]),
    "not closed": ("“he said no", []),
    "only an apostrophe": ("the militias’ homes", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_stands_in_marks(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in marks.quoted(text).spans] == expected


def test_a_mark_that_is_not_closed_is_told() -> None:
    assert marks.quoted("so “he said").unclosed == 3


@given(st.text(alphabet="“”„‘’«»\" a.'"))
def test_the_spans_are_in_order_and_apart(text: str) -> None:
    edges = [place for span in marks.quoted(text).spans for place in span]
    assert edges == sorted(edges)
