"""
The texts that an undo takes out of the corpus, kept until a redo puts them back.

The history has what people made, but not the texts of versions and paragraphs, nor
the bytes they were read from. They are packed in one row for each version (or each
address at which an article was found again), about a third of what they were.
"""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from annotate.corpus import indexing, originals
from annotate.corpus.paragraph_rows import laid_out

__all__ = ["NotKept", "address", "paragraphs", "put_back", "versions"]


Record = dict[str, object]
Rows = dict[str, list[sqlite3.Row]]


class NotKept(Exception):
    """Texts are not there: an earlier annotate undid them, or somebody emptied the table."""


_LEVEL = 1  # of zlib: 9 takes six times as long for a tenth less

_OF_VERSION = {
    "versions": "id = :id",
    "paragraphs": "article = :article and version = :number",
    # what the version wrote; what it had moved was moved back before
    "wordings": """
        article = :article
        and from_version >= (select version from paragraphs where id = wordings.paragraph)
    """,
}
"""The rows that go with a version, in the order in which they are put back."""

# the history of an early database does not have them; what it has was taken back before
_UNRECORDED = """
    delete from placements where to_version = :number - 1
      and paragraph in (select id from paragraphs where article = :article)
"""


def versions(db: sqlite3.Connection, command: int, gone: Sequence[Record]) -> None:
    """
    Take out versions, and all that first stood in them, for an undo; all are in memory.

    A statement a table for all: the search index is written once for each.
    """
    if gone[1:]:
        indexing.gather(db)
    originals.free(db, [int(str(row["id"])) for row in gone])
    for row in gone:
        db.execute(_UNRECORDED, row)
    found: list[Rows] = []
    ids: dict[str, set[int]] = {table: set() for table in _OF_VERSION}
    for row in gone:
        rows = {}
        for table, condition in _OF_VERSION.items():
            each = db.execute(f"select * from {table} where {condition}", row).fetchall()
            rows[table] = [r for r in each if r["id"] not in ids[table]]
            ids[table] |= {r["id"] for r in rows[table]}
        found.append(rows)
    for table in reversed(_OF_VERSION):
        sql = f"delete from {table} where id in (select value from json_each(?))"
        db.execute(sql, [json.dumps(list(ids[table]))])
    taken = _taken_originals(db, [row["sha256"] for row in gone])
    for row, rows in zip(gone, found, strict=True):
        _keep(db, command, "versions", row, rows, taken.pop(row["sha256"], None))


def address(db: sqlite3.Connection, command: int, row: Record) -> None:
    """Take out an address at which the words of an article were found again."""
    db.execute("delete from addresses where id = :id", row)
    original = _taken_originals(db, [row["sha256"]]).get(row["sha256"])
    _keep(db, command, "addresses", row, {}, original)


def _keep(
    db: sqlite3.Connection,
    command: int,
    what: str,
    row: Record,
    rows: Rows,
    original: sqlite3.Row | None,
) -> None:
    content = {
        table: {"columns": found[0].keys(), "rows": [tuple(each) for each in found]}
        for table, found in rows.items()
        if found
    }
    if original:
        columns = ("sha256", "size")
        content["originals"] = {"columns": columns, "rows": [[original[c] for c in columns]]}
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), _LEVEL)
    db.execute(
        "insert into taken_out (command, what, row, rows, original) values (?, ?, ?, ?, ?)",
        [command, what, row["id"], packed, original and original["bytes"]],
    )


def _taken_originals(
    db: sqlite3.Connection, digests: Sequence[object]
) -> dict[object, sqlite3.Row]:
    """The bytes that nothing else was read from, taken out, by their sha256."""
    sql = """
        delete from originals where sha256 in (select value from json_each(?))
          and not exists (select 1 from versions where sha256 = originals.sha256)
          and not exists (select 1 from addresses where sha256 = originals.sha256)
        returning *
    """
    return {row["sha256"]: row for row in db.execute(sql, [json.dumps(digests)]).fetchall()}


def paragraphs(db: sqlite3.Connection, versions: Sequence[int]) -> list[tuple[str]]:
    """The ids, as text, of the paragraphs that were taken out with these versions."""
    sql = """
        select * from taken_out
        where what = 'versions' and row in (select value from json_each(?))
    """
    found: list[tuple[str]] = []
    for kept in db.execute(sql, [json.dumps(versions)]):
        table = json.loads(zlib.decompress(kept["rows"])).get("paragraphs")
        place = table["columns"].index("id") if table else 0
        found += [(str(row[place]),) for row in (table["rows"] if table else ())]
    return found


def put_back(db: sqlite3.Connection, command: int, what: str, rows: Sequence[int]) -> None:
    """Put back what an undo took out with versions or addresses; or raise NotKept."""
    rows = sorted(rows)  # later versions are on what earlier ones brought
    if rows[1:]:
        indexing.gather(db)
    condition = "command = ? and what = ? and row in (select value from json_each(?))"
    values = [command, what, json.dumps(rows)]
    kept = db.execute(f"select * from taken_out where {condition}", values).fetchall()
    if len(kept) < len(rows):
        raise NotKept
    db.execute(f"delete from taken_out where {condition}", values)
    contents = [_content(each) for each in kept]
    for table in ("originals", *_OF_VERSION):
        together: defaultdict[tuple[str, ...], list[list[object]]] = defaultdict(list)
        for content in contents:
            if table in content:
                together[tuple(content[table]["columns"])] += content[table]["rows"]
        for columns, each in together.items():
            _insert(db, table, columns, each)


def _content(kept: sqlite3.Row) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(zlib.decompress(kept["rows"]))
    if "originals" in content:
        content["originals"]["columns"].append("bytes")
        content["originals"]["rows"][0].append(kept["original"])
    return content


def _insert(
    db: sqlite3.Connection, table: str, columns: Sequence[str], rows: list[list[object]]
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    way = "insert or ignore" if table == "originals" else "insert"  # the same bytes came again
    name = f"{table}_of_{len(columns)}"  # migrations only add columns
    with laid_out(db, name, names, map(tuple, rows)):
        db.execute(f"{way} into {table} ({names}) select {names} from {name} order by rowid")
