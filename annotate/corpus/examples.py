"""
Paragraphs that show what a tag is for, and what it is not for.

An example follows its paragraph as annotations do; where nobody knows where its words went, it
stays with the old ones.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotate.corpus import reading, rows
from annotate.corpus.locate import Locator, Place
from annotate.errors import NotFound
from annotate.model import Paragraph
from annotate.ref import shown_key

__all__ = ["Example", "follow", "missing", "of", "put", "refs", "take_off"]


class Example(NamedTuple):
    """A paragraph as it stands, or stood last, and whether the tag is not for it."""

    paragraph: Paragraph
    counter: bool


def of(db: sqlite3.Connection, tag: str) -> list[Example]:
    """The examples of a tag, then its counter-examples, each in the order of the corpus."""
    if rows.first(db, "select 1 from examples") is None:  # none, or a copy of an older release
        return []
    sql = """
        select paragraph, counter from examples
        where tag = (select id from tags where name = ?) order by counter, paragraph
    """
    counters = {row["paragraph"]: bool(row["counter"]) for row in db.execute(sql, [tag])}
    return [Example(p, counters[p.id]) for p in reading.by_ids(db, list(counters))]


def refs(db: sqlite3.Connection) -> dict[str, tuple[list[str], list[str]]]:
    """Tag → the refs of its examples and of its counter-examples, by key, as it lasts."""
    sql = """
        select t.name, e.counter, a.slug, p.key, p.occurrence from examples e
        join tags t on t.id = e.tag join paragraphs p on p.id = e.paragraph
        join articles a on a.id = p.article order by p.article, p.position, p.id
    """
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name, counter, slug, key, occurrence in db.execute(sql):
        found.setdefault(name, ([], []))[counter].append(f"{slug}:{shown_key(key, occurrence)}")
    return found


def missing(db: sqlite3.Connection, tag: int, places: Iterable[Place], *, counter: bool) -> bool:
    """Whether some of the places are no examples of a tag, or counter-examples."""
    sql = "select paragraph from examples where tag = ? and counter = ?"
    known = {row[0] for row in db.execute(sql, [tag, counter])}
    return any(place.id not in known for place in places)


def put(db: sqlite3.Connection, tag: int, refs: Iterable[str], *, counter: bool) -> None:
    """Make paragraphs examples of a tag, or counter-examples; raises what resolving refs raises."""
    sql = """
        insert into examples (tag, paragraph, counter) values (?, ?, ?)
        on conflict (tag, paragraph) do update set counter = excluded.counter
        where counter <> excluded.counter
    """
    locator = Locator(db)
    places = [place for ref in refs for place in locator.paragraphs(ref)]
    db.executemany(sql, [(tag, place.id, counter) for place in places])


def take_off(db: sqlite3.Connection, tag: int, refs: Iterable[str]) -> None:
    """Let paragraphs be no examples of a tag any more; raises NotFound for one that is none."""
    locator = Locator(db)
    for ref in refs:
        ids = json.dumps([place.id for place in locator.paragraphs(ref)])
        sql = "delete from examples where tag = ? and paragraph in (select value from json_each(?))"
        if not db.execute(sql, [tag, ids]).rowcount:
            raise NotFound(f"{ref} is no example of it; `annotate tags show TAG` lists them")


def follow(db: sqlite3.Connection, became: Mapping[int, int]) -> None:
    """Put the examples of paragraphs on those that have their words now; once a tag."""
    sql = "select id, paragraph from examples where paragraph in (select value from json_each(?))"
    found = db.execute(sql, [json.dumps(list(became))]).fetchall()
    moves = [(became[row["paragraph"]], row["id"]) for row in found]
    db.executemany("update or ignore examples set paragraph = ? where id = ?", moves)
