"""
What several forms of a citation say alike: where the words stand, when they were read.
"""

from annotate.cite import fragment, names
from annotate.cite.citation import Citation
from annotate.cite.names import Author
from annotate.readers import says
from annotate.text.clean import line

__all__ = [
    "about",
    "accessed",
    "authors",
    "byline",
    "day",
    "is_earlier",
    "iso",
    "note",
    "original",
    "place",
]


def about(citation: Citation) -> list[str]:
    """Site, date, place and the day of reading, for the line below a quotation."""
    said = [citation.site, _published(citation), *place(citation), f"accessed {accessed(citation)}"]
    return [line(part) for part in said if part]


def authors(citation: Citation) -> tuple[Author, ...]:
    """Who wrote the article."""
    return names.authors(citation.byline, by_hand=citation.byline_by_hand)


def byline(citation: Citation) -> str:
    """Who wrote the article, for people to read."""
    return names.in_words(citation.byline, by_hand=citation.byline_by_hand)


def _published(citation: Citation) -> str | None:
    """The day, where the article tells it to the second."""
    told = day(citation.published)
    return iso(told) if told else citation.published


def is_earlier(citation: Citation) -> bool:
    """Whether the words are cited from another version than the current one."""
    return citation.version != citation.current_version


def place(citation: Citation) -> list[str]:
    """Page and paragraph, and the version where it is not the current one."""
    said = [f"p. {citation.page}"] if citation.page else []
    said += [f"para. {citation.number}"] if citation.number else []
    if citation.status == "removed":
        return [*said, f"version {citation.version}, no longer in the article"]
    if is_earlier(citation):
        return [*said, f"version {citation.version} of {citation.current_version}"]
    return said


def original(citation: Citation) -> str:
    """Where the words stand in the article's own page, or that page; nothing without one."""
    return citation.source_link or fragment.web(citation.source_url)


def accessed(citation: Citation) -> str:
    """The day on which the version was read."""
    return citation.retrieved[:10]


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
