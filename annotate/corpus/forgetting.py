"""
Forgetting: a note, a tag, an article or a coder's name gone from the file for good.

All else that people do can be taken back. Of what is forgotten nothing stays: not its rows,
nor what the history kept of them, the commands as they were typed, what the index has of it
and what SQLite leaves in free pages. That something was forgotten stays in the history.
"""

import sqlite3
from dataclasses import dataclass

from annotate.corpus import erasing, forgettable, gathered, unnaming
from annotate.corpus.database import Command, transaction
from annotate.corpus.erasing import Key
from annotate.corpus.locking import LOCK_WAIT
from annotate.corpus.trouble import explained, named
from annotate.errors import BadInput, DatabaseTrouble

__all__ = ["KINDS", "Going", "clear", "foresee", "forget", "unfinished"]

KINDS = ("note", "tag", "article", "coder")

UNFINISHED = " (unfinished)"
"""Stands behind the words of a command of whose doing the free pages may have traces yet."""


@dataclass(frozen=True, slots=True)
class Going:
    """What would be forgotten, and what goes with it; of a coder all that keeps standing."""

    kind: str
    name: str
    rows: tuple[Key, ...]
    taggings: int
    notes: int
    entries: int  # of the history
    commands: int  # whose words go


def foresee(db: sqlite3.Connection, kind: str, words: str) -> Going:
    """
    What `forget` would forget; also what only the history has any more.

    Raises NotFound with the nearest, and Ambiguous; BadInput for an article while a gathering
    is under way, which compares at its end all that it took. Nothing is changed.
    """
    if kind == "article" and (told := gathered.told(db)):
        raise BadInput(told)
    name, rows = forgettable.of(db, kind, words)
    with transaction(db):
        db.execute("savepoint trial")
        gone = _gone(db, kind, name, rows, by=None)
        db.execute("rollback to trial")
    return Going(kind, name, tuple(rows), **gone)


def forget(command: Command, going: Going) -> None:
    """
    Take it out of every table and of the history, for good; then `clear` does the file.

    The words of the command must not say what it was: they are kept.
    """
    command.words += UNFINISHED
    with command:
        _gone(command.db, going.kind, going.name, list(going.rows), by=command.id)
        sql = "update commands set forgot = id where id = ?"
        command.db.execute(sql, [command.id])


def _gone(
    db: sqlite3.Connection, kind: str, name: str, rows: list[Key], *, by: int | None
) -> dict[str, int]:
    gone = unnaming.unname(db, name, by) if kind == "coder" else erasing.erase(db, rows, by)
    return {"taggings": gone["taggings"], "notes": gone["notes"],
            "entries": gone["history"], "commands": gone["commands"]}  # fmt: skip


def unfinished(db: sqlite3.Connection) -> bool:
    """Whether something was forgotten, but its traces in the file were not cleared."""
    sql = "select 1 from commands where forgot = id and words like '%' || ?"
    return db.execute(sql, [UNFINISHED]).fetchone() is not None


def clear(db: sqlite3.Connection) -> None:
    """
    Write the whole file anew, without free pages, and empty its log.

    Needs as much room again as the file has. Raises DatabaseTrouble when others read or
    write for so long that it cannot be done: it is to be called again.
    """
    with explained(named(db)):
        db.execute("pragma temp_store = file")  # else the whole of it would be in memory
        db.execute("vacuum")
        db.execute(f"pragma busy_timeout = {LOCK_WAIT * 1000:.0f}")
        is_busy = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    if is_busy:
        raise DatabaseTrouble(
            f"it is forgotten, but somebody reads {named(db)}, whose log may have it still: end"
            " what reads it (annotate serve?), then say `annotate forget` by itself"
        )
    with transaction(db):
        sql = "update commands set words = replace(words, :mark, '') where forgot = id"
        db.execute(sql, {"mark": UNFINISHED})
