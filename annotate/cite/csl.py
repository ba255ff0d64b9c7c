"""
Citations as CSL-JSON, from which citeproc, pandoc and Zotero make references in any style.

A paragraph number is the `locator`, with the label `paragraph`, of the place that cites
an item; the item itself could have no label, and the number would be read as a page's.
So it stands in `custom` for programs that make such places, and in the note for people.
"""

import json
from collections.abc import Sequence

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.cite.entries import Entry, entries
from annotate.cite.names import Author
from annotate.text.clean import line

__all__ = ["write"]

Fields = dict[str, object]


def write(citations: Sequence[Citation]) -> str:
    """A list of items, also of a single one."""
    items = list(map(_item, entries(citations)))
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> Fields:
    citation = entry.citation
    fields: Fields = {
        "id": entry.name,
        "type": "webpage",
        "author": [_author(author) for author in common.authors(citation)],
        "title": line(citation.title),
        "container-title": line(citation.site or ""),
        "issued": _date(citation.published),
        "accessed": _date(citation.retrieved),
        "version": str(citation.version) if common.is_earlier(citation) else "",
        "page": str(citation.page or ""),
        "URL": line(citation.url),
        "abstract": line(citation.quote),
        "note": common.note(citation),
        "custom": _of_places(entry) if entry.is_article else _custom(citation),
    }
    return {field: value for field, value in fields.items() if value}


def _author(author: Author) -> Fields:
    if author.family and author.given:
        suffix = {"suffix": author.suffix} if author.suffix else {}
        return {"family": author.family, "given": author.given, **suffix}
    return {"literal": author.name}


def _date(said: str | None) -> Fields:
    day = common.day(said)
    if day:
        return {"date-parts": [day]}
    return {"literal": line(said)} if said and line(said) else {}


def _of_places(entry: Entry) -> Fields:
    """The places that an article is cited for, each with the link to its words."""
    return {"citations": [{**_locator(place), "URL": line(place.url)} for place in entry.places]}


def _locator(citation: Citation) -> dict[str, str]:
    return {"locator": str(citation.number), "label": "paragraph"} if citation.number else {}


def _custom(citation: Citation) -> Fields:
    original = common.into_original(citation)
    return {**_locator(citation), **({"original": original} if original else {})}
