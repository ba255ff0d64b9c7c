"""
"Also in …": where else a paragraph's words stand.

Beside an article only the very same words, said once for paragraphs in a row
that stand in the same other articles; on a citation page also words that are
nearly the same, as far as a quick look finds them.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotate.corpus import same, sharing
from annotate.corpus.same import Alike
from annotate.model import Paragraph
from annotate.web.site import Site

__all__ = ["Also", "Elsewhere", "Link", "beside", "elsewhere"]

MOST = 10  # other places on a citation page


@dataclass(frozen=True, slots=True)
class Link:
    """Another place: the title of its article, the paragraph's number, how alike in per cent."""

    title: str
    address: str
    number: int | None = None
    alike: int = 100


@dataclass(frozen=True, slots=True)
class Also:
    """The other articles with the paragraphs from one number to another."""

    first: int
    last: int
    links: tuple[Link, ...]
    more: str | None  # where all are listed, when there are more


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a citation page says of other places."""

    exact: tuple[Link, ...]
    near: tuple[Link, ...]
    is_more: bool  # exact ones


def beside(
    db: sqlite3.Connection, site: Site, paragraphs: Sequence[Paragraph], shared: Iterable[str]
) -> dict[str, Also]:
    """For an article's page: key of the first paragraph of a row → where the row stands, too."""
    wanted = set(shared)
    keys = [p.key for p in paragraphs if p.number is not None and p.key in wanted]
    if not keys:
        return {}
    others = sharing.also_in(db, paragraphs[0].article, keys)
    numbered = [p for p in paragraphs if p.number is not None]
    rows = (list(row) for _, row in groupby(numbered, lambda p: others.get(p.key)))
    return {
        row[0].key: _also(site, row, others[row[0].key]) for row in rows if row[0].key in others
    }


def _also(site: Site, row: Sequence[Paragraph], others: Sequence[tuple[str, str]]) -> Also:
    first, last = row[0], row[-1]
    assert first.number is not None
    assert last.number is not None
    key = first.key.partition("~")[0]
    links = [Link(title, site.read(slug, None, key)) for slug, title in others[: sharing.NAMED]]
    more = site.cite(key) if len(others) > sharing.NAMED else None
    return Also(first.number, last.number, tuple(links), more)


def elsewhere(
    db: sqlite3.Connection, site: Site, paragraph: Paragraph, *, became: Iterable[str],
    with_exact: bool,
) -> Elsewhere:  # fmt: skip
    """For a citation page: the very same words, unless listed anyway, and like ones of others."""
    key, id = paragraph.key, paragraph.id
    exact = same.same(db, key, id, limit=MOST + 1) if with_exact else []
    own = set(became)
    near = same.nearly(db, paragraph.text, key, id, effort=same.QUICK) or []
    near = [alike for alike in near if alike.ref not in own]
    return Elsewhere(
        tuple(_link(site, alike) for alike in exact[:MOST]),
        tuple(_link(site, alike) for alike in near[:MOST]),
        len(exact) > MOST,
    )


def _link(site: Site, alike: Alike) -> Link:
    address = site.read(alike.article, None, alike.number)
    return Link(alike.title, address, alike.number, round(100 * alike.likeness))
