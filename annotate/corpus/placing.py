"""
From a draft to the rows of one version of an article.
"""

import sqlite3
from dataclasses import dataclass, field
from typing import NamedTuple

from annotate import ref as refs
from annotate.corpus.database import now
from annotate.model import CITABLE, Block, Draft
from annotate.text import naming
from annotate.text.key import key

__all__ = [
    "Added",
    "Like",
    "Placed",
    "citable",
    "insert_paragraph",
    "insert_paragraphs",
    "insert_version",
    "placed",
    "title_of",
]


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
    unlike: str | None = None  # the article from the same source, which it shares nothing with
    like: Like | None = None  # a known article that a new one nearly is


class Placed(NamedTuple):
    """A paragraph on its way into the database, in the order of its columns."""

    key: str
    occurrence: int
    position: int
    number: int | None
    role: str
    text: str
    start: int
    end: int

    @property
    def shown_key(self) -> str:
        """The key as people see it, with ~2 for a second occurrence."""
        return refs.shown_key(self.key, self.occurrence)


def placed(draft: Draft) -> list[Placed]:
    """The blocks of a draft with keys, occurrences, positions and numbers."""
    seen: dict[str, int] = {}
    numbers = 0
    rows = []
    for position, block in enumerate(draft.blocks, 1):
        text = draft.text[block.start : block.end]
        name = key(text)
        seen[name] = seen.get(name, 0) + 1
        citable = block.role in CITABLE
        numbers += citable
        rows.append(
            Placed(
                name, seen[name], position, numbers if citable else None,
                block.role, text, block.start, block.end,
            )
        )  # fmt: skip
    return rows


def title_of(draft: Draft) -> str:
    """The draft's title; for want of one its first words in brackets."""
    if draft.metadata.title:
        return " ".join(draft.metadata.title.split())
    first = next((b for b in draft.blocks if b.role in CITABLE), None) or draft.blocks[0]
    return naming.bracketed(_words(draft, first))


def _words(draft: Draft, block: Block) -> str:
    return draft.text[block.start : block.end]


def citable(rows: list[Placed]) -> int:
    """How many of the paragraphs are numbered."""
    return sum(row.number is not None for row in rows)


def insert_version(
    db: sqlite3.Connection, article: int, number: int, draft: Draft, digest: str, source: str
) -> None:
    """One row of `versions`, captured now."""
    db.execute(
        """
        insert into versions (article, number, sha256, source, media_type, retrieved, text)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [article, number, digest, source, draft.media_type, now(), draft.text],
    )


_INSERT = """
    insert into paragraphs
      (article, version, key, occurrence, position, number, role, text, start, "end")
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def insert_paragraph(db: sqlite3.Connection, article: int, row: Placed, *, version: int) -> int:
    """A new paragraph of an article, first standing in this version; returns its row."""
    id = db.execute(_INSERT, (article, version, *row)).lastrowid
    assert id is not None
    return id


def insert_paragraphs(
    db: sqlite3.Connection, article: int, rows: list[Placed], *, version: int
) -> None:
    """New paragraphs of an article, first standing in this version."""
    db.executemany(_INSERT, ((article, version, *row) for row in rows))
