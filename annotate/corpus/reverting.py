"""
Taking back what a command changed, row by row, from what the triggers wrote; wholly or not at all.

Commands are taken back in any order, so a row must be as the command left it, and `since`
asks what others did meanwhile. What does not go is a `Conflict`.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from annotate.corpus import taken_out
from annotate.corpus.conflicts import Conflict, Span, in_the_way
from annotate.corpus.since import Changes, Record, Since, parsed, stands_as

__all__ = ["revert"]

_AT_ONCE = 300  # versions and articles, whose texts are in memory

_APART = ("articles", "tags")
"""Tables of which each column is said by itself: one is taken back, others may have changed."""


def revert(db: sqlite3.Connection, target: int, *, by: int) -> int:
    """
    Take back the changes of a command inside another one; returns how many there were.

    Raises Conflict, or `taken_out.NotKept`.
    """
    changes = Changes(db, target)
    last = db.execute("select max(id) from history").fetchone()[0]
    _Way(db, by).go(changes)
    since = Span(changes.first, last or 0, target)
    if since.has_others(db):
        Since(db, changes, since).require(by)
    return len(changes)


class _Way:
    """
    The way back through changes.

    Versions and articles go many at once, when nothing of them is left, and of several
    versions that come back in a row the texts come at once: else the index is written for each.
    No more of them than that are in memory.
    """

    def __init__(self, db: sqlite3.Connection, by: int) -> None:
        self._db, self._by = db, by
        self._coming: list[sqlite3.Row] = []
        self._going: list[sqlite3.Row] = []

    def go(self, changes: Changes) -> None:
        """Take back the changes, the last first."""
        for change in changes:
            is_coming = change["what"] == "versions" and not change["after"]
            if not is_coming or len(self._coming) == _AT_ONCE:
                self._come()
            if len(self._going) >= _AT_ONCE:
                self._leave()
            with self._explained([change]):
                self._revert(change)
        self._come()
        self._leave()

    def _leave(self) -> None:
        with self._explained(self._going):
            gone = {table: [parsed(c["after"]) or {} for c in self._going if c["what"] == table]
                    for table in ("versions", "articles")}  # fmt: skip
            taken_out.versions(self._db, self._by, gone["versions"])
            sql = "delete from articles where id in (select value from json_each(?))"
            self._db.execute(sql, [json.dumps([article["id"] for article in gone["articles"]])])
        self._going = []

    @contextmanager
    def _explained(self, changes: Sequence[sqlite3.Row]) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise in_the_way(self._db, changes) from error

    def _come(self) -> None:
        if coming := self._coming:
            rows = [int(change["row"]) for change in coming]
            with self._explained(coming):
                taken_out.put_back(self._db, coming[0]["command"], "versions", rows)
            self._coming = []

    def _revert(self, change: sqlite3.Row) -> None:
        table, row = change["what"], change["row"]
        before, after = parsed(change["before"]), parsed(change["after"])
        if before and after and table in _APART:
            before = {name: value for name, value in before.items() if value != after.get(name)}
            after = {name: after.get(name) for name in before}
        _require(self._db, table, row, after)
        if after is None:
            self._put_back(change, before or {})
        elif before is None:
            self._take_out(change, after)
        elif before:
            columns = ", ".join(f'"{name}" = ?' for name in before)
            sql = f"update {table} set {columns} where id = ?"
            self._db.execute(sql, [*before.values(), row])

    def _put_back(self, change: sqlite3.Row, before: Record) -> None:
        table = change["what"]
        if table == "versions":
            self._coming.append(change)
            return
        if table == "addresses":
            taken_out.put_back(self._db, change["command"], table, [int(change["row"])])
        columns = ", ".join(f'"{name}"' for name in before)
        marks = ", ".join("?" * len(before))
        sql = f"insert into {table} ({columns}) values ({marks})"
        self._db.execute(sql, list(before.values()))

    def _take_out(self, change: sqlite3.Row, after: Record) -> None:
        table = change["what"]
        if table in ("versions", "articles"):
            self._going.append(change)
        elif table == "addresses":
            taken_out.address(self._db, self._by, after)
        else:
            self._db.execute(f"delete from {table} where id = ?", [after["id"]])


def _require(db: sqlite3.Connection, table: str, row: str, after: Record | None) -> None:
    """Raise unless the row stands as the command left it."""
    if not stands_as(db, table, row, after):
        raise Conflict(table, row)
