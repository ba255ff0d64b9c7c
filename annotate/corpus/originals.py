"""
The bytes of every source, as they were read.

Most plain text is UTF-8 and its version's text says it all: such an original is
kept as its sha256 and size alone. Any other is kept compressed.
"""

import sqlite3
import zlib

__all__ = ["Damaged", "keep", "read"]


class Damaged(Exception):
    """The bytes cannot be had back; the text says why."""


def keep(db: sqlite3.Connection, digest: str, size: int, packed: bytes | None) -> None:
    """Keep bytes, compressed with zlib, under their sha256 (hex); None: the text is all."""
    sql = "insert or ignore into originals (sha256, size, bytes) values (?, ?, ?)"
    db.execute(sql, [digest, size, packed])


def read(db: sqlite3.Connection, digest: str) -> bytes:
    """The bytes with this sha256 (hex), not verified; raises Damaged."""
    row = db.execute("select bytes from originals where sha256 = ?", [digest]).fetchone()
    if row is None:
        raise Damaged("is not there")
    if row["bytes"] is None:
        return _of_text(db, digest)
    try:
        return zlib.decompress(row["bytes"])
    except zlib.error as error:
        raise Damaged(f"cannot be unpacked: {error}") from error


def _of_text(db: sqlite3.Connection, digest: str) -> bytes:
    sql = "select text from versions where sha256 = ? limit 1"
    row = db.execute(sql, [digest]).fetchone()
    if row is None:
        raise Damaged("has no version that has its text")
    text: str = row["text"]
    return text.encode()
