"""
Who did what when, and taking it back.

The triggers of the database write the history, so no program bypasses it.
`undo` runs through what the last command did backwards; it is a command itself
and stands in the history, and the next `undo` goes one further back. `redo` runs
through what the last undo did backwards: all is as it was before it.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.corpus import (
    coders,
    in_turn,
    indexing,
    keyed,
    publication,
    refusing,
    reverting,
    rows,
)
from annotate.corpus.conflicts import Conflict
from annotate.corpus.database import Command, quickly_freed
from annotate.corpus.taken_out import NotKept
from annotate.errors import BadInput, NotFound

__all__ = ["Entry", "Redone", "Undone", "count", "entries", "redo", "revision", "undo"]


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
    undid: int | None = None  # of an undo: the command that it took back
    redid: int | None = None  # of a redo: the command that it put back
    of: str = ""  # the words of that command


@dataclass(frozen=True, slots=True)
class Undone:
    """A command that was taken back."""

    id: int
    at: str
    coder: str
    words: str
    changes: int
    articles: int  # how many went with it


@dataclass(frozen=True, slots=True)
class Redone:
    """A command that an undo took back, and that holds again."""

    id: int
    at: str
    coder: str
    words: str
    changes: int
    articles: int  # how many came back with it


def entries(
    db: sqlite3.Connection, *, limit: int = 20, coder: str | None = None
) -> Iterator[Entry]:
    """The last commands that changed something, newest first, and other programs' changes."""
    sql = """
        select c.id, c.at, c.coder, c.words, c.undone,
          coalesce(c.changes, (select count(*) from history h where h.command = c.id)) as changes,
          coalesce(c.tables, (
            select group_concat(distinct what) from history h where h.command = c.id
          )) as tables,
          iif(u.undoes is null, u.id, null) as undid, u.undoes as redid, w.words as of
        from commands c
        left join commands u on u.id = c.undoes
        left join commands w on w.id = coalesce(u.undoes, u.id)
        where :coder is null or c.coder = :coder
        order by c.id desc limit :limit
    """
    if coder is None:
        yield from _outside(db)
    for row in db.execute(sql, {"coder": coder and coders.called(db, coder), "limit": limit}):
        yield Entry(
            row["id"], row["at"], row["coder"], row["words"], row["changes"],
            tuple((row["tables"] or "").split(",")), row["undone"] is not None,
            row["undid"], row["redid"], row["of"] or "",
        )  # fmt: skip


def count(db: sqlite3.Connection, *, coder: str | None = None, most: int) -> int:
    """How many commands `entries` could list, counted no further than `most`."""
    sql = """
        select count(*) from (
          select 1 from commands where :coder is null or coder = :coder limit :most
        )
    """
    values = {"coder": coder and coders.called(db, coder), "most": most}
    return int(db.execute(sql, values).fetchone()[0])


def _outside(db: sqlite3.Connection) -> Iterator[Entry]:
    sql = """
        select max(at), count(*), group_concat(distinct what) from history where command is null
    """
    at, changes, tables = db.execute(sql).fetchone()
    if changes:
        words = "(written by another program)"
        yield Entry(0, at, "", words, changes, tuple(tables.split(",")), False)


def revision(db: sqlite3.Connection) -> tuple[int | str | None, int | None]:
    """
    What changes whenever what pages show does: last change, last version.

    A published copy has a revision of its own.
    """
    if told := publication.of(db):
        return told.revision, None
    return _newest(db, "history"), _newest(db, "versions")


def _newest(db: sqlite3.Connection, table: str) -> int | None:
    row = rows.first(db, f"select max(id) from {table}")
    return (row[0] or 0) if row else None


def undo(command: Command, *, coder: str | None = None, id: int | None = None) -> Undone:
    """
    Take back the last command that is not taken back yet (with `coder`: of that coder).

    With `id` the command with this number in the history.

    All of it or, when something was built on it since, nothing: raises BadInput, as for
    what was forgotten. Raises NotFound when there is nothing to undo.
    """
    with command:
        last, changes = _taken_back(command, "undo", coder, id)
        sql = "update commands set undone = ? where id in (?, ?)"  # a redo of it is, too
        command.db.execute(sql, [command.id, last["id"], last["found"]])
        keyed.given_up(command.db)
        _remember(command, last["id"])
        return Undone(*_said(last), changes, _articles(command, "after"))


def redo(command: Command, *, coder: str | None = None, id: int | None = None) -> Redone:
    """
    Take back the last undo that is not taken back yet.

    With `coder` of a command of theirs, with `id` of the command with this number in the history.

    Every row is as it was before the undo, its id and times too. Where something was
    done since that does not go with it, nothing is changed: raises BadInput. Raises
    NotFound when there is nothing to redo.
    """
    with command:
        last, changes = _taken_back(command, "redo", coder, id)
        sql = "update commands set undone = iif(id = :undo, :self, null) where id in (:undo, :of)"
        command.db.execute(sql, {"undo": last["found"], "self": command.id, "of": last["id"]})
        _remember(command, last["found"])
        return Redone(*_said(last), changes, _articles(command, "before"))


def _taken_back(
    command: Command, verb: str, coder: str | None, id: int | None = None
) -> tuple[sqlite3.Row, int]:
    """What an undo or a redo is of, and how many changes of it were taken back."""
    db = command.db
    name = coder and coders.called(db, coder)
    last = in_turn.of(db, verb, name, but=command.id, id=id)
    forgot = in_turn.forgot(db, last["found"] if last else 0) if verb == "undo" else None
    if forgot and not coder:
        raise BadInput(refusing.forgotten(forgot, last))
    if last is None and verb == "redo" and (lost := in_turn.lost(db, name, id)):
        raise BadInput(refusing.lost(lost))
    if last is None:
        which = f" with the number {id} (`annotate history` lists what is undone)" if id else ""
        raise NotFound(f"nothing to {verb}{f' of {coder}' if coder else ''}{which}")
    assert command.id is not None
    indexing.catch_up(db)  # it passes over what comes back with a lower id
    try:
        with quickly_freed(db):  # what goes is kept elsewhere in the file anyway
            return last, reverting.revert(db, last["found"], by=command.id)
    except Conflict as conflict:
        # so that it is told of what is there; a savepoint would have SQLite keep all pages that
        # each of a hundred thousand statements touches
        command.begin_anew()
        told = refusing.told(db, conflict, verb, last, this=command.id)
        raise BadInput(f"cannot {verb} `{last['words']}`: {told}") from conflict
    except NotKept as error:  # an earlier annotate undid it, or somebody emptied the table
        raise BadInput(
            f"cannot {verb} `{last['words']}`: its texts are not kept; `annotate add` reads them"
        ) from error


def _remember(command: Command, of: int) -> None:
    command.db.execute("update commands set undoes = ? where id = ?", [of, command.id])


def _said(last: sqlite3.Row) -> tuple[int, str, str, str]:
    return last["id"], last["at"], last["coder"], last["words"]


def _articles(command: Command, gone: str) -> int:
    """How many articles came (`before` is gone) or went (`after`) with a command."""
    sql = f"select count(*) from history where command = ? and what = 'articles' and {gone} is null"
    count: int = command.db.execute(sql, [command.id]).fetchone()[0]
    return count
