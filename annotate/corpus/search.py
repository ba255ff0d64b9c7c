"""
Searching paragraphs and notes by their words, and paragraphs by what was put on them.

The ranking function of FTS5 (bm25) reads every hit of every word: 2.4 s for a
word that stands in 881,000 paragraphs. So a search with a word that stands in
more than COMMON paragraphs ranks the first CANDIDATES hits by density instead.
"""

import re
import sqlite3
from dataclasses import dataclass

from annotate.corpus import annotations, codebook, locate, reading
from annotate.errors import BadInput
from annotate.model import ROLES, Note, Paragraph
from annotate.text import clean, sought

__all__ = ["CANDIDATES", "COMMON", "MARK", "UNMARK", "Filters", "Hit", "NoteHit"]
__all__ += ["count", "count_notes", "ids", "notes", "paragraphs", "terms"]

MARK, UNMARK = "\x02", "\x03"  # around hits in a snippet; never in anything people type
COMMON = 5_000
CANDIDATES = 1_000
MOST_HITS = 2**40  # for no limit
SNIPPET_TOKENS = 32

_ADJACENT = re.compile(f"{UNMARK}(\\s+){MARK}")  # two hits in a row are shown as one


@dataclass(frozen=True, slots=True)
class Filters:
    """What paragraphs must have: tags (with those under them), one of the articles, …"""

    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    role: str | None = None
    coder: str | None = None
    removed: bool = False  # those whose words, or a tagged quote's, are gone, instead


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


def terms(text: str) -> tuple[str, ...]:
    """The terms of a search text as FTS5 strings, all of which must occur; empty for no words."""
    return tuple(f'"{term.words}"' + "*" * term.is_beginning for term in sought.terms(text))


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
    match, ranked = None, []
    filters = filters or Filters()
    where, values = _conditions(db, filters, searched=text is not None)
    values |= {"limit": _most(limit), "offset": offset, "candidates": _candidates(filters)}
    if text is None:
        ranked = _in_order(db, where, values)
    elif found := terms(text):
        match = values["match"] = " AND ".join(found)
        ranked = (_by_density if _is_common(db, found) else _by_bm25)(db, where, values)
    read = reading.by_ids(db, [i for i, _ in ranked], private=private)
    scores = dict(ranked)
    return [Hit(p, _snippet(db, "paragraphs_fts", match, p), scores[p.id]) for p in read]


def _most(limit: int | None) -> int:
    return MOST_HITS if limit is None else min(limit, MOST_HITS)


def count(
    db: sqlite3.Connection, text: str | None, filters: Filters | None = None, *, most: int = 1000
) -> int:
    """How many paragraphs `paragraphs` could find, counted no further than `most`."""
    return len(ids(db, text, filters or Filters(), limit=most))


def ids(db: sqlite3.Connection, text: str | None, filters: Filters, *, limit: int) -> list[int]:
    """The row ids of the first paragraphs that a search could find, unranked."""
    where, values = _conditions(db, filters, searched=text is not None)
    source = "paragraphs p where"
    if text is not None:
        source, values["match"] = _MATCHING, " AND ".join(terms(text))
        if not values["match"]:
            return []
    sql = f"select p.id from {source} {where} limit :limit"
    return [row["id"] for row in db.execute(sql, {**values, "limit": limit})]


_MATCHING = """
    paragraphs_fts f cross join paragraphs p on p.id = f.rowid
    where paragraphs_fts match :match and
"""


_REMOVED = """
    (p.removed is not null or p.id in (select paragraph from taggings where gone is not null))
"""


def _conditions(
    db: sqlite3.Connection, filters: Filters, *, searched: bool
) -> tuple[str, dict[str, object]]:
    id = "f.rowid" if searched else "p.id"  # FTS5 skips what its own rowid leaves out
    conditions, values = [_REMOVED if filters.removed else "p.removed is null"], {}
    if filters.articles:
        articles = ", ".join(str(locate.article(db, a)["id"]) for a in filters.articles)
        low, high = db.execute(
            f"select min(id), max(id) from paragraphs where article in ({articles})"
        ).fetchone()
        # the range is for the index, the articles are what is meant
        conditions.append(f"p.article in ({articles}) and {id} between :low and :high")
        values = {"low": low, "high": high}
    if filters.role is not None:
        if filters.role not in ROLES:
            raise BadInput(f"no role {filters.role!r}; roles are {', '.join(ROLES)}")
        conditions.append("p.role = :role")
        values["role"] = filters.role
    wanted = [(words, "") for words in filters.tags] + [(w, "not ") for w in filters.not_tags]
    for words, negation in wanted:
        ids = ", ".join(str(i) for i in _tag_ids(db, words))
        whose = " and t.coder = :coder" if filters.coder else ""
        if filters.removed and not negation:
            whose += " and (t.gone is not null or p.removed is not null)"
        conditions.append(
            f"{id} {negation}in (select t.paragraph from taggings t where t.tag in ({ids}){whose})"
        )
    if filters.coder is not None:
        values["coder"] = clean.line(filters.coder)
        if not filters.tags:
            conditions.append(f"{id} in (select paragraph from taggings where coder = :coder)")
    return " and ".join(conditions), values


