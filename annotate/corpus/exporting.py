"""
A corpus and what people put on it, as rows that are carried out.

Rows come in the order of the corpus, and as they are asked for: an article at a time, so
that neither memory nor time grows with anything but them.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from annotate.corpus import search
from annotate.text.tag_names import sorting

__all__ = ["APART", "NOTES", "PARAGRAPHS", "PRIVATE", "TAGGINGS", "chosen", "matrix_of_articles"]
__all__ += ["matrix_of_paragraphs", "notes", "paragraphs", "taggings", "tags"]

PARAGRAPHS = (
    "ref", "key", "article", "title", "byline", "date", "site", "language", "url", "position",
    "number", "role", "page", "seconds", "text",
)  # fmt: skip
"""The columns of a paragraph."""

TAGGINGS = (
    "ref", "key", "article", "title", "date", "site", "number", "tag", "quote", "coder",
    "created", "note", "text", "prefix", "suffix", "start", "origin", "gone", "removed", "id",
)  # fmt: skip
"""The columns of a tagging; with `PRIVATE` behind them, the private notes."""

PRIVATE = "private_note"

NOTES = (
    "on", "key", "article", "title", "date", "site", "number", "quote", "coder", "created",
    "updated", "changed_by", "note", "text", "prefix", "suffix", "start", "private", "gone",
    "removed", "id",
)  # fmt: skip
"""The columns of a note."""

APART = "\n\n---\n\n"
"""Parts the notes in a cell, as the view `coding` does; in Markdown it is a line."""

_Row = Sequence[str | int | None]

_CHOSEN = "(not :narrowed or p.id in (select id from temp.chosen))"


@contextmanager
def chosen(db: sqlite3.Connection, matching: str | None) -> Iterator[bool]:
    """Narrow what goes out to the paragraphs that a query finds; says whether one was asked."""
    db.execute("create temp table chosen (id integer primary key)")
    try:
        if matching is not None:
            sql = "insert into temp.chosen select value from json_each(?)"
            db.execute(sql, [json.dumps(search.ids(db, matching, private=True))])
        yield matching is not None
    finally:
        db.execute("drop table temp.chosen")


def _articles(db: sqlite3.Connection, sql: str, narrowed: bool) -> list[int]:
    return sorted(row[0] for row in db.execute(sql, {"narrowed": narrowed}))


def paragraphs(db: sqlite3.Connection, *, narrowed: bool = False) -> Iterator[sqlite3.Row]:
    """Each paragraph that stands with its columns, whatever its role."""
    sql = f"""
        select a.slug || ':' || coalesce(p.number, {_KEY}) as ref, {_KEY} as key,
          a.slug as article, a.title, a.byline, a.published as date, a.site, a.language, a.url,
          p.position, p.number, p.role, p.page, p.seconds, p.text
        from articles a cross join paragraphs p on p.article = a.id
        where p.removed is null and {_CHOSEN} order by a.id, p.position
    """
    yield from db.execute(sql, {"narrowed": narrowed})


def taggings(db: sqlite3.Connection, *, narrowed: bool = False) -> Iterator[sqlite3.Row]:
    """Each tagging with its columns, those of private notes last."""
    sql = f"""
        select distinct p.article from taggings t join paragraphs p on p.id = t.paragraph
        where {_CHOSEN}
    """
    columns = ", ".join(f"c.{name}" for name in TAGGINGS)
    rows = f"""
        select {columns}, (
          select group_concat(text, :apart) from (
            select n.text from notes n
            where n.paragraph = c.paragraph and n.coder = c.coder and n.private = 1
              and n.start is c.start and n.exact is c.quote
            order by n.created, n.number
          )
        ) as {PRIVATE}
        from paragraphs p cross join coding c on c.paragraph = p.id
        where p.article = :article and {_CHOSEN}
        order by p.removed is not null, p.position, p.id, coalesce(c.start, -1), c.id
    """
    for article in _articles(db, sql, narrowed):
        yield from db.execute(rows, {"article": article, "narrowed": narrowed, "apart": APART})


def notes(db: sqlite3.Connection, *, narrowed: bool = False) -> Iterator[sqlite3.Row]:
    """Each note with its columns: those on tags, on articles and in them; also private ones."""
    sql = f"""
        select
          coalesce('tag:' || tags.name, iif(n.article, a.slug, a.slug || ':' || iif(
            p.removed is null and p.number is not null, p.number, {_KEY}))) as "on",
          {_KEY} as key, a.slug as article, a.title, a.published as date, a.site,
          iif(p.removed is null, p.number, null) as number,
          n.exact as quote, n.coder, n.created, n.updated, n.changed_by, n.text as note, p.text,
          n.prefix, n.suffix, n.start, n.private, n.gone, p.removed, n.id
        from notes n
        left join tags on tags.id = n.tag
        left join paragraphs p on p.id = n.paragraph
        left join articles a on a.id = coalesce(n.article, p.article)
        where {_CHOSEN}
        order by a.id, p.removed is not null, p.position, p.id, n.tag, n.created, n.number
    """
    yield from db.execute(sql, {"narrowed": narrowed})


_KEY = "p.key || iif(p.occurrence > 1, '~' || p.occurrence, '')"


def tags(db: sqlite3.Connection) -> dict[int, str]:
    """The tags that a matrix has as columns, by row number, in the codebook's order."""
    rows = db.execute("select id, name from tags").fetchall()
    return {row["id"]: row["name"] for row in sorted(rows, key=lambda r: sorting(r["name"]))}


