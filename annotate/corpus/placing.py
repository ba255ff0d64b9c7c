"""
The rows of one version of an article.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.corpus.database import now
from annotate.prepared import Placed, Prepared

__all__ = ["Added", "Like", "insert_paragraph", "insert_paragraphs", "insert_version"]


@dataclass(frozen=True, slots=True)
class Like:
    """A known article that has `same` of the `of` citable paragraphs of a new one."""

    slug: str
    same: int
    of: int


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one source: status is `added`, `updated` or `unchanged`."""

    slug: str
    title: str
    version: int
    status: str
    paragraphs: int
    citable: int
    moves: dict[str, int] = field(default_factory=dict)  # of an update: how many of each kind
    review: int = 0  # annotations that an update could not place for sure
    gone: int = 0  # annotations whose words it does not have
    lost: tuple[str, ...] = ()  # corrections that an update could not make again, in words
    unlike: str | None = None  # the article from the same source, which it shares nothing with
    like: Like | None = None  # a known article that a new one nearly is


def insert_version(
    db: sqlite3.Connection, article: int, number: int, prepared: Prepared, source: str
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


_INSERT = """
    insert into paragraphs
      (article, version, key, occurrence, position, number, role, text, start, "end", page)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def insert_paragraph(db: sqlite3.Connection, article: int, row: Placed, *, version: int) -> int:
    """A new paragraph of an article, first standing in this version; returns its row."""
    id = db.execute(_INSERT, (article, version, *row)).lastrowid
    assert id is not None
    return id


def insert_paragraphs(
    db: sqlite3.Connection, article: int, rows: Sequence[Placed], *, version: int
) -> None:
    """New paragraphs of an article, first standing in this version."""
    db.executemany(_INSERT, ((article, version, *row) for row in rows))
