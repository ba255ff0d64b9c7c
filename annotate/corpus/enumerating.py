"""
Everything that a site has a page for, one after the other, never all at once.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from annotate.corpus.rows import as_article, shown_key
from annotate.corpus.withdrawing import Withdrawn
from annotate.model import Article

__all__ = ["Key", "articles", "articles_gone", "ids", "keys", "old_slugs", "tombstones"]


class Key(NamedTuple):
    """A key that an article has or had, and whether others have it too."""

    key: str  # with ~2 for a second occurrence
    is_shared: bool
    is_first: bool  # no article before this one has it


def articles(db: sqlite3.Connection) -> Iterator[Article]:
    """The articles in the order they were added."""
    return map(as_article, db.execute("select * from articles order by id"))


def ids(db: sqlite3.Connection) -> list[int]:
    """The ids of the articles in this order."""
    return [row[0] for row in db.execute("select id from articles order by id")]


def keys(db: sqlite3.Connection, article: int) -> list[Key]:
    """All keys of an article, of now and of earlier."""
    # asked for the least of them instead, SQLite goes through all there are
    other = "exists (select 1 from stood o where o.key = s.key and o.occurrence = s.occurrence and"
    rows = db.execute(
        f"""
        select key, occurrence,
          {other} o.article < :article) as before, {other} o.article > :article) as after
        from (select distinct key, occurrence from stood where article = :article) s
        order by key, occurrence
        """,
        {"article": article},
    )
    return [
        Key(shown_key(r), is_shared=bool(r["before"] or r["after"]), is_first=not r["before"])
        for r in rows
    ]


def old_slugs(db: sqlite3.Connection, article: int) -> list[str]:
    """The slugs that an article had before, and has not again."""
    sql = """
        select slug from old_slugs
        where article = ? and slug not in (select slug from articles) order by id
    """
    return [row["slug"] for row in db.execute(sql, [article])]


def tombstones(db: sqlite3.Connection) -> list[Withdrawn]:
    """What was published once, by key."""
    rows = db.execute("select key, article, title from tombstones order by key, article")
    return [Withdrawn(*row) for row in rows]


def articles_gone(db: sqlite3.Connection) -> list[Withdrawn]:
    """Of each slug that was published once, and names nothing now, some tombstone."""
    sql = """
        select min(key), article, title from tombstones
        where article not in (select slug from articles union all select slug from old_slugs)
        group by article order by article
    """
    return [Withdrawn(*row) for row in db.execute(sql)]
