"""
Articles in lists: a page of them, by slug, one beside another.

None of these queries grows with the corpus.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.corpus import locate
from annotate.corpus.rows import as_article
from annotate.model import Article

__all__ = ["Listed", "articles", "find_article", "like_slug", "neighbours", "titles"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list: its paragraphs, the taggings on them, and how many have any."""

    article: Article
    paragraphs: int
    taggings: int
    tagged: int


def articles(
    db: sqlite3.Connection,
    *,
    after: int | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Listed]:
    """Articles in the order they were added, from behind one id or up to another."""
    where, order, value = ("id > ?", "asc", after or 0) if before is None else (
        "id < ?", "desc", before,
    )  # fmt: skip
    rows = db.execute(
        f"""
        select a.*,
          (select coalesce(max(number), 0) from paragraphs
            where article = a.id and number is not null and removed is null) as paragraphs,
          (select count(*) || ' ' || count(distinct t.paragraph)
            from paragraphs p cross join taggings t on t.paragraph = p.id
            where p.article = a.id and p.removed is null) as counts
        from (select * from articles where {where} order by id {order} limit ?) a
        order by a.id
        """,
        [value, limit],
    )
    return [
        Listed(as_article(row), row["paragraphs"], *map(int, row["counts"].split())) for row in rows
    ]


def find_article(db: sqlite3.Connection, slug: str) -> Article | None:
    """The article that has this very slug, or had it."""
    row = locate.by_slug(db, slug)
    return as_article(row) if row else None


def like_slug(db: sqlite3.Connection, words: str, *, most: int = 5) -> list[Article]:
    """Articles whose slugs begin like the words, as far as any does; a row number names one too."""
    if words.isdecimal() and len(words) < 16:
        row = db.execute("select * from articles where id = ?", [int(words)]).fetchone()
        if row:
            return [as_article(row)]
    sql = "select * from articles where slug >= ? and slug < ? order by slug limit ?"
    for length in range(min(len(words), 80), 2, -1):
        start = words[:length]
        rows = db.execute(sql, [start, start + "\U0010ffff", most]).fetchall()
        if rows:
            return [as_article(row) for row in rows]
    return []


def neighbours(db: sqlite3.Connection, article: Article) -> tuple[Article | None, Article | None]:
    """The articles added just before and just after."""
    sql = "select * from articles where id {} ? order by id {} limit 1"
    rows = (
        db.execute(sql.format("<", "desc"), [article.id]).fetchone(),
        db.execute(sql.format(">", "asc"), [article.id]).fetchone(),
    )
    before, after = (as_article(row) if row else None for row in rows)
    return before, after


def titles(db: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, Article]:
    """The articles with these slugs."""
    sql = "select * from articles where slug in (select value from json_each(?))"
    found = db.execute(sql, [json.dumps(sorted(set(slugs)))])
    return {article.slug: article for article in map(as_article, found)}
