"""
The lock that one writer has at a time, and waiting for it fairly.

SQLite asks for it ever less often, up to every tenth of a second: who has waited long
loses to those who have just come. Here all ask as often, and who held it for long stands
back a little before asking again. So everyone has a turn.
"""

import os
import sqlite3
import time
from collections.abc import Sequence

__all__ = ["LOCK_WAIT", "Connection", "at_once", "begin", "end", "is_read_only", "patience"]

LOCK_WAIT = 5.0  # seconds to wait for one other writer; on a busy machine more
CROWD = 3.0  # times that at most, however busy the machine is
QUEUES = 12  # times that, while others write one after the other
OFTEN = 0.004  # seconds from one attempt to the next, at random up to twice that
LOOK = 0.1  # seconds from one look whether others get on to the next
LONG = 0.05  # seconds of holding it, after which others go first
BACK = 3 * OFTEN  # seconds in which each of them has asked

_AT_ONCE = "pragma busy_timeout = 0"
_PATIENTLY = f"pragma busy_timeout = {LOCK_WAIT * 1000:.0f}"
_BEGIN = f"{_AT_ONCE}; begin immediate; {_PATIENTLY}"  # one call costs less than three


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
    """Begin a transaction that writes; waits for others while they get on, see LOCK_WAIT."""
    if isinstance(db, Connection) and (back := db.free_from - time.monotonic()) > 0:
        time.sleep(back)  # of none at all, too, the processor would be given away
    if db.in_transaction:  # which a script would commit
        raise sqlite3.OperationalError("cannot start a transaction within a transaction")
    try:
        if not _begun(db):
            wait = _Wait(db)
            while not _begun(db, wait):
                time.sleep(OFTEN * (1 + os.urandom(1)[0] / 256))
    except BaseException:
        db.execute(_PATIENTLY)
        raise
    if isinstance(db, Connection):
        db.taken = time.monotonic()


def at_once(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> bool:
    """Run one statement that writes, if nobody else is writing: whether it was run."""
    db.execute(_AT_ONCE)
    try:
        db.execute(sql, values)
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
        return False
    finally:
        db.execute(_PATIENTLY)
    return True


class _Wait:
    """Patience with others, which is longer as long as they get on."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        now = time.monotonic()
        self._patience = patience()
        self._until, self._last = now + self._patience, now + QUEUES * LOCK_WAIT
        self._look = now  # when to look next whether they do: to ask each time costs more
        self._seen: int | None = None

    def is_over(self) -> bool:
        """Whether nobody has written for as long as one may take, or it took far too long."""
        now = time.monotonic()
        if now < self._look:
            return False
        self._look, seen = now + LOOK, self._version()
        if self._seen is not None and seen != self._seen:
            self._until = now + self._patience
        self._seen = seen
        return now > min(self._until, self._last)

    def _version(self) -> int | None:
        """What is another one once anybody has written; the same while it cannot be read."""
        try:
            version: int = self._db.execute("pragma data_version").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            return self._seen  # whoever closed last takes the log away, who opens first makes it
        return version


def patience() -> float:
    """
    The seconds to wait for one other writer.

    LOCK_WAIT, times how many wait for each processor, or for the disk: who holds the lock
    takes as much longer. At the most CROWD times that.
    """
    if not hasattr(os, "getloadavg"):  # Windows
        return LOCK_WAIT
    return LOCK_WAIT * min(max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)), CROWD)


def _begun(db: sqlite3.Connection, wait: _Wait | None = None) -> bool:
    try:
        db.executescript(_BEGIN)
    except sqlite3.OperationalError as error:
        if not _is_busy(error) or (wait and wait.is_over()):
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
