"""
What of a working database goes into a published copy: articles, and what people put on them.

Chosen rows stand in temporary tables, `NAME_out`, each with the id it had and the one it
gets: ids of the working database tell when a row was made, or that there are others.
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from hashlib import blake2b

from annotate.corpus import coders, locate, tag_rows
from annotate.errors import BadInput, NotFound
from annotate.readers import says

__all__ = ["Choice", "Left", "choose"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to go out; where nothing is named, all."""

    articles: tuple[str, ...] = ()  # slugs, prefixes of them, row numbers
    tags: tuple[str, ...] = ()  # with those under them
    note_by: tuple[str, ...] = ()
    text: bool = True  # else of the articles only the words that someone quoted
    names: bool = False  # of coders; else `coder 1` and so on
    embargo: str = ""  # a day, YYYY-MM-DD: what is dated on it or after stays back


@dataclass(frozen=True, slots=True)
class Left:
    """The slugs of chosen articles that stay back: for their date, and for want of one."""

    later: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()


_TABLES = """
create table temp.articles_out (old integer primary key, new integer not null);
create table temp.paragraphs_out (old integer primary key, new integer not null);
create table temp.tags_out (old integer primary key, new integer not null);
create table temp.taggings_out (old text primary key, new text not null);
create table temp.notes_out (old text primary key, new text not null, number integer not null);
create table temp.coders_out (old text primary key, new text not null);
"""


def choose(db: sqlite3.Connection, choice: Choice) -> Left:
    """
    Fill the temporary tables; raises NotFound or Ambiguous for names that are none.

    `db` has the working database attached as `work`, and no table with a name of its own.
    """
    for statement in _TABLES.strip().splitlines():
        db.execute(statement)
    db.create_function("new_id", 1, _new_id, deterministic=True)
    left = _choose_articles(db, choice)
    db.execute(
        """
        insert into temp.paragraphs_out
        select p.id, row_number() over (order by p.id)
        from work.paragraphs p where p.article in (select old from temp.articles_out)
        """
    )
    _choose_annotations(db, choice)
    _name_coders(db, choice.names)
    return left


def _new_id(old: str) -> str:
    """An id that tells no time, the same each time; a UUIDv7 has random bits enough."""
    return blake2b(old.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _choose_articles(db: sqlite3.Connection, choice: Choice) -> Left:
    wanted = {locate.article(db, name)["id"] for name in choice.articles}
    sql = "select id, slug, published from work.articles order by id"
    rows = [row for row in db.execute(sql) if not wanted or row["id"] in wanted]
    day = _day(choice.embargo)
    ends = [(row, _last_day(row["published"]) if day else "") for row in rows]
    kept = [row["id"] for row, end in ends if not day or "" < end < day]
    db.executemany(
        "insert into temp.articles_out values (?, ?)", [(id, n) for n, id in enumerate(kept, 1)]
    )
    return Left(
        tuple(row["slug"] for row, end in ends if day and end >= day),
        tuple(row["slug"] for row, end in ends if day and not end),
    )


def _day(words: str) -> str:
    day = says.by_hand("published", words) if words else ""
    if words and len(day) != len("2026-11-28"):
        raise BadInput(f"{words!r} is no day; say it like 2026-11-28")
    return day


def _last_day(published: str | None) -> str:
    """The last day that a date as it is stored may mean; empty where it means none."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", published or "")
    return "-".join((found[1], found[2] or "12", found[3] or "31")) if found else ""


def _choose_annotations(db: sqlite3.Connection, choice: Choice) -> None:
    tags = [row["id"] for name in choice.tags for row in _under(db, name)]
    db.execute(
        """
        insert into temp.taggings_out select id, new_id(id) from work.taggings
        where paragraph in (select old from temp.paragraphs_out)
          and (:tags is null or tag in (select value from json_each(:tags)))
        """,
        {"tags": json.dumps(tags) if choice.tags else None},
    )
    db.execute(
        """
        insert into temp.tags_out select id, row_number() over (order by id) from work.tags
        where id in (
          select tag from work.taggings where id in (select old from temp.taggings_out)
        )
        """
    )
    db.execute(
        """
        insert into temp.notes_out
        select id, new_id(id), row_number() over (order by created, id) from work.notes
        where private = 0 and (:by is null or coder in (select value from json_each(:by)))
          and (
            article in (select old from temp.articles_out)
            or paragraph in (select old from temp.paragraphs_out)
            or tag in (select old from temp.tags_out)
          )
        """,
        {
            "by": json.dumps([_coder(db, name) for name in choice.note_by])
            if choice.note_by
            else None
        },
    )


def _under(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    rows = tag_rows.under(db, name)
    if not rows:
        raise tag_rows.unknown(db, name)
    return rows


def _coder(db: sqlite3.Connection, name: str) -> str:
    if told := coders.unknown(db, name):
        raise NotFound(told)
    return coders.called(db, name)


def _name_coders(db: sqlite3.Connection, names: bool) -> None:
    """
    Everyone who ever did something has a number, so that it is the same in later copies.

    They come in the order of their first commands; others, whose work was brought in, by name.
    """
    rows = db.execute(
        """
        select coder from (
          select coder, min(id) as first from work.commands group by coder
          union all select coder, null from work.taggings
          union all select coder, null from work.notes
          union all select changed_by, null from work.notes where changed_by is not null
        ) group by coder order by min(first) is null, min(first), coder
        """
    ).fetchall()
    db.executemany(
        "insert into temp.coders_out values (?, ?)",
        [(row["coder"], row["coder"] if names else f"coder {n}") for n, row in enumerate(rows, 1)],
    )
