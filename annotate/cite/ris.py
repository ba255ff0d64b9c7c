"""
Citations as RIS, the tagged lines that reference managers exchange.

The paragraph stands in a note: `SP` is for the page, where the source has pages. The
quotation is the abstract, the article's own address a second `UR`.
"""

from collections.abc import Iterator, Sequence

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.cite.entries import Entry, entries
from annotate.cite.names import Author
from annotate.text.clean import line

__all__ = ["write"]


def write(citations: Sequence[Citation]) -> str:
    """A record for each paragraph or article, an empty line between them."""
    return "\n".join(map(_record, entries(citations)))


def _record(entry: Entry) -> str:
    said = ((tag, line(value or "")) for tag, value in _fields(entry))
    lines = [f"{tag}  - {value}\n" for tag, value in said if value]
    return "".join(["TY  - ELEC\n", f"ID  - {entry.name}\n", *lines, "ER  - \n"])


def _fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    citation = entry.citation
    dated = common.day(citation.published)
    for author in common.authors(citation):
        yield "AU", _author(author)
    yield "TI", citation.title
    yield "T2", citation.site
    yield "PY", common.iso(dated[:1]) if dated else None
    yield "DA", _date(dated, citation.published)
    yield "Y2", _date(common.day(citation.retrieved), citation.retrieved)
    yield "UR", citation.url
    if (original := common.into_original(citation)) != citation.url:
        yield "UR", original
    yield "SP", str(citation.page or "")
    for place in entry.places if entry.is_article else ():
        yield "N1", ": ".join(filter(None, [_place(place), f"“{place.quote}” {place.url}"]))
    yield "N1", _place(citation)
    yield "AB", citation.quote


def _place(citation: Citation) -> str:
    return ", ".join(common.place(citation))


def _author(author: Author) -> str:
    parts = (author.family, author.given, author.suffix)
    return ", ".join(filter(None, parts)) if author.family else author.name


def _date(day: tuple[int, ...], said: str | None) -> str:
    """`year/month/day/`, and what is no date behind the last stroke, as RIS wants it."""
    if not day:
        return f"///{said}" if said else ""
    return "/".join([*common.iso(day).split("-"), "", "", ""][:3]) + "/"
