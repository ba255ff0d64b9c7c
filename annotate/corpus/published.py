"""
What is to be published, made: the copy in a file, and what is in it.

The one connection that writes the copy has the working database attached as `work`, for
reading alone and in one state from first to last, and an earlier publication as `before`.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256

from annotate.corpus import (
    choosing,
    connecting,
    copying,
    database,
    locking,
    publication,
    withdrawing,
)
from annotate.corpus.choosing import Choice, Left
from annotate.corpus.publication import Publication
from annotate.corpus.withdrawing import Withdrawn

__all__ = ["Coder", "Contents", "Noted", "Shown", "Used", "choosing_from", "contents", "counts"]
__all__ += ["write"]

REVISION = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that goes out: its numbered paragraphs, and the taggings on it."""

    slug: str
    title: str
    paragraphs: int
    taggings: int


@dataclass(frozen=True, slots=True)
class Used:
    """A tag that goes out."""

    name: str
    definition: str
    taggings: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that goes out: what it is on, its words, and who wrote it as that is told."""

    on: str
    text: str
    coder: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone whose work goes out: the name, and the one that is told."""

    name: str
    shown: str
    taggings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes out, what stays back for its date, and the links that end."""

    articles: tuple[Shown, ...]
    tags: tuple[Used, ...]
    notes: tuple[Noted, ...]
    coders: tuple[Coder, ...]
    left: Left
    withdrawn: tuple[Withdrawn, ...] = ()


@contextmanager
def choosing_from(
    work: sqlite3.Connection, choice: Choice, file: str = ":memory:", before: str | None = None
) -> Iterator[tuple[sqlite3.Connection, Left]]:
    """
    A connection to a new file in which `work` is attached and chosen from.

    `before` is the file of an earlier publication.
    """
    with closing(_connection(work, file)) as db:
        if before:
            database.attach(db, before, connecting.FROZEN, "before")
        db.execute("begin")
        yield db, choosing.choose(db, choice)


def _connection(work: sqlite3.Connection, file: str) -> locking.Connection:
    mode = work.mode if isinstance(work, locking.Connection) else "ro"
    if file == ":memory:":
        db = sqlite3.connect(
            "file::memory:", uri=True, isolation_level=None, factory=locking.Connection
        )
        db.row_factory = sqlite3.Row
    else:
        db = connecting.connect(file, "rwc")
    for pragma in ("journal_mode = off", "synchronous = off", "temp_store = memory"):
        db.execute(f"pragma {pragma}")  # what breaks off is thrown away
    db.execute(f"pragma cache_size = -{database.BULK_CACHE * 4}")
    database.attach(db, database.path_of(work), mode if mode.startswith("ro") else "ro", "work")
    return db


def contents(db: sqlite3.Connection, left: Left, *, after: bool) -> Contents:
    """What is chosen; with `after` also which links of the publication `before` end."""
    gone = withdrawing.withdrawn(db) if after else []
    return Contents(
        tuple(Shown(*row) for row in db.execute(_ARTICLES)),
        tuple(Used(*row) for row in db.execute(_TAGS)),
        tuple(Noted(*row) for row in db.execute(_NOTES)),
        tuple(Coder(*row) for row in db.execute(_CODERS)),
        left,
        tuple(gone),
    )


_ARTICLES = """
    select slug, title,
      (select count(*) from work.paragraphs p
        where p.article = a.id and p.number is not null and p.removed is null),
      coalesce(n, 0)
    from temp.articles_out o join work.articles a on a.id = o.old
    left join (
      select p.article, count(*) as n from temp.taggings_out
      join work.taggings t on t.id = old join work.paragraphs p on p.id = t.paragraph
      group by p.article
    ) counted on counted.article = a.id
    order by o.old
"""
_TAGS = """
    select name, definition, count(*) from temp.taggings_out o
    join work.taggings t on t.id = o.old join work.tags g on g.id = t.tag
    group by g.id order by name
"""
_NOTES = """
    select
      coalesce(
        'tag:' || g.name, a.slug,
        b.slug || ':' || coalesce(iif(p.removed is null, p.number, null), p.key)
      ), n.text, c.new
    from temp.notes_out o join work.notes n on n.id = o.old
    join temp.coders_out c on c.old = n.coder
    left join work.tags g on g.id = n.tag left join work.articles a on a.id = n.article
    left join work.paragraphs p on p.id = n.paragraph left join work.articles b on b.id = p.article
    order by o.number
"""
_CODERS = """
    select c.old, c.new, sum(tagging), sum(note) from (
      select t.coder, 1 as tagging, 0 as note from temp.taggings_out o
      join work.taggings t on t.id = o.old
      union all select n.coder, 0, 1 from temp.notes_out o join work.notes n on n.id = o.old
    ) done join temp.coders_out c on c.old = done.coder group by c.old order by c.rowid
"""


def write(
    db: sqlite3.Connection, file: str, told: Publication, gone: tuple[Withdrawn, ...],
    *, text: bool, options: str,
) -> Publication:  # fmt: skip
    """
    Write what is chosen into the connection's file, and from there, packed, into another.

    The same rows, words and options have the same revision, and the same bytes.
    """
    for statement in publication.TABLES.split(";\n"):
        db.execute(statement)
    publication.write(db, replace(told, revision="0" * REVISION))
    withdrawing.bury(db, list(gone))
    copying.fill(db, text=text)
    db.execute("commit")
    db.execute("vacuum main into ?", [file])
    with open(file, "rb") as copy:
        found = file_digest(copy, "sha256").digest()
    told = replace(told, revision=sha256(found + options.encode()).hexdigest()[:REVISION])
    with closing(connecting.connect(file, "rw")) as packed:
        packed.execute("pragma journal_mode = off")
        publication.write(packed, told)
    with open(os.fspath(file), "rb+") as copy:
        os.fsync(copy.fileno())
    return told


def counts(file: str | os.PathLike[str]) -> dict[str, int]:
    """Every table of a copy, those of the indexes as well, with the number of its rows."""
    with closing(connecting.connect(os.fspath(file), connecting.FROZEN)) as db:
        names = db.execute("select name from sqlite_master where type = 'table' order by name")
        return {
            name: db.execute(f'select count(*) from "{name}"').fetchone()[0]
            for (name,) in names.fetchall()
        }
