"""
Searching paragraphs and notes by their words, and paragraphs by what was put on them.

A search text is words that must all occur, "quoted phrases", and beginnings*
with a star. Nothing in it is an operator or an error.

The ranking function of FTS5 (bm25) reads every hit of every word: 2.4 s for a
word that stands in 881,000 paragraphs. So a search with a word that stands in
more than COMMON paragraphs ranks the first CANDIDATES hits by density instead.
"""

import re
import sqlite3
from dataclasses import dataclass
from itertools import islice

from annotate.corpus import annotations, codebook, locate, reading
from annotate.errors import BadInput
from annotate.model import ROLES, Note, Paragraph
from annotate.text import clean

__all__ = ["CANDIDATES", "COMMON", "MARK", "UNMARK", "Filters", "Hit", "NoteHit", "Terms"]
__all__ += ["count", "ids", "notes", "paragraphs", "terms"]

MARK, UNMARK = "\x02", "\x03"  # around hits in a snippet; never in anything people type
COMMON = 5_000
CANDIDATES = 1_000
MOST_TERMS = 100  # of a search text; a pasted page is found by its beginning
SNIPPET_TOKENS = 32

_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_ADJACENT = re.compile(f"{UNMARK}(\\s+){MARK}")  # two hits in a row are shown as one
_TYPOGRAPHIC = str.maketrans("“”„‟«»", '""""""')


@dataclass(frozen=True, slots=True)
class Filters:
    """What paragraphs must have: tags (with those under them), an article, a role, a coder."""

    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    article: str | None = None
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


Terms = tuple[str, ...]


def terms(text: str) -> Terms:
    """The terms of a search text as FTS5 strings, all of which must occur; empty for no words."""
    found = _WORDS.findall(text.translate(_TYPOGRAPHIC))
    made = filter(None, (_phrase(p) if p else _word(w) for p, w in found))
    return tuple(islice(dict.fromkeys(made), MOST_TERMS))


def _word(word: str) -> str:
    phrase = _phrase(word)
    return f"{phrase}*" if phrase and word.endswith("*") else phrase


def _phrase(words: str) -> str:
    words = clean.line(words)
    return f'"{words}"' if any(c.isalnum() for c in words) else ""


def paragraphs(
    db: sqlite3.Connection,
    text: str | None,
    filters: Filters | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    private: bool = False,
) -> list[Hit]:
    """
    The best paragraphs for a search text, or with None all that pass the filters, in order.

    Raises NotFound for an unknown article or tag, BadInput for an unknown role.
    """
    match, ranked = None, []
    filters = filters or Filters()
    where, values = _conditions(db, filters, searched=text is not None)
    values |= {"limit": limit, "offset": offset, "candidates": _candidates(filters)}
    if text is None:
        ranked = _in_order(db, where, values)
    elif found := terms(text):
        match = values["match"] = " AND ".join(found)
        ranked = (_by_density if _is_common(db, found) else _by_bm25)(db, where, values)
    read = reading.by_ids(db, [i for i, _ in ranked], private=private)
    scores = dict(ranked)
    return [Hit(p, _snippet(db, "paragraphs_fts", match, p), scores[p.id]) for p in read]


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
    if filters.article is not None:
        article = locate.article(db, filters.article)["id"]
        low, high = db.execute(
            "select min(id), max(id) from paragraphs where article = ?", [article]
        ).fetchone()
        # the range is for the index, the article is what is meant
        conditions.append(f"p.article = :article and {id} between :low and :high")
        values = {"article": article, "low": low, "high": high}
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


def _is_common(db: sqlite3.Connection, found: Terms) -> bool:
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
    db: sqlite3.Connection, text: str, *, coder: str | None = None, limit: int = 20,
    private: bool = False,
) -> list[NoteHit]:  # fmt: skip
    """The best notes for a search text; private ones only when asked for."""
    found = terms(text)
    if not found:
        return []
    match = " AND ".join(found)
    sql = """
        select n.number, n.id, -bm25(notes_fts) as score
        from notes_fts f cross join notes n on n.number = f.rowid
        where notes_fts match :match and (n.private = 0 or :private)
          and (:coder is null or n.coder = :coder)
        order by score desc, n.number limit :limit
    """
    values = {
        "match": match,
        "private": private,
        "coder": coder and clean.line(coder),
        "limit": limit,
    }
    return [_note_hit(db, match, row) for row in db.execute(sql, values).fetchall()]


def _note_hit(db: sqlite3.Connection, match: str, row: sqlite3.Row) -> NoteHit:
    [note] = annotations.notes(db, "n.id = ?", [row["id"]], private=True)
    snippet = _snippet_of_row(db, "notes_fts", match, row["number"])
    return NoteHit(note, snippet, row["score"])
