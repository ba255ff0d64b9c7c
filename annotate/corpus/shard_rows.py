"""
What a shard says of one of its articles: as it was read, ready to be stored, and how it would
be called.
"""

import sqlite3

from annotate import prepared
from annotate.corpus.paragraph_rows import STANDING
from annotate.model import DESCRIBED, Metadata
from annotate.prepared import Placed, Prepared
from annotate.text import naming, packing

__all__ = ["article", "wished"]


def article(db: sqlite3.Connection, row: int) -> tuple[str, Metadata, Prepared]:
    """The source, what was said of it by hand, and what was read."""
    sql = """
        select a.*, v.sha256, v.source, v.media_type, v.retrieved, v.text, o.size, o.bytes
        from shard.articles a join shard.versions v on v.article = a.id
        join shard.originals o on o.sha256 = v.sha256 where a.id = ?
    """
    found = db.execute(sql, [row]).fetchone()
    told = {name: found[name] for name in DESCRIBED}
    if not _is_told(db, found):
        told["title"] = None
    by_hand = {name: told.pop(name) for name in found["by_hand"].split()}
    sql = f"select {STANDING} from shard.paragraphs where article = ? order by position"
    new = Prepared(
        found["text"], tuple(Placed(*each) for each in db.execute(sql, [row])), found["title"],
        Metadata(**told), found["media_type"], found["retrieved"], found["sha256"], found["size"],
        _packed(db, found),
    )  # fmt: skip
    return found["source"], Metadata(**by_hand), new


def _packed(db: sqlite3.Connection, found: sqlite3.Row) -> bytes | None:
    """Its bytes, packed with the text of this article; None: that is all."""
    packed: bytes | None = found["bytes"]
    name: str = found["sha256"]
    rows = db.execute("select text from shard.versions where sha256 = ? order by id", [name])
    texts = (row["text"] for row in rows)
    if packed is None:
        data = next(each for each in map(_encoded, texts) if prepared.digest(each) == name)
    else:
        data = packing.unpacked(packed, texts)
    text: str = found["text"]
    return None if data == _encoded(text) else packing.packed(data, text)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def wished(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    """The slug that it has where that is free."""
    title: str = row["title"]
    return naming.slug(title if _is_told(db, row) else naming.of_file(row["source"]) or title)


def _is_told(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Whether somebody gave the article its title, or that is its first words."""
    title: str = row["title"]
    if title[:1] != "[" or "title" in row["by_hand"].split():
        return True
    sql = """
        select text from shard.paragraphs where article = ?
        order by number is null, position limit 1
    """
    first = db.execute(sql, [row["id"]]).fetchone()
    return title != naming.bracketed(first["text"])
