"""The signs of footnotes."""

import pytest

from annotate.text import footnotes

CASES = {
    "a number": ("one[1] two", "one    two"),
    "a number by itself": ("one [12] two", "one      two"),
    "a letter": ("one[a], two", "one   , two"),
    "a star": ("one[*]", "one   "),
    "a name": ("one[smith-2001].", "one            ."),
    "inside a word": ("re[turn]ed", "re      ed"),
    "in Chinese": ("文[1]文", "文   文"),
}
NONE = ["[sic]", "an [angry] man", "one[…] two", "one [...] two", "[T]he", "[t]he",
        "[", "see [Smith]"]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_signs_are_blanks(text: str, expected: str) -> None:
    assert footnotes.without_signs(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_brackets_stay(text: str) -> None:
    assert footnotes.without_signs(text) == text
