"""
Which databases here are working ones and which are published copies, as their files are now.

Asked anew whenever a file is another, or was written: a copy that is replaced in place is
the new one at once.
"""

import os
import sqlite3
import threading
from contextlib import closing
from typing import Any
from weakref import WeakKeyDictionary

from annotate.corpus import history, public
from annotate.corpus.public import Kind

__all__ = ["WORKING", "Database", "File", "connection", "file", "named", "of", "revision"]

# Datasette has no types
Database = Any

File = tuple[int, int, int, int]
"""What tells one state of a file from another: as far as the system knows of it."""

WORKING = Kind(is_working=True)  # what there is doubt about is kept back

_known: WeakKeyDictionary[object, tuple[File | None, Kind]] = WeakKeyDictionary()
_own = threading.local()


def file(database: Database) -> File | None:
    """The state of the database's file; None when it has none; raises OSError."""
    if not database.path:
        return None
    found = os.stat(database.path)
    return found.st_dev, found.st_ino, found.st_ctime_ns, found.st_size


async def of(database: Database) -> Kind:
    """What the database is now."""
    try:
        state = file(database)
    except OSError:
        return WORKING
    before = _known.get(database)
    if before is None or before[0] != state or state is None:
        _known[database] = before = (
            state,
            await database.execute_fn(lambda db: _read(database, db)),
        )
    return before[1]


def _read(database: Database, db: sqlite3.Connection) -> Kind:
    try:
        if not database.path:
            return public.kind(db)
        with closing(public.connect(database.path, is_mutable=database.is_mutable)) as fresh:
            return public.kind(fresh)
    except sqlite3.Error:
        return WORKING


async def named(datasette: Any) -> dict[str, Kind]:
    """The databases by name that are working ones or published copies."""
    found = {name: await of(one) for name, one in list(datasette.databases.items()) if one.path}
    return {name: kind for name, kind in found.items() if kind.is_working or kind.publication}


def connection(
    database: Database, given: sqlite3.Connection
) -> tuple[sqlite3.Connection, File | None]:
    """
    One that reads the published copy as it is now; Datasette's own may read one that is gone.

    Kept for the thread until the file is another. With it the state of the file that it reads.
    """
    state = file(database)
    return (given, None) if state is None else (_kept(database, state), state)


def revision(database: Database, state: File | None) -> object:
    """
    The revision of a working database in this moment; None when it cannot be said at once.

    Asked in the thread that calls, which waits for nobody who writes.
    """
    if state is None:
        return None
    try:
        is_there = state[:2] if database.is_mutable else state
        return history.revision(_kept(database, is_there, waits=False))
    except sqlite3.Error:
        return None


def _kept(database: Database, state: object, *, waits: bool = True) -> sqlite3.Connection:
    """A connection of ours for this thread, opened anew when the file's state is another."""
    kept = getattr(_own, "kept", None)
    if kept is None:
        kept = _own.kept = {}
    before = kept.get(database.path)
    if before is None or before[0] != state:
        if before is not None:
            before[1].close()
        fresh = public.connect(database.path, is_mutable=database.is_mutable, waits=waits)
        kept[database.path] = before = (state, fresh)
    return before[1]
