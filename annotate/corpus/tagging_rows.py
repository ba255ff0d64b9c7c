"""
Taggings written many at once: SQLite begins a savepoint for each statement that fires triggers.
"""

import sqlite3
from collections.abc import Sequence

__all__ = ["COLUMNS", "Row", "insert"]

COLUMNS = "id, paragraph, tag, coder, created, origin, exact, prefix, suffix, start"
"""Those of a tagging of now; of which revision of the codebook it is, is looked up."""

Row = tuple[str | int | None, ...]

_AT_ONCE = 64  # rows; more are no faster
_MARKS = ", ".join("?" * len(COLUMNS.split()))
_REVISION = "select revision from state"


def insert(db: sqlite3.Connection, rows: Sequence[Row]) -> int:
    """Write those that are not there yet; returns how many these were."""
    revision = db.execute(_REVISION).fetchone()[0] if rows[1:] else f"({_REVISION})"
    count = 0
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        marks = ", ".join([f"({_MARKS}, {revision})"] * len(some))
        sql = f"insert or ignore into taggings ({COLUMNS}, revision) values {marks}"
        count += db.execute(sql, [value for row in some for value in row]).rowcount
    return count
