"""
Searching paragraphs by their words and by what was put on them, and notes by their words.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.corpus import annotations, coders, matching, ranking, reading
from annotate.corpus.narrowing import Filters
from annotate.corpus.ranking import Ranked
from annotate.model import Note, Paragraph
from annotate.text import marking, sought, unspaced

__all__ = ["Hit", "NoteHit", "count", "count_notes", "found", "hits", "notes", "paragraphs"]

MOST_HITS = 2**40  # for no limit


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found; the snippet has its hits between MARK and UNMARK, more score is better."""

    paragraph: Paragraph
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note found."""

    note: Note
    snippet: str
    score: float


def paragraphs(
    db: sqlite3.Connection,
    text: str | None,
    filters: Filters | None = None,
    *,
    limit: int | None = 20,
    offset: int = 0,
    private: bool = False,
) -> list[Hit]:
    """
    The best paragraphs for a search text, or with None all that pass the filters, in order.

    Without a limit all of them. Raises NotFound for an unknown article or tag, BadInput
    for an unknown role.
    """
    most = _most(limit)
    ranked = ranking.found(db, text, filters or Filters(), most=min(offset + most, MOST_HITS))
    return hits(db, ranked, ranked.scored[offset : offset + most], private=private)


def found(db: sqlite3.Connection, text: str | None, filters: Filters, *, most: int) -> Ranked:
    """As `paragraphs`, for a page: within a few milliseconds, or it tells what was left out."""
    return ranking.found(db, text, filters, most=most, is_bounded=True)


def hits(
    db: sqlite3.Connection, ranked: Ranked, scored: Sequence[tuple[int, float]], *,
    private: bool = False,
) -> list[Hit]:  # fmt: skip
    """Some of what was found, to be shown."""
    read = reading.by_ids(db, [id for id, _ in scored], private=private)
    scores = dict(scored)
    return [Hit(p, _snippet(p.text, ranked.terms), scores[p.id]) for p in read]


def _snippet(text: str, terms: Sequence[sought.Term]) -> str:
    return marking.snippet(text, terms) if terms else text


def _most(limit: int | None) -> int:
    return MOST_HITS if limit is None else min(limit, MOST_HITS)


def count(
    db: sqlite3.Connection, text: str | None, filters: Filters | None = None, *, most: int = 1000
) -> int:
    """How many paragraphs `paragraphs` could find, counted no further than `most`."""
    return len(ranking.first_ids(db, text, filters or Filters(), limit=most))


def notes(
    db: sqlite3.Connection, text: str, *, coder: str | None = None, limit: int | None = 20,
    private: bool = False,
) -> list[NoteHit]:  # fmt: skip
    """The best notes for a search text; private ones only when asked for."""
    terms = sought.terms(text)
    found = _notes(db, terms, coder, _most(limit), private=private)
    return [
        NoteHit(note, marking.snippet(note.text, terms), score)
        for id, score in found
        for note in annotations.notes(db, "n.id = ?", [id], private=True)
    ]


def count_notes(
    db: sqlite3.Connection, text: str, *, coder: str | None = None, most: int = 1000,
    private: bool = False,
) -> int:  # fmt: skip
    """How many notes `notes` could find, counted no further than `most`."""
    return len(_notes(db, sought.terms(text), coder, most, private=private))


def _notes(
    db: sqlite3.Connection, terms: tuple[sought.Term, ...], coder: str | None, most: int, *,
    private: bool,
) -> list[tuple[str, float]]:  # fmt: skip
    """Ids of notes with their scores. Without blanks they are read: they are few."""
    if not terms:
        return []
    values = {"private": private, "coder": coder and coders.called(db, coder)}
    if any(unspaced.has(term.words) for term in terms):
        rows = db.execute(f"select n.id, n.text from notes n where {_WHOSE}", values)
        found = ((id, marking.count(text, terms) / (200 + len(text))) for id, text in rows)
        return sorted((each for each in found if each[1]), key=lambda e: (-e[1], e[0]))[:most]
    sql = f"""
        select n.id, -bm25(notes_fts) as score
        from notes_fts f cross join notes n on n.number = f.rowid
        where notes_fts match :match and {_WHOSE} order by score desc, n.number limit :most
    """
    rows = db.execute(sql, {**values, "match": matching.plain(terms), "most": most})
    return [(row[0], row[1]) for row in rows]


_WHOSE = "(n.private = 0 or :private) and (:coder is null or n.coder = :coder)"
