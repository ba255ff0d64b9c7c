"""
The lock that one writer has at a time, and waiting for it fairly.

SQLite asks for it ever less often, up to every tenth of a second: who has waited long
loses to those who have just come. Here all ask as often, and who held it for long stands
back a little before asking again. So everyone has a turn.
"""

import os
import sqlite3
import time

__all__ = ["LOCK_WAIT", "Connection", "begin", "end", "is_read_only"]

LOCK_WAIT = 5.0  # seconds to wait for another writer
OFTEN = 0.002  # seconds from one attempt to the next, at random up to twice that
LONG = 0.05  # seconds of holding it, after which others go first
BACK = 3 * OFTEN  # seconds in which each of them has asked


class Connection(sqlite3.Connection):
    """A connection that knows its file as the user named it, and how long it held the lock."""

    name = ""
    mode = ""  # of SQLite's URIs
    taken = 0.0
    free_from = 0.0


def is_read_only(db: sqlite3.Connection) -> bool:
    """Whether it was opened for reading alone."""
    return isinstance(db, Connection) and db.mode.startswith("ro")


def begin(db: sqlite3.Connection) -> None:
    """Begin a transaction that writes; waits for another writer up to LOCK_WAIT seconds."""
    if isinstance(db, Connection):
        time.sleep(max(0.0, db.free_from - time.monotonic()))
    until = time.monotonic() + LOCK_WAIT
    db.execute("pragma busy_timeout = 0")
    try:
        while not _begun(db, until):
            time.sleep(OFTEN * (1 + os.urandom(1)[0] / 256))
    finally:
        db.execute(f"pragma busy_timeout = {LOCK_WAIT * 1000:.0f}")
    if isinstance(db, Connection):
        db.taken = time.monotonic()


def _begun(db: sqlite3.Connection, until: float) -> bool:
    try:
        db.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if not _is_busy(error) or time.monotonic() > until:
            raise
        return False
    return True


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def end(db: sqlite3.Connection) -> None:
    """Commit what was begun."""
    db.execute("commit")
    if isinstance(db, Connection):
        now = time.monotonic()
        db.free_from = now + BACK if now - db.taken > LONG else now
