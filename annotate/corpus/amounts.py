"""
How much a command changed that changed much: kept in its row, so that nobody counts it again.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["NONE", "Amount", "anew", "kept", "miscounted", "of"]


class Amount(NamedTuple):
    """How many rows of the history a command has, up to which one, and of which tables."""

    upto: int
    changes: int
    tables: tuple[str, ...]


NONE = Amount(0, 0, ())

_FOUND = """
    select count(*) as changes, group_concat(distinct what) as tables from history where command =
"""


def of(db: sqlite3.Connection, command: int) -> Amount | None:
    """What is kept of a command, if anything is."""
    sql = """
        select (select max(id) from history where command = :command), changes, tables
        from commands where id = :command and changes is not null
    """
    row = db.execute(sql, {"command": command}).fetchone()
    return Amount(row[0], row[1], tuple(row[2].split(","))) if row else None


def kept(db: sqlite3.Connection, command: int, before: Amount) -> Amount:
    """The amount with what a command wrote since it was that, put into the command's row."""
    sql = """
        select what, count(*) as count, max(id) as last from history
        where command = ? and id > ? group by what order by min(id)
    """
    since = db.execute(sql, [command, before.upto]).fetchall()
    amount = Amount(
        max((row["last"] for row in since), default=before.upto),
        before.changes + sum(row["count"] for row in since),
        tuple(dict.fromkeys((*before.tables, *(row["what"] for row in since)))),
    )
    sql = "update commands set changes = ?, tables = ? where id = ?"
    db.execute(sql, [amount.changes, ",".join(amount.tables), command])
    return amount


def anew(db: sqlite3.Connection) -> None:
    """Count those that are kept, after rows of the history are gone."""
    db.execute(
        f"""
        update commands set (changes, tables) = ({_FOUND} commands.id) where changes is not null
        """
    )


def miscounted(db: sqlite3.Connection) -> Iterator[tuple[int, int, int]]:
    """The commands whose amount is not what there is: id, what is kept, and what is right."""
    sql = """
        select c.id, c.changes, (select count(*) from history where command = c.id) as found
        from commands c where c.changes is not null and c.changes <> found
    """
    for row in db.execute(sql):
        yield row["id"], row["changes"], row["found"]
