"""
What people put on paragraphs: as it stands, and as it stood in an earlier version.

Where a version moved an annotation, `placements` says how it stood before; what
was put on words that came later is not shown on those that stood there then.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from annotate.corpus import by_rule
from annotate.corpus.rows import quote_of, shown_key
from annotate.model import Note, Paragraph, Tagging
from annotate.text.tag_names import sorting

__all__ = [
    "Left",
    "are_by_several",
    "as_they_stood",
    "notes",
    "notes_on",
    "on_removed",
    "taggings",
    "taggings_on",
]

_ON = "paragraph in (select value from json_each(?))"


def are_by_several(db: sqlite3.Connection) -> bool:
    """Whether several people put tags in the corpus, so that it is told everywhere who did."""
    sql = "select (select min(coder) from taggings) <> (select max(coder) from taggings)"
    return bool(db.execute(sql).fetchone()[0])


class Left(NamedTuple):
    """How much stands on a paragraph that was removed, the version since which it is."""

    key: str
    number: int | None  # which it had
    removed: int
    tags: int
    notes: int


def on_removed(db: sqlite3.Connection, article: int, *, private: bool = False) -> list[Left]:
    """What is left on removed paragraphs of an article, in their order."""
    sql = """
        select * from (
          select key, occurrence, number, removed,
            (select count(distinct tag) from taggings where paragraph = p.id) as tags,
            (select count(*) from notes where paragraph = p.id and (not private or ?))
              as notes
          from paragraphs p where article = ? and removed is not null order by position, id
        ) where tags or notes
    """
    rows = db.execute(sql, [private, article])
    return [
        Left(shown_key(row), row["number"], row["removed"], row["tags"], row["notes"])
        for row in rows
    ]


def taggings_on(db: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Tagging]]:
    """The taggings of paragraphs (row numbers), those of quotes in the order of their words."""
    found: defaultdict[int, list[Tagging]] = defaultdict(list)
    for paragraph, tagging in taggings(db, f"t.{_ON}", [json.dumps(paragraphs)]):
        found[paragraph].append(tagging)
    return found


def taggings(
    db: sqlite3.Connection, where: str, values: Sequence[object]
) -> list[tuple[int, Tagging]]:
    """The taggings `t` that meet a condition of ours, each with its paragraph's row."""
    sql = f"""
        select t.paragraph, t.id, tags.name, t.coder, t.created, t.origin,
          t.exact, t.prefix, t.suffix, t.start, t.gone
        from taggings t join tags on tags.id = t.tag
        where {where}
    """
    rows = sorted(db.execute(sql, values), key=_placed)
    by_rules = [row["id"] for row in rows if row["origin"] == "rule"]
    rule = by_rule.names(db, by_rules) if by_rules else {}
    return [
        (row["paragraph"], Tagging(row["id"], row["name"], row["coder"], row["created"],
                                   row["origin"], quote_of(row), row["gone"], rule.get(row["id"])))
        for row in rows
    ]  # fmt: skip


def _placed(tagging: sqlite3.Row) -> tuple[object, ...]:
    """Those of the whole paragraph first, then by place; of one place as in the codebook."""
    start = -1 if tagging["start"] is None else tagging["start"]
    return start, sorting(tagging["name"]), tagging["id"]


def notes_on(
    db: sqlite3.Connection, paragraphs: Sequence[int], *, private: bool
) -> dict[int, list[Note]]:
    """The notes on paragraphs (row numbers), oldest first."""
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for paragraph, note in _notes(db, f"n.{_ON}", [json.dumps(paragraphs)], private=private):
        found[paragraph].append(note)
    return found


def notes(
    db: sqlite3.Connection, where: str, values: Sequence[object], *, private: bool
) -> list[Note]:
    """The notes `n` that meet a condition of ours, oldest first."""
    return [note for _, note in _notes(db, where, values, private=private)]


def _notes(
    db: sqlite3.Connection, where: str, values: Sequence[object], *, private: bool
) -> Iterator[tuple[int, Note]]:
    """Each with its paragraph's row, if it is on one."""
    sql = f"""
        select n.paragraph, n.id, n.text, n.private, n.coder, n.created, n.updated,
          n.exact, n.prefix, n.suffix, n.start, n.gone, n.changed_by, tags.name as tag,
          a.slug as article, pa.slug, p.number, p.key, p.occurrence, p.removed
        from notes n
        left join tags on tags.id = n.tag
        left join articles a on a.id = n.article
        left join paragraphs p on p.id = n.paragraph
        left join articles pa on pa.id = p.article
        where ({where}) and (n.private = 0 or ?)
        order by n.created, n.number
    """
    for row in db.execute(sql, [*values, private]):
        yield row["paragraph"], _note(row)


def _note(row: sqlite3.Row) -> Note:
    return Note(
        row["id"], _on(row), row["text"], bool(row["private"]), row["coder"],
        row["created"], row["updated"], quote_of(row), row["gone"], row["changed_by"],
    )  # fmt: skip


def _on(row: sqlite3.Row) -> str:
    if row["tag"] is not None:
        return f"tag:{row['tag']}"
    if row["article"] is not None:
        return str(row["article"])
    numbered = row["number"] is not None and row["removed"] is None
    return f"{row['slug']}:{row['number'] if numbered else shown_key(row)}"


def as_they_stood(
    db: sqlite3.Connection,
    article: int,
    paragraphs: Sequence[Paragraph],
    version: int,
    *,
    private: bool,
) -> tuple[Paragraph, ...]:
    """The paragraphs (with the words of the version) with the annotations that stood on them."""
    tags, noted = (_placements(db, what, article, version) for what in ("tagging", "note"))
    moved_tags = _moved_taggings(db, tags)
    moved_notes = _moved_notes(db, noted, private=private)
    return tuple(
        replace(
            p,
            taggings=_standing(p, [*_stayed(p.taggings, tags), *moved_tags[p.id]]),
            notes=_standing(p, [*_stayed(p.notes, noted), *moved_notes[p.id]]),
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


def _moved_taggings(
    db: sqlite3.Connection, placements: dict[str, sqlite3.Row]
) -> dict[int, list[Tagging]]:
    found: defaultdict[int, list[Tagging]] = defaultdict(list)
    for id, row in placements.items():
        for _, tagging in taggings(db, "t.id = ?", [id]):
            found[row["paragraph"]].append(replace(tagging, quote=quote_of(row)))
    return found


def _moved_notes(
    db: sqlite3.Connection, placements: dict[str, sqlite3.Row], *, private: bool
) -> dict[int, list[Note]]:
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for id, row in placements.items():
        for note in notes(db, "n.id = ?", [id], private=private):
            found[row["paragraph"]].append(replace(note, quote=quote_of(row)))
    return found
