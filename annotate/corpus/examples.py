"""
Paragraphs that show what a tag is for, and what it is not for.

An example follows its paragraph as annotations do; where nobody knows where its words went, it
stays with the old ones.
"""

import json
import sqlite3
from collections.abc import Mapping

__all__ = ["follow"]


def follow(db: sqlite3.Connection, became: Mapping[int, int]) -> None:
    """Put the examples of paragraphs on those that have their words now; once a tag."""
    sql = "select id, paragraph from examples where paragraph in (select value from json_each(?))"
    found = db.execute(sql, [json.dumps(list(became))]).fetchall()
    moves = [(became[row["paragraph"]], row["id"]) for row in found]
    db.executemany("update or ignore examples set paragraph = ? where id = ?", moves)
