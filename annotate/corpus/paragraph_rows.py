"""
Rows of an article written at once, those of a long one taken from a table of the connection's own.

SQLite begins a savepoint for each statement that fires triggers, and at each the search
index is written out: 20,000 statements take three times as long as one of 20,000 rows.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from annotate.model import ROLES

if TYPE_CHECKING:
    from annotate.prepared import Placed

__all__ = ["AT_ONCE", "NO_ROLE", "STANDING", "Moved", "Step", "insert", "laid_out", "move", "note"]

Step = tuple[str, int | None, int | None, float]
"""A move, from which paragraph and to which, and how sure that is."""

Moved = tuple[int, int, "Placed"]
"""A paragraph's row, the last version in which it stood as it does, and how it stands now."""

AT_ONCE = 32
"""Rows of a statement that has the words in itself: a fifth cheaper than a table of them."""

STANDING = 'key, occurrence, position, number, role, text, start, "end", page, seconds'
"""The columns that say how a paragraph stands, in the order of `Placed`."""

NO_ROLE = f"role not in {ROLES}"  # a tuple of words is written as in SQL
"""What the table refuses of each row: asked of many at once it costs nearly nothing."""


def insert(
    db: sqlite3.Connection, article: int, rows: Sequence["Placed"], *, version: int
) -> range:
    """New paragraphs of an article, first standing in this version; returns their rows."""
    if len(rows) > 2 * AT_ONCE:
        return _from_table(db, article, rows, version)
    last = 0
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        last = db.execute(_values(len(some)), [article, version, *chain(*some)]).lastrowid or 0
    return range(last + 1 - len(rows), last + 1)


@cache  # one for each number of rows: SQLite knows a statement again by its words
def _values(count: int) -> str:
    row = f"(?1, ?2, {', '.join('?' * len(STANDING.split(', ')))})"
    rows = ", ".join([row] * count)
    return f"insert into paragraphs (article, version, {STANDING}) values {rows}"


def _from_table(
    db: sqlite3.Connection, article: int, rows: Sequence["Placed"], version: int
) -> range:
    with laid_out(db, "placed", STANDING, rows):
        sql = f"""
            insert into paragraphs (id, article, version, {STANDING})
            select :last + rowid, :article, :version, {STANDING} from placed order by rowid
        """
        last = _last(db)
        db.execute(sql, {"last": last, "article": article, "version": version})
    return range(last + 1, last + 1 + len(rows))


def _last(db: sqlite3.Connection) -> int:
    """The highest id that a paragraph ever had."""
    row = db.execute("select seq from sqlite_sequence where name = 'paragraphs'").fetchone()
    return int(row["seq"]) if row else 0


def move(db: sqlite3.Connection, moved: Sequence[Moved], *, version: int) -> None:
    """Keep how paragraphs stood, and put them as they stand from this version on."""
    rows = ((id, until, *row) for id, until, row in moved)
    with laid_out(db, "moved", f"id, until, {STANDING}", rows):
        db.execute(
            f"""
            insert into wordings (paragraph, article, from_version, to_version, {STANDING})
            select p.id, p.article, p.version, moved.until, {_each("p")}
            from moved join paragraphs p on p.id = moved.id order by moved.rowid
            """
        )
        db.execute(
            f"""
            update paragraphs set ({STANDING}, version, removed) = ({_each("moved")}, ?, null)
            from moved where moved.id = paragraphs.id
            """,
            [version],
        )


def note(db: sqlite3.Connection, article: int, steps: Iterable[Step], *, version: int) -> None:
    """What became of paragraphs in a version."""
    columns = "move, from_paragraph, to_paragraph, score"
    with laid_out(db, "steps", columns, steps):
        sql = f"""
            insert into lineage (article, version, {columns})
            select ?, ?, {columns} from steps order by rowid
        """
        db.execute(sql, [article, version])


def _each(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in STANDING.split(", "))


@contextmanager
def laid_out(
    db: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> Iterator[None]:
    """These rows in a temporary table, numbered from 1; of one name it always has these columns."""
    # it stays: to make one is dearer than an article of some paragraphs
    db.execute(f"create temp table if not exists {table} ({columns})")
    marks = ", ".join("?" * len(columns.split(", ")))
    db.executemany(f"insert into {table} values ({marks})", rows)
    yield
    db.execute(f"delete from {table}")
