"""
What of a working database is in a published copy, by what the copy holds.
"""

import json
import sqlite3

__all__ = ["WentOut"]


class WentOut:
    """Which articles, tags and notes went out, and which names stand there."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.slugs = _column(db, "select slug from articles")
        # one that is on nothing has no business there
        self.tags = _column(db, "select name from tags where id in (select tag from taggings)")
        self.notes = _column(db, "select text from notes")
        sql = "select occurrence from paragraphs union select occurrence from wordings"
        self.occurrences = _column(db, sql)
        self.coders = _column(
            db,
            "select coder from taggings union select coder from notes"
            " union select changed_by from notes",
        )
        self.about = [
            str(value)
            for table in ("publication", "tombstones")
            if db.execute("select 1 from sqlite_master where name = ?", [table]).fetchone()
            for row in db.execute(f"select * from {table}")
            for value in row
        ]

    def ids(self, working: sqlite3.Connection) -> str:
        """The ids that the published articles have in the working database, as JSON."""
        rows = working.execute("select id, slug from articles")
        return json.dumps([row for row, slug in rows if slug in self.slugs])


def _column(db: sqlite3.Connection, sql: str) -> set[str]:
    return {row[0] for row in db.execute(sql) if row[0] is not None}
