"""Whether a name may be another one, mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.mistyping import distance, fragments
from annotate.text.tag_names import sorting

NEAR = {
    "a wrong letter": ("theme/transparancy", "theme/transparency", 1),
    "without its parent": ("transparancy", "theme/transparency", 1),
    "a wrong parent": ("thme/transparency", "theme/transparency", 1),
    "two letters changed about": ("trasnparency", "transparency", 1),
    "two letters of four changed about": ("iraq", "irqa", 1),
    "one more": ("protests", "protest", 1),
    "other signs": ("human-shields", "human shields", 0),
    "no sign": ("covid19", "covid-19", 0),
    "accents": ("Economie", "économie", 0),
    "full width": ("ｆｉｎａｎｃｅ", "finance", 0),
    "half width, and a wrong letter": ("economy/ﾆﾎﾝﾆｭｰｽ", "economy/ニホンニュース", 0),
    "Cyrillic": ("нефть", "нефт", 1),
    "in every part": ("actr/isiis", "actor/isis", 2),
}
FAR = {
    "another word": ("mayor", "travel"),
    "a short word": ("us", "un"),
    "a number": ("week-1", "week-2"),
    "the same under another parent": ("cause/other", "evidence/other"),
    "a parent": ("theme", "theme/transparency"),
    "three letters in twelve": ("transpaxxxcy", "transparency"),
}


@pytest.mark.parametrize(("name", "other", "steps"), NEAR.values(), ids=NEAR)
def test_names_may_be_mistyped(name: str, other: str, steps: int) -> None:
    assert (distance(name, other), distance(other, name)) == (steps, steps)


@pytest.mark.parametrize(("name", "other"), FAR.values(), ids=FAR)
def test_names_are_others(name: str, other: str) -> None:
    assert (distance(name, other), distance(other, name)) == (None, None)


@given(st.text("abcé/ 1", min_size=1, max_size=12), st.text("abcé/ 1", min_size=1, max_size=12))
def test_what_is_near_has_a_fragment(name: str, other: str) -> None:
    plain = "".join(filter(str.isalnum, sorting(other)[-1][0])) or sorting(other)[-1][0]
    if distance(name, other) is not None:
        assert any(piece in plain for piece in fragments(name))
