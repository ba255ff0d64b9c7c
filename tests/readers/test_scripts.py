"""Words of lines that run from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.readers.paged import scripts


def turned(*words: str) -> list[str]:
    return scripts.with_runs_turned(list(words), key=str)


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (["شركة", "Ltd", "Smith", "في"], ["شركة", "Smith", "Ltd", "في"]),
        (["Ltd", "Smith", "في"], ["Smith", "Ltd", "في"]),
        (["في", "Ltd", "Smith"], ["في", "Smith", "Ltd"]),
        (["b", "a", "في", "d", "c"], ["a", "b", "في", "c", "d"]),
        (["في", "12", "شركة"], ["في", "12", "شركة"]),
        (["في", "شركة"], ["في", "شركة"]),
        ([], []),
    ],
)
def test_names_in_other_letters_are_read_the_other_way(seen: list[str], read: list[str]) -> None:
    assert turned(*seen) == read


@given(st.lists(st.sampled_from(["a", "b2", "في", "שלום", "12", "—", "aف"])))
def test_no_word_is_lost_and_turning_twice_is_none(words: list[str]) -> None:
    assert sorted(turned(*words)) == sorted(words)
    assert turned(*turned(*words)) == words
