"""
Searching paragraphs by their words and by what was put on them, and notes by their words.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.corpus import annotations, noted, ranking, reading
from annotate.corpus.conditions import OPEN, Sight
from annotate.corpus.narrowing import Filters
from annotate.corpus.ranking import Ranked
from annotate.model import Note, Paragraph
from annotate.text import marking, query
from annotate.text.sought import Term

__all__ = [
    "Hit",
    "NoteHit",
    "best",
    "count",
    "count_notes",
    "found",
    "hits",
    "ids",
    "notes",
    "paragraphs",
]

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

    Without a limit all of them. Raises BadQuery for a query that cannot be asked, and of
    filters NotFound for an unknown article or tag, BadInput for an unknown role.
    """
    ranked = best(db, text, filters, most=min(offset + _most(limit), MOST_HITS), private=private)
    return hits(db, ranked, ranked.scored[offset : offset + _most(limit)], private=private)


def best(
    db: sqlite3.Connection, text: str | None, filters: Filters | None = None, *, most: int,
    private: bool = False,
) -> Ranked:  # fmt: skip
    """As `paragraphs`, before any of it is read."""
    return ranking.found(db, text, filters or Filters(), most=most, sight=Sight(private))


def found(
    db: sqlite3.Connection, text: str | None, filters: Filters, *, most: int, sight: Sight = OPEN
) -> Ranked:
    """As `paragraphs`, for a page: within a few milliseconds, or it tells what was left out."""
    return ranking.found(db, text, filters, most=most, sight=sight._replace(is_bounded=True))


def ids(
    db: sqlite3.Connection, text: str, *, private: bool = False, coming: Sequence[str] = ()
) -> list[int]:
    """
    The row ids of all paragraphs that a query finds, in the order of the corpus.

    It may ask for tags that are `coming`, which nothing has yet.
    """
    sight = Sight(private, coming=tuple(coming))
    found = ranking.first_ids(db, text, Filters(), limit=MOST_HITS, sight=sight)
    sql = """
        select p.id from json_each(?) cross join paragraphs p on p.id = value
        order by p.article, p.removed is not null, p.position
    """
    return [row[0] for row in db.execute(sql, [json.dumps(found)])]


def hits(
    db: sqlite3.Connection, ranked: Ranked, scored: Sequence[tuple[int, float]], *,
    private: bool = False,
) -> list[Hit]:  # fmt: skip
    """Some of what was found, to be shown."""
    read = reading.by_ids(db, [id for id, _ in scored], private=private)
    scores = dict(scored)
    return [Hit(p, _snippet(p.text, ranked.terms), scores[p.id]) for p in read]


def _snippet(text: str, terms: Sequence[Term]) -> str:
    return marking.snippet(text, terms) if terms else text


def _most(limit: int | None) -> int:
    return MOST_HITS if limit is None else min(limit, MOST_HITS)


def count(
    db: sqlite3.Connection, text: str | None, filters: Filters | None = None, *, most: int = 1000,
    private: bool = False, known: Ranked | None = None,
) -> int:  # fmt: skip
    """
    How many paragraphs `paragraphs` could find, counted no further than `most`.

    `known` is what it found already, which may be all.
    """
    if known and (known.is_all or len(known.scored) >= most):
        return min(len(known.scored), most)
    sight = Sight(private)
    return len(ranking.first_ids(db, text, filters or Filters(), limit=most, sight=sight))


def notes(
    db: sqlite3.Connection, text: str, *, coder: str | None = None, limit: int | None = 20,
    private: bool = False,
) -> list[NoteHit]:  # fmt: skip
    """The best notes for a query of words; private ones only when asked for."""
    wanted = noted.node(query.parse(text))
    terms = query.positive(wanted) if wanted else ()
    found = noted.found(db, wanted, coder=coder, most=_most(limit), private=private)
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
    wanted = noted.node(query.parse(text))
    return len(noted.found(db, wanted, coder=coder, most=most, private=private))
