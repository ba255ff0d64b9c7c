"""
Keeping the search index in step.

Triggers do it row by row. A big `add` would pay double for that, so it defers:
`state.unindexed` names the first paragraph that the index lacks, the triggers
stand aside from there on, `keep_up` brings in a chunk at a time, and `catch_up` the
rest. What a killed `add` leaves behind is caught up by whoever searches or adds next.
"""

import sqlite3
from contextlib import nullcontext

from annotate.corpus import parting, rows
from annotate.corpus.database import transaction

__all__ = ["CHUNK", "catch_up", "defer", "gather", "is_behind", "is_indexed", "keep_up"]

CHUNK = 50_000  # paragraphs in one transaction: about half a second's hold on the lock
GATHERED = 16_000_000  # bytes of index in memory before they are written; with 1 MB twice as slow


def is_behind(db: sqlite3.Connection) -> bool:
    """Whether some paragraphs are not in the indexes yet."""
    return _is_deferred(db) or parting.waits(db)


def _is_deferred(db: sqlite3.Connection) -> bool:
    row = rows.first(db, "select unindexed from state")  # which a published copy is without
    return row is not None and row[0] is not None


def is_indexed(db: sqlite3.Connection) -> bool:
    """Whether the search indexes have every paragraph."""
    row = rows.first(db, "select unindexed from state")
    return row is None or (row[0] is None and not parting.waits(db))


def defer(db: sqlite3.Connection) -> None:
    """From here on leave new paragraphs out of the index, until `catch_up`."""
    with transaction(db):
        gather(db)
        db.execute(
            """
            update state set unindexed = 1 + coalesce(
              (select seq from sqlite_sequence where name = 'paragraphs'), 0
            )
            where unindexed is null
            """
        )


def gather(db: sqlite3.Connection) -> None:
    """Write the index in large pieces, for as long as the connection lives."""
    sql = "insert into paragraphs_fts (paragraphs_fts, rank) values ('hashsize', ?)"
    db.execute(sql, [GATHERED])


def keep_up(db: sqlite3.Connection) -> None:
    """Index a chunk, if as much waits for it: other processes read meanwhile."""
    sql = """
        select coalesce((select seq from sqlite_sequence where name = 'paragraphs'), 0) - unindexed
        from state
    """
    waiting = db.execute(sql).fetchone()[0]
    if waiting is not None and waiting > CHUNK:
        with transaction(db):
            _index_chunk(db)


def catch_up(db: sqlite3.Connection) -> None:
    """Index every paragraph that waits for it, a chunk a transaction unless one is under way."""
    while _is_deferred(db):
        with nullcontext() if db.in_transaction else transaction(db):
            _index_chunk(db)
    while parting.waits(db):  # of what another program wrote
        with nullcontext() if db.in_transaction else transaction(db):
            parting.keep_up(db, most=parting.CHUNK)


def _index_chunk(db: sqlite3.Connection) -> None:
    first = db.execute("select unindexed from state").fetchone()[0]
    if first is None:  # another process has finished it
        return
    last = db.execute(
        "select max(id) from (select id from paragraphs where id >= ? order by id limit ?)",
        [first, CHUNK],
    ).fetchone()[0]
    if last is not None:
        db.execute(
            """
            insert into paragraphs_fts (rowid, text)
            select id, text from paragraphs where id between ? and ?
            """,
            [first, last],
        )
    db.execute("update state set unindexed = ?", [None if last is None else last + 1])
