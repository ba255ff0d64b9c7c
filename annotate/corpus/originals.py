"""
The bytes of every source, as they were read.

Most plain text is UTF-8 and its version's text says it all: such an original is
kept as its sha256 and size alone. Any other is kept packed, mostly with that text,
see `text.packing`: so one whose version goes while it stays is packed anew, `free`.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from annotate.text import packing

if TYPE_CHECKING:  # only adding needs it
    from annotate.prepared import Prepared

__all__ = ["Damaged", "free", "keep", "keep_alone", "problems", "read"]


class Damaged(Exception):
    """The bytes cannot be had back; the text says why."""


def keep(db: sqlite3.Connection, new: "Prepared") -> None:
    """Keep the bytes that a version is made of, under their sha256; its text may be all."""
    _insert(db, new, new.packed)


def keep_alone(db: sqlite3.Connection, new: "Prepared") -> None:
    """Keep bytes of which no version is made, by themselves."""
    data = packing.unpacked(new.packed, [new.text]) if new.packed else _bytes(new.text)
    _insert(db, new, zlib.compress(data))


def _insert(db: sqlite3.Connection, new: "Prepared", packed: bytes | None) -> None:
    sql = "insert or ignore into originals (sha256, size, bytes) values (?, ?, ?)"
    db.execute(sql, [new.digest, new.size, packed])


def read(db: sqlite3.Connection, digest: str) -> bytes:
    """The bytes with this sha256 (hex), not verified; raises Damaged."""
    row = db.execute("select bytes from originals where sha256 = ?", [digest]).fetchone()
    if row is None:
        raise Damaged("is not there")
    return _opened(row["bytes"], _texts(db, digest))


def problems(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Of each in turn its sha256, and what is wrong with it; nothing when all is well."""
    every = db.cursor()
    every.row_factory = None
    for (digest, packed), rows in groupby(every.execute(_EVERY), itemgetter(0, 1)):
        texts = (text for _, _, text in rows if text is not None)
        try:
            is_right = hashlib.sha256(_opened(packed, texts)).hexdigest() == digest
            yield digest, "" if is_right else "is not what its sha256 says"
        except Damaged as error:
            yield digest, str(error)


_EVERY = """
    select o.sha256, o.bytes, v.text from originals o left join versions v on v.sha256 = o.sha256
    order by o.rowid, v.id
"""


def _opened(packed: bytes | None, texts: Iterator[str]) -> bytes:
    """The bytes, of which the text of a version may be all; raises Damaged."""
    if packed is None:
        text = next(texts, None)
        if text is None:
            raise Damaged("has no version that has its text")
        return _bytes(text)
    try:
        return packing.unpacked(packed, texts)
    except zlib.error as error:
        raise Damaged(f"cannot be unpacked: {error}") from error


def _texts(db: sqlite3.Connection, digest: str, without: str = "[]") -> Iterator[str]:
    sql = """
        select text from versions
        where sha256 = ? and id not in (select value from json_each(?)) order by id
    """
    return (row["text"] for row in db.execute(sql, [digest, without]))


def free(db: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Have the originals that stay when these versions go be unpacked without their texts."""
    going = json.dumps(versions)
    sql = """
        select distinct sha256 from versions v where id in (select value from json_each(:going))
          and (
            exists (select 1 from addresses where sha256 = v.sha256)
            or exists (
              select 1 from versions where sha256 = v.sha256
                and id not in (select value from json_each(:going))
            )
          )
    """
    for (digest,) in db.execute(sql, {"going": going}).fetchall():
        if not _is_read_by(db, digest, _texts(db, digest, going)):
            packed = zlib.compress(read(db, digest))
            db.execute("update originals set bytes = ? where sha256 = ?", [packed, digest])


def _is_read_by(db: sqlite3.Connection, digest: str, texts: Iterator[str]) -> bool:
    """Whether the bytes can be had back with no more than these texts."""
    sql = "select bytes from originals where sha256 = ?"
    packed: bytes | None = db.execute(sql, [digest]).fetchone()["bytes"]
    if packed is None:
        return next(texts, None) is not None
    try:
        packing.unpacked(packed, texts)
    except zlib.error:
        return False
    return True


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
