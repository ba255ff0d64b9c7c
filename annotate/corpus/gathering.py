"""
Taking the articles of shards into a corpus, so that it is as if they had been added to it.

In a shard each article stands by itself, whatever else there is (`articles.apart`). Most are
akin to no other: they are taken over by ranges of rows, moved to where the corpus goes on.
The others are stored as `add` does it. So slugs, rows and their order come out alike.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from annotate.corpus import articles, describing, in_already, shard_rows
from annotate.corpus.akin import Akin
from annotate.corpus.database import Command
from annotate.corpus.paragraph_rows import NO_ROLE, STANDING
from annotate.model import Added, Metadata
from annotate.readers.record import is_place

__all__ = ["Settled", "Taken", "make_room", "spans", "take"]


ARTICLES = 2_000  # in one transaction, or of so many bytes
BYTES = 32_000_000


CACHE = 65_536  # KiB of pages in memory: each key goes to a page of its own in its index
LOG = 16_384  # pages of the log until they go into the file, each then once: 64 MB


class Taken(NamedTuple):
    """Articles of a shard from one row to another, and how far theirs are moved in the corpus."""

    first: int
    last: int
    article: int
    version: int
    paragraph: int


class Settled(NamedTuple):
    """An article of a shard that was stored by itself, and what became of it."""

    row: int
    source: str
    added: Added


def make_room(db: sqlite3.Connection) -> None:
    """Have memory and log for what is taken over, for as long as the connection lives."""
    db.execute(f"pragma cache_size = -{CACHE}")
    db.execute(f"pragma wal_autocheckpoint = {LOG}")


def spans(db: sqlite3.Connection, after: int) -> Iterator[tuple[int, int]]:
    """The rows of the attached shard's articles after one, in spans for a transaction each."""
    sql = """
        select a.id, o.size from shard.articles a join shard.versions v on v.article = a.id
        join shard.originals o on o.sha256 = v.sha256 where a.id > ? order by a.id
    """
    first, room = None, BYTES
    last = after
    for row, size in db.execute(sql, [after]).fetchall():
        if first is not None and (room < size or row - first >= ARTICLES):
            yield first, last
            first, room = None, BYTES
        first, last, room = first or row, row, room - size
    if first is not None:
        yield first, last


def take(
    command: Command, akin: Akin, first: int, last: int, rebased: Callable[[str], str]
) -> Iterator[Taken | Settled]:
    """
    Take over the articles of the attached database `shard` from one row to another.

    `rebased` makes of a source as the shard has it one as the corpus has it. Call inside
    the command.
    """
    db = command.db
    db.create_function("rebased", 1, rebased, deterministic=True)
    begin = first
    for row in akin.among(first, last):
        if begin < row:
            yield _copy(db, begin, row - 1)
        yield _settle(command, row, rebased)
        begin = row + 1
    if begin <= last:
        yield _copy(db, begin, last)


def _copy(db: sqlite3.Connection, first: int, last: int) -> Taken:
    """Take over articles that are akin to no other, all at once."""
    versions, paragraphs = (_span(db, table, first, last) for table in ("versions", "paragraphs"))
    taken = Taken(
        first, last, _next(db, "articles") - first,
        _next(db, "versions") - versions[0], _next(db, "paragraphs") - paragraphs[0],
    )  # fmt: skip
    values = taken._asdict()
    _copy_articles(db, taken)
    span = {"from": versions[0], "to": versions[1]}
    db.execute(
        """
        insert or ignore into main.originals
        select o.* from shard.versions v join shard.originals o on o.sha256 = v.sha256
        where v.id between :from and :to
        """,
        span,
    )
    db.execute(
        """
        insert into main.versions (
          id, article, number, sha256, source, media_type, retrieved, text
        )
        select
          id + :version, article + :article, number, sha256, rebased(source), media_type,
          retrieved, text
        from shard.versions where id between :from and :to order by id
        """,
        values | span,
    )
    _copy_paragraphs(db, values | {"from": paragraphs[0], "to": paragraphs[1]})
    return taken


def _span(db: sqlite3.Connection, table: str, first: int, last: int) -> tuple[int, int]:
    """The rows of these articles, which follow one another in a shard."""
    sql = f"select min(id) from shard.{table} where article = ?"
    begin: int = db.execute(sql, [first]).fetchone()[0]
    end: int = db.execute(sql.replace("min", "max"), [last]).fetchone()[0]
    return begin, end


