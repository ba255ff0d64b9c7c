"""
Notes by their words.
"""

import sqlite3

from annotate.corpus import coders, matching
from annotate.errors import BadQuery
from annotate.text import marking, query, unspaced
from annotate.text.query import All, Either, Field, Node, Not, Query
from annotate.text.sought import Term

__all__ = ["found", "node"]


def node(said: Query) -> Node | None:
    """What a query looks for in notes; raises BadQuery for a field, as notes have none."""
    for each in query.walk(said.node) if said.node else ():
        if isinstance(each, Field):
            told = "in notes words alone are looked for; --coder says whose they are"
            raise BadQuery(told, said.text, each.at or 0)
    return said.node


def found(
    db: sqlite3.Connection, wanted: Node | None, *, coder: str | None = None, most: int,
    private: bool,
) -> list[tuple[str, float]]:  # fmt: skip
    """Ids of notes with their scores, best first."""
    if wanted is None:
        return []
    values = {"private": private, "coder": coder and coders.called(db, coder)}
    terms = query.positive(wanted)
    if query.is_words(wanted) and not any(unspaced.has(term.words) for term in terms):
        sql = f"""
            select n.id, -bm25(notes_fts) as score
            from notes_fts f cross join notes n on n.number = f.rowid
            where notes_fts match :match and {_WHOSE} order by score desc, n.number limit :most
        """
        match = matching.plain(query.conjuncts(wanted))
        rows = db.execute(sql, {**values, "match": match, "most": most})
        return [(row[0], row[1]) for row in rows]
    # without blanks, or without a word, they are read: they are few
    rows = db.execute(f"select n.id, n.text from notes n where {_WHOSE}", values)
    read = ((id, _score(text, terms)) for id, text in rows if _has(wanted, text))
    return sorted(read, key=lambda each: (-each[1], each[0]))[:most]


_WHOSE = "(n.private = 0 or :private) and (:coder is null or n.coder = :coder)"


def _score(text: str, terms: tuple[Term, ...]) -> float:
    return sum(marking.count(text, [term]) for term in terms) / (200 + len(text))


def _has(wanted: Node, text: str) -> bool:
    """Whether a text has what a query without fields asks for."""
    if isinstance(wanted, Term):
        return marking.count(text, [wanted]) > 0
    if isinstance(wanted, Not):
        return not _has(wanted.of, text)
    assert isinstance(wanted, All | Either)
    return (all if isinstance(wanted, All) else any)(_has(each, text) for each in wanted.of)
