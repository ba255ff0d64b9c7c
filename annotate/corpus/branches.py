"""
The codebook in parts, for pages that cost the same however large it is.

Read from the counts that are kept with the tags; what this costs grows with the tags under
the one that is asked for, a microsecond each, and with nothing else.
"""

import json
import sqlite3
from dataclasses import dataclass

from annotate.corpus import codebook, tag_rows
from annotate.corpus.codebook import Node
from annotate.text.tag_names import folded, sorting

__all__ = ["Branch", "branch", "most_used", "parts", "size"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the codebook, with all that stands there and under it."""

    node: Node
    tags: int  # under it
    paragraphs: int | None  # standing ones; None: not to be said without looking at many
    gone: int
    removed: int


_HIGHEST = "\U0010ffff"
COUNTED = 2_000  # taggings that are looked at to count their paragraphs


def size(db: sqlite3.Connection, below: str | None = None, *, most: int) -> int:
    """How many tags there are, or are under one, as far as `most`."""
    sql = f"select count(*) from (select 1 from ({_UNDER}) limit :most)"
    return int(db.execute(sql, {**_bounds(below), "most": most}).fetchone()[0])


_UNDER = """
    select id, name, folded as place, taggings, paragraphs, gone, removed, hue from tags
    where folded > :low and folded < :high
    union all
    select id, name, lower(name), taggings, paragraphs, gone, removed, hue from tags
    where folded is null and lower(name) > :low and lower(name) < :high
"""
_PARTS = """
    select part, sum(taggings) as total, max(hue) as hue, count(*) as tags,
      min(name collate binary) as name,
      max(iif(is_own, id, null)) as own
    from (
      select id, name, taggings, hue, instr(rest, '/') = 0 as is_own,
        iif(instr(rest, '/'), substr(rest, 1, instr(rest, '/') - 1), rest) as part
      from ({})
    )
    group by part order by part limit :limit offset :offset
"""
_FOLDED = """
    select id, name, taggings, hue, substr(folded, length(:low) + 1) as rest from tags
    where folded > :low and folded < :high
"""
_UNFOLDED = """
    union all
    select id, name, taggings, hue, substr(lower(name), length(:low) + 1) from tags
    where folded is null and lower(name) > :low and lower(name) < :high
"""


def parts(
    db: sqlite3.Connection, below: str | None = None, *, limit: int, offset: int = 0
) -> list[Branch]:
    """The roots, or the places directly under one, a page of them, in order."""
    sql = "select exists (select 1 from tags where folded is null)"
    [are_unfolded] = db.execute(sql).fetchone()  # rarely, and it takes as long again
    sql = _PARTS.format(_FOLDED + _UNFOLDED if are_unfolded else _FOLDED)
    rows = db.execute(sql, {**_bounds(below), "limit": limit, "offset": offset}).fetchall()
    depth = 0 if below is None else below.count("/") + 1
    return sorted((_part(db, row, depth) for row in rows), key=lambda b: sorting(b.node.name))


def _bounds(below: str | None) -> dict[str, str]:
    if below is None:
        return {"low": "", "high": _HIGHEST}
    return {"low": f"{folded(below)}/", "high": f"{folded(below)}0"}  # 0 comes next after /


def _part(db: sqlite3.Connection, part: sqlite3.Row, depth: int) -> Branch:
    is_tag = part["own"] is not None
    sql = "select * from tags where id = ?"
    row = db.execute(sql, [part["own"]]).fetchone() if is_tag else None
    name = row["name"] if row else "/".join(part["name"].split("/")[: depth + 1])
    tag = codebook.as_tag(row, part["total"]) if row else None
    return Branch(Node(name, depth, tag, part["total"], part["hue"]), part["tags"] - is_tag,
                  None, 0, 0)  # fmt: skip


def branch(db: sqlite3.Connection, name: str) -> Branch | None:
    """A tag, or a name that only tags under it have, with all that stands under it."""
    own, values = tag_rows.at(db, name), _bounds(name)
    values["own"] = json.dumps([row["id"] for row in own])
    row = db.execute(_SUMS, values).fetchone()
    if not row["tags"]:
        return None
    depth = folded(name).count("/")
    called = own[0]["name"] if own else "/".join(row["name"].split("/")[: depth + 1])
    tag = codebook.as_tag(own[0], row["taggings"]) if own else None
    node = Node(called, depth, tag, row["taggings"], row["hue"])
    return Branch(node, row["tags"] - len(own), _paragraphs(db, name, row), row["gone"],
                  row["removed"])  # fmt: skip


_SUMS = f"""
    select count(*) as tags, coalesce(sum(taggings), 0) as taggings, sum(taggings > 0) as used,
      sum(paragraphs) as paragraphs, sum(gone) as gone, sum(removed) as removed,
      max(hue) as hue, min(name collate binary) as name
    from (
      select name, taggings, paragraphs, gone, removed, hue from ({_UNDER})
      union all select name, taggings, paragraphs, gone, removed, hue from tags
      where id in (select value from json_each(:own))
    )
"""


def _paragraphs(db: sqlite3.Connection, name: str, row: sqlite3.Row) -> int | None:
    """Those of several tags may be the same, so that they are looked at, if there are few."""
    if row["used"] <= 1:
        return int(row["paragraphs"])
    if row["taggings"] + row["removed"] > COUNTED:
        return None
    return codebook.spread(db, name)[1]


_MOST_USED = """
    select tags.*, taggings + coalesce((
      select sum(u.taggings) from tags u
      where u.folded > tags.folded || '/' and u.folded < tags.folded || '0'
    ), 0) as total
    from tags where taggings > 0
    order by total desc, name collate binary limit ?
"""


def most_used(db: sqlite3.Connection, most: int) -> list[Node]:
    """The tags that are used most, with those under them, in the order of the codebook."""
    nodes = [
        Node(
            row["name"], row["name"].count("/"), codebook.as_tag(row, row["total"]), row["total"],
            row["hue"],
        )
        for row in db.execute(_MOST_USED, [most])
    ]  # fmt: skip
    return sorted(nodes, key=lambda node: sorting(node.name))
