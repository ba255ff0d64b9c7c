"""
Who has read what: a paragraph that is read and has no tag is one to which nothing applies.

A reading is of the words as they were: when they change, the paragraph is unread again.
"""

import json
import sqlite3
from collections.abc import Sequence

from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7s

__all__ = ["are_kept", "counts", "counts_of", "is_seen", "read", "totals", "unread"]


def are_kept(db: sqlite3.Connection) -> bool:
    """Whether the corpus says who read what: no published copy does."""
    sql = "select 1 from sqlite_master where name = 'readings'"
    return db.execute(sql).fetchone() is not None


def read(command: Command, paragraphs: Sequence[int]) -> int:
    """The coder has read these paragraphs (row ids); how many are new under this codebook."""
    rows = zip(uuid7s(len(paragraphs)), paragraphs, strict=True)
    values = [(id, command.coder, now(), paragraph) for id, paragraph in rows]
    sql = """
        insert or ignore into readings (id, paragraph, key, coder, created, revision)
        select ?, p.id, p.key, ?, ?, (select revision from state) from paragraphs p where p.id = ?
    """
    with command:
        return command.db.executemany(sql, values).rowcount


def unread(command: Command, paragraphs: Sequence[int]) -> int:
    """The coder has not read these, after all; how many readings went."""
    sql = """
        delete from readings
        where coder = ? and paragraph in (select value from json_each(?))
    """
    with command:
        return command.db.execute(sql, [command.coder, json.dumps(list(paragraphs))]).rowcount


def is_seen(db: sqlite3.Connection, paragraph: int, coder: str) -> bool:
    """Whether a coder has read a paragraph as it is, or tagged it by hand."""
    sql = "select 1 from seen where paragraph = ? and coder = ? limit 1"
    return db.execute(sql, [paragraph, coder]).fetchone() is not None


def counts(db: sqlite3.Connection) -> dict[int, int]:
    """Article (row id) → how many of its numbered paragraphs somebody has read as they are."""
    # as the view `seen` has it, with each paragraph looked up once
    sql = f"""
        select p.article, count(distinct p.id) from (
          select paragraph, key from readings
          union all select paragraph, null from taggings where origin in ('hand', 'model')
        ) s join paragraphs p on p.id = s.paragraph
        where (s.key is null or s.key = p.key) and {_COUNTED} group by p.article
    """
    return dict(map(tuple, db.execute(sql)))


def counts_of(db: sqlite3.Connection, articles: Sequence[int]) -> dict[int, int]:
    """As `counts`, of some articles alone, whatever the corpus has."""
    sql = f"""
        select value, (
          select count(*) from paragraphs p where p.article = value and {_COUNTED} and {_SEEN}
        )
        from json_each(?)
    """
    found = db.execute(sql, [json.dumps(list(articles))])
    return {article: count for article, count in found if count}


def totals(db: sqlite3.Connection) -> tuple[int, int]:
    """How many numbered paragraphs somebody has read as they are, and of how many."""
    sql = """
        select sum((select coalesce(max(number), 0) from paragraphs
          where article = a.id and number is not null and removed is null))
        from articles a
    """
    return sum(counts(db).values()), db.execute(sql).fetchone()[0] or 0


# as the view `seen` has it, by indexes alone: taggings lie all over the file
_SEEN = """(
  (select count(*) from taggings t where t.paragraph = p.id) > iif(
    exists (select 1 from taggings where origin in ('rule', 'import')),
    (select count(*) from taggings t where t.paragraph = p.id and origin in ('rule', 'import')),
    0
  )
  or exists (select 1 from readings r where r.paragraph = p.id and r.key = p.key)
)"""
_COUNTED = "p.number is not null and p.removed is null"
