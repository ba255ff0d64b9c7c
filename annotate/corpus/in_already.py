"""
Whether what is to be added is in already: told by its source, its address, or its bytes.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from annotate.corpus import addresses
from annotate.model import Added

__all__ = ["by_source", "fetched", "unchanged"]


def by_source(
    db: sqlite3.Connection, digest: Callable[[], str], source: str, *, is_lasting: bool = True
) -> Added | None:
    """
    The article last read from this source, or where none lasts any, if it had these bytes.

    Their `digest` (sha256, hex) is asked for only where something is known of the source.
    """
    if not is_lasting:
        return unchanged(db, digest())
    sql = """
        select a.slug, v.sha256 from versions v join articles a on a.id = v.article
        where v.source = ? order by v.id desc limit 1
    """
    row = db.execute(sql, [source]).fetchone()
    if row and row["sha256"] == digest():
        return _current(db, row["slug"])
    slug = addresses.owner(db, digest, source)
    return replace(_current(db, slug), status="same") if slug else None


def fetched(db: sqlite3.Connection, source: str) -> Added | None:
    """The article that was read from this source, whatever it is by now."""
    slug = addresses.known(db, source)
    return _current(db, slug) if slug else None


def unchanged(db: sqlite3.Connection, digest: str, slug: str | None = None) -> Added | None:
    """The article (or this one) that has bytes with this sha256 (hex) as its current text."""
    row = db.execute(
        """
        select a.slug from versions v join articles a on a.id = v.article and a.version = v.number
        where v.sha256 = :digest and (:slug is null or a.slug = :slug) order by a.id
        """,
        {"digest": digest, "slug": slug},
    ).fetchone()
    return _current(db, row["slug"]) if row else None


def _current(db: sqlite3.Connection, slug: str) -> Added:
    row = db.execute("select id, title, version from articles where slug = ?", [slug]).fetchone()
    count = db.execute(
        """
        select count(*) as paragraphs, count(number) as citable from paragraphs
        where article = ? and removed is null
        """,
        [row["id"]],
    ).fetchone()
    return Added(
        slug, row["title"], row["version"], "unchanged", count["paragraphs"], count["citable"]
    )
