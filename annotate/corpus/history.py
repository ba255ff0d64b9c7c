"""
Who did what when, and taking it back.

The triggers of the database write the history, so no program bypasses it.
`undo` runs through what the last command did backwards; it is a command itself
and stands in the history, and the next `undo` goes one further back.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.corpus import rows
from annotate.corpus.database import Command
from annotate.errors import BadInput, NotFound
from annotate.text import clean

__all__ = ["Entry", "Undone", "count", "entries", "revision", "undo"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One command with what it changed; id 0 gathers what other programs wrote."""

    id: int
    at: str
    coder: str
    words: str
    changes: int
    tables: tuple[str, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """A command that was taken back."""

    id: int
    at: str
    coder: str
    words: str
    changes: int


def entries(
    db: sqlite3.Connection, *, limit: int = 20, coder: str | None = None
) -> Iterator[Entry]:
    """The last commands that changed something, newest first, and other programs' changes."""
    sql = """
        select c.id, c.at, c.coder, c.words, c.undone,
          (select count(*) from history h where h.command = c.id) as changes,
          (select group_concat(distinct what) from history h where h.command = c.id) as tables
        from commands c where :coder is null or c.coder = :coder
        order by c.id desc limit :limit
    """
    if coder is None:
        yield from _outside(db)
    for row in db.execute(sql, {"coder": coder and clean.line(coder), "limit": limit}):
        yield Entry(
            row["id"], row["at"], row["coder"], row["words"], row["changes"],
            tuple((row["tables"] or "").split(",")), row["undone"] is not None,
        )  # fmt: skip


def count(db: sqlite3.Connection, *, coder: str | None = None, most: int) -> int:
    """How many commands `entries` could list, counted no further than `most`."""
    sql = """
        select count(*) from (
          select 1 from commands where :coder is null or coder = :coder limit :most
        )
    """
    values = {"coder": coder and clean.line(coder), "most": most}
    return int(db.execute(sql, values).fetchone()[0])


def _outside(db: sqlite3.Connection) -> Iterator[Entry]:
    sql = """
        select max(at), count(*), group_concat(distinct what) from history where command is null
    """
    at, changes, tables = db.execute(sql).fetchone()
    if changes:
        words = "(written by another program)"
        yield Entry(0, at, "", words, changes, tuple(tables.split(",")), False)


def revision(db: sqlite3.Connection) -> tuple[int | None, int | None]:
    """
    Two numbers that change whenever what pages show does: last change, last version.

    None for a table that a published copy was made without.
    """
    return _newest(db, "history"), _newest(db, "versions")


def _newest(db: sqlite3.Connection, table: str) -> int | None:
    row = rows.first(db, f"select max(id) from {table}")
    return (row[0] or 0) if row else None


def undo(command: Command, *, coder: str | None = None) -> Undone:
    """
    Take back the last command that is not taken back yet (with `coder`: of that coder).

    All of it or, when a row was changed since, nothing: raises BadInput. Raises
    NotFound when there is nothing to undo.
    """
    with command:
        target = _last(command, coder)
        sql = "select * from history where command = ? order by id desc"
        changes = command.db.execute(sql, [target["id"]]).fetchall()
        try:
            for change in changes:
                _revert(command.db, change)
            _require_quotes(command.db, changes)
        except (_Changed, sqlite3.IntegrityError) as error:
            raise BadInput(
                f"cannot undo `{target['words']}`: what it made was changed or used since;"
                " `annotate history` shows by what"
            ) from error
        command.db.execute(
            "update commands set undone = ? where id = ?", [command.id, target["id"]]
        )
    return Undone(target["id"], target["at"], target["coder"], target["words"], len(changes))


class _Changed(Exception):
    """A row is not as the command left it."""


def _last(command: Command, coder: str | None) -> sqlite3.Row:
    row = command.db.execute(
        """
        select * from commands c
        where undone is null and id <> :self and (:coder is null or coder = :coder)
          and not exists (select 1 from commands u where u.undone = c.id)
        order by id desc limit 1
        """,
        {"self": command.id, "coder": coder and clean.line(coder)},
    ).fetchone()
    if row is None:
        raise NotFound(f"nothing to undo{f' of {coder}' if coder else ''}")
    return row  # type: ignore[no-any-return]


def _revert(db: sqlite3.Connection, change: sqlite3.Row) -> None:
    table, row = change["what"], change["row"]
    before = json.loads(change["before"]) if change["before"] else None
    after = json.loads(change["after"]) if change["after"] else None
    _require(db, table, row, after)
    if after is None:
        assert before is not None
        _put_back(db, table, before)
    elif before is None:
        _take_out(db, table, after)
    else:
        columns = ", ".join(f'"{name}" = ?' for name in before)
        db.execute(f"update {table} set {columns} where id = ?", [*before.values(), row])


def _require(db: sqlite3.Connection, table: str, row: str, after: dict[str, object] | None) -> None:
    """Raise unless the row stands as the command left it."""
    found = db.execute(f"select * from {table} where id = ?", [row]).fetchone()
    if after is None:
        if found is not None:
            raise _Changed
    elif found is None or any(found[name] != value for name, value in after.items()):
        raise _Changed


def _require_quotes(db: sqlite3.Connection, changes: Sequence[sqlite3.Row]) -> None:
    """Raise when a quote that is back does not stand in its paragraph, which has changed since."""
    for table in ("taggings", "notes"):
        sql = f"""
            select 1 from {table} a join paragraphs p on p.id = a.paragraph
            where a.id = ? and a.exact is not null and a.gone is null
              and substr(p.text, a.start + 1, length(a.exact)) <> a.exact
        """
        for row in {change["row"] for change in changes if change["what"] == table}:
            if db.execute(sql, [row]).fetchone():
                raise _Changed


def _put_back(db: sqlite3.Connection, table: str, before: dict[str, object]) -> None:
    columns = ", ".join(f'"{name}"' for name in before)
    marks = ", ".join("?" * len(before))
    db.execute(f"insert into {table} ({columns}) values ({marks})", list(before.values()))


def _take_out(db: sqlite3.Connection, table: str, after: dict[str, object]) -> None:
    if table == "versions":
        _empty_version(db, after["article"], after["number"])
    db.execute(f"delete from {table} where id = ?", [after["id"]])
    if table in ("versions", "addresses"):
        sql = """
            delete from originals where sha256 = :sha256
              and not exists (select 1 from versions where sha256 = :sha256)
              and not exists (select 1 from addresses where sha256 = :sha256)
        """
        db.execute(sql, {"sha256": after["sha256"]})


def _empty_version(db: sqlite3.Connection, article: object, number: object) -> None:
    """Delete what first stood in a version; what it had moved was moved back before."""
    values = {"article": article, "number": number}
    db.execute(
        """
        delete from wordings where article = :article
          and from_version >= (select version from paragraphs where id = wordings.paragraph)
        """,
        values,
    )
    db.execute(
        """
        delete from placements where to_version = :number - 1
          and paragraph in (select id from paragraphs where article = :article)
        """,
        values,
    )
    db.execute("delete from paragraphs where article = :article and version = :number", values)
