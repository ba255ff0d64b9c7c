"""
What is to be read next: paragraphs one by one, in order or at random, found as they are needed.

A queue over a million paragraphs begins at once: of those in order an article at a time is
looked up, of those at random some of the ids there are.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from math import gcd

from annotate.corpus import locking, reading
from annotate.corpus.database import now
from annotate.corpus.trouble import explained, named
from annotate.errors import DatabaseTrouble, NotFound
from annotate.model import Paragraph

__all__ = ["around", "at_random", "behind", "changes", "count", "file_of", "in_order", "lately"]
__all__ += ["left", "place", "require_there", "shown", "stop", "stopped", "wanted"]

LAST = 2**62
_AT_ONCE = 200  # ids that are looked up together
_STEP = 0.6180339887  # of the range of ids: the golden section, so that neighbours are far apart


def in_order(db: sqlite3.Connection, first: int | None) -> Iterator[list[int]]:
    """The citable paragraphs of each article from that of `first` on, then of those before it."""
    sql = "select article from paragraphs where id = ?"
    row = db.execute(sql, [first]).fetchone()
    start = row[0] if row else 0
    for article in _articles(db, start, LAST):
        yield _of_article(db, article)
    for article in _articles(db, 0, start):
        yield _of_article(db, article)


def _articles(db: sqlite3.Connection, first: int, end: int) -> Iterator[int]:
    """Each looked up when it is wanted: there may be new ones."""
    sql = "select min(id) from articles where id >= ? and id < ?"
    while (found := db.execute(sql, [first, end]).fetchone()[0]) is not None:
        yield found
        first = found + 1


def _of_article(db: sqlite3.Connection, article: int) -> list[int]:
    sql = f"select p.id from paragraphs p where p.article = ? and {_CITABLE} order by p.position"
    return [row[0] for row in db.execute(sql, [article])]


_CITABLE = "p.removed is null and p.number is not null"


def at_random(db: sqlite3.Connection, seed: int) -> Iterator[list[int]]:
    """
    Citable paragraphs in an order that looks like none, each once; the same for the same seed.

    A walk over all ids in steps that have no divisor in common with how many there are.
    """
    low, high = db.execute("select min(id), max(id) from paragraphs").fetchone()
    if low is None:
        return
    range_ = high - low + 1
    step = max(1, int(range_ * _STEP))
    while gcd(step, range_) != 1:
        step += 1
    for first in range(0, range_, _AT_ONCE):
        places = range(first, min(first + _AT_ONCE, range_))
        ids = [low + (seed + place * step) % range_ for place in places]
        yield wanted(db, ids)


def wanted(db: sqlite3.Connection, ids: Sequence[int], unread_by: str | None = None) -> list[int]:
    """Of some paragraphs those that can be cited, in their order; perhaps only those unread."""
    sql = f"""
        select p.id from paragraphs p
        where p.id in (select value from json_each(:ids)) and {_CITABLE}
          and (:coder is null or not exists (
            select 1 from seen where seen.paragraph = p.id and seen.coder = :coder
          ))
    """
    found = {row[0] for row in db.execute(sql, {"ids": json.dumps(list(ids)), "coder": unread_by})}
    return [id for id in ids if id in found]


def count(db: sqlite3.Connection) -> int:
    """How many citable paragraphs there are."""
    sql = "select count(*) from paragraphs where number is not null and removed is null"
    return int(db.execute(sql).fetchone()[0])


def lately(db: sqlite3.Connection, most: int = 500) -> list[str]:
    """The tags of so many of the latest taggings, by whomever, the latest first."""
    sql = """
        select tags.name from (select tag from taggings order by id desc limit ?) latest
        join tags on tags.id = latest.tag
    """
    return list(dict.fromkeys(row[0] for row in db.execute(sql, [most])))


def place(
    db: sqlite3.Connection, paragraph: int, before: tuple[int, int]
) -> tuple[tuple[int, int], int]:
    """
    The how manieth citable paragraph of the corpus one is.

    `before` is an article and how many paragraphs stand before it; the same is given back for
    the article of the paragraph, so that only what lies between the two is counted.
    """
    sql = "select article, position from paragraphs where id = ?"
    article, position = db.execute(sql, [paragraph]).fetchone() or (before[0], 0)
    known, many = before
    between = f"""
        select count(*) from paragraphs p where p.article >= ? and p.article < ? and {_CITABLE}
    """
    step = 1 if article > known else -1
    many += step * db.execute(between, sorted([known, article])).fetchone()[0]
    inside = f"""
        select count(*) from paragraphs p where p.article = ? and p.position <= ? and {_CITABLE}
    """
    return (article, many), many + db.execute(inside, [article, position]).fetchone()[0]


def left(db: sqlite3.Connection, coder: str) -> int:
    """How many of them the coder has not seen."""
    sql = f"""
        select count(distinct p.id) from seen join paragraphs p on p.id = seen.paragraph
        where seen.coder = ? and {_CITABLE}
    """
    return count(db) - int(db.execute(sql, [coder]).fetchone()[0])


def changes(db: sqlite3.Connection) -> int:
    """A number that is another when another connection has written."""
    return int(db.execute("pragma data_version").fetchone()[0])


def file_of(db: sqlite3.Connection) -> tuple[int, int] | None:
    """What the file of a connection is to the file system; None when it is not there."""
    try:
        found = os.stat(named(db))
    except OSError:
        return None
    return found.st_dev, found.st_ino


def require_there(db: sqlite3.Connection, file: tuple[int, int] | None) -> None:
    """
    Raise DatabaseTrouble when the file is not the one that was opened.

    It would still be written to, and what is written would be lost with the last who has it open.
    """
    if file is not None and file_of(db) != file:
        raise DatabaseTrouble(
            f"{named(db)} was moved, removed or replaced; nothing is stored any more, q ends"
        )


def shown(db: sqlite3.Connection, paragraph: int) -> Paragraph:
    """A paragraph with all that is on it; raises NotFound for one that is not there any more."""
    found = reading.by_ids(db, [paragraph], private=True)
    if not found:
        raise NotFound("the paragraph is not there any more; its article was taken out")
    return found[0]


def around(
    db: sqlite3.Connection, paragraph: int, most: int, *, private: bool
) -> tuple[list[Paragraph], list[Paragraph]]:
    """What stands before a paragraph in its article, and behind it, up to so many of each."""
    sql = """
        select q.id, q.position < p.position as is_before
        from paragraphs p join paragraphs q on q.article = p.article
        where p.id = ? and q.removed is null and q.id <> p.id
          and q.position between p.position - ? and p.position + ?
        order by q.position
    """
    rows = db.execute(sql, [paragraph, most, most]).fetchall()
    read = reading.by_ids(db, [row[0] for row in rows], private=private)
    there = sum(row[1] for row in rows)
    return list(read[:there]), list(read[there:])


def behind(db: sqlite3.Connection, paragraph: int) -> int | None:
    """The next citable paragraph of the article."""
    sql = f"""
        select p.id from paragraphs p join paragraphs q on q.article = p.article
        where q.id = ? and {_CITABLE} and p.position > q.position order by p.position limit 1
    """
    row = db.execute(sql, [paragraph]).fetchone()
    return row[0] if row else None


def stopped(db: sqlite3.Connection, coder: str, query: str, order: str) -> int | None:
    """The paragraph that was shown last in such a queue."""
    sql = "select paragraph from stops where coder = ? and query = ? and sorted = ?"
    row = db.execute(sql, [coder, query, order]).fetchone()
    return row[0] if row else None


def stop(db: sqlite3.Connection, coder: str, query: str, order: str, paragraph: int) -> None:
    """
    Remember what is shown; no command of the history, as nothing that anybody made changes.

    While another writes it is left to the next one: nobody waits for it.
    """
    sql = """
        insert into stops (coder, query, sorted, paragraph, at) values (?, ?, ?, ?, ?)
        on conflict do update set paragraph = excluded.paragraph, at = excluded.at
    """
    with explained(named(db)):
        locking.at_once(db, sql, [coder, query, order, paragraph, now()])
