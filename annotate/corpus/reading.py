"""
Reading articles and paragraphs with everything people put on them.

Private notes are left out unless asked for: the site never asks.
"""

import json
import sqlite3
from collections.abc import Sequence

from annotate.corpus import addresses, annotations, locate
from annotate.corpus.rows import as_article, shown_key
from annotate.errors import NotFound
from annotate.model import Paragraph, Reading, Version

__all__ = ["article", "by_ids"]

_COLUMNS = 'key, occurrence, position, number, role, text, start, "end", page'


def article(
    db: sqlite3.Connection, name: str, *, version: int | None = None, private: bool = False
) -> Reading:
    """An article (slug, prefix or row number) as a version has it; raises NotFound or Ambiguous."""
    row = locate.article(db, name)
    versions = _versions(db, row["id"])
    number = version or row["version"]
    if not 1 <= number <= len(versions):
        raise NotFound(f"no version {number} of {row['slug']}; it has {len(versions)}")
    rows = _standing(db, row, number)
    if number == row["version"]:
        paragraphs = _with_annotations(db, rows, private=private)
    else:
        now = _with_annotations(db, rows, private=private)
        paragraphs = annotations.as_they_stood(db, row["id"], now, number, private=private)
    return Reading(
        as_article(row),
        versions[number - 1],
        versions,
        paragraphs,
        tuple(annotations.notes(db, "n.article = ?", [row["id"]], private=private)),
        addresses.of(db, row["id"]),
    )


def by_ids(
    db: sqlite3.Connection, ids: Sequence[int], *, private: bool = False
) -> tuple[Paragraph, ...]:
    """The paragraphs with these row ids, in the order of the ids."""
    sql = f"""
        select p.id, a.slug, {_of("p")}, p.removed
        from paragraphs p join articles a on a.id = p.article
        where p.id in (select value from json_each(?))
    """
    rows = db.execute(sql, [json.dumps(ids)]).fetchall()
    found = {p.id: p for p in _with_annotations(db, rows, private=private)}
    return tuple(found[i] for i in ids if i in found)


def _versions(db: sqlite3.Connection, article: int) -> tuple[Version, ...]:
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? order by number
    """
    return tuple(Version(*row) for row in db.execute(sql, [article]))


def _standing(db: sqlite3.Connection, row: sqlite3.Row, version: int) -> list[sqlite3.Row]:
    """The article's paragraphs as the version had them, in order."""
    if version == row["version"]:
        sql = f"""
            select id, :slug as slug, {_COLUMNS}, removed from paragraphs
            where article = :article and removed is null order by position
        """
    else:
        sql = f"""
            select id, :slug as slug, {_COLUMNS}, removed from paragraphs
            where article = :article and version <= :version
              and coalesce(removed, :version + 1) > :version
            union all
            select w.paragraph, :slug, {_of("w")}, p.removed
            from wordings w join paragraphs p on p.id = w.paragraph
            where w.article = :article and :version between from_version and to_version
            order by position
        """
    values = {"slug": row["slug"], "article": row["id"], "version": version}
    return db.execute(sql, values).fetchall()


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in _COLUMNS.split(", "))


def _with_annotations(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row], *, private: bool
) -> tuple[Paragraph, ...]:
    ids = [row["id"] for row in rows]
    taggings = annotations.taggings_on(db, ids)
    notes = annotations.notes_on(db, ids, private=private)
    return tuple(
        Paragraph(
            row["id"], row["slug"], shown_key(row), row["position"], row["number"], row["role"],
            row["text"], row["start"], row["end"], row["removed"], row["page"],
            tuple(taggings.get(row["id"], ())), tuple(notes.get(row["id"], ())),
        )
        for row in rows
    )  # fmt: skip
