"""
Tags whose names are nearly one, which may be one tag that was spelled in two ways.
"""

import sqlite3
from typing import NamedTuple

from annotate.corpus import codebook
from annotate.text import alike_names

__all__ = ["Near", "pairs"]


class Near(NamedTuple):
    """Two tags with how often each stands, the one that stands more often first."""

    tag: str
    taggings: int
    near: str
    near_taggings: int


def pairs(db: sqlite3.Connection, name: str | None = None) -> list[Near]:
    """
    The pairs, those first that stand most; with a name those of this tag or of one under it.

    Raises NotFound for an unknown tag.
    """
    wanted = {row["name"] for row in codebook.branch(db, name)} if name else None
    sql = "select name, taggings + removed as taggings from tags order by taggings desc, id"
    rows = db.execute(sql).fetchall()
    found = alike_names.pairs([row["name"] for row in rows])
    near = (Near(*rows[one], *rows[other]) for one, other in found)
    return [each for each in near if wanted is None or {each.tag, each.near} & wanted]