def _tag_ids(db: sqlite3.Connection, words: str) -> list[int]:
    return [row["id"] for row in codebook.branch(db, words)]


_Ranked = list[tuple[int, float]]


def _in_order(db: sqlite3.Connection, where: str, values: dict[str, object]) -> _Ranked:
    sql = f"""
        select p.id, 0.0 from paragraphs p where {where}
        order by p.article, p.position limit :limit offset :offset
    """
    return [tuple(row) for row in db.execute(sql, values)]


def _is_common(db: sqlite3.Connection, found: tuple[str, ...]) -> bool:
    sql = "select 1 from paragraphs_fts where paragraphs_fts match ? limit 1 offset ?"
    return any(db.execute(sql, [term, COMMON]).fetchone() for term in found)


def _by_bm25(db: sqlite3.Connection, where: str, values: dict[str, object]) -> _Ranked:
    sql = f"""
        select p.id, -bm25(paragraphs_fts) as score
        from {_MATCHING} {where}
        order by score desc, p.id limit :limit offset :offset
    """
    return [tuple(row) for row in db.execute(sql, values)]


def _candidates(filters: Filters) -> int:
    """FTS5 looks each tagged paragraph up by itself: fewer are asked for."""
    return CANDIDATES // 5 if filters.tags or filters.coder else CANDIDATES


def _by_density(db: sqlite3.Connection, where: str, values: dict[str, object]) -> _Ranked:
    """Hits per character; 200 characters more in each, lest the shortest always win."""
    sql = f"""
        select id, 100.0 * (length(marked) - length(text)) / (200 + length(text)) as score
        from (
          select p.id, p.text, highlight(paragraphs_fts, 0, '', char(2)) as marked
          from {_MATCHING} {where}
          limit max(:candidates, :limit + :offset)
        )
        order by score desc, id limit :limit offset :offset
    """
    return [tuple(row) for row in db.execute(sql, values)]


def _snippet(db: sqlite3.Connection, table: str, match: str | None, paragraph: Paragraph) -> str:
    if match is None:
        return paragraph.text
    return _snippet_of_row(db, table, match, paragraph.id)


def _snippet_of_row(db: sqlite3.Connection, table: str, match: str, rowid: int) -> str:
    sql = f"""
        select snippet({table}, 0, char(2), char(3), '…', {SNIPPET_TOKENS})
        from {table} where {table} match ? and rowid = ?
    """
    row = db.execute(sql, [match, rowid]).fetchone()
    return _ADJACENT.sub(r"\1", row[0]) if row else ""


def notes(
    db: sqlite3.Connection, text: str, *, coder: str | None = None, limit: int | None = 20,
    private: bool = False,
) -> list[NoteHit]:  # fmt: skip
    """The best notes for a search text; private ones only when asked for."""
    match = " AND ".join(terms(text))
    if not match:
        return []
    sql = f"""
        select n.number, n.id, -bm25(notes_fts) as score from {_NOTES}
        order by score desc, n.number limit :limit
    """
    values = {"match": match, "private": private, "coder": coder and clean.line(coder)}
    rows = db.execute(sql, {**values, "limit": _most(limit)}).fetchall()
    return [_note_hit(db, match, row) for row in rows]


def count_notes(
    db: sqlite3.Connection, text: str, *, coder: str | None = None, most: int = 1000,
    private: bool = False,
) -> int:  # fmt: skip
    """How many notes `notes` could find, counted no further than `most`."""
    match = " AND ".join(terms(text))
    if not match:
        return 0
    values = {"match": match, "private": private, "coder": coder and clean.line(coder)}
    sql = f"select count(*) from (select 1 from {_NOTES} limit :most)"
    return int(db.execute(sql, {**values, "most": most}).fetchone()[0])


_NOTES = """
    notes_fts f cross join notes n on n.number = f.rowid
    where notes_fts match :match and (n.private = 0 or :private)
      and (:coder is null or n.coder = :coder)
"""


def _note_hit(db: sqlite3.Connection, match: str, row: sqlite3.Row) -> NoteHit:
    [note] = annotations.notes(db, "n.id = ?", [row["id"]], private=True)
    snippet = _snippet_of_row(db, "notes_fts", match, row["number"])
    return NoteHit(note, snippet, row["score"])
