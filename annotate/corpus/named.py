"""
What a ref names, with all that people put on it: an article, or some of its paragraphs.
"""

import sqlite3
from dataclasses import replace

from annotate import ref as refs
from annotate.corpus import locate, reading
from annotate.errors import NotFound
from annotate.model import Paragraph, Reading

__all__ = ["article", "of", "paragraphs", "some"]


def of(db: sqlite3.Connection, words: str, *, private: bool = False) -> Reading:
    """The article that a ref names, with the paragraphs that it names, all if none by itself."""
    return article(db, words, private=private) or some(db, words, private=private)


def article(db: sqlite3.Connection, words: str, *, private: bool = False) -> Reading | None:
    """The article that a ref names as a whole; None when it names paragraphs."""
    ref = refs.parse(words)
    if ref.items or ref.article is None:
        return None
    try:
        return reading.article(db, ref.article, version=ref.version, private=private)
    except NotFound:
        if refs.is_key(ref.article.lower()):
            return None
        raise


def some(db: sqlite3.Connection, words: str, *, private: bool = False) -> Reading:
    """The paragraphs that a ref names, as they stood then, in their article as it is now."""
    found = paragraphs(db, words, private=private)
    return replace(reading.article(db, found[0].article, private=private), paragraphs=found)


def paragraphs(
    db: sqlite3.Connection, words: str, *, private: bool = False
) -> tuple[Paragraph, ...]:
    """The paragraphs that a ref names, as they stood then."""
    places = locate.paragraphs(db, words)
    return tuple(
        reading.at(db, place.id, place.version, private=private).paragraph for place in places
    )
