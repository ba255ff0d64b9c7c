"""
A connection to whatever is at a path: what every way of opening the database begins with.
"""

import os
import sqlite3

from annotate.corpus import locking
from annotate.errors import DatabaseTrouble

__all__ = ["FROZEN", "UNLOCKED", "connect", "uri"]

FROZEN = "ro&immutable=1"  # in a folder that may not be written, no log
UNLOCKED = f"ro&vfs={'win32' if os.name == 'nt' else 'unix'}-none"  # the same, with a log
OLDEST = (3, 37, 0)  # of SQLite, the first that knows STRICT tables


def connect(path: str, mode: str, any_thread: bool = False) -> locking.Connection:
    """A connection to whatever is at the path, in one of the modes of SQLite's URIs."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise DatabaseTrouble(
            f"{path} cannot be used: this Python has SQLite {sqlite3.sqlite_version}, and"
            f" annotate needs {OLDEST[0]}.{OLDEST[1]} or later"
        )
    db = sqlite3.connect(
        uri(path, mode), uri=True, timeout=locking.LOCK_WAIT, isolation_level=None,
        check_same_thread=not any_thread, factory=locking.Connection,
    )  # fmt: skip
    db.name, db.mode = path, mode
    if mode == UNLOCKED:  # the index of the log is in memory: no file is needed for it
        db.execute("pragma locking_mode = exclusive")
    db.row_factory = sqlite3.Row
    return db


def uri(path: str, mode: str) -> str:
    """The path as SQLite takes it with a mode."""
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{escaped}?mode={mode}"
