"""
Reading articles and paragraphs with everything people put on them.

Private notes are left out unless asked for: the site never asks.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotate.corpus import addresses, locate
from annotate.corpus.rows import as_article, quote_of, shown_key
from annotate.errors import NotFound
from annotate.model import Note, Paragraph, Reading, Tagging, Version

__all__ = ["article", "by_ids", "notes_where", "taggings_where"]

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
        from annotate.corpus import earlier  # which reads with the functions below

        now = _with_annotations(db, rows, private=private)
        paragraphs = earlier.as_it_was(db, row["id"], now, number, private=private)
    return Reading(
        as_article(row),
        versions[number - 1],
        versions,
        paragraphs,
        tuple(notes_where(db, "n.article = ?", [row["id"]], private=private)),
        addresses.of(db, row["id"]),
    )


def by_ids(
    db: sqlite3.Connection, ids: Sequence[int], *, private: bool = False
) -> tuple[Paragraph, ...]:
    """The paragraphs with these row ids, in the order of the ids."""
    rows = [row for chunk in _chunks(ids) for row in _rows(db, chunk)]
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


def _rows(db: sqlite3.Connection, ids: Sequence[int]) -> list[sqlite3.Row]:
    sql = f"""
        select p.id, a.slug, {_of("p")}, p.removed
        from paragraphs p join articles a on a.id = p.article
        where p.id in ({_marks(ids)})
    """
    return db.execute(sql, ids).fetchall()


def _with_annotations(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row], *, private: bool
) -> tuple[Paragraph, ...]:
    ids = [row["id"] for row in rows]
    taggings, notes = _taggings(db, ids), _notes(db, ids, private=private)
    return tuple(
        Paragraph(
            row["id"], row["slug"], shown_key(row), row["position"], row["number"], row["role"],
            row["text"], row["start"], row["end"], row["removed"], row["page"],
            tuple(taggings.get(row["id"], ())), tuple(notes.get(row["id"], ())),
        )
        for row in rows
    )  # fmt: skip


def _taggings(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Tagging]]:
    found: dict[int, list[Tagging]] = defaultdict(list)
    for chunk in _chunks(ids):
        for paragraph, tagging in taggings_where(db, f"t.paragraph in ({_marks(chunk)})", chunk):
            found[paragraph].append(tagging)
    return found


def taggings_where(
    db: sqlite3.Connection, where: str, values: Sequence[object]
) -> list[tuple[int, Tagging]]:
    """The taggings `t` that meet a condition of ours, each with its paragraph's row."""
    sql = f"""
        select t.paragraph, t.id, tags.name, t.coder, t.created, t.origin,
          t.exact, t.prefix, t.suffix, t.start, t.gone
        from taggings t join tags on tags.id = t.tag
        where {where} order by t.start, tags.name, t.id
    """
    return [
        (row["paragraph"], Tagging(row["id"], row["name"], row["coder"], row["created"],
                                   row["origin"], quote_of(row), row["gone"]))
        for row in db.execute(sql, values)
    ]  # fmt: skip


def _notes(db: sqlite3.Connection, ids: Sequence[int], *, private: bool) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = defaultdict(list)
    for chunk in _chunks(ids):
        sql = f"select paragraph, id from notes where paragraph in ({_marks(chunk)}) order by id"
        owner = {row["id"]: row["paragraph"] for row in db.execute(sql, chunk)}
        if owner:
            where = f"n.paragraph in ({_marks(chunk)})"
            for note in notes_where(db, where, chunk, private=private):
                found[owner[note.id]].append(note)
    return found


def notes_where(
    db: sqlite3.Connection, where: str, values: Sequence[object], *, private: bool
) -> list[Note]:
    """The notes `n` that meet a condition of ours, oldest first."""
    sql = f"""
        select n.id, n.text, n.private, n.coder, n.created, n.updated,
          n.exact, n.prefix, n.suffix, n.start, n.gone, tags.name as tag, a.slug as article,
          pa.slug, p.number, p.key, p.occurrence, p.removed
        from notes n
        left join tags on tags.id = n.tag
        left join articles a on a.id = n.article
        left join paragraphs p on p.id = n.paragraph
        left join articles pa on pa.id = p.article
        where ({where}) and (n.private = 0 or ?)
        order by n.id
    """
    return [_note(row) for row in db.execute(sql, [*values, private])]


def _note(row: sqlite3.Row) -> Note:
    return Note(
        row["id"], _on(row), row["text"], bool(row["private"]), row["coder"],
        row["created"], row["updated"], quote_of(row), row["gone"],
    )  # fmt: skip


def _on(row: sqlite3.Row) -> str:
    if row["tag"] is not None:
        return f"tag:{row['tag']}"
    if row["article"] is not None:
        return str(row["article"])
    numbered = row["number"] is not None and row["removed"] is None
    return f"{row['slug']}:{row['number'] if numbered else shown_key(row)}"


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[i : i + size] for i in range(0, len(ids), size))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
