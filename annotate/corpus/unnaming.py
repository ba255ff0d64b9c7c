"""
Taking a coder's name out of everything that it stands in.

What they did stays, by someone: it is other people's to read, and undoing it goes on.
"""

import re
import sqlite3
from itertools import count

from annotate.corpus import asking, coders

__all__ = ["unname"]

_COLUMNS = (("taggings", "coder"), ("notes", "coder"), ("notes", "changed_by"),
            ("corrections", "coder"), ("readings", "coder"), ("stops", "coder"),
            ("opened", "coder"), ("suggestions", "coder"), ("commands", "coder"))  # fmt: skip
_IN_HISTORY = ("coder", "changed_by")


def unname(db: sqlite3.Connection, name: str, by: int | None) -> dict[str, int]:
    """
    Put someone else's name in its place, in a transaction that is open.

    `by` is the command that forgets. Returns how many rows of which tables had it.
    """
    new = _someone(coders.known(db))
    last = db.execute("select coalesce(max(id), 0) from history").fetchone()[0]
    found = dict.fromkeys(("history", *(table for table, _ in _COLUMNS)), 0)
    for table, column in _COLUMNS:
        sql = f"update {table} set {column} = ? where {column} = ?"
        found[table] += db.execute(sql, [new, name]).rowcount
    asking.unname(db, name, new)
    db.execute("delete from history where id > ?", [last])
    for column in ("before", "after"):
        for key in _IN_HISTORY:
            sql = f"""
                update history set {column} = json_replace({column}, '$.{key}', ?)
                where json_extract({column}, '$.{key}') = ?
            """
            found["history"] += db.execute(sql, [new, name]).rowcount
    _in_words(db, name, new)
    return found


def _someone(known: list[str]) -> str:
    names = ("someone" if number == 1 else f"someone {number}" for number in count(1))
    return next(name for name in names if name not in known)


def _in_words(db: sqlite3.Connection, name: str, new: str) -> None:
    """In what was typed, as `undo --by anna`."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    sql = "select id, words from commands where instr(lower(words), lower(?))"
    for id, words in db.execute(sql, [name]).fetchall():
        db.execute("update commands set words = ? where id = ?", [pattern.sub(new, words), id])
