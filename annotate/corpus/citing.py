"""
From a ref or a key to citations.
"""

import sqlite3
from collections.abc import Sequence

from annotate.cite import record
from annotate.cite.record import Citation
from annotate.corpus import locate, reading, tags
from annotate.corpus.articles import as_article
from annotate.errors import NotFound
from annotate.model import Paragraph, Version

__all__ = ["by_key", "by_ref", "nearest_keys", "of"]


def by_ref(
    db: sqlite3.Connection, words: str, *, base_url: str, quote: str | None = None
) -> list[Citation]:
    """A citation of each paragraph a ref names, or of a quote in it."""
    places = locate.paragraphs(db, words)
    found = [tags.quote_in(db, place, quote) for place in places]
    quotes = [q.exact if q else None for q in found]
    return of(db, reading.by_ids(db, [p.id for p in places]), base_url=base_url, quotes=quotes)


def by_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, private: bool = False
) -> list[Paragraph]:
    """
    Every paragraph with this very key, standing ones first; with a slug only in that article.

    Raises NotFound when there is none.
    """
    ids = reading.articles_with_key(db, key)
    found = [
        paragraph
        for paragraph in reading.by_ids(db, ids, private=private)
        if slug is None or paragraph.article == slug
    ]
    if not found:
        where = f" in {slug}" if slug else ""
        raise NotFound(f"no paragraph has the key {key}{where}")
    return sorted(found, key=lambda p: p.removed is not None)


def of(
    db: sqlite3.Connection,
    paragraphs: Sequence[Paragraph],
    *,
    base_url: str,
    quotes: Sequence[str | None] | None = None,
) -> list[Citation]:
    """The citations of paragraphs; `quotes` has the words inside each, None for all of it."""
    return [
        _citation(db, paragraph, base_url, quote)
        for paragraph, quote in zip(paragraphs, quotes or [None] * len(paragraphs), strict=True)
    ]


def _citation(
    db: sqlite3.Connection, paragraph: Paragraph, base_url: str, quote: str | None
) -> Citation:
    article = as_article(locate.article(db, paragraph.article))
    number = article.version if paragraph.removed is None else paragraph.removed - 1
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? and number = ?
    """
    version = Version(*db.execute(sql, [article.id, number]).fetchone())
    shared = len({p.article for p in _standing(db, paragraph.key)}) > 1
    return record.of(paragraph, article, version, base_url=base_url, shared=shared, quote=quote)


def _standing(db: sqlite3.Connection, key: str) -> tuple[Paragraph, ...]:
    return reading.by_ids(db, reading.articles_with_key(db, key)[:5])


def nearest_keys(db: sqlite3.Connection, key: str, *, most: int = 5) -> list[str]:
    """Keys in the corpus that begin like this one: for the page that found nothing."""
    sql = "select distinct key from paragraphs where key >= ? and key < ? order by key limit ?"
    for length in range(min(len(key), 12), 1, -1):
        start = key[:length]
        rows = db.execute(sql, [start, start + "~", most]).fetchall()
        if rows:
            return [row["key"] for row in rows]
    return []
