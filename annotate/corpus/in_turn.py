"""
Whose turn it is to be taken back: the command that the next undo or redo is of.
"""

import sqlite3

from annotate.corpus import row_ids

__all__ = ["forgot", "lost", "of"]


def of(
    db: sqlite3.Connection, verb: str, coder: str | None, *,
    but: int | None = None, id: int | None = None,
) -> sqlite3.Row | None:  # fmt: skip
    """
    The command that `undo` or `redo` (with `coder`: of theirs) takes back or puts back next.

    Its `found` is whose changes are run through backwards: it, or its redo, or its undo.
    `but` is the call itself, which stands among the commands already; `id` is the only one
    that is asked for. What lost a part to `forget` has no turn any more.
    """
    values = {"coder": coder, "self": but, "id": id and row_ids.asked(id)}
    row: sqlite3.Row | None = db.execute(_SQL[verb], values).fetchone()
    return row


def forgot(db: sqlite3.Connection, since: int) -> sqlite3.Row | None:
    """The last command after this one that forgot something."""
    sql = "select * from commands where forgot = id and id > ? order by id desc limit 1"
    row: sqlite3.Row | None = db.execute(sql, [since]).fetchone()
    return row


def lost(db: sqlite3.Connection, coder: str | None, id: int | None) -> sqlite3.Row | None:
    """The last command that is undone, and has no turn to come back: it lost a part to `forget`."""
    sql = """
        select * from commands
        where undone is not null and undoes is null and forgot is not null
          and (:coder is null or coder = :coder) and (:id is null or id = :id)
        order by id desc limit 1
    """
    values = {"coder": coder, "id": id and row_ids.asked(id)}
    row: sqlite3.Row | None = db.execute(sql, values).fetchone()
    return row


_SQL = {
    # the last command that holds, be it by a redo
    "undo": """
        select w.*, c.id as found from commands c
        left join commands u on u.id = c.undoes
        join commands w on w.id = coalesce(u.undoes, c.id)
        where c.undone is null and c.id is not :self and (c.undoes is null or u.undoes is not null)
          and c.forgot is null and w.forgot is null
          and (:coder is null or w.coder = :coder) and (:id is null or w.id = :id)
        order by c.id desc limit 1
    """,
    # what the last undo that holds took back
    "redo": """
        select w.*, u.id as found from commands u
        join commands w on w.id = u.undoes
        where u.undone is null and u.id is not :self and w.undoes is null
          and u.forgot is null and w.forgot is null
          and (:coder is null or w.coder = :coder) and (:id is null or w.id = :id)
        order by u.id desc limit 1
    """,
}
