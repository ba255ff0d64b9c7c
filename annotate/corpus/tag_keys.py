"""
The keys that put tags on in a coding session, kept with the tags: the same for every coder.
"""

import sqlite3

from annotate.corpus import tags
from annotate.corpus.database import Command

__all__ = ["give", "known"]


def known(db: sqlite3.Connection) -> dict[str, str]:
    """Key → tag."""
    rows = db.execute("select key, name from tags where key is not null order by key")
    return {row["key"]: row["name"] for row in rows}


def give(command: Command, name: str, key: str) -> str | None:
    """Give a tag a key; returns the tag that had it, which has none any more. Raises NotFound."""
    with command:
        id = tags.find(command.db, name)["id"]
        taken = command.db.execute("select name from tags where key = ? and id <> ?", [key, id])
        before = taken.fetchone()
        if before:
            command.db.execute("update tags set key = null where key = ?", [key])
        sql = "update tags set key = :key where id = :id and key is not :key"
        command.db.execute(sql, {"key": key, "id": id})
    return before["name"] if before else None
