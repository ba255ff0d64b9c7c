"""
The paragraphs under a tag in reading order, a page of them.

Where the tag stands often, by going through the articles from a place on: a page costs the
same however often that is, and however far behind it begins. Where it is rarer, all of its
paragraphs are sorted, once for all pages until the corpus is another.
"""

import json
import sqlite3
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from annotate.corpus import history, reading, tag_rows
from annotate.model import Paragraph

__all__ = ["page"]

SORTING = 5  # times as long as going past a paragraph takes sorting of one
SPARSE = 3  # times the articles that would do if all were tagged alike


class _Place(NamedTuple):
    """By what paragraphs are sorted."""

    article: int
    is_removed: int
    position: int
    id: int


def page(
    db: sqlite3.Connection, name: str, *, limit: int, offset: int = 0,
    after: int | None = None, before: int | None = None,
) -> tuple[Paragraph, ...]:  # fmt: skip
    """
    The paragraphs with a tag or one under it, in reading order, from the offset on.

    Or from behind a paragraph (its row number), or as many as stand before one.
    """
    rows = tag_rows.under(db, name, "id, taggings, removed")
    tags, on = json.dumps([r["id"] for r in rows]), sum(r["taggings"] + r["removed"] for r in rows)
    beside = _place(db, after or before)
    is_back = beside is not None and not after
    if _is_dense(db, on, limit + offset):
        found = _walked(db, tags, on, beside, limit, offset, is_back=is_back)
        if found is not None:
            return reading.by_ids(db, found)
    places = _in_order(db, history.revision(db), tags)
    if beside is not None:
        offset = bisect_right(places, beside, key=lambda each: _place(db, each) or beside)
    if is_back:
        offset -= offset > 0 and places[offset - 1] == before
        offset, limit = max(0, offset - limit), min(offset, limit)
    return reading.by_ids(db, places[offset : offset + limit])


def _place(db: sqlite3.Connection, id: int | None) -> _Place | None:
    sql = "select article, removed is not null, position, id from paragraphs where id = ?"
    row = db.execute(sql, [id]).fetchone() if id else None
    return _Place(*row) if row else None


def _is_dense(db: sqlite3.Connection, on: int, wanted: int) -> bool:
    """Whether it takes longer to sort all than to go past what stands between so many."""
    [paragraphs] = db.execute("select max(id) from paragraphs").fetchone()
    return SORTING * on * on > wanted * (paragraphs or 0)


@lru_cache(maxsize=16)
def _in_order(
    db: sqlite3.Connection, _revision: tuple[int | str | None, int | None], tags: str
) -> "array[int]":
    """The row numbers of all paragraphs with one of the tags, kept until the corpus is another."""
    return array("q", [row["id"] for row in db.execute(_IN_ORDER, {"tags": tags})])


_KEY = ("p.article", "p.removed is not null", "p.position", "p.id")
_IN_ORDER = f"""
    select distinct {", ".join(_KEY)} from taggings t cross join paragraphs p on p.id = t.paragraph
    where t.tag in (select value from json_each(:tags)) order by {", ".join(_KEY)}
"""
_WALKED = """
    select p.id from paragraphs p
    where p.article between :first and :last and {} and exists (
      select 1 from taggings t
      where t.paragraph = p.id and +t.tag in (select value from json_each(:tags))
    )
    order by {} limit :limit offset :offset
"""
_BESIDE = "(:article, :is_removed, :position, :id)"


def _walked(
    db: sqlite3.Connection, tags: str, on: int, beside: _Place | None, limit: int, offset: int, *,
    is_back: bool,
) -> list[int] | None:  # fmt: skip
    """The row numbers, from a place on; None where that would take most of the corpus."""
    [articles] = db.execute("select max(id) from articles").fetchone()
    span = SPARSE * (limit + offset) * int(articles or 0) // on + 10
    if span * SPARSE > int(articles or 0):
        return None
    first = (beside.article if beside else 0) - span * is_back
    last = first + span
    behind = f"({', '.join(_KEY)}) {'<' if is_back else '>'} {_BESIDE}" if beside else "1"
    way = " desc" if is_back else ""
    sql = _WALKED.format(behind, ", ".join(f"{each}{way}" for each in _KEY))
    values = {"tags": tags, "first": first, "last": last, "limit": limit, "offset": offset}
    values |= beside._asdict() if beside else {}
    found = [row[0] for row in db.execute(sql, values)]
    if len(found) < limit and (first > 0 if is_back else last < articles):
        return None
    return found[::-1] if is_back else found
