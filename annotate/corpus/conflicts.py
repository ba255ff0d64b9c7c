"""
What stands in the way of an undo or a redo: the row, and what was done to it since.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Conflict", "Span", "in_the_way"]

Record = dict[str, object]


class Conflict(Exception):
    """A row that is not as the command left it, or that would not stand as it was meant."""

    def __init__(
        self, what: str, row: str, why: str = "changed", record: Record | None = None
    ) -> None:
        super().__init__(what, row)
        self.what, self.row, self.why, self.record = what, row, why, record


@dataclass(frozen=True, slots=True)
class Span:
    """The part of the history since a command began, up to the undo."""

    first: int
    last: int
    target: int  # the command

    def has_others(self, db: sqlite3.Connection) -> bool:
        """Whether anything but the command itself is in it."""
        sql = "select 1 from history where id between ? and ? and command is not ? limit 1"
        return db.execute(sql, [self.first, self.last, self.target]).fetchone() is not None

    def entries(
        self, db: sqlite3.Connection, keys: Iterable[tuple[str, str]], *, own: bool
    ) -> dict[tuple[str, str], list[sqlite3.Row]]:
        """The changes in it of rows, oldest first; with `own` those of the command too."""
        wanted = json.dumps([f"{what} {row}" for what, row in keys])
        found: dict[tuple[str, str], list[sqlite3.Row]] = {}
        sql = """
            select * from history where id between :first and :last
              and (:own or command is not :target)
              and what || ' ' || row in (select value from json_each(:wanted)) order by id
        """
        values = {"first": self.first, "last": self.last, "target": self.target}
        if wanted != "[]":
            for entry in db.execute(sql, {**values, "own": own, "wanted": wanted}):
                found.setdefault((entry["what"], entry["row"]), []).append(entry)
        return found


_NAMES = {
    "tags": ("name",),
    "articles": ("slug",),
    "old_slugs": ("slug",),
    "versions": ("article", "number"),
    "taggings": ("paragraph", "tag", "coder", "start", "exact"),
    "readings": ("paragraph", "coder", "key", "revision"),
    "examples": ("tag", "paragraph"),
    "rules": ("name",),
    "rule_tags": ("rule", "tag"),
    "rule_taggings": ("tagging",),
    "suggestions": ("tag", "paragraph", "key"),
}
"""Of what there is one at most."""

_PARENTS = {
    "article": "articles",
    "paragraph": "paragraphs",
    "from_paragraph": "paragraphs",
    "to_paragraph": "paragraphs",
    "tag": "tags",
    "rule": "rules",
    "tagging": "taggings",
    "note": "notes",
}
"""Columns that point at a row of another table."""

_USES = {
    "tags": "tag = :id",
    "articles": "article = :id",
    "versions": """
        paragraph in (select id from paragraphs where article = :article and version = :number)
    """,
}
"""The taggings, notes and readings for whose sake a row stays."""


def in_the_way(db: sqlite3.Connection, changes: Sequence[sqlite3.Row]) -> Conflict:
    """Why one of these changes cannot be taken back although its row is as it was left."""
    found = (_in_the_way(db, change) for change in changes)
    return next(filter(None, found), Conflict(changes[0]["what"], changes[0]["row"]))


def _in_the_way(db: sqlite3.Connection, change: sqlite3.Row) -> Conflict | None:
    record = json.loads(change["before"] or change["after"])
    if not change["before"]:
        return _use(db, change["what"], record)
    names = _NAMES.get(change["what"], ())
    same = " and ".join(f"{name} is :{name}" for name in names)
    sql = f"select id from {change['what']} where {same or 'false'}"
    for row in db.execute(sql, record):
        return Conflict(change["what"], str(row["id"]))
    for column, table in _PARENTS.items():
        parent = record.get(column)
        sql = f"select 1 from {table} where id = ?"
        if parent is not None and not db.execute(sql, [parent]).fetchone():
            return Conflict(table, str(parent))
    return None


def _use(db: sqlite3.Connection, table: str, record: Record) -> Conflict | None:
    condition = _USES.get(table)
    users = {"articles": ("notes",), "tags": ("taggings", "notes")}
    for user in users.get(table, ("taggings", "notes", "readings")) if condition else ():
        row = db.execute(f"select id from {user} where {condition} limit 1", record).fetchone()
        if row:
            return Conflict(user, row["id"])
    return None
