"""
The codebook in parts, for pages that cost the same however large it is.

Read from the counts that are kept with the tags; what this costs grows with the tags under
the one that is asked for, a microsecond each, and with nothing else.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import islice

from annotate.corpus import codebook, tag_rows
from annotate.corpus.codebook import Node, Tag
from annotate.text.tag_names import folded, sorting

__all__ = ["Branch", "branch", "listed", "most_used", "parts", "size"]


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
_TOP = "substr(place, 1, :from + instr(substr(place, :from + 1) || '/', '/') - 1)"
_BEHIND = f"{_TOP} || '/{_HIGHEST}'"
_COUNTED = """
    counted as materialized (
      select place, (select id from tags where folded = place) as own, (
        select json_array(
          count(*), coalesce(sum(taggings), 0), max(hue), min(name collate binary)
        )
        from tags where folded > place || '/' and folded < place || '0'
      ) as under
      from parts
    )
    select c.place as part, c.own, json_extract(under, '$[0]') + (c.own is not null) as tags,
      json_extract(under, '$[1]') + coalesce(t.taggings, 0) as total,
      coalesce(t.hue, json_extract(under, '$[2]')) as hue,
      coalesce(t.name, json_extract(under, '$[3]')) as name
    from counted c left join tags t on t.id = c.own
"""
# from place to place by the index, not tag by tag; a place that is no tag's is met under it
_PARTS = f"""
    with recursive met (place) as (
      select min(folded) from tags where folded > :low and folded < :high
      union all
      select (
        select min(folded) from tags
        where folded > iif(place = {_TOP}, place, {_BEHIND}) and folded < :high
      )
      from met where place is not null
    ),
    parts (place) as materialized (
      select {_TOP} from met where place = {_TOP} or (
        place is not null and not exists (select 1 from tags where folded = {_TOP})
      )
      limit :limit offset :offset
    ),
    {_COUNTED}
"""
_DEEP = "instr(folded, '/') and instr(substr(folded, :from + 1), '/') and folded < :high"
_PARENTS = f"""
    with recursive met (place) as (
      select min(folded) from tags where {_DEEP} and folded > :low
      union all
      select (select min(folded) from tags where {_DEEP} and folded > {_BEHIND})
      from met where place is not null
    ),
    parts (place) as materialized (select {_TOP} from met where place is not null)
    select p.place, t.id, t.name, coalesce(t.taggings, 0) as taggings, (
      select sum(taggings) from tags where folded > p.place || '/' and folded < p.place || '0'
    ) as below
    from parts p left join tags t on t.folded = p.place
"""
_BY_NAMES = """
    select low || part as part, sum(taggings) as total, max(hue) as hue, count(*) as tags,
      min(name collate binary) as name,
      max(iif(is_own, id, null)) as own
    from (
      select id, name, taggings, hue, :low as low, instr(rest, '/') = 0 as is_own,
        iif(instr(rest, '/'), substr(rest, 1, instr(rest, '/') - 1), rest) as part
      from (
        select id, name, taggings, hue,
          substr(coalesce(folded, lower(name)), length(:low) + 1) as rest
        from tags where coalesce(folded, lower(name)) between :low and :high
      ) where rest <> ''
    )
    group by 1 order by 1 limit :limit offset :offset
"""


def parts(
    db: sqlite3.Connection, below: str | None = None, *, limit: int, offset: int = 0
) -> list[Branch]:
    """The roots, or the places directly under one, a page of them, in order."""
    sql = "select exists (select 1 from tags where folded is null)"
    [are_unfolded] = db.execute(sql).fetchone()  # rarely, and it takes four times as long
    values = {**_bounds(below), "limit": limit, "offset": offset}
    found = db.execute(_BY_NAMES if are_unfolded else _PARTS, values).fetchall()
    own = _rows(db, (part["own"] for part in found))
    depth = 0 if below is None else below.count("/") + 1
    made = (_part(part, own.get(part["own"]), depth) for part in found)
    return sorted(made, key=lambda b: sorting(b.node.name))


def _bounds(below: str | None) -> dict[str, str | int]:
    if below is None:
        return {"low": "", "high": _HIGHEST, "from": 0}
    low = f"{folded(below)}/"
    return {"low": low, "high": f"{folded(below)}0", "from": len(low)}  # 0 comes next after /


def _rows(db: sqlite3.Connection, ids: Iterable[int | None]) -> dict[int, sqlite3.Row]:
    sql = "select * from tags where id in (select value from json_each(?))"
    return {row["id"]: row for row in db.execute(sql, [json.dumps(list(filter(None, ids)))])}


def _part(part: sqlite3.Row, row: sqlite3.Row | None, depth: int) -> Branch:
    name = row["name"] if row else "/".join(part["name"].split("/")[: depth + 1])
    tag = codebook.as_tag(row, part["total"]) if row else None
    node = Node(name, depth, tag, part["total"], part["hue"])
    return Branch(node, part["tags"] - (row is not None), None, 0, 0)


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
    select id, name, taggings + coalesce((
      select sum(u.taggings) from tags u
      where u.folded > t.folded || '/' and u.folded < t.folded || '0'
    ), 0) as total
    from (
      select id, name, folded, taggings from tags where taggings > :least
      order by taggings desc, name collate binary limit :most
    ) t
"""


def most_used(db: sqlite3.Connection, most: int) -> list[Node]:
    """The tags that are used most, with those under them, in the order of the codebook."""
    totals = dict(islice(_by_use(db, most), most))
    nodes = [
        Node(row["name"], row["name"].count("/"), codebook.as_tag(row, totals[id]), totals[id],
             row["hue"])
        for id, row in _rows(db, totals).items()
    ]  # fmt: skip
    return sorted(nodes, key=lambda node: sorting(node.name))


def _by_use(db: sqlite3.Connection, most: int) -> Iterator[tuple[int, int]]:
    """Tags (row numbers) and how often they stand, those under them too, most first."""
    # a place waits as one without a number: nothing under it stands more often than all of it
    waiting = sorted(_parents(db, None))
    enough = [total for total, _, id in waiting if id][:most]
    values = {"least": -enough[-1] if len(enough) == most else 0, "most": most}
    rows = db.execute(_MOST_USED, values)
    waiting += [(-row["total"], row["name"], row["id"]) for row in rows]
    heapify(waiting)
    told = {0}
    while waiting:
        total, name, id = heappop(waiting)
        for each in _parents(db, name) if id == 0 else ():
            heappush(waiting, each)
        if id not in told:
            told.add(id)
            yield id, -total


def _parents(db: sqlite3.Connection, below: str | None) -> Iterator[tuple[int, str, int]]:
    """The places under one that have tags under them, and the tags that are there."""
    for row in db.execute(_PARENTS, _bounds(below)):
        yield -row["below"], row["place"], 0
        if row["taggings"]:
            yield -row["below"] - row["taggings"], row["name"], row["id"]


_LISTED = """
    select *, taggings + coalesce((
      select sum(u.taggings) from tags u
      where u.folded > t.folded || '/' and u.folded < t.folded || '0'
    ), 0) as total
    from tags t where id > ? order by id limit ?
"""


def listed(db: sqlite3.Connection, *, after: int, limit: int) -> list[tuple[int, Tag]]:
    """The tags behind a row number, as they were made, each with its own."""
    rows = db.execute(_LISTED, [after, limit])
    return [(row["id"], codebook.as_tag(row, row["total"])) for row in rows]
