"""
Articles that share paragraphs with others, by equal keys alone.

A wording that stands in very many places tells nothing of two articles: it is
looked at no further than SCANNED paragraphs.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.corpus import keyed
from annotate.model import Like, Paragraph
from annotate.prepared import Placed

__all__ = ["Shared", "Sharing", "also_in", "is_same", "like", "of"]

SCANNED = 1_000
PROBED = 8  # of a new article's longest paragraphs
COUNTED = 3  # articles that have most of these
_AROUND = frozenset({"boilerplate", "comment"})
NAMED = 3  # articles beside a paragraph
_WITH_KEY = "select article, removed from paragraphs where key = ? limit 100"


@dataclass(frozen=True, slots=True)
class Shared:
    """Another article that has paragraphs of this one."""

    article: str
    title: str
    same: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """The other articles with an article's paragraphs, those with most of them first."""

    citable: int
    common: int  # paragraphs whose words stand in too many places to be counted
    articles: tuple[Shared, ...]
    is_more: bool


def of(db: sqlite3.Connection, paragraphs: Sequence[Paragraph], *, limit: int = 20) -> Sharing:
    """Which articles have the same citable paragraphs as this one."""
    keys = Counter(p.key.partition("~")[0] for p in paragraphs if p.number is not None)
    slug = next((p.article for p in paragraphs), "")
    counts: Counter[int] = Counter()
    common = 0
    for key, times in keys.items():
        found = _articles_with(db, key, slug)
        if found is None:
            common += times
        else:
            counts.update(dict.fromkeys(found, times))
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Sharing(keys.total(), common, _named(db, best[:limit]), len(best) > limit)


def _articles_with(db: sqlite3.Connection, key: str, slug: str) -> set[int] | None:
    """The other articles where the key is citable; None when it stands in too many places."""
    sql = """
        select article, number, removed from paragraphs
        where key = ? and article <> (select id from articles where slug = ?) limit ?
    """
    rows = db.execute(sql, [key, slug, SCANNED + 1]).fetchall()
    if len(rows) > SCANNED:
        return None
    return {r["article"] for r in rows if r["number"] is not None and r["removed"] is None}


def _named(db: sqlite3.Connection, counts: Sequence[tuple[int, int]]) -> tuple[Shared, ...]:
    sql = "select slug, title from articles where id = ?"
    rows = ((db.execute(sql, [id]).fetchone(), same) for id, same in counts)
    return tuple(Shared(row["slug"], row["title"], same) for row, same in rows)


def also_in(
    db: sqlite3.Connection, slug: str, keys: Sequence[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """For keys of an article, slug and title of up to NAMED + 1 others that have it citable."""
    sql = f"""
        select value, (
          select json_group_array(json_array(a.slug, a.title)) from (
            select distinct article from (
              select article, number, removed from paragraphs
              where key = substr(value, 1, 13)
                and article <> (select id from articles where slug = :slug)
              limit {SCANNED}
            )
            where number is not null and removed is null limit {NAMED + 1}
          ) join articles a on a.id = article
        )
        from json_each(:keys)
    """
    rows = db.execute(sql, {"keys": json.dumps(list(keys)), "slug": slug})
    found = ((key, json.loads(others)) for key, others in rows)
    return {key: tuple((s, t) for s, t in others) for key, others in found if others}


def like(db: sqlite3.Connection, rows: Sequence[Placed]) -> Like | None:
    """The known article that has more than half of a new one's citable paragraphs."""
    citable = [row for row in rows if row.number is not None]
    longest = sorted(citable, key=lambda row: len(row.text), reverse=True)[:PROBED]
    nearest = _nearest(db, [row.key for row in longest])
    counted = [(_shared(db, article, citable), -article) for article in nearest]
    same, article = max(counted, default=(0, 0))
    if 2 * same <= len(citable):
        return None
    [slug] = db.execute("select slug from articles where id = ?", [-article]).fetchone()
    return Like(slug, same, len(citable))


def is_same(db: sqlite3.Connection, like: Like, rows: Sequence[Placed]) -> bool:
    """Whether the article has the very words of a new one, what surrounds them aside."""
    if like.same != like.of:
        return False
    sql = """
        select p.key, p.role from paragraphs p join articles a on a.id = p.article
        where a.slug = ? and p.removed is null order by p.position
    """
    known = [row["key"] for row in db.execute(sql, [like.slug]) if row["role"] not in _AROUND]
    return known == [row.key for row in rows if row.role not in _AROUND]


def _shared(db: sqlite3.Connection, article: int, rows: Sequence[Placed]) -> int:
    """How many of the rows an article has."""
    sql = "select key from paragraphs where article = ? and number is not null and removed is null"
    known = {row["key"] for row in db.execute(sql, [article])}
    return sum(row.key in known for row in rows)


def _nearest(db: sqlite3.Connection, keys: Sequence[str]) -> list[int]:
    """The articles with most of these keys, a few of them."""
    sql = f"select 1 from paragraphs where key in ({', '.join('?' * len(keys))}) limit 1"
    by_table = keyed.is_by_table(db)
    if by_table:
        keyed.keep_up(db)
    elif db.execute(sql, keys).fetchone() is None:
        return []
    with_key = keyed.WITH_KEY if by_table else _WITH_KEY
    sql = f"select article from ({with_key}) where removed is null group by article"
    found = Counter(row["article"] for key in keys for row in db.execute(sql, [key]))
    return [article for article, _ in found.most_common(COUNTED)]
