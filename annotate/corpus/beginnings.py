"""
What a word that is being typed may become: slugs, numbers, tags, coders; some of very many.

Each search goes by an index and has a limit. Where not all are given, the first and the last in
their order are: what all have in common at their beginning is then what those given have.
"""

import sqlite3
from typing import NamedTuple

from annotate.corpus import locate, tag_beginnings
from annotate.corpus.database import connect
from annotate.text import clean, tag_names

__all__ = ["MOST", "Word", "coders", "numbers", "reading", "slugs", "tags"]

MOST = 100  # words
SAID = 60  # characters of what a word stands for
LATELY = 5000  # commands that are asked who gave them


class Word(NamedTuple):
    """A word as it would be typed, and what it stands for."""

    word: str
    says: str = ""


def reading(path: str) -> sqlite3.Connection:
    """The database as it is: nothing is made or migrated, and nobody waited for."""
    db = connect(path, "ro")
    db.execute("pragma busy_timeout = 0")
    return db


def slugs(db: sqlite3.Connection, typed: str) -> list[Word]:
    """The slugs that begin so, with titles."""
    sql = """
        select slug, title from articles where slug >= ? and slug < ? order by slug {} limit ?
    """
    bounds = (typed, typed + "\U0010ffff")
    rows = db.execute(sql.format(""), (*bounds, MOST)).fetchall()
    if len(rows) == MOST:
        rows[-1:] = db.execute(sql.format("desc"), (*bounds, 1)).fetchall()
    return [_word(row["slug"], row["title"]) for row in rows]


def numbers(db: sqlite3.Connection, article: str, typed: str, *, above: int = 0) -> list[Word]:
    """The numbers of an article that begin so, from `above` on, with how the paragraphs begin."""
    row = locate.by_slug(db, article) or locate.article(db, article)
    sql = """
        select number, substr(text, 1, ?) as text from paragraphs
        where article = ? and number is not null and removed is null and number between ? and ?
        order by number limit ?
    """
    found: list[sqlite3.Row] = []
    for low, high in _beginning(typed):
        room = MOST - len(found)
        bounds = (max(low, above), high)
        found += db.execute(sql, (2 * SAID, row["id"], *bounds, room)).fetchall() if room else []
    return [_word(str(row["number"]), row["text"]) for row in found]


def _beginning(digits: str) -> list[tuple[int, int]]:
    """The stretches of numbers whose figures begin so: 1, 10-19, 100-199 …"""
    if not digits:
        return [(1, 10**9)]
    if digits[0] == "0" or len(digits) > 9:
        return []
    first = int(digits)
    tens = (10**zeros for zeros in range(10 - len(digits)))
    return [(first * ten, (first + 1) * ten - 1) for ten in tens]


def tags(db: sqlite3.Connection, typed: str) -> list[Word]:
    """The tags of which a part begins so, the shortest first, with their definitions."""
    if not typed.strip():
        sql = "select name from tags order by taggings desc, name"
        names = [row["name"] for row in db.execute(sql)]
    else:
        names = _beginning_so(db, typed)
    if len(names) > MOST:
        names = [*names[: MOST - 2], min(names), max(names)]
    sql = "select definition from tags where name = ?"
    said = ((name, db.execute(sql, [name]).fetchone()) for name in dict.fromkeys(names))
    return [_word(name, row["definition"]) for name, row in said]


def _beginning_so(db: sqlite3.Connection, typed: str) -> list[str]:
    above = typed.rstrip("/")
    rows = tag_beginnings.beginning(db, above)
    if above != typed:  # those under it alone
        place = f"/{tag_names.folded(tag_names.spelled(above))}/"
        rows = [row for row in rows if place in f"/{row['place']}"]
    return [row["name"] for row in rows]


def coders(db: sqlite3.Connection, typed: str) -> list[Word]:
    """The coders who begin so: who has taggings, or did something lately."""
    sql = """
        with recursive tagged (coder) as (
          select min(coder) from taggings
          union all
          select (select min(coder) from taggings where coder > tagged.coder) from tagged
          where coder is not null
        )
        select coder from tagged where coder is not null
        union select coder from (select coder from commands order by id desc limit ?)
        order by coder
    """
    sought = typed.casefold()
    everyone = [row["coder"] for row in db.execute(sql, [LATELY])]
    found = [name for name in everyone if name.casefold().startswith(sought)]
    return [_word(name) for name in found[: MOST - 1] + found[MOST - 1 :][-1:]]


def _word(word: str, says: str = "") -> Word:
    says = clean.line(says)
    return Word(word, says if len(says) <= SAID else says[: SAID - 1].rstrip() + "…")
