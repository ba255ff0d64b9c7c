"""
Where the very words of an article were found a second time: noted, not stored again.
"""

import sqlite3
from collections.abc import Callable

from annotate.corpus.database import now
from annotate.model import Address, Article
from annotate.prepared import Prepared

__all__ = ["known", "note", "of", "owner"]


def note(
    db: sqlite3.Connection, article: Article, found: Prepared, source: str, site: str | None
) -> None:
    """Remember where the words were found, and in which outlet, unless that is known."""
    sql = "select 1 from addresses where article = ? and source = ? and sha256 = ?"
    if db.execute(sql, [article.id, source, found.digest]).fetchone():
        return
    db.execute(
        """
        insert into addresses (article, source, url, sha256, retrieved, site)
        values (?, ?, ?, ?, ?, ?)
        """,
        [article.id, source, found.metadata.url, found.digest, found.captured or now(), site],
    )


def known(db: sqlite3.Connection, source: str) -> str | None:
    """The slug of the article that was read from this source, or whose words were found there."""
    sql = """
        select a.slug from versions v join articles a on a.id = v.article where v.source = :source
        union all
        select a.slug from addresses d join articles a on a.id = d.article
        where d.source = :source limit 1
    """
    row = db.execute(sql, {"source": source}).fetchone()
    return str(row["slug"]) if row else None


def of(db: sqlite3.Connection, article: int) -> tuple[Address, ...]:
    """The other addresses of an article, in the order in which they were found."""
    sql = "select source, url, retrieved, site from addresses where article = ? order by id"
    return tuple(Address(*row) for row in db.execute(sql, [article]))


def owner(db: sqlite3.Connection, digest: Callable[[], str], source: str) -> str | None:
    """The slug of the article whose words the bytes from this source have, by their sha256, hex."""
    sql = """
        select a.slug, d.sha256 from addresses d join articles a on a.id = d.article
        where d.source = ? order by d.id
    """
    found = db.execute(sql, [source])
    return next((row["slug"] for row in found if row["sha256"] == digest()), None)
