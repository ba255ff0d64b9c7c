"""
Rows that several modules read, as values.
"""

import sqlite3

from annotate import ref as refs
from annotate.model import Article, Quote

__all__ = ["as_article", "quote_of", "shown_key"]


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
