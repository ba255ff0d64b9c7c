"""
All annotations in the order in which they were stored, a part at a time: taggings, then notes.

Where a part ends is a number, so that the next one is found at once, however many came before.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.corpus import annotations
from annotate.model import Note, Tagging
from annotate.ref import shown_key

__all__ = ["Collected", "page", "total"]

NOTES = 2**40  # numbers of notes begin behind those of taggings


@dataclass(frozen=True, slots=True)
class Collected:
    """An annotation that is public, and what it is on: words in an article, that, or a tag."""

    annotation: Tagging | Note
    article: str | None = None
    key: str | None = None
    tag: str | None = None


def total(db: sqlite3.Connection, *, tags: bool, notes: bool) -> int:
    """How many there are, by the counts that are kept."""
    sql = """
        select iif(:tags, (select coalesce(sum(taggings + removed), 0) from tags), 0)
          + iif(:notes, (
            select count(*) from notes where private = 0 and (:tags or tag is null)
          ), 0)
    """
    return int(db.execute(sql, {"tags": tags, "notes": notes}).fetchone()[0])


def page(
    db: sqlite3.Connection, after: int, *, limit: int, tags: bool, notes: bool
) -> tuple[list[Collected], int | None]:
    """Those behind a number, and the number where they end; None where there are no more."""
    found: list[tuple[int, Collected]] = []
    if tags and after < NOTES:
        found += _taggings(db, after, limit + 1)
    if notes:
        found += _notes(db, max(0, after - NOTES), limit + 1 - len(found), tags=tags)
    ends = found[limit - 1][0] if len(found) > limit else None
    return [each for _, each in found[:limit]], ends


_KEY = "select p.id, a.slug, p.key, p.occurrence from paragraphs p join articles a"


def _taggings(db: sqlite3.Connection, after: int, limit: int) -> Iterator[tuple[int, Collected]]:
    sql = "select id, rowid from taggings where rowid > ? order by rowid limit ?"
    numbers = {row["id"]: row["rowid"] for row in db.execute(sql, [after, limit])}
    where, ids = "t.id in (select value from json_each(?))", json.dumps(list(numbers))
    read = {t.id: (p, t) for p, t in annotations.taggings(db, where, [ids])}
    places = _places(db, {paragraph for paragraph, _ in read.values()})
    for id, number in numbers.items():
        paragraph, tagging = read[id]
        yield number, Collected(tagging, *places[paragraph])


def _places(db: sqlite3.Connection, paragraphs: set[int]) -> dict[int, tuple[str, str]]:
    sql = f"{_KEY} on a.id = p.article where p.id in (select value from json_each(?))"
    rows = db.execute(sql, [json.dumps(sorted(paragraphs))])
    return {row["id"]: (row["slug"], shown_key(row["key"], row["occurrence"])) for row in rows}


def _notes(
    db: sqlite3.Connection, after: int, limit: int, *, tags: bool
) -> Iterator[tuple[int, Collected]]:
    """Those on tags only with them."""
    sql = """
        select n.id, n.number, n.paragraph, a.slug, tags.name as tag from notes n
        left join articles a on a.id = n.article left join tags on tags.id = n.tag
        where n.number > ? and n.private = 0 and (? or n.tag is null) order by n.number limit ?
    """
    rows = db.execute(sql, [after, tags, max(0, limit)]).fetchall()
    where, ids = "n.id in (select value from json_each(?))", json.dumps([r["id"] for r in rows])
    read = {note.id: note for note in annotations.notes(db, where, [ids], private=False)}
    places = _places(db, {row["paragraph"] for row in rows if row["paragraph"] is not None})
    for row in rows:
        slug, key = places.get(row["paragraph"], (row["slug"], None))
        yield NOTES + row["number"], Collected(read[row["id"]], slug, key, row["tag"])
