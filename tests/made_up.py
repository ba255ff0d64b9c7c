"""
Three made-up articles, and what tests do with databases.

The drafts are cut by hand, so that no test of storing and annotating depends on
how plain text is split.
"""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.corpus import articles, schema
from annotate.corpus.database import Command, open_write
from annotate.model import Added, Block, Draft, Metadata

COMMAND = Path(sys.executable).with_name("annotate")
"""The console script that a user calls."""

HARBOUR = (
    "The harbour at Lindow froze in the second week of January, and no ship came in for a month.",
    "“We used them as human shields,” the harbour master said of the two old icebreakers.",
    "Fish was sold on the ice until the spring, at twice the price of the year before.",
)
ORCHARD = (
    "Wasps found the orchard in August, when the pears had begun to fall and nobody picked them.",
    "The ladder of the old harbour was lent to the pickers and never came back from the orchard.",
    "Its owner sold the pears for vinegar, which he said was worth more than the fruit had been.",
)
MUSEUM = (
    "A museum of locks opened last year in the cellar of the bank, behind a door without a lock.",
    "Visitors are given three picks and an hour; the ones who stay longer are charged for it.",
)
SHARE = "Share this article"


def draft(
    *paragraphs: str, title: str | None = None, byline: str | None = None, url: str | None = None
) -> Draft:
    """An article of these paragraphs, all body; one that is SHARE is boilerplate."""
    text, blocks = "", []
    for words in paragraphs:
        role = "boilerplate" if words == SHARE else "body"
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    metadata = Metadata(title=title, byline=byline, url=url)
    return Draft(text, tuple(blocks), metadata, "text/plain")


def add(db: sqlite3.Connection, made: Draft, source: str = "-", coder: str = "anna") -> Added:
    """Store an article as one command."""
    command = Command(db, coder=coder, words=f"add {source}")
    return articles.add(command, made, made.text.encode(), source=source)


def fill(db: sqlite3.Connection) -> None:
    """The three articles: `harbour` (with boilerplate), `orchard`, `museum`."""
    add(db, draft(*HARBOUR, SHARE, title="Harbour", byline="Ida Holm"), "harbour.txt")
    add(db, draft(*ORCHARD, title="Orchard"), "orchard.txt")
    add(db, draft(*MUSEUM, title="Museum"), "museum.txt")


def in_memory() -> sqlite3.Connection:
    """An empty corpus in memory, for properties that need a new one for every example."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    db.deserialize(_empty())
    schema.apply(db)  # of which only the functions are new
    return db


def copied(db: sqlite3.Connection) -> sqlite3.Connection:
    """What a corpus in memory is now, in another one."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    copy.deserialize(db.serialize())
    schema.apply(copy)  # of which only the functions are new
    copy.execute("pragma foreign_keys = on")
    return copy


@cache
def _empty() -> bytes:
    """A corpus with nothing in it: all migrations take longer than what most examples try."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        schema.apply(db)
        return db.serialize()


@cache
def file_of(build: Callable[[Path], None]) -> bytes:
    """The file of a database that is built once; to copy it is sooner done than to build it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "built.db"
        build(path)
        return path.read_bytes()


def empty(path: Path) -> Path:
    """A database without articles, in a file of its own."""
    path.write_bytes(file_of(_create))
    return path


def _create(path: Path) -> None:
    open_write(path, create=True).close()


Rows = list[tuple[object, ...]]

# what an undo adds to, and names of rows that only an index uses
_NOT_CONTENT = (
    "commands", "history", "codebook_revisions", "taken_out", "sqlite_sequence",
    "_sqlite_migrations",
)  # fmt: skip

_OF_INDEXES = (("notes", "number"), ("state", "parted"), ("state", "revision"))


def dump(db: sqlite3.Connection) -> dict[str, Rows]:
    """Every row of every table that has content of its own, in an order of its own."""
    sql = "select name from sqlite_master where type = 'table' and name not like '%fts%'"
    names = [row[0] for row in db.execute(sql) if row[0] not in _NOT_CONTENT]
    return {name: sorted(_rows(db, name), key=repr) for name in names}


def _rows(db: sqlite3.Connection, table: str) -> Rows:
    rows = map(dict, db.execute(f"select * from {table}"))
    return [tuple(v for k, v in row.items() if (table, k) not in _OF_INDEXES) for row in rows]
