"""
What paragraphs must have besides words, as said by options; and searching the few that have it.

Where a tag or an article leaves few paragraphs, or what else is asked does, these are put
into an index of their own for the moment: 25 µs each, whatever is looked for in them. So
are those with a tag where the words stand in many: to find each among their hits takes the
large index of two million paragraphs 80 µs.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from annotate.corpus.matching import MAIN, Match
from annotate.text.query import Either, Field, Node, Not, joined

__all__ = ["FEW", "LED", "Filters", "Where", "among", "few", "led", "listed", "marked"]

FEW = 200  # paragraphs that are searched by themselves
LED = 50_000  # taggings by which all that have a tag are gone through


@dataclass(frozen=True, slots=True)
class Filters:
    """What paragraphs must have: tags (with those under them), one of the articles, …"""

    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    role: str | None = None
    coder: str | None = None
    removed: bool = False  # those whose words, or a tagged quote's, are gone, instead

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The same as fields of a query, all of which must hold."""
        found: list[Node] = [Field("tag", words) for words in self.tags]
        found += [Not(Field("tag", words)) for words in self.not_tags]
        if self.articles:
            found.append(joined(Either, tuple(Field("article", a) for a in self.articles)))
        said = {"role": self.role, "coder": self.coder, "is": "removed" if self.removed else None}
        return (*found, *(Field(name, value) for name, value in said.items() if value is not None))


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on `paragraphs p` with its values, and the ranges and tags that it is from."""

    sql: str
    values: dict[str, object]
    articles: tuple[int, ...] = ()
    low: int = 0
    high: int = 2**62
    tags: tuple[tuple[int, ...], ...] = ()
    is_dear: bool = False  # it asks an index of words for each paragraph


def listed(ids: Sequence[int]) -> str:
    """Numbers as SQL has them between brackets."""
    return ", ".join(map(str, ids))


def few(db: sqlite3.Connection, wanted: Where) -> list[int] | None:
    """The paragraphs that a tag or the articles leave, if they are few; else None."""
    for ids in wanted.tags:
        sql = f"select paragraph from taggings where tag in ({listed(ids)}) limit {2 * FEW}"
        found = [row[0] for row in db.execute(sql)]
        if len(found) < 2 * FEW and len(set(found)) <= FEW:
            return sorted(set(found))
    if wanted.articles:
        sql = f"""
            select id from paragraphs where article in ({listed(wanted.articles)})
            limit {FEW + 1}
        """
        found = [row[0] for row in db.execute(sql)]
        return found if len(found) <= FEW else None
    return None


def led(db: sqlite3.Connection, wanted: Where) -> tuple[int, str] | None:
    """How many taggings the rarest of the tags has, and its paragraphs in SQL; None: too many."""
    sql = "select coalesce(sum(taggings + removed), 0) from tags where id in ({})"
    counts = [(db.execute(sql.format(listed(ids))).fetchone()[0], ids) for ids in wanted.tags]
    count, ids = min(counts, default=(LED + 1, ()))
    if count > LED:
        return None
    return count, f"select paragraph from taggings where tag in ({listed(ids)})"


def among(
    db: sqlite3.Connection, match: Match, ids: Sequence[int], wanted: Where
) -> list[tuple[int, float]]:
    """Of these paragraphs those that match and have what is wanted, ranked by bm25."""
    with _apart(db, match, ids, wanted, content="content='',"):
        sql = """
            select rowid, -bm25(few_fts) as score from temp.few_fts
            where few_fts match ? order by score desc, rowid
        """
        return [(row[0], row[1]) for row in db.execute(sql, [match.text])]


def marked(
    db: sqlite3.Connection, match: Match, ids: Sequence[int], wanted: Where
) -> list[tuple[int, str]]:
    """The same with their texts, with a sign behind every hit, in the order of their ids."""
    with _apart(db, match, ids, wanted):
        sql = """
            select rowid, highlight(few_fts, 0, '', char(2)) from temp.few_fts
            where few_fts match ? order by rowid
        """
        return [(row[0], row[1]) for row in db.execute(sql, [match.text])]


@contextmanager
def _apart(
    db: sqlite3.Connection, match: Match, ids: Sequence[int], wanted: Where, content: str = ""
) -> Iterator[None]:
    """Those of these paragraphs that have what is wanted are in an index of their own."""
    main = match.table == MAIN
    source = "" if main else "join unspaced u on u.paragraph = p.id"
    categories = "" if main else " categories 'L* N* Co M*'"
    db.execute("savepoint narrow")
    try:
        db.execute(
            f"create virtual table temp.few_fts using fts5 (text, {content}"
            f' tokenize="unicode61 remove_diacritics 2{categories}")'
        )
        db.execute(
            f"""
            insert into temp.few_fts (rowid, text)
            select p.id, {"p" if main else "u"}.text
            from json_each(:ids) j cross join paragraphs p on p.id = j.value {source}
            where {wanted.sql}
            """,
            {**wanted.values, "ids": json.dumps(list(ids))},
        )
        yield
    finally:
        db.execute("rollback to narrow")
        db.execute("release narrow")
