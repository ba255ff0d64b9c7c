"""
How far a gathering of shards is: what came of which rows, in tables that are there until its end.

They are written in the same transactions as what they tell of, so that after a crash it goes on
where it was. At the end all that was taken over is compared with the shards.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from typing import NamedTuple

from annotate.corpus import connecting, keyed
from annotate.corpus.database import Command, path_of, transaction
from annotate.corpus.gathering import Settled, Taken
from annotate.corpus.paragraph_rows import STANDING

__all__ = [
    "Unfinished",
    "begin",
    "begun_at",
    "counts",
    "finish",
    "is_blank",
    "note",
    "problems",
    "reached",
    "told",
    "unfinished",
]

_TABLES = (
    """
    create table gathering (
      id integer primary key check (id = 1),
      folder text not null, -- of the shards
      command integer references commands (id), -- null: nothing is taken over yet
      keyed integer not null default 0 -- the last paragraph that `gathered_keys` has
    ) strict
    """,
    """
    create table gathered (
      id integer primary key,
      shard text not null,
      first integer not null, -- row of its articles
      last integer not null,
      status text not null, -- as of add
      article integer, version integer, paragraph integer -- by how much ids are moved
    ) strict
    """,
)


_UNFINISHED = """
    select folder, (select id from commands where id = command and undone is null)
    from gathering
"""


class Unfinished(NamedTuple):
    """A gathering that was not ended: of which folder, and the command that did it so far."""

    folder: str
    command: int | None  # None: nothing of it is in, or it was undone


def unfinished(db: sqlite3.Connection) -> Unfinished | None:
    """The gathering that is under way in a database, or was broken off."""
    try:
        row = db.execute(_UNFINISHED).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None
    return Unfinished(*row) if row else None


def told(db: sqlite3.Connection) -> str | None:
    """In a sentence, that articles are still to come, and what ends that."""
    found = unfinished(db)
    if found is None or found.command is None:
        return None
    return (
        f"the gathering of {found.folder} is not at its end; `annotate gather {found.folder}"
        f" --into {path_of(db)}` goes on, `annotate undo` gives it up"
    )


def begun_at(path: str) -> Unfinished | None:
    """The same of the database at a path; None for what is none of ours."""
    with suppress(sqlite3.Error), closing(connecting.connect(path, "ro")) as db:
        return unfinished(db)
    return None


def is_blank(path: str) -> bool:
    """Whether a file is a corpus that nothing was ever put in, as a kill leaves it at the start."""
    if not os.path.getsize(path) and not os.path.exists(f"{path}-wal"):
        return True
    with suppress(sqlite3.Error), closing(connecting.connect(path, "ro")) as db:
        if not db.execute("select 1 from sqlite_master limit 1").fetchone():
            return True
        sql = "select exists (select 1 from articles) or exists (select 1 from commands)"
        return not db.execute(sql).fetchone()[0] and unfinished(db) is None
    return False


def begin(command: Command, folder: str, *, is_new: bool) -> None:
    """
    Begin a gathering, or go on with one in the name of the command that began it.

    One of which nothing is in, of whatever folder, gives way. A corpus that `is_new` has its
    index of keys at the end, if nobody has added to it meanwhile.
    """
    db = command.db
    if known := unfinished(db):
        if known.command is not None:
            command.go_on(known.command)
            return
        with transaction(db):
            db.execute("delete from gathered")
            db.execute("update gathering set folder = ?, command = null", [folder])
        return
    with transaction(db):
        for table in _TABLES:
            db.execute(table)
        db.execute("insert into gathering (id, folder) values (1, ?)", [folder])
        if is_new and db.execute("select 1 from main.paragraphs limit 1").fetchone() is None:
            keyed.by_table(db)


def reached(db: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Of shards of which something is in: the last row of their articles, and how many are."""
    sql = "select shard, max(last), sum(last - first + 1) from gathered group by shard"
    return {shard: (last, count) for shard, last, count in db.execute(sql)}


def note(command: Command, shard: str, taken: Iterable[Taken | Settled]) -> None:
    """Remember what came of rows of a shard. Call inside the command that took them."""
    sql = """
        insert into gathered (shard, first, last, status, article, version, paragraph)
        values (?, ?, ?, ?, ?, ?, ?)
    """
    rows = (
        (shard, each.row, each.row, each.added.status, None, None, None)
        if isinstance(each, Settled) else (shard, each[0], each[1], "added", *each[2:])
        for each in taken
    )  # fmt: skip
    command.db.executemany(sql, rows)
    command.db.execute("update gathering set command = ?", [command.id])


def counts(db: sqlite3.Connection) -> Counter[str]:
    """How many articles became what."""
    sql = "select status, sum(last - first + 1) from gathered group by status"
    return Counter(dict(map(tuple, db.execute(sql))))


def finish(db: sqlite3.Connection) -> None:
    """It is at its end: nothing is left of it but what it brought."""
    with transaction(db):
        db.execute("drop table gathered")
        db.execute("drop table gathering")


_CHANGED = """
    and not exists (
      select 1 from main.wordings w where w.paragraph = m.id and w.key = s.key and w.text = s.text
    )
    and not exists (
      select 1 from main.corrections c where c.article = m.article and m.text = s.text
    )
"""  # since it was taken over


def _differing(table: str, columns: str, taken: str, but: str = "") -> str:
    """The first article of rows taken over that are not in the corpus as they are in the shard."""
    ours, theirs = (
        ", ".join(f"{name}.{column}" for column in columns.split(", ")) for name in "ms"
    )
    return f"""
        select s.article from gathered t
        join shard.{table} s on s.article between t.first and t.last
        left join main.{table} m on m.id = s.id + t.{taken}
        where t.shard = ? and t.article is not null
          and (m.article, {ours}) is not (s.article + t.article, {theirs})
          {but}
        limit 1
    """


_ORIGINALS = """
    select v.article from gathered t
    join shard.versions v on v.article between t.first and t.last
    join shard.originals s on s.sha256 = v.sha256
    left join main.originals m on m.sha256 = s.sha256
    where t.shard = ? and (m.size is not s.size or (
      m.bytes <> s.bytes and length(m.bytes) = length(s.bytes) -- else packed otherwise
    ))
    limit 1
"""
_SETTLED = """
    select v.article from gathered t
    join shard.versions v on v.article = t.first
    where t.shard = ? and t.article is null
      and not exists (
        select 1 from main.versions m
        where m.sha256 = v.sha256 and (t.status = 'unchanged' or m.text = v.text)
      )
      and not exists (select 1 from main.addresses m where m.sha256 = v.sha256)
    limit 1
"""
_COUNTED = """
    select t.first from gathered t
    where t.shard = ? and t.article is not null and (
      select count(*) from main.articles m
      where m.id between t.first + t.article and t.last + t.article
    ) <> t.last - t.first + 1
    limit 1
"""
_COMPARISONS = (
    _differing("versions", "number, sha256, media_type, retrieved, text", "version"),
    _differing("paragraphs", STANDING, "paragraph", _CHANGED),
    _ORIGINALS,
    _SETTLED,
    _COUNTED,
)
"""What never changes; titles and the like may be others by now."""


def problems(db: sqlite3.Connection, shard: str) -> Iterator[str]:
    """A sentence where the corpus has not what it took from the attached database `shard`."""
    for sql in _COMPARISONS:
        if row := db.execute(sql, [shard]).fetchone():
            yield f"article {row[0]} of shard {shard} is not what was taken over"
            return
