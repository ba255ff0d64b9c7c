"""
What a published copy says of itself: the one row by which it is known from a working database.

`publish` makes these tables in the copy alone, so no migration has them.
"""

import sqlite3
from dataclasses import dataclass

__all__ = ["TABLES", "Publication", "of", "write"]

TABLES = """
create table publication (
  id integer primary key check (id = 1),
  title text not null,
  description text not null,
  licence text not null,
  base_url text not null, -- of the home page, with its last slash; empty: that of the request
  cite_as text not null, -- how to cite the corpus
  revision text not null -- another one wherever anything in the copy is another
) strict;

create table tombstones (
  key text not null, -- of words that were published once, and are not any more
  article text not null, -- the slug it had
  title text not null,
  primary key (key, article)
) strict;
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """The corpus as it is published; texts that nobody gave are empty."""

    title: str
    description: str = ""
    licence: str = ""
    base_url: str = ""
    cite_as: str = ""
    revision: str = ""


def of(db: sqlite3.Connection) -> Publication | None:
    """What the copy says of itself; None of a working database."""
    known = "select 1 from sqlite_master where type = 'table' and name = 'publication'"
    if db.execute(known).fetchone() is None:
        return None
    row = db.execute(
        "select title, description, licence, base_url, cite_as, revision from publication"
    ).fetchone()
    return Publication(*row) if row else None


def write(db: sqlite3.Connection, publication: Publication) -> None:
    """Say it, in place of what was said; the tables must be there."""
    db.execute(
        "insert or replace into publication values (1, ?, ?, ?, ?, ?, ?)",
        (
            publication.title, publication.description, publication.licence,
            publication.base_url, publication.cite_as, publication.revision,
        ),
    )  # fmt: skip
