"""
The texts that an undo takes out of the corpus, kept until a redo puts them back.

The history has what people made, but not the texts of versions and paragraphs, nor
the bytes they were read from. They are packed in one row for each version (or each
address at which an article was found again), about a third of what they were.
"""

import json
import sqlite3
import zlib

__all__ = ["NotKept", "address", "put_back", "version"]


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


def version(db: sqlite3.Connection, command: int, row: dict[str, object]) -> None:
    """Take out a version, and all that first stood in it, for an undo."""
    # the history of an early database does not have them; what it has was taken back before
    sql = """
        delete from placements where to_version = :number - 1
          and paragraph in (select id from paragraphs where article = :article)
    """
    db.execute(sql, row)
    rows = {
        table: db.execute(f"select * from {table} where {condition}", row).fetchall()
        for table, condition in _OF_VERSION.items()
    }
    for table in reversed(_OF_VERSION):
        db.execute(f"delete from {table} where {_OF_VERSION[table]}", row)
    _keep(db, command, "versions", row, rows)


def address(db: sqlite3.Connection, command: int, row: dict[str, object]) -> None:
    """Take out an address at which the words of an article were found again."""
    db.execute("delete from addresses where id = :id", row)
    _keep(db, command, "addresses", row, {})


def _keep(
    db: sqlite3.Connection,
    command: int,
    what: str,
    row: dict[str, object],
    rows: dict[str, list[sqlite3.Row]],
) -> None:
    original = _taken_original(db, row["sha256"])
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


def _taken_original(db: sqlite3.Connection, sha256: object) -> sqlite3.Row | None:
    """The bytes that nothing else was read from, taken out."""
    sql = """
        delete from originals where sha256 = :sha256
          and not exists (select 1 from versions where sha256 = :sha256)
          and not exists (select 1 from addresses where sha256 = :sha256)
        returning *
    """
    return next(iter(db.execute(sql, {"sha256": sha256}).fetchall()), None)


def put_back(db: sqlite3.Connection, command: int, what: str, row: object) -> None:
    """Put back what an undo took out with a version or an address; or raise NotKept."""
    sql = "delete from taken_out where command = ? and what = ? and row = ? returning *"
    kept = next(iter(db.execute(sql, [command, what, row]).fetchall()), None)
    if kept is None:
        raise NotKept
    content = json.loads(zlib.decompress(kept["rows"]))
    if "originals" in content:
        content["originals"]["columns"].append("bytes")
        content["originals"]["rows"][0].append(kept["original"])
    for table in ("originals", *_OF_VERSION):
        if table in content:
            _insert(db, table, **content[table])


def _insert(
    db: sqlite3.Connection, table: str, columns: list[str], rows: list[list[object]]
) -> None:
    # bytes may have come again meanwhile, and are the same; all else is new, or in the way
    way = "insert or ignore" if table == "originals" else "insert"
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    db.executemany(f"{way} into {table} ({names}) values ({marks})", rows)