def matrix_of_paragraphs(
    db: sqlite3.Connection, columns: Sequence[int], *, narrowed: bool = False
) -> Iterator[_Row]:
    """
    Each numbered or tagged paragraph that stands: ref, key, article, number, then the tags.

    A cell is how often a tag (a row number in `columns`) was put on it, or words in it.
    """
    sql = f"select distinct p.article from paragraphs p where {_CHOSEN}"
    paragraphs = f"""
        select a.slug || ':' || coalesce(p.number, {_KEY}) as ref, {_KEY}, a.slug, p.number, p.id
        from paragraphs p join articles a on a.id = p.article
        where p.article = :article and p.removed is null and {_CHOSEN} order by p.position
    """
    for article in _articles(db, sql, narrowed):
        found = _counted(db, article, narrowed)
        values = {"article": article, "narrowed": narrowed}
        for *told, number, id in db.execute(paragraphs, values):
            counts = found.get(id)
            if counts or number is not None:
                yield *told, number, *((counts or Counter())[tag] for tag in columns)


def matrix_of_articles(
    db: sqlite3.Connection, columns: Sequence[int], *, narrowed: bool = False
) -> Iterator[_Row]:
    """Each article: its name, title, date and site, then how often each tag stands in it."""
    sql = f"select distinct p.article from paragraphs p where {_CHOSEN}"
    about = "select slug, title, published, site from articles where id = ?"
    for article in _articles(db, sql, narrowed):
        counts = sum(_counted(db, article, narrowed).values(), Counter[int]())
        yield *db.execute(about, [article]).fetchone(), *(counts[tag] for tag in columns)


def _counted(db: sqlite3.Connection, article: int, narrowed: bool) -> dict[int, Counter[int]]:
    """Paragraph → tag → how often it stands there, of an article."""
    sql = f"""
        select p.id, t.tag, count(*) from paragraphs p cross join taggings t on t.paragraph = p.id
        where p.article = :article and p.removed is null and t.gone is null and {_CHOSEN}
        group by p.id, t.tag
    """
    rows = db.execute(sql, {"article": article, "narrowed": narrowed})
    return {
        id: Counter({tag: count for _, tag, count in group})
        for id, group in groupby(rows, lambda row: int(row[0]))
    }
