"""
Whether a file is a database of ours that can be used so: asked before anything is done with it.
"""

import os
import sqlite3
import time

from annotate.corpus import migrated
from annotate.errors import DatabaseTrouble

__all__ = ["has_log", "is_current", "require_file"]

MAKING = 1.0  # seconds at most that a database which another process makes has no bytes


def require_file(path: str, *, may_be_empty: bool) -> None:
    """
    Raise DatabaseTrouble for a folder, and for a file of no bytes, unless it may be one.

    Such a file is what a copy that broke off leaves: no corpus without articles.
    """
    if os.path.isdir(path):
        raise DatabaseTrouble(f"{path} is a folder; name a file with --db, like {path}/corpus.db")
    end = time.monotonic() + MAKING
    while not may_be_empty and not os.path.getsize(path) and not has_log(path):
        if time.monotonic() > end:
            raise DatabaseTrouble(
                f"{path} is empty, as after a copy that broke off; go back to a backup, or"
                " `annotate add PATH` makes a database of it"
            )
        time.sleep(0.01)


def has_log(path: str) -> bool:
    """Whether something stands in the write-ahead log only."""
    log = f"{path}-wal"
    return os.path.exists(log) and os.path.getsize(log) > 0


def is_current(db: sqlite3.Connection, path: str, mode: str) -> bool:
    """Whether all migrations are there; raises DatabaseTrouble when it is no database of ours."""
    applied = _applied(db)
    if not applied and _is_published(db):
        _require_readable(db, path, mode)
        return True
    _refuse_foreign(db, path, applied)
    return len(applied) == len(migrated.NAMES)


def _applied(db: sqlite3.Connection) -> list[str]:
    """The names of our migrations that the database has."""
    if not db.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchone():
        return []
    sql = "select name from _sqlite_migrations where migration_set = 'annotate'"
    return [row["name"] for row in db.execute(sql)]


def _is_published(db: sqlite3.Connection) -> bool:
    from annotate.corpus import publication  # nothing that is done all day asks

    return publication.of(db) is not None


def _require_readable(db: sqlite3.Connection, path: str, mode: str) -> None:
    """A published copy is never written, and not migrated: it is published again."""
    if not mode.startswith("ro"):
        raise DatabaseTrouble(
            f"{path} is a published copy, which only `annotate publish` writes; name the working"
            " database with --db"
        )
    from annotate.corpus import schema

    if not schema.is_corpus(db):
        raise DatabaseTrouble(f"{path} was published by an older annotate; publish it again")


def _refuse_foreign(db: sqlite3.Connection, path: str, applied: list[str]) -> None:
    if not set(migrated.NAMES).issuperset(applied):
        raise DatabaseTrouble(
            f"{path} was made by a newer annotate; `pip install -U annotate-corpus` can read it"
        )
    if not applied and db.execute("select 1 from sqlite_master limit 1").fetchone():
        raise DatabaseTrouble(
            f"{path} is an SQLite database, but not one of annotate's; name another with --db"
        )
