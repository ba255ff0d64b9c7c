"""
What paragraphs must have besides words, as conditions; and searching the few that have it.

Where a tag or an article leaves few paragraphs, or what else is asked does, these are put
into an index of their own for the moment: 25 µs each, whatever is looked for in them.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.corpus import codebook, coders, locate
from annotate.corpus.matching import MAIN, Match
from annotate.errors import BadInput
from annotate.model import ROLES

__all__ = ["FEW", "Filters", "Where", "among", "few", "where"]

FEW = 200  # paragraphs that are searched by themselves


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
class Where:
    """A condition on `paragraphs p` with its values, and the ranges and tags that it is from."""

    sql: str
    values: dict[str, object]
    articles: tuple[int, ...] = ()
    low: int = 0
    high: int = 2**62
    tags: tuple[tuple[int, ...], ...] = ()


_REMOVED = """
    (p.removed is not null or p.id in (select paragraph from taggings where gone is not null))
"""


def where(db: sqlite3.Connection, filters: Filters) -> Where:
    """Raises NotFound for an unknown article or tag, BadInput for an unknown role."""
    conditions = [_REMOVED if filters.removed else "p.removed is null"]
    values: dict[str, object] = {}
    articles = tuple(locate.article(db, words)["id"] for words in filters.articles)
    low, high = 0, 2**62
    if articles:
        among = f"article in ({_listed(articles)})"
        sql = f"select min(id), max(id) from paragraphs where {among}"
        low, high = (i or 0 for i in db.execute(sql).fetchone())
        # the range is for the index, the articles are what is meant
        conditions.append(f"p.{among} and p.id between {low} and {high}")
    if filters.role is not None:
        if filters.role not in ROLES:
            raise BadInput(f"no role {filters.role!r}; roles are {', '.join(ROLES)}")
        conditions.append("p.role = :role")
        values["role"] = filters.role
    tags = tuple(_branch(db, words) for words in filters.tags)
    conditions += [_tagged(filters, ids) for ids in tags]
    conditions += [f"not {_tagged(filters, _branch(db, w), '')}" for w in filters.not_tags]
    if filters.coder is not None:
        values["coder"] = coders.called(db, filters.coder)
        if not filters.tags:
            conditions.append(_BY_CODER)
    return Where(" and ".join(conditions), values, articles, low, high, tags)


_BY_CODER = "exists (select 1 from taggings t where t.paragraph = p.id and t.coder = :coder)"


def _branch(db: sqlite3.Connection, words: str) -> tuple[int, ...]:
    return tuple(row["id"] for row in codebook.branch(db, words))


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids))


def _tagged(filters: Filters, ids: Sequence[int], gone: str | None = None) -> str:
    whose = " and t.coder = :coder" if filters.coder is not None else ""
    if filters.removed and gone is None:
        whose += " and (t.gone is not null or p.removed is not null)"
    # by the paragraph's own taggings: a tag may have as many as the corpus has paragraphs
    return f"""exists (
      select 1 from taggings t where t.paragraph = p.id and +t.tag in ({_listed(ids)}){whose}
    )"""


def few(db: sqlite3.Connection, wanted: Where) -> list[int] | None:
    """The paragraphs that a tag or the articles leave, if they are few; else None."""
    for ids in wanted.tags:
        sql = f"select paragraph from taggings where tag in ({_listed(ids)}) limit {2 * FEW}"
        found = [row[0] for row in db.execute(sql)]
        if len(found) < 2 * FEW and len(set(found)) <= FEW:
            return sorted(set(found))
    if wanted.articles:
        sql = f"""
            select id from paragraphs where article in ({_listed(wanted.articles)})
            limit {FEW + 1}
        """
        found = [row[0] for row in db.execute(sql)]
        return found if len(found) <= FEW else None
    return None


def among(
    db: sqlite3.Connection, match: Match, ids: Sequence[int], wanted: Where
) -> list[tuple[int, float]]:
    """Of these paragraphs those that match and have what is wanted, ranked by bm25."""
    main = match.table == MAIN
    source = "" if main else "join unspaced u on u.paragraph = p.id"
    categories = "" if main else " categories 'L* N* Co M*'"
    db.execute("savepoint narrow")
    try:
        db.execute(
            "create virtual table temp.few_fts using fts5 (text, content='',"
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
        sql = """
            select rowid, -bm25(few_fts) as score from temp.few_fts
            where few_fts match ? order by score desc, rowid
        """
        return [(row[0], row[1]) for row in db.execute(sql, [match.text])]
    finally:
        db.execute("rollback to narrow")
        db.execute("release narrow")
