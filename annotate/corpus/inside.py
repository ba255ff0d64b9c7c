"""
What the bytes of a database do not show as they stand.

A long value is cut where a page ends. A search index (FTS5) writes of a term only what
the one before it has not, and keeps terms of deleted rows until it is rebuilt; so its
pages are read here, not the words that it would still find (`fts5vocab`).
"""

import sqlite3
from collections.abc import Iterator
from operator import itemgetter

from annotate.errors import DatabaseTrouble

__all__ = ["Value", "long_values", "short_values", "terms"]

Value = tuple[str, str, str]
"""A table, a column in it, and what stands there."""

_AT_ONCE = 1000  # values
_ROOM = 300  # bytes of a page that are not one value's: its head, the record's, other columns


def _tables(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """The tables with a form of their own, and their columns; not those of the indexes."""
    indexes = _indexes(db)
    for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
        if not any(name == index or name.startswith(f"{index}_") for index in indexes):
            columns = db.execute(f"pragma table_xinfo({_quoted(name)})").fetchall()
            yield name, [row[1] for row in columns if row[2].upper() not in {"INTEGER", "REAL"}]


def _indexes(db: sqlite3.Connection) -> list[str]:
    sql = """
        select m.name from sqlite_master m join sqlite_master d on d.name = m.name || '_data'
        where m.sql like 'create virtual table%using fts5%'
    """
    return [row[0] for row in db.execute(sql)]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def long_values(db: sqlite3.Connection) -> Iterator[Value]:
    """Values that go over several pages, or stand beside such as do."""
    size = db.execute("pragma page_size").fetchone()[0] - _ROOM
    for table, columns in filter(itemgetter(1), _tables(db)):
        lengths = " + ".join(f"ifnull(length(cast({_quoted(c)} as blob)), 0)" for c in columns)
        names = ", ".join(map(_quoted, columns))
        sql = f"select {names} from {_quoted(table)} where {lengths} > {size}"
        for row in db.execute(sql):
            for column, value in zip(columns, row, strict=True):
                if isinstance(value, str):
                    yield table, column, value


def short_values(db: sqlite3.Connection) -> Iterator[tuple[str, str, list[str]]]:
    """Of a table and a column every value once, many at a time; not what a search index has."""
    indexed = {"paragraphs", "notes", "unspaced"} if _indexes(db) else set()
    for table, columns in _tables(db):
        for column in columns:
            if column == "text" and table in indexed:
                continue
            name = _quoted(column)
            sql = f"select distinct {name} from {_quoted(table)} where typeof({name}) = 'text'"
            rows = db.execute(sql)
            while batch := rows.fetchmany(_AT_ONCE):
                yield table, column, [row[0] for row in batch]


def terms(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Every term in the pages of a search index, of deleted rows as well; with its index."""
    for index in _indexes(db):
        sql = f"select id, block from {_quoted(index + '_data')} where id > 10"
        for id, block in db.execute(sql):
            if not id >> 31 & 0x3F:  # else a page of its tree, which has no terms of its own
                try:
                    for term in _of_leaf(block):
                        yield index, term[1:]  # the first byte is that of the index itself
                except IndexError as error:
                    raise DatabaseTrouble(f"the index {index} cannot be read") from error


def _of_leaf(block: bytes) -> Iterator[bytes]:
    """The terms of a page: after its head, at the places that its foot names."""
    foot = int.from_bytes(block[2:4], "big")
    place, term = 0, b""
    at = foot
    while at < len(block):
        step, at = _varint(block, at)
        place += step
        kept, begin = _varint(block, place) if term else (0, place)
        count, begin = _varint(block, begin)
        term = term[:kept] + block[begin : begin + count]
        yield term


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's integer of variable length, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
