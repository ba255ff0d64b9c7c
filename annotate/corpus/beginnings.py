"""
What a word that is being typed may become: slugs, numbers, tags, coders; some of very many.

Each search goes by an index and has a limit. Where not all are given, the first and the last in
their order are: what all have in common at their beginning is then what those given have.
"""

import sqlite3
from typing import NamedTuple

from annotate.corpus import tag_beginnings
from annotate.corpus.connecting import connect
from annotate.text import clean

__all__ = ["MOST", "Word", "coders", "notes", "numbers", "reading", "sites"]
__all__ += ["slugs", "tags", "versions"]

MOST = 100  # words
SAID = 60  # characters of what a word stands for
LATELY = 5000  # commands that are asked who gave them, and articles of which site they are


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
    """
    The numbers of an article that begin so, from `above` on, with how the paragraphs begin.

    Of a version, where the article is said with one: `mosul@1`.
    """
    slug, _, version = article.rpartition("@")
    if slug and version.isdecimal():
        return _numbers_then(db, slug, int(version), typed, above)
    row = _article(db, article)
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


def _article(db: sqlite3.Connection, name: str) -> sqlite3.Row:
    from annotate.corpus import locate  # a tag is found without

    return locate.by_slug(db, name) or locate.article(db, name)


def _numbers_then(
    db: sqlite3.Connection, slug: str, version: int, typed: str, above: int
) -> list[Word]:
    from annotate.corpus import wordings

    found = wordings.in_version(db, _article(db, slug)["id"], version)
    return [
        _word(str(each.number), each.text[: 2 * SAID])
        for each in found
        if each.number and each.number >= above and str(each.number).startswith(typed)
    ][:MOST]


def versions(db: sqlite3.Connection, article: str, typed: str) -> list[Word]:
    """The versions of an article that begin so, the newest first, with when they came."""
    sql = "select number, retrieved from versions where article = ? order by number desc"
    rows = db.execute(sql, [_article(db, article)["id"]])
    found = [_word(str(row["number"]), row["retrieved"]) for row in rows]
    return [word for word in found if word.word.startswith(typed)][:MOST]


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
        sql = "select name, definition from tags {} limit ?"
        found = db.execute(sql.format("order by taggings desc, name"), [MOST - 2]).fetchall()
        for ends in ("order by name", "order by name desc") if len(found) == MOST - 2 else ():
            found += db.execute(sql.format(ends), [1]).fetchall()
    else:
        above = typed.rstrip("/")
        found = tag_beginnings.beginning(db, above, most=MOST - 2, under=above != typed)
    said = {row["name"]: row["definition"] for row in found}
    return [_word(name, definition) for name, definition in said.items()]


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


def sites(db: sqlite3.Connection, typed: str) -> list[Word]:
    """The sites of late articles that begin so, in whatever letter case."""
    sql = """
        select distinct site from (select site from articles order by id desc limit ?)
        where site is not null order by site
    """
    found = (row["site"] for row in db.execute(sql, [LATELY]))
    return [_word(site) for site in found if site.casefold().startswith(typed.casefold())][:MOST]


def notes(db: sqlite3.Connection, typed: str) -> list[Word]:
    """The last notes by the ends of their ids, as they are shown, with what they say."""
    sql = "select substr(id, -8) as id, text from notes order by number desc limit ?"
    rows = db.execute(sql, [MOST])
    return [_word(row["id"], row["text"]) for row in rows if row["id"].startswith(typed)]


def _word(word: str, says: str = "") -> Word:
    says = clean.line(says)
    return Word(word, says if len(says) <= SAID else says[: SAID - 1].rstrip() + "…")
