"""
Tags on all that a query finds.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.corpus import locate, search, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.locate import Place
from annotate.corpus.tags import Tagged
from annotate.errors import NotFound

__all__ = ["Foreseen", "foresee", "matching"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a query finds: paragraphs, of how many articles; each tag, and how many have it."""

    paragraphs: int
    articles: int
    tags: tuple[tuple[str, int], ...]  # by anyone, on the whole paragraph
    first: tuple[Place, ...]


def matching(command: Command, query: str, names: Sequence[str]) -> Tagged:
    """
    Put tags on every paragraph that a query finds, all in one step.

    Raises as `search.paragraphs`, and NotFound where nothing is found.
    """
    with command:
        return tags.put(command, _places(command.db, query), names)


def foresee(db: sqlite3.Connection, query: str, names: Sequence[str], *, shown: int) -> Foreseen:
    """What `matching` would put tags on, the first few by their places."""
    places = _places(db, query)
    ids = json.dumps([place.id for place in places])
    sql = """
        select count(distinct article) from paragraphs
        where id in (select value from json_each(?))
    """
    [articles] = db.execute(sql, [ids]).fetchone()
    have = tuple((name, _having(db, name, ids)) for name in names)
    return Foreseen(len(places), articles, have, tuple(places[:shown]))


def _having(db: sqlite3.Connection, name: str, ids: str) -> int:
    """On how many of the paragraphs the tag is."""
    row = tag_rows.row(db, name)
    sql = """
        select count(distinct paragraph) from taggings
        where tag = ? and exact is null and paragraph in (select value from json_each(?))
    """
    return int(db.execute(sql, [row["id"], ids]).fetchone()[0]) if row else 0


def _places(db: sqlite3.Connection, query: str) -> list[Place]:
    """The paragraphs that a query finds, in the order of the corpus."""
    sql = """
        select p.*, a.slug from json_each(?) cross join paragraphs p on p.id = value
        join articles a on a.id = p.article order by json_each.key
    """
    ids = search.ids(db, query, private=True)
    if not ids:
        raise NotFound(f"nothing is found for {query!r}, so there is nothing to tag")
    return [locate.place(row["slug"], row) for row in db.execute(sql, [json.dumps(ids)])]
