import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cite.names import Author, authors
from annotate.text.clean import line

BYLINES = {
    "nothing": (None, []),
    "white space": (" \n", []),
    "one": ("Jane Doe", ["Jane Doe"]),
    "by": ("By Jane Doe", ["Jane Doe"]),
    "BY:": ("BY: Jane Doe", ["Jane Doe"]),
    "two": ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
    "a comma": ("Jane Doe, John Roe", ["Jane Doe", "John Roe"]),
    "three": ("Jane Doe, John Roe, and Al-Amin O’Neil", ["Jane Doe", "John Roe", "Al-Amin O’Neil"]),
    "and sign": ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
    "particles": ("Ann van der Berg; Li de la Cruz", ["Ann van der Berg", "Li de la Cruz"]),
    "four words": ("Ana Maria Luz Rey, John Roe", ["Ana Maria Luz Rey", "John Roe"]),
    "five words": ("Ana Maria Luz Rey Sol, John Roe", ["Ana Maria Luz Rey Sol, John Roe"]),
    "an agency": ("Jane Doe, Reuters", ["Jane Doe, Reuters"]),
    "an agency of two words": ("Jane Doe, AFP Mosul", ["Jane Doe, AFP Mosul"]),
    "a profession": ("Jane Doe, Staff Writer", ["Jane Doe, Staff Writer"]),
    "where from": ("Jane Doe in Mosul and John Roe", ["Jane Doe in Mosul and John Roe"]),
    "turned around": ("Doe, Jane", ["Doe, Jane"]),
    "two surnames": ("Doe and Roe", ["Doe and Roe"]),
    "digits": ("Jane Doe, Room 101", ["Jane Doe, Room 101"]),
    "another script": ("محمد علي and أحمد حسن", ["محمد علي and أحمد حسن"]),
    "a word that begins so": ("Byron Hall", ["Byron Hall"]),
}  # fmt: skip


@pytest.mark.parametrize(("byline", "expected"), BYLINES.values(), ids=BYLINES)
def test_a_byline_is_parted_only_between_whole_names(
    byline: str | None, expected: list[str]
) -> None:
    assert [author.name for author in authors(byline)] == expected


SURNAMES = {
    "an initial": ("Jane M. Doe", ("Doe", "Jane M.")),
    "only initials": ("J. K. Rowling", ("Rowling", "J. K.")),
    "none": ("Jane Doe", (None, None)),
    "an organisation": ("Amnesty International", (None, None)),
    "the initial elsewhere": ("J. Paul Getty Museum", (None, None)),
    "an honour": ("Jane M. Jr.", (None, None)),
    "a country": ("U.S. Army", (None, None)),
}


@pytest.mark.parametrize(("name", "expected"), SURNAMES.values(), ids=SURNAMES)
def test_a_surname_is_told_only_by_an_initial(
    name: str, expected: tuple[str | None, str | None]
) -> None:
    assert authors(name) == (Author(name, *expected),)


@given(st.text())
def test_names_are_pieces_of_the_byline(byline: str) -> None:
    assert all(author.name in line(byline) for author in authors(byline))
    assert all(author.name == line(author.name) != "" for author in authors(byline))
