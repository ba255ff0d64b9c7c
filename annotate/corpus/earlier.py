"""
Annotations as they stood in an earlier version.

Where a version moved one, `placements` says how it stood before; what was put on
words that came later is not shown on those that stood there then.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from annotate.corpus import reading
from annotate.corpus.rows import quote_of
from annotate.model import Note, Paragraph, Tagging

__all__ = ["as_it_was"]


def as_it_was(
    db: sqlite3.Connection,
    article: int,
    paragraphs: Sequence[Paragraph],
    version: int,
    *,
    private: bool,
) -> tuple[Paragraph, ...]:
    """The paragraphs (with the words of the version) with the annotations that stood on them."""
    tags, notes = (_placements(db, what, article, version) for what in ("tagging", "note"))
    moved_tags, moved_notes = _taggings(db, tags), _notes(db, notes, private=private)
    return tuple(
        replace(
            p,
            taggings=_standing(p, [*_stayed(p.taggings, tags), *moved_tags[p.id]]),
            notes=_standing(p, [*_stayed(p.notes, notes), *moved_notes[p.id]]),
        )
        for p in paragraphs
    )


def _placements(
    db: sqlite3.Connection, what: str, article: int, version: int
) -> dict[str, sqlite3.Row]:
    """How each annotation stood in the version, if a later one moved it."""
    sql = f"""
        select pl.{what} as id, pl.paragraph, pl.exact, pl.prefix, pl.suffix, pl.start
        from placements pl join paragraphs p on p.id = pl.paragraph
        where p.article = ? and pl.{what} is not null and pl.to_version >= ?
        order by pl.to_version desc
    """
    return {row["id"]: row for row in db.execute(sql, [article, version])}


Annotation = TypeVar("Annotation", Tagging, Note)


def _stayed(annotations: Sequence[Annotation], moved: dict[str, sqlite3.Row]) -> list[Annotation]:
    return [a for a in annotations if a.id not in moved]


def _standing(paragraph: Paragraph, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Those whose words the paragraph has in this version: there they are not gone."""
    return tuple(replace(a, gone=None) for a in annotations if _stands(paragraph.text, a))


def _stands(text: str, annotation: Tagging | Note) -> bool:
    quote = annotation.quote
    return quote is None or text[quote.start : quote.end] == quote.exact


def _taggings(
    db: sqlite3.Connection, placements: dict[str, sqlite3.Row]
) -> dict[int, list[Tagging]]:
    found: defaultdict[int, list[Tagging]] = defaultdict(list)
    for id, row in placements.items():
        for _, tagging in reading.taggings_where(db, "t.id = ?", [id]):
            found[row["paragraph"]].append(replace(tagging, quote=quote_of(row)))
    return found


def _notes(
    db: sqlite3.Connection, placements: dict[str, sqlite3.Row], *, private: bool
) -> dict[int, list[Note]]:
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for id, row in placements.items():
        for note in reading.notes_where(db, "n.id = ?", [id], private=private):
            found[row["paragraph"]].append(replace(note, quote=quote_of(row)))
    return found
