"""
The floors: the least that a program must do that does the same with its bare hands.

As a program: `python -m tests.bench.floors FOLDER DB` adds a folder of articles, or
a file of JSON lines; with `--roles` it reads them as we do, with roles and all, and
only stores them barely; with `--tuned` it writes the search index in pieces as large as ours.
"""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.readers import plain

from .frozen import key, paragraphs

__all__ = ["ingest", "plain_table", "rebuild"]

_TABLE = """
    create table paragraphs (
      id integer primary key, article integer, key text, occurrence integer, position integer,
      number integer, role text, text text, start integer, "end" integer, version integer
    )
"""
_INSERT = """
    insert into paragraphs
      (article, key, occurrence, position, number, role, text, start, "end", version)
    values (?, ?, 1, ?, ?, ?, ?, ?, ?, 1)
"""
_INDEX = """
    create virtual table paragraphs_fts using fts5 (
      text, content="paragraphs", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
    )
"""

_TUNED = "insert into paragraphs_fts (paragraphs_fts, rank) values ('hashsize', 16000000)"

Row = tuple[int, str, int, int, str, str, int, int]


def plain_table(path: Path | str) -> sqlite3.Connection:
    """A new database with one table of paragraphs: our columns, no constraints, no indexes."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = normal")
    db.execute(_TABLE)
    return db


def ingest(db: sqlite3.Connection, sources: Iterable[bytes], *, roles: bool = False) -> int:
    """Decode, split, normalise, hash and insert, in one transaction; returns the paragraphs."""
    rows_of = _rows_with_roles if roles else _rows
    db.execute("begin")
    count = 0
    for article, data in enumerate(sources, 1):
        rows = list(rows_of(article, data))
        db.executemany(_INSERT, rows)
        count += len(rows)
    db.execute("commit")
    return count


def _rows(article: int, data: bytes) -> Iterator[Row]:
    text = data.decode()
    for position, (start, end) in enumerate(paragraphs(text), 1):
        words = text[start:end]
        yield article, key(words), position, position, "body", words, start, end


def _rows_with_roles(article: int, data: bytes) -> Iterator[Row]:
    draft = plain.read(data)
    for position, block in enumerate(draft.blocks, 1):
        words = draft.text[block.start : block.end]
        yield article, key(words), position, position, block.role, words, block.start, block.end


def rebuild(db: sqlite3.Connection, *, tuned: bool = False) -> None:
    """The search index, made at once."""
    db.execute(_INDEX)
    if tuned:
        db.execute(_TUNED)
    db.execute("insert into paragraphs_fts (paragraphs_fts) values ('rebuild')")


def _sources(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        yield from (file.read_bytes() for file in sorted(path.iterdir()))
        return
    with open(path, "rb") as lines:
        for line in lines:
            yield json.loads(line)["text"].encode()


def _main(sources: Path, path: Path, *options: str) -> None:
    db = plain_table(path)
    ingest(db, _sources(sources), roles="--roles" in options)
    rebuild(db, tuned="--tuned" in options)
    db.close()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
