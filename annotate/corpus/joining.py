"""
What stands under one tag goes to another: taggings, notes, examples, and what is said of it.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Moved", "join", "taggings"]

_SAID = ("definition", "use_when", "do_not_use_when")


class Moved(NamedTuple):
    """How many taggings went to another tag, were there already, and how many notes went along."""

    taggings: int = 0
    there: int = 0
    notes: int = 0

    def plus(self, other: "Moved") -> "Moved":
        """Both together."""
        return Moved(*(one + more for one, more in zip(self, other, strict=True)))


def join(db: sqlite3.Connection, old: sqlite3.Row, new: sqlite3.Row) -> Moved:
    """
    Make two tags one: all that stands on the old one, and what is said of it, goes to the new.

    What is said of both is said of the new one, a line each; its colour stays.
    """
    ids = {"old": old["id"], "new": new["id"]}
    for column in _SAID:  # first: what is moved is under this revision
        said = "\n".join(dict.fromkeys(filter(None, (new[column], old[column]))))
        sql = f"update tags set {column} = :said where id = :new and {column} <> :said"
        db.execute(sql, {**ids, "said": said})
    if old["colour"] and not new["colour"]:
        db.execute("update tags set colour = ? where id = ?", [old["colour"], new["id"]])
    moved, there = taggings(db, old["id"], new["id"])
    notes = db.execute("update notes set tag = :new where tag = :old", ids).rowcount
    db.execute("update or ignore examples set tag = :new where tag = :old", ids)
    db.execute("delete from examples where tag = :old", ids)  # that the new one has, too
    db.execute("update or ignore rule_tags set tag = :new where tag = :old", ids)
    db.execute("update rule_taggings set tag = :new where tag = :old", ids)
    db.execute("update or ignore suggestions set tag = :new where tag = :old", ids)
    db.execute("delete from suggestions where tag = :old", ids)
    db.execute("delete from tags where id = :old", ids)
    return Moved(moved, there, notes)


def taggings(
    db: sqlite3.Connection, old: int, new: int, paragraphs: Iterable[int] | None = None
) -> tuple[int, int]:
    """
    Put another tag in place of one, on all paragraphs or on some; how many went, and were there.

    Coder and time stay. Where the coder has both on the same words, one stays. The revision is
    the one of now: it is under this that the words have the tag.
    """
    where = "tag = :old and (:all or paragraph in (select value from json_each(:among)))"
    among = "[]" if paragraphs is None else json.dumps(list(paragraphs))
    values = {"old": old, "new": new, "all": paragraphs is None, "among": among}
    sql = f"""
        update or ignore taggings set tag = :new, revision = (select revision from state)
        where {where}
    """
    moved = db.execute(sql, values).rowcount
    there = db.execute(f"delete from taggings where {where}", values).rowcount
    return moved, there