def _next(db: sqlite3.Connection, table: str) -> int:
    """The id that the next row of a table of the corpus gets."""
    row = db.execute("select seq from main.sqlite_sequence where name = ?", [table]).fetchone()
    return row[0] + 1 if row else 1


_ARTICLES = """
    insert into main.articles (
      id, slug, title, byline, site, published, url, language, version, by_hand
    )
    select
      id + :article, coalesce(:slug, slug), title, byline, site, published, url, language, version,
      by_hand
    from shard.articles where id between :from and :to order by id
"""


def _copy_articles(db: sqlite3.Connection, taken: Taken) -> None:
    """With the slugs that they have in the shard, but for those that are to be found anew."""
    begin = taken.first
    for row in _to_be_named(db, taken.first, taken.last):
        if begin < row["id"]:
            span = {"from": begin, "to": row["id"] - 1, "slug": None}
            db.execute(_ARTICLES, span | {"article": taken.article})
        slug = describing.free_slug(db, shard_rows.wished(db, row))
        span = {"from": row["id"], "to": row["id"], "slug": slug}
        db.execute(_ARTICLES, span | {"article": taken.article})
        begin = row["id"] + 1
    span = {"from": begin, "to": taken.last, "slug": None}
    db.execute(_ARTICLES, span | {"article": taken.article})


def _to_be_named(db: sqlite3.Connection, first: int, last: int) -> list[sqlite3.Row]:
    """Articles whose slug is taken in the corpus, or may say that it was taken in the shard."""
    sql = """
        select a.id, a.slug, a.title, a.by_hand, v.source
        from shard.articles a join shard.versions v on v.article = a.id
        where a.id between ? and ? and (
          a.slug glob '*-*[0-9]'
          or exists (select 1 from main.articles where slug = a.slug)
          or exists (select 1 from main.old_slugs where slug = a.slug)
        )
        order by a.id
    """
    return db.execute(sql, [first, last]).fetchall()


def _copy_paragraphs(db: sqlite3.Connection, values: dict[str, int]) -> None:
    before = values["from"] + values["paragraph"] - 1
    with _checked_already(db, values):
        db.execute(
            f"""
            insert into main.paragraphs (id, article, version, removed, {STANDING})
            select id + :paragraph, article + :article, version, removed, {STANDING}
            from shard.paragraphs where id between :from and :to order by id
            """,
            values,
        )
    sql = """
        select main.state.parted >= :before and shard.state.parted >= :to
        from main.state, shard.state
    """
    if db.execute(sql, values | {"before": before}).fetchone()[0]:  # the shard has looked at them
        db.execute(
            """
            insert into main.unspaced (paragraph, text)
            select paragraph + :paragraph, text from shard.unspaced
            where paragraph between :from and :to
            """,
            values,
        )
        db.execute("update main.state set parted = :to + :paragraph", values)


@contextmanager
def _checked_already(db: sqlite3.Connection, span: dict[str, int]) -> Iterator[None]:
    """
    Paragraphs are put in without the `check` of their role where each has one that there is.

    SQLite asks row by row, at a quarter of all that a paragraph costs.
    """
    sql = f"select 1 from shard.paragraphs where id between :from and :to and {NO_ROLE} limit 1"
    if db.execute(sql, span).fetchone():
        yield
        return
    db.execute("pragma ignore_check_constraints = on")
    try:
        yield
    finally:
        db.execute("pragma ignore_check_constraints = off")


def _settle(command: Command, row: int, rebased: Callable[[str], str]) -> Settled:
    """Store an article as `add` does it."""
    db = command.db
    source, said, new = shard_rows.article(db, row)
    source = rebased(source)
    _, sign, label = source.rpartition("#")
    is_lasting = source[:1] != "-" and not (sign and is_place(label))
    known = None
    if said == Metadata():
        known = in_already.by_source(db, partial(str, new.digest), source, is_lasting=is_lasting)
    if known and in_already.unchanged(db, new.digest, known.slug):
        articles.learn(command, known.slug, new.metadata)  # of a table that is new, too
    added = known or articles.store(command, new, source=source, said=said, is_lasting=is_lasting)
    return Settled(row, source, added)
