"""
What is said of an undo or a redo that cannot be: what is in its way, by whom, and how to go on.

A command that is named works: it is tried, and leaves no trace.
"""

import shlex
import sqlite3

from annotate.corpus import in_turn, locate, reverting
from annotate.corpus.conflicts import Conflict
from annotate.corpus.taken_out import NotKept

__all__ = ["forgotten", "lost", "told"]

Record = dict[str, object]


def told(
    db: sqlite3.Connection, conflict: Conflict, verb: str, last: sqlite3.Row, *, this: int
) -> str:
    """
    Why the `last` of `in_turn` cannot be taken back, and what would work.

    `this` is the command that tried; nothing of it is half done any more.
    """
    blocker = _blocker(db, conflict, last["found"])
    by = _in_words(db, blocker) if blocker else "by another program"
    on = _annotation(db, conflict.record or {})
    what = {
        "changed": f"what it made was changed or used since {by}",
        "words": f"{on} would be left on other words; it was put there since {by}",
        "name": f"{on} would get another name; it was put there since {by}",
        "back": f"{on} would come back on other words; they were changed since {by}",
    }[conflict.why]
    return f"{what}; {_remedy(db, blocker, verb, last, this)}"


def forgotten(forgot: sqlite3.Row, last: sqlite3.Row | None) -> str:
    """Why an undo stops at a command that forgot, and how to undo what came before it."""
    told = f"cannot undo `{forgot['words']}`: what was forgotten is gone for good"
    if last is None:
        return told
    return f"{told}; {_call('undo', last['coder'])} goes on with what {last['coder']} did before"


def lost(undone: sqlite3.Row) -> str:
    """Why a redo passes over a command of which something was forgotten."""
    return (
        f"cannot redo `{undone['words']}` ({undone['id']}): a part of what it did was forgotten;"
        " what else is wanted of it has to be done anew"
    )


def _blocker(db: sqlite3.Connection, conflict: Conflict, target: int) -> sqlite3.Row | None:
    """The last command since that changed the row; None: no command of ours."""
    sql = """
        select c.*, w.words as of, coalesce(w.coder, c.coder) as whose,
          u.undoes is not null as of_undo from history h join commands c on c.id = h.command
        left join commands u on u.id = c.undoes
        left join commands w on w.id = coalesce(u.undoes, u.id)
        where h.what = ? and h.row = ? and h.command <> ?
          and h.id > (select min(id) from history where command = ?)
        order by h.id desc limit 1
    """
    values = [conflict.what, conflict.row, target, target]
    row: sqlite3.Row | None = db.execute(sql, values).fetchone()
    return row


def _in_words(db: sqlite3.Connection, command: sqlite3.Row) -> str:
    of = f" of `{command['of']}`" if command["of"] else ""
    return f"by `{command['words']}`{of} ({command['coder']}, {command['at']})"


def _annotation(db: sqlite3.Connection, record: Record) -> str:
    """What someone put where, in words."""
    ref = locate.ref_of(db, record.get("paragraph"))
    if "role" in record:
        return f"the role {record['role']} that {record['coder']} said of {ref}"
    if "counter" in record:
        return f"the example {ref}"
    name = "the note"
    if record.get("tag") is not None:
        sql = "select name from tags where id = ?"
        tag = db.execute(sql, [record["tag"]]).fetchone()
        name = f"the tag {tag['name']}" if tag else "a tag"
    quote = f" on “{record['exact']}”" if record.get("exact") else ""
    return f"{name} of {record.get('coder')}{quote}{f' in {ref}' if ref else ''}"


def _remedy(
    db: sqlite3.Connection, blocker: sqlite3.Row | None, verb: str, last: sqlite3.Row, this: int
) -> str:
    """What would work."""
    if blocker is None:
        return "`annotate history` lists what came after it"
    back = "undo" if blocker["undoes"] is None or blocker["of_undo"] else "redo"
    for coder in (blocker["whose"],) if blocker["undoes"] is None else (None, blocker["whose"]):
        turn = in_turn.of(db, back, coder, but=this)
        if turn and turn["found"] == blocker["id"] and _goes(db, blocker["id"]):
            return f"{_call(back, coder)} takes that back{_and_then(db, blocker, back, verb, last)}"
    return "take that back first (`annotate history` lists what came after it)"


def _and_then(
    db: sqlite3.Connection, blocker: sqlite3.Row, back: str, verb: str, last: sqlite3.Row
) -> str:
    """A redo after an undo is of what was undone last: which is meant instead is said."""
    if back == verb:
        return " first"
    is_own = last["coder"] == blocker["whose"]
    if (is_own and verb == "undo") or not _goes(db, blocker["id"], last["found"]):
        return ""
    again = f"`annotate redo --of {last['id']}`" if is_own else _call(verb, last["coder"])
    return f" first, then {again}"


def _call(verb: str, coder: str | None) -> str:
    if coder is None:
        return f"`annotate {verb}`"
    name = shlex.quote(coder)
    if not set(coder) & set('"\\$`!'):
        name = f'"{coder}"' if not coder.replace("-", "").isalnum() else coder
    return f"`annotate {verb} --by {name}`"


def _goes(db: sqlite3.Connection, *found: int) -> bool:
    """Whether these can be taken back one after another; none is."""
    db.execute("savepoint trial")
    try:
        for each in found:
            sql = "insert into commands (at, coder, words) values ('', '', '')"
            by = db.execute(sql).lastrowid
            assert by is not None
            db.execute("update state set command = ?", [by])
            reverting.revert(db, each, by=by)
    except (Conflict, NotKept):
        return False
    finally:
        db.execute("rollback to trial")
        db.execute("release trial")
    return True
