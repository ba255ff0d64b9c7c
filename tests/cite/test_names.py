import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cite.names import Author, authors, in_words
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


def parts(*names: str) -> list[tuple[str, ...]]:
    """Names as family|given|suffix, or literal."""
    return [tuple(name.split("|")) for name in names]


BY_HAND = {
    "one": ("Keller, Tori", parts("Keller|Tori")),
    "two": ("Keller, Tori; Lee, Ann", parts("Keller|Tori", "Lee|Ann")),
    "by": ("By Keller, Tori", parts("Keller|Tori")),
    "and": ("Keller, Tori and Lee, Ann", parts("Keller|Tori", "Lee|Ann")),
    "and sign": ("Keller, Tori, & Lee, Ann", parts("Keller|Tori", "Lee|Ann")),
    "one turned, one not": ("Keller, Tori and Ann Lee", parts("Keller|Tori", "Ann Lee")),
    "semicolon and and": ("Keller, Tori; and Lee, Ann", parts("Keller|Tori", "Lee|Ann")),
    "a particle": ("van der Berg, Anna", parts("van der Berg|Anna")),
    "a name without capitals": ("hooks, bell", parts("hooks|bell")),
    "two family names": ("García Márquez, Gabriel", parts("García Márquez|Gabriel")),
    "two and two": ("García Márquez, Gabriel José;", parts("García Márquez|Gabriel José")),
    "two persons": ("Jane Doe, John Roe", parts("Jane Doe", "John Roe")),
    "junior": ("Doe, John, Jr.", parts("Doe|John|Jr.")),
    "junior, as BibTeX": ("Doe, Jr., John", parts("Doe|John|Jr.")),
    "the third": ("Doe, John, III; Roe, Ann", parts("Doe|John|III", "Roe|Ann")),
    "junior alone": ("Martin Luther King, Jr.", parts("Martin Luther King, Jr.")),
    "one word": ("Plato", parts("Plato")),
    "an initial": ("Jane M. Doe", parts("Doe|Jane M.")),
    "in braces": ("{Médecins Sans Frontières, Paris}", parts("Médecins Sans Frontières, Paris")),
    "in braces, with others": (
        "{Food, Inc.}; Keller, Tori", parts("Food, Inc.", "Keller|Tori"),
    ),
    "in braces, and": ("{Smith and Sons} and Lee, Ann", parts("Smith and Sons", "Lee|Ann")),
    "an office": ("Ministry of Defence, Iraq", parts("Ministry of Defence, Iraq")),
    "an organisation": ("Food and Agriculture Organization",
                        parts("Food and Agriculture Organization")),
    "an agency": ("Keller, Reuters", parts("Keller, Reuters")),
    "a profession": ("Tori Keller, Staff Writer", parts("Tori Keller, Staff Writer")),
    "another comma": ("王，小明；李，雷", parts("王|小明", "李|雷")),
    "a brace alone": ("Keller}, Tori", parts("Keller}|Tori")),
    "commas alone": (", ,", parts(", ,")),
    "nothing": ("", []),
}  # fmt: skip


def told(author: Author) -> tuple[str, ...]:
    """As `parts`."""
    return tuple(filter(None, (author.family, author.given, author.suffix))) or (author.name,)


@pytest.mark.parametrize(("byline", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_a_byline_set_by_hand_may_say_the_family_name(
    byline: str, expected: list[tuple[str, ...]]
) -> None:
    assert [told(author) for author in authors(byline, by_hand=True)] == expected


FROM_A_SOURCE = {
    "one might be a place": ("Keller, Tori", parts("Keller, Tori")),
    "several": ("Keller, Tori; Lee, Ann", parts("Keller|Tori", "Lee|Ann")),
    "one, made plain": ("Keller, Tori;", parts("Keller|Tori")),
    "semicolons alone": ("; ;", parts("; ;")),
    "an agency among them": ("Doe, Reuters; Lee, Ann", parts("Doe, Reuters; Lee, Ann")),
    "braces": ("{Keller, Tori}", parts("{Keller, Tori}")),
}


@pytest.mark.parametrize(("byline", "expected"), FROM_A_SOURCE.values(), ids=FROM_A_SOURCE)
def test_a_sources_byline_is_turned_only_where_it_cannot_be_otherwise(
    byline: str, expected: list[tuple[str, ...]]
) -> None:
    assert [told(author) for author in authors(byline)] == expected


READ = {
    "turned": ("Keller, Tori", "Tori Keller"),
    "two": ("Keller, Tori; Lee, Ann", "Tori Keller and Ann Lee"),
    "three": ("A, B; C, D; {E, F}", "B A; D C and E, F"),
    "as written": ("Jane M. Doe, Ann Lee", "Jane M. Doe, Ann Lee"),
    "an initial": ("by Jane M. Doe", "by Jane M. Doe"),
}


@pytest.mark.parametrize(("byline", "expected"), READ.values(), ids=READ)
def test_people_read_names_in_their_order(byline: str, expected: str) -> None:
    assert in_words(byline, by_hand=True) == expected


@given(st.text() | st.text("Ab,;{}& and", max_size=30))
def test_no_letter_of_a_byline_set_by_hand_is_lost(byline: str) -> None:
    kept = [c for author in authors(byline, by_hand=True) for c in author.name if c.isupper()]
    words = line(byline)
    assert sorted(kept) == sorted(c for c in words if c.isupper()) or words.lower().startswith("by")


@given(st.text())
def test_names_are_pieces_of_the_byline(byline: str) -> None:
    assert all(author.name in line(byline) for author in authors(byline))
    assert all(author.name == line(author.name) != "" for author in authors(byline))
