"""
What changed between two versions of an article, whichever they are.

What updates did to the paragraphs is followed from version to version. A
paragraph that stands in both versions is always itself.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from annotate.anchor.comparison import Difference, Link, compare
from annotate.corpus import locate, reading
from annotate.errors import BadInput, NotFound
from annotate.model import Reading

__all__ = ["Sides", "difference", "sides"]

Score = float
Sources = dict[int, dict[int, Score]]
"""For a paragraph, by its id, the old ones that became it."""


class Sides(NamedTuple):
    """Two versions of an article and what became of the paragraphs, not compared yet."""

    old: Reading
    new: Reading
    links: list[Link]


def difference(
    db: sqlite3.Connection, name: str, old: int | None = None, new: int | None = None
) -> Difference:
    """What changed in an article from one version to another; these as `sides` has them."""
    return compare(*sides(db, name, old, new))


def sides(
    db: sqlite3.Connection, name: str, old: int | None = None, new: int | None = None
) -> Sides:
    """
    Two versions of an article (slug, prefix or row number), to be compared.

    With none named the last but one and the current, with one this and the current.
    Raises NotFound for a version that is not there, BadInput for two in the wrong order.
    """
    row = locate.article(db, name)
    slug, current = row["slug"], row["version"]
    old, new = _versions(slug, current, old, new)
    before = reading.article(db, slug, version=old)
    after = reading.article(db, slug, version=new)
    return Sides(before, after, list(_links(db, row["id"], before, after)))


def _versions(slug: str, current: int, old: int | None, new: int | None) -> tuple[int, int]:
    for number in (old, new):
        if number is not None and not 1 <= number <= current:
            has = f"versions 1-{current}" if current > 1 else "only version 1"
            raise NotFound(f"no version {number} of {slug}; it has {has}")
    if current == 1:
        raise NotFound(f"{slug} has only version 1: there is nothing to compare it with")
    if old is None:
        old = current - 1
    if new is None:
        new = current
    if old >= new:
        raise BadInput(_no_earlier(slug, old, new, current))
    return old, new


def _no_earlier(slug: str, old: int, new: int, current: int) -> str:
    if old > new:
        return f"version {old} is later than {new}; say `annotate diff {slug} {new} {old}`"
    is_it = (
        f"version {old} is the current one" if old == current else f"that is version {old} twice"
    )
    return f"{is_it}; say two versions, the earlier one first, of 1-{current}"


def _links(db: sqlite3.Connection, article: int, before: Reading, after: Reading) -> Iterator[Link]:
    """What the old paragraphs became, as far as it stands in the new version."""
    olds = {p.id for p in before.paragraphs}
    news = {p.id for p in after.paragraphs}
    rows = _lineage(db, article, before.version.number, after.version.number)
    sources = _followed(olds, rows)
    _come_back(sources, olds & news)
    for new in sorted(news & sources.keys()):
        for old, score in sources[new].items():
            yield Link(old, new, score)


def _lineage(db: sqlite3.Connection, article: int, old: int, new: int) -> list[sqlite3.Row]:
    if not db.execute("select 1 from sqlite_master where name = 'lineage'").fetchone():
        return []  # a database of an earlier release, which the site does not change
    sql = """
        select version, from_paragraph, to_paragraph, score from lineage
        where article = ? and version > ? and version <= ?
          and from_paragraph is not null and to_paragraph is not null
        order by version, id
    """
    return db.execute(sql, [article, old, new]).fetchall()


def _followed(olds: Iterable[int], rows: Iterable[sqlite3.Row]) -> Sources:
    """Which of the old paragraphs each paragraph comes from after all the changes."""
    sources: Sources = {old: {old: 1.0} for old in olds}
    for _, step in groupby(rows, lambda row: row["version"]):
        arrived: Sources = defaultdict(dict)
        left: Sources = {}
        for row in step:
            start, end = row["from_paragraph"], row["to_paragraph"]
            if start not in left:
                left[start] = sources.pop(start, {})
            for old, score in left[start].items():
                arrived[end][old] = max(score * row["score"], arrived[end].get(old, 0.0))
        for end, found in arrived.items():
            sources[end] = sources.get(end, {}) | found
    return sources


def _come_back(sources: Sources, ids: set[int]) -> None:
    """What was merged into another paragraph and came back later is itself, not the other."""
    lost = {id for id in ids if id not in sources.get(id, {})}
    if lost:
        for found in sources.values():
            for id in lost & found.keys():
                del found[id]
        for id in lost:
            sources.setdefault(id, {})[id] = 1.0
