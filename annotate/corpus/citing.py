"""
From a ref or a key to citations.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache, partial

from annotate.cite import citation, fragment
from annotate.cite.citation import Citation
from annotate.corpus import lineage, locate, quotes, reading, wordings
from annotate.corpus.quotes import Hear, Wanted, unheard
from annotate.corpus.reading import Standing
from annotate.corpus.rows import as_article
from annotate.model import Article, Paragraph, Quote, Version
from annotate.text.key import KEY_LENGTH

__all__ = ["by_ref", "nearest_keys", "of", "shared_keys"]


def by_ref(
    db: sqlite3.Connection, words: str, *, base_url: str, wanted: Wanted | None = None,
    hear: Hear = unheard,
) -> list[Citation]:  # fmt: skip
    """
    A citation of each paragraph a ref names, as it stood then, or of a quote in it.

    `hear` is told of words that stand several times, where no occurrence is named.
    """
    places = locate.paragraphs(db, words)
    stood = [reading.at(db, place.id, place.version) for place in places]
    found = [
        wanted and quotes.in_text(one.paragraph.text, place.ref, wanted, hear)
        for place, one in zip(places, stood, strict=True)
    ]
    return of(db, stood, base_url=base_url, found=found)


def of(
    db: sqlite3.Connection,
    stood: Sequence[Standing],
    *,
    base_url: str,
    found: Sequence[Quote | None] | None = None,
) -> list[Citation]:
    """The citations of wordings; `found` has the words inside each, None for all of it."""
    whole = lru_cache(maxsize=1)(partial(_whole, db))
    shared = _shared(db, [one.paragraph for one in stood])
    return [
        citation.of(
            one.paragraph,
            article,
            version,
            base_url=base_url,
            fate=lineage.of(db, one),
            shared=one.paragraph.key in shared,
            first_slug=_first_slug(db, article),
            quote=quote,
            whole=whole(article.id, version.number) if fragment.web(article.url) else None,
        )
        for one, quote in zip(stood, found or [None] * len(stood), strict=True)
        for article, version in [_origin(db, one)]
    ]


def _origin(db: sqlite3.Connection, stood: Standing) -> tuple[Article, Version]:
    """The article of a wording, and its last version that has it."""
    sql = "select * from articles where slug = ?"
    article = as_article(db.execute(sql, [stood.paragraph.article]).fetchone())
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? and number = ?
    """
    return article, Version(*db.execute(sql, [article.id, stood.version]).fetchone())


def _first_slug(db: sqlite3.Connection, article: Article) -> str:
    sql = "select slug from old_slugs where article = ? order by id limit 1"
    first = db.execute(sql, [article.id]).fetchone()
    return first["slug"] if first else article.slug


def _shared(db: sqlite3.Connection, paragraphs: Sequence[Paragraph]) -> set[str]:
    """Those of their keys that stand in several articles."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for paragraph in paragraphs:
        articles[paragraph.key].add(paragraph.article)
    alone = {p.key: p for p in paragraphs if len(articles[p.key]) == 1}
    asked = (key for key, p in alone.items() if shared_keys(db, [p]))
    return {*(key for key in articles if key not in alone), *asked}


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
    beginnings = (key[:length] for length in range(min(len(key), KEY_LENGTH - 1), 1, -1))
    found = (wordings.keys(db, beginning, most=most) for beginning in beginnings)
    return next(filter(None, found), [])
