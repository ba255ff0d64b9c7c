"""
The article that a coder has open: refs may leave it out, `3` for `mosul:3`.
"""

import sqlite3

from annotate import ref as refs
from annotate.corpus import locate
from annotate.corpus.database import now, transaction
from annotate.errors import NotFound

__all__ = ["article", "close", "open", "whole"]


def article(db: sqlite3.Connection, coder: str) -> str:
    """The slug of the article that the coder has open; raises NotFound when there is none."""
    sql = """
        select a.slug from opened o left join articles a on a.id = o.article where o.coder = ?
    """
    row = db.execute(sql, [coder]).fetchone()
    if row is None:
        raise NotFound("no article is open; `annotate open SLUG` opens one, so that 3 is SLUG:3")
    if row["slug"] is None:
        raise NotFound("the article that was open is not there any more; `annotate open SLUG`")
    return str(row["slug"])


def open(db: sqlite3.Connection, coder: str, name: str) -> str:
    """Open an article (slug, prefix or row number) for the coder; its slug."""
    row = locate.article(db, name)
    sql = """
        insert into opened (coder, article, at) values (?, ?, ?)
        on conflict (coder) do update set article = excluded.article, at = excluded.at
    """
    with transaction(db):
        db.execute(sql, [coder, row["id"], now()])
    return str(row["slug"])


def close(db: sqlite3.Connection, coder: str) -> bool:
    """Have no article open; whether one was."""
    with transaction(db):
        return db.execute("delete from opened where coder = ?", [coder]).rowcount > 0


def whole(
    db: sqlite3.Connection, coder: str, words: str, *, or_article: bool = False
) -> tuple[str, str | None]:
    """
    A ref with its article, and the slug of that if it was left out and is the open one.

    Raises NotFound when it was left out and none is open.
    """
    if not refs.leaves_out_article(words, or_article=or_article):
        return words, None
    slug = article(db, coder)
    return f"{slug}:{words.removeprefix(':')}", slug
