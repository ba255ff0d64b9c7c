"""
Who has read what: a paragraph that is read and has no tag is one to which nothing applies.

A reading is of the words as they were: when they change, the paragraph is unread again.
"""

import json
import sqlite3
from collections.abc import Sequence

from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7s

__all__ = ["is_seen", "read", "unread"]


def read(command: Command, paragraphs: Sequence[int]) -> int:
    """The coder has read these paragraphs (row ids); how many are new under this codebook."""
    rows = zip(uuid7s(len(paragraphs)), paragraphs, strict=True)
    values = [(id, command.coder, now(), paragraph) for id, paragraph in rows]
    sql = """
        insert or ignore into readings (id, paragraph, key, coder, created, revision)
        select ?, p.id, p.key, ?, ?, (select revision from state) from paragraphs p where p.id = ?
    """
    with command:
        return command.db.executemany(sql, values).rowcount


def unread(command: Command, paragraphs: Sequence[int]) -> int:
    """The coder has not read these, after all; how many readings went."""
    sql = """
        delete from readings
        where coder = ? and paragraph in (select value from json_each(?))
    """
    with command:
        return command.db.execute(sql, [command.coder, json.dumps(list(paragraphs))]).rowcount


def is_seen(db: sqlite3.Connection, paragraph: int, coder: str) -> bool:
    """Whether a coder has read a paragraph as it is, or tagged it by hand."""
    sql = "select 1 from seen where paragraph = ? and coder = ? limit 1"
    return db.execute(sql, [paragraph, coder]).fetchone() is not None
