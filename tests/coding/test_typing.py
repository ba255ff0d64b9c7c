"""Which tag is meant by a few letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.coding.typing import Names

NAMES = ["actor", "actor/isis", "actor/isis-k", "tactic/human-shields", "theme/humanitarian", "sea"]


@pytest.mark.parametrize(
    ("typed", "first", "is_meant"),
    [
        ("isis", "actor/isis", True),
        ("ISIS", "actor/isis", True),
        ("hum", "theme/humanitarian", True),
        ("shi", "tactic/human-shields", True),
        ("human-sh", "tactic/human-shields", True),
        ("act", "actor", True),
        ("ea", "sea", False),  # stands in it: a new one is as likely
        ("ths", "tactic/human-shields", False),  # its letters in this order
    ],
)
def test_the_likeliest_name_is_first(typed: str, first: str, is_meant: bool) -> None:
    found, likely = Names(NAMES).like(typed)
    assert (found[0], likely) == (first, is_meant)


def test_nothing_like_it() -> None:
    assert Names(NAMES).like("zzz") == ([], False)
    assert Names(()).like("a") == ([], False)


def test_nothing_typed_shows_some_and_means_none() -> None:
    found, is_meant = Names(NAMES).like("")
    assert set(found) == set(NAMES)
    assert not is_meant


@given(st.lists(st.text(min_size=1, max_size=12), max_size=20), st.text(max_size=12))
def test_a_name_typed_whole_is_first(names: list[str], typed: str) -> None:
    known = Names(names)
    found, _ = known.like(typed, most=100)
    if exact := known.exact(typed):
        assert exact in found
