"""
Rows that several modules read or write: as values, and from values.
"""

import sqlite3
from typing import TYPE_CHECKING

from annotate import ref as refs
from annotate.corpus.database import now
from annotate.model import Article, Quote

if TYPE_CHECKING:  # only adding needs it
    from annotate.prepared import Prepared

__all__ = ["as_article", "first", "insert_version", "quote_of", "shown_key"]


def first(db: sqlite3.Connection, sql: str) -> sqlite3.Row | None:
    """The first row, or None when the database was made without the table."""
    try:
        row: sqlite3.Row | None = db.execute(sql).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None
    return row


def as_article(row: sqlite3.Row) -> Article:
    """A row of `articles` as a value."""
    return Article(
        row["id"], row["slug"], row["title"], row["byline"], row["site"],
        row["published"], row["url"], row["language"], row["version"],
        tuple(row["by_hand"].split()),
    )  # fmt: skip


def quote_of(row: sqlite3.Row) -> Quote | None:
    """The quote in the columns exact, prefix, suffix and start, if there is one."""
    if row["exact"] is None:
        return None
    return Quote(row["exact"], row["prefix"] or "", row["suffix"] or "", row["start"])


def shown_key(row: sqlite3.Row) -> str:
    """The key as people see it, with ~2 for a second occurrence."""
    return refs.shown_key(row["key"], row["occurrence"])


def insert_version(
    db: sqlite3.Connection, article: int, number: int, prepared: "Prepared", source: str
) -> None:
    """One row of `versions`, captured when the source says, else now."""
    db.execute(
        """
        insert into versions (article, number, sha256, source, media_type, retrieved, text)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [article, number, prepared.digest, source, prepared.media_type,
         prepared.captured or now(), prepared.text],
    )  # fmt: skip
