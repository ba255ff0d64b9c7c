"""
Counting tags by way of temporary tables: what is put on a paragraph by each tag (and coder).

Every paragraph is looked at once, however many tags it has; all counts are made from there.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from annotate.corpus import search
from annotate.corpus.together import Pairs, pairs

__all__ = ["Count", "Links", "Tally", "tallying"]


@dataclass(frozen=True, slots=True)
class Count:
    """How often something stands; `read` of the paragraphs were read, `gone` of the words went."""

    taggings: int = 0
    paragraphs: int = 0
    articles: int = 0
    read: int = 0
    gone: int = 0


Links = list[tuple[int, int]]
"""The row number of a tag, the place where it counts."""


# typed, as SQLite looks into an index only for what is of one kind
_MADE = {
    "counted": "(id integer primary key)",
    "tagged": "(id integer primary key, article integer)",
    "was_read": """(
      paragraph integer, coder text, article integer, primary key (paragraph, coder)
    ) without rowid""",
    "places": "(tag integer, place integer, primary key (tag, place)) without rowid",
    "tallied": """(
      tag integer, paragraph integer, coder text, article integer, taggings integer, gone integer,
      is_read integer
    )""",
    "marks": """(
      unit integer, place integer, coder text, article integer, is_read integer,
      primary key (unit, place, coder)
    )""",
}


@contextmanager
def tallying(db: sqlite3.Connection, matching: str | None) -> Iterator["Tally"]:
    """Have at hand which paragraphs count, and which of them who has read."""
    found = None if matching is None else search.ids(db, matching, private=True)
    for name, columns in _MADE.items():
        db.execute(f"create temp table {name} {columns}")
    try:
        sql = "insert into temp.counted select value from json_each(?)"
        db.execute(sql, [json.dumps(found or [])])
        yield Tally(db, None if found is None else len(found))
    finally:
        for name in _MADE:
            db.execute(f"drop table temp.{name}")


class Tally:
    """Counts by way of temporary tables: what is put on a paragraph by each tag (and coder)."""

    def __init__(self, db: sqlite3.Connection, found: int | None) -> None:
        self.db, self.found = db, found
        among = "p.id in (select id from temp.counted)"
        self.counted = "p.removed is null" if found is None else among
        # each of them is looked at once, however many tags it has
        sql = f"""
            insert into temp.tagged
            select p.id, p.article from (select distinct paragraph from taggings) t
            cross join paragraphs p on p.id = t.paragraph where {self.counted}
        """
        db.execute(sql)
        sql = f"""
            insert into temp.was_read
            select s.paragraph, s.coder, p.article
            from (select distinct paragraph, coder from seen) s
            cross join paragraphs p on p.id = s.paragraph
            where {self.counted}
        """
        db.execute(sql)

    def take(self, *, by_coder: bool = False) -> None:
        """Look at the taggings, once."""
        coder, whose = ("t.coder", "and r.coder = t.coder") if by_coder else ("null", "")
        each = "t.tag, t.paragraph" + (", t.coder" if by_coder else "")
        sql = f"""
            insert into temp.tallied
            select t.tag, t.paragraph, {coder}, p.article, count(*), count(t.gone), exists (
              select 1 from temp.was_read r where r.paragraph = t.paragraph {whose}
            )
            from taggings t cross join temp.tagged p on p.id = t.paragraph group by {each}
        """
        self.db.execute(sql)

    def place(self, links: Links) -> None:
        """Say where each tag counts."""
        self.db.execute("delete from temp.places")
        self.db.executemany("insert or ignore into temp.places values (?, ?)", links)

    def counts(self, links: Links) -> dict[int, Count]:
        """How often each place stands."""
        self.place(links)
        sql = """
            select n.place, sum(taggings), count(distinct paragraph), count(distinct article),
              count(distinct iif(is_read, paragraph, null)), sum(gone)
            from temp.tallied t cross join temp.places n on n.tag = t.tag group by 1
        """
        return {place: Count(*counts) for place, *counts in self.db.execute(sql)}

    def mark(self, links: Links, unit: str) -> None:
        """Note each place once for each paragraph, or article, that has it."""
        self.place(links)
        sql = f"""
            insert into temp.marks
            select t.{unit}, n.place, t.coder, t.article, max(is_read)
            from temp.tallied t cross join temp.places n on n.tag = t.tag group by 1, 2, 3
        """
        self.db.execute(sql)

    def together(self, links: Links, unit: str) -> Pairs:
        """On how many units two places stand together."""
        self.place(links)
        sql = f"""
            select t.{unit}, n.place, t.is_read
            from temp.tallied t cross join temp.places n on n.tag = t.tag
        """
        return pairs(self.db.execute(sql))

    def paragraphs_read(self) -> int:
        """How many of those that count were read by anybody."""
        sql = "select count(distinct paragraph) from temp.was_read"
        return int(self.db.execute(sql).fetchone()[0])
