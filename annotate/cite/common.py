"""
What several forms of a citation say alike: where the words stand, when they were read.
"""

from collections.abc import Callable
from functools import lru_cache

from annotate.cite import fragment, names
from annotate.cite.citation import Citation
from annotate.cite.names import Author
from annotate.readers import says
from annotate.text import clock, direction
from annotate.text.clean import line

__all__ = [
    "KEPT",
    "about",
    "accessed",
    "apart",
    "authors",
    "byline",
    "day",
    "into_original",
    "is_earlier",
    "iso",
    "note",
    "original",
    "place",
    "published",
]


KEPT = 32  # citations: each is written in several forms, one after the other


@lru_cache(maxsize=KEPT)
def about(citation: Citation) -> tuple[str, ...]:
    """Site, date, place and the day of reading, for the line below a quotation."""
    when = published(citation.published), f"accessed {accessed(citation)}"
    said = [citation.site, when[0], *place(citation), when[1]]
    return tuple(line(part) for part in said if part)


def authors(citation: Citation) -> tuple[Author, ...]:
    """Who wrote the article."""
    return names.authors(citation.byline, by_hand=citation.byline_by_hand)


def byline(citation: Citation) -> str:
    """Who wrote the article, for people to read."""
    return names.in_words(citation.byline, by_hand=citation.byline_by_hand)


@lru_cache(maxsize=KEPT)
def published(said: str | None) -> str | None:
    """The day, where the article tells it to the second."""
    told = day(said)
    return iso(told) if told else said


def is_earlier(citation: Citation) -> bool:
    """Whether the words are cited from another version than the current one."""
    return citation.version != citation.current_version


def place(citation: Citation) -> list[str]:
    """Page or time, and paragraph, and the version where it is not the current one."""
    said = [f"p. {citation.page}"] if citation.page else []
    said += [] if citation.seconds is None else [f"at {clock.shown(citation.seconds)}"]
    said += [f"para. {citation.number}"] if citation.number else []
    if citation.status == "removed":
        return [*said, f"version {citation.version}, no longer in the article"]
    if is_earlier(citation):
        return [*said, f"version {citation.version} of {citation.current_version}"]
    return said


@lru_cache(maxsize=KEPT)
def apart(citation: Citation) -> Callable[[str], str]:
    """
    What keeps the values of a plain line apart, if one of them runs from right to left.

    The others of that line would be read as a part of it. Where none does, they stay as they are.
    """
    said = [citation.quote, citation.title, citation.byline or "", *about(citation)]
    return direction.isolated if any(map(direction.has_rtl, said)) else str


def original(citation: Citation) -> str:
    """The article's own page, for people to read; nothing without one."""
    return fragment.web(citation.source_url)


def into_original(citation: Citation) -> str:
    """A link to the words in the article's own page, or to that page, to follow."""
    return citation.source_link or original(citation)


def accessed(citation: Citation) -> str:
    """The day on which the version was read."""
    return citation.retrieved[:10]


@lru_cache(maxsize=KEPT)
def day(said: str | None) -> tuple[int, ...]:
    """A date as year, month and day, as far as it says; nothing for what is no date."""
    found = says.day(said)
    return tuple(map(int, found[:10].split("-"))) if found else ()


def iso(day: tuple[int, ...]) -> str:
    """A day as `2017-01-09`, a month as `2017-01`, a year as `2017`."""
    year, *rest = day
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def note(citation: Citation) -> str:
    """What a reference has no field of its own for."""
    said = ", ".join(place(citation))
    return ". ".join(
        part for part in (said and said[0].upper() + said[1:], _originally(citation)) if part
    )


def _originally(citation: Citation) -> str:
    address = original(citation)
    return f"Original: {address}" if address and address != citation.url else ""
