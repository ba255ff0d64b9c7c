"""
What stands in the current versions, derived again: keys, places, order and numbers.
"""

import sqlite3
from collections.abc import Callable, Iterator

from annotate.text.key import key

__all__ = ["Told", "problems"]

Told = Callable[[int, int], object]
"""Is told how many articles are done, and of how many."""

_ARTICLES = """
    select a.id, a.slug, v.text from articles a
    join versions v on v.article = a.id and v.number = a.version
"""
_STANDING = """
    select key, occurrence, position, number, text, start, "end" from paragraphs
    where article = ? and removed is null order by position
"""

Standing = tuple[str, int, int, int | None, str, int, int]
"""A paragraph, as in `_STANDING`."""


def problems(db: sqlite3.Connection, told: Told) -> Iterator[str]:
    """One sentence for everything that is wrong; an article at a time is in memory."""
    (count,) = db.execute("select count(*) from articles").fetchone()
    articles, paragraphs = db.cursor(), db.cursor()
    articles.row_factory = paragraphs.row_factory = None  # rows by name take as long again
    for done, (id, slug, text) in enumerate(articles.execute(_ARTICLES)):
        told(done, count)
        yield from _article(slug, text, paragraphs.execute(_STANDING, [id]).fetchall())


def _article(slug: str, text: str, standing: list[Standing]) -> Iterator[str]:
    seen: dict[str, int] = {}
    numbers = last = 0
    is_whole = True  # so far
    for place, (name, occurrence, position, number, words, start, end) in enumerate(standing, 1):
        seen[name] = times = seen.get(name, 0) + 1
        where = slug, position
        if (made := key(words)) != name:
            yield _AT.format(*where) + f"its key is {name}, its words make {made}"
        if text[start:end] != words:
            is_whole = False
            yield _AT.format(*where) + f"its text is not the article's at {start}-{end}"
        if position != place or occurrence != times:
            yield _AT.format(*where) + "out of order"
        if number is not None:
            numbers += 1
            if number != numbers:
                yield _AT.format(*where) + f"numbered {number}, should be {numbers}"
        is_whole = is_whole and last <= start and not text[last:start].strip()
        last = end
    if not (is_whole and not text[last:].strip()) and not _gives_back(text, standing):
        yield f"{slug}: its paragraphs do not give back its text"


_AT = "{}, paragraph at position {}: "


def _gives_back(text: str, standing: list[Standing]) -> bool:
    """Whether paragraphs have all the letters of a text, in its order."""
    return "".join("".join(words for *_, words, _, _ in standing).split()) == "".join(text.split())
