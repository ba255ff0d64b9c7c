"""
Which entries a bibliography has for some citations, and what they are called.

One paragraph of an article is an entry of its own, which leads to the words. Several are
one entry, that of the article, and as many citations of it; else styles would tell one
work apart as 2017a and 2017b. Names are made of the slug that the article had first, so
that an entry written again is not another one, whatever the article is called by then.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from annotate.cite import fragment
from annotate.cite.citation import Citation
from annotate.cite.fate import Fate
from annotate.text.key import key

__all__ = ["Entry", "cited_by", "entries"]

_MARK = 6  # characters of a key, which tell names apart that have no ASCII


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its name, what the bibliography says, and the places that are cited by it."""

    name: str
    citation: Citation
    places: tuple[Citation, ...]

    @property
    def is_article(self) -> bool:
        """Whether it is of an article, not of one paragraph."""
        return self.citation not in self.places


def entries(citations: Iterable[Citation]) -> list[Entry]:
    """The entries of a bibliography, in the order in which they are first cited."""
    articles: dict[str, dict[Citation, None]] = {}
    for citation in citations:
        articles.setdefault(citation.article, {})[citation] = None
    return [_entry(tuple(places)) for places in articles.values()]


def cited_by(citations: Sequence[Citation]) -> list[tuple[str, Citation]]:
    """The citations in order, each with the name of its entry."""
    names = {place: entry.name for entry in entries(citations) for place in entry.places}
    return [(names[citation], citation) for citation in citations]


def _entry(places: tuple[Citation, ...]) -> Entry:
    first = places[0]
    name = _name(first.first_slug or first.article)
    if len(places) > 1 or first.by_article:
        return Entry(name, _article(places), places)
    return Entry(f"{name}-{_plain(first.key)}", first, places)


def _article(places: Sequence[Citation]) -> Citation:
    """The article as a work by itself: no words, at its own address or to be read in the corpus."""
    first = places[0]
    versions = {place.version for place in places}
    here = f"{first.base_url}/read/{quote(first.article, safe='')}"
    return replace(
        first,
        url=fragment.web(first.source_url) or here,
        quote="", text="", number=None, page=None, seconds=None, source_link=None,
        retrieved=max(place.retrieved for place in places),
        version=first.version if len(versions) == 1 else first.current_version,
        fate=Fate("unchanged", tuple(sorted(versions))),
    )  # fmt: skip


def _name(slug: str) -> str:
    """The slug in ASCII, with a mark of its own where that is not all of it."""
    plain = _plain(slug)
    return plain if plain == slug else f"{plain}-{key(slug)[:_MARK]}".lstrip("-")


def _plain(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))
