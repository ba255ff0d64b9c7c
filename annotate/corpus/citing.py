"""
From a ref or a key to citations.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache, partial

from annotate import ref as refs
from annotate.cite import fragment, record
from annotate.cite.record import Citation
from annotate.corpus import locate, reading, tags
from annotate.corpus.rows import as_article
from annotate.model import Article, Paragraph, Version

__all__ = ["by_ref", "nearest_keys", "of", "shared_keys", "with_key"]


def by_ref(
    db: sqlite3.Connection, words: str, *, base_url: str, quote: str | None = None
) -> list[Citation]:
    """A citation of each paragraph a ref names, or of a quote in it."""
    places = locate.paragraphs(db, words)
    found = [tags.quote_in(db, place, quote) for place in places]
    quotes = [q.exact if q else None for q in found]
    return of(db, reading.by_ids(db, [p.id for p in places]), base_url=base_url, quotes=quotes)


def with_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, most: int = 20
) -> tuple[list[Paragraph], bool]:
    """
    The first paragraphs with this very key (`key~2` allowed), standing ones first.

    The flag says that there are more of them.
    """
    if not refs.is_key(key):
        return [], False
    name, _, occurrence = key.partition("~")
    within = "" if slug is None else "article = (select id from articles where slug = :slug) and"
    sql = f"""
        select id, removed from paragraphs
        where {within} key = :key and occurrence = :occurrence limit :most
    """
    values = {"key": name, "occurrence": int(occurrence or 1), "slug": slug, "most": most + 1}
    rows = sorted(db.execute(sql, values).fetchall(), key=lambda row: row["removed"] is not None)
    return list(reading.by_ids(db, [row["id"] for row in rows[:most]])), len(rows) > most


def of(
    db: sqlite3.Connection,
    paragraphs: Sequence[Paragraph],
    *,
    base_url: str,
    quotes: Sequence[str | None] | None = None,
) -> list[Citation]:
    """The citations of paragraphs; `quotes` has the words inside each, None for all of it."""
    shared = {p.id for p in paragraphs if shared_keys(db, [p])}
    whole = lru_cache(maxsize=1)(partial(_whole, db))
    return [
        record.of(
            p,
            article,
            version,
            base_url=base_url,
            shared=p.id in shared,
            quote=quote,
            whole=whole(article.id, version.number) if fragment.web(article.url) else None,
        )
        for p, quote in zip(paragraphs, quotes or [None] * len(paragraphs), strict=True)
        for article, version in [_origin(db, p)]
    ]


def _origin(db: sqlite3.Connection, paragraph: Paragraph) -> tuple[Article, Version]:
    """The article of a paragraph, and its last version that has it."""
    row = db.execute("select * from articles where slug = ?", [paragraph.article]).fetchone()
    article = as_article(row)
    number = article.version if paragraph.removed is None else paragraph.removed - 1
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? and number = ?
    """
    return article, Version(*db.execute(sql, [article.id, number]).fetchone())


def _whole(db: sqlite3.Connection, article: int, version: int) -> str:
    sql = "select text from versions where article = ? and number = ?"
    whole: str = db.execute(sql, [article, version]).fetchone()["text"]
    return whole


def shared_keys(db: sqlite3.Connection, paragraphs: Sequence[Paragraph]) -> set[str]:
    """Those keys of an article's paragraphs that other articles have, too."""
    if not paragraphs:
        return set()
    sql = """
        select value from json_each(:keys)
        where exists (
          select 1 from paragraphs p
          where p.key || iif(p.occurrence > 1, '~' || p.occurrence, '') = value
            and p.key = substr(value, 1, 13)
            and p.article <> (select id from articles where slug = :slug)
        )
    """
    values = {"keys": json.dumps([p.key for p in paragraphs]), "slug": paragraphs[0].article}
    return {row[0] for row in db.execute(sql, values)}


def nearest_keys(db: sqlite3.Connection, key: str, *, most: int = 5) -> list[str]:
    """Keys in the corpus that begin like this one: for the page that found nothing."""
    sql = "select distinct key from paragraphs where key >= ? and key < ? order by key limit ?"
    for length in range(min(len(key), 12), 1, -1):
        start = key[:length]
        rows = db.execute(sql, [start, start + "~", most]).fetchall()
        if rows:
            return [row["key"] for row in rows]
    return []
