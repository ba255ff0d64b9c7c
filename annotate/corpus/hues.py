"""
The hue of a tag that has no colour of its own: one of twelve, shared by all under its root.

Hues are kept in the tags' rows, so that copies and merged corpora show the same; a new
root gets the one that the fewest roots have, of several the first.
"""

import sqlite3
from collections import Counter
from typing import NamedTuple

from annotate.text import tag_names

__all__ = ["HUES", "Colour", "after_renaming", "fill", "of_place"]

HUES = 12


class Colour(NamedTuple):
    """How a tag is coloured: six hexadecimal digits of its own, if it has any, else by its hue."""

    own: str | None
    hue: int | None


def of_place(db: sqlite3.Connection, place: str) -> int:
    """The hue of a place in the codebook, the folded name of a tag: that of its root, or a new."""
    root = place.partition("/")[0]
    sql = """
        select hue from tags where hue is not null
          and (folded = :root or (folded > :root || '/' and folded < :root || '0')) limit 1
    """
    known = db.execute(sql, {"root": root}).fetchone()
    return int(known["hue"]) if known else _least_used(db)


def _least_used(db: sqlite3.Connection) -> int:
    rows = db.execute("select folded, hue from tags where hue is not null and folded is not null")
    roots = {(row["folded"].partition("/")[0], row["hue"]) for row in rows}
    used = Counter(hue for _, hue in roots)
    return min(range(HUES), key=lambda hue: used[hue])


def after_renaming(db: sqlite3.Connection, tag: sqlite3.Row, place: str, *, is_root: bool) -> int:
    """The hue of a tag at another place; `is_root`: its whole root goes there, with its hue."""
    root, known = place.partition("/")[0], tag["hue"]
    if known is not None and root == tag_names.folded(tag["name"]).partition("/")[0]:
        return int(known)
    sql = """
        select 1 from tags
        where folded = :root or (folded > :root || '/' and folded < :root || '0')
    """
    if is_root and known is not None and not db.execute(sql, {"root": root}).fetchone():
        return int(known)
    return of_place(db, place)


def fill(db: sqlite3.Connection) -> None:
    """Give those tags their hue that have none."""
    for row in db.execute("select id, name from tags where hue is null order by id").fetchall():
        hue = of_place(db, tag_names.folded(row["name"]))
        db.execute("update tags set hue = ? where id = ?", [hue, row["id"]])
