"""
Citation links that were public and are not any more, and the tombstones they leave.

A link is a key within an article, under any slug that the article has or had.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from annotate.corpus import connecting, database, publication, rows

__all__ = ["Withdrawn", "bury", "count", "of_article", "record", "with_key", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Words that were published once: their key, and the slug and title of their article then."""

    key: str
    article: str
    title: str  # empty where the article is not public any more
    is_new: bool = False  # published until now


_KEY = "stood.key || iif(stood.occurrence > 1, '~' || stood.occurrence, '')"
_NOW = f"""
    select {_KEY}, slugs.slug from work.stood
    join (
      select id, slug from work.articles union all select article, slug from work.old_slugs
    ) slugs on slugs.id = stood.article
    where stood.article in (select old from temp.articles_out)
"""
_LINKS = f"""
    select {_KEY} as key, slugs.slug as article from {{at}}.stood
    join (
      select id, slug from {{at}}.articles union all select article, slug from {{at}}.old_slugs
    ) slugs on slugs.id = stood.article
"""
_ENDED = "select key, article from {at}.tombstones"
_TITLE = """
    (select a.title from work.articles a where a.slug = gone.article
      and a.id in (select old from temp.articles_out))
"""


def withdrawn(db: sqlite3.Connection) -> list[Withdrawn]:
    """
    What the publication `before` has or had, and what is chosen has not.

    All of it, by the names in `choosing`.
    """
    sql = f"""
        select key, article, coalesce({_TITLE}, '') as title, max(is_new) as is_new from (
          select key, article, 1 as is_new from ({_LINKS.format(at="before")} except {_NOW})
          union all
          select key, article, 0 from ({_ENDED.format(at="before")} except {_NOW})
        ) gone group by article, key
    """
    return [Withdrawn(r["key"], r["article"], r["title"], bool(r["is_new"])) for r in
            db.execute(sql)]  # fmt: skip


def count(db: sqlite3.Connection) -> int:
    """How many links a publication, or the record of one, has and had; all of them are read."""
    every = f"{_LINKS} union all {_ENDED}".format(at="main")
    found: int = db.execute(f"select count(key || article) from ({every})").fetchone()[0]
    return found


def bury(db: sqlite3.Connection, gone: list[Withdrawn]) -> None:
    """Leave a tombstone for each."""
    db.executemany(
        "insert into main.tombstones (key, article, title) values (?, ?, ?)",
        [(one.key, one.article, one.title) for one in gone],
    )


_RECORD = """
create table articles (id integer primary key, slug text not null) strict;
create table old_slugs (slug text not null, article integer not null) strict;
create table stood (
  article integer not null, key text not null, occurrence integer not null
) strict;
insert into publication select * from copy.publication;
insert into tombstones select * from copy.tombstones order by key, article;
insert into articles select id, slug from copy.articles order by id;
insert into old_slugs select slug, article from copy.old_slugs order by id;
insert into stood select distinct article, key, occurrence from copy.stood
  order by article, key, occurrence
"""


def record(copy: str, file: str) -> None:
    """Write of a published copy no more than which links it has and had, into a new file."""
    with closing(connecting.connect(file, "rwc")) as db:
        db.execute("pragma journal_mode = off")
        database.attach(db, copy, connecting.FROZEN, "copy")
        db.execute("begin")
        for statement in (*publication.TABLES.split(";\n"), *_RECORD.split(";\n")):
            db.execute(statement)
        db.execute("commit")


def with_key(db: sqlite3.Connection, key: str, slug: str | None = None) -> Withdrawn | None:
    """The tombstone of words with this very key, in the article, if there is one."""
    sql = "key = :key and (:slug is null or article = :slug)"
    return _tombstone(db, sql, {"key": key, "slug": slug})


def of_article(db: sqlite3.Connection, slug: str) -> Withdrawn | None:
    """A tombstone of an article that had the slug, if there is one."""
    return _tombstone(db, "article = :slug", {"slug": slug})


def _tombstone(
    db: sqlite3.Connection, condition: str, values: dict[str, str | None]
) -> Withdrawn | None:
    if rows.first(db, "select 1 from tombstones limit 1") is None:
        return None
    sql = f"select key, article, title from tombstones where {condition} limit 1"
    row = db.execute(sql, values).fetchone()
    return Withdrawn(*row) if row else None
