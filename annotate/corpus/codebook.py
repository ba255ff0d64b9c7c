"""
The codebook as it is: the tags in their tree, how often each stands, and where.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotate.corpus import annotations, tag_rows, tags
from annotate.corpus.hues import Colour
from annotate.model import Note
from annotate.text.tag_names import folded, sorting, spelled

__all__ = [
    "Node",
    "Tag",
    "as_tag",
    "branch",
    "colours",
    "listing",
    "notes_on_tag",
    "spread",
]
__all__ += ["is_coming", "tree", "unused"]


@dataclass(frozen=True, slots=True)
class Tag:
    """
    A code of the codebook with its counts; `total` includes the tags under it.

    Counted is what `find` finds: `gone` of the taggings are on quotes whose words are not there
    any more, and `removed` further ones on paragraphs that are not.
    """

    name: str
    definition: str
    use_when: str
    do_not_use_when: str
    colour: str | None
    taggings: int
    paragraphs: int
    total: int
    gone: int
    removed: int


@dataclass(frozen=True, slots=True)
class Node:
    """A tag in the tree, or a name that only its children have; `total` includes those."""

    name: str
    depth: int
    tag: Tag | None
    total: int
    hue: int | None = None

    @property
    def coloured(self) -> Colour:
        """How it is coloured."""
        own = self.tag.colour if self.tag else None
        return Colour(own[1:] if own else None, self.hue)


def listing(db: sqlite3.Connection) -> list[Tag]:
    """All tags, parents before children, with counts of taggings and tagged paragraphs."""
    return [node.tag for node in tree(db) if node.tag]


def tree(db: sqlite3.Connection, below: str | None = None) -> list[Node]:
    """The codebook, or a tag and what is under it, in order; names that only children have too."""
    tags: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
    names: dict[str, str] = {}
    totals: Counter[str] = Counter()
    kept: dict[str, int] = {}
    for row in _counted(db, below):
        tags[folded(row["name"])].append(row)
        if row["hue"] is not None:
            kept[_root(folded(row["name"]))] = row["hue"]
        for name in accumulate(row["name"].split("/"), _path):
            names.setdefault(folded(name), name)
            totals[folded(name)] += row["taggings"]
    top = "" if below is None else folded(below) + "/"
    places = sorted((p for p in names if f"{p}/".startswith(top)), key=sorting)
    return [
        node for p in places for node in _nodes(tags[p], names[p], totals[p], kept.get(_root(p)))
    ]


def _root(place: str) -> str:
    return place.partition("/")[0]


_path = "{}/{}".format


def _nodes(rows: list[sqlite3.Row], name: str, total: int, hue: int | None) -> Iterator[Node]:
    """What stands at one place of the tree: a tag, twins of an older corpus, or a bare name."""
    depth = name.count("/")
    if not rows:
        yield Node(name, depth, None, total, hue)
    for row in rows:
        yield Node(row["name"], depth, as_tag(row, total), total, hue)


def _counted(db: sqlite3.Connection, below: str | None) -> list[sqlite3.Row]:
    """The tags, or one and those under it, each with its counts."""
    if below is None:
        return db.execute("select * from tags order by name collate binary").fetchall()
    return sorted(tag_rows.under(db, below), key=lambda row: str(row["name"]))


def _ids(rows: list[sqlite3.Row]) -> str:
    return json.dumps([row["id"] for row in rows])


def as_tag(row: sqlite3.Row, total: int) -> Tag:
    """A row of `tags` as a value; `total` are the taggings with those of the tags under it."""
    return Tag(
        row["name"], row["definition"], row["use_when"], row["do_not_use_when"], row["colour"],
        row["taggings"], row["paragraphs"], total, row["gone"], row["removed"],
    )  # fmt: skip


def branch(db: sqlite3.Connection, words: str) -> list[sqlite3.Row]:
    """The rows of a tag and of those under it; raises NotFound when there is no such tag."""
    tag_rows.row(db, words)  # which refuses what cannot be a name
    return tag_rows.under(db, spelled(words)) or [tags.find(db, words)]


def is_coming(db: sqlite3.Connection, name: str, coming: Iterable[str]) -> bool:
    """Whether only among some tags that are not there yet one is called so, or is under it."""
    above = f"{folded(name)}/"
    return any(f"{folded(each)}/".startswith(above) for each in coming) and not tag_rows.under(
        db, name
    )


def unused(db: sqlite3.Connection) -> list[Tag]:
    """The tags that stand nowhere, nor do those under them: no tagging, no note, even of old."""
    sql = """
        select name from tags
        where id in (select tag from taggings) or id in (select tag from notes)
    """
    used = {p for row in db.execute(sql) for p in accumulate(folded(row["name"]).split("/"), _path)}
    return [tag for tag in listing(db) if folded(tag.name) not in used]


def spread(db: sqlite3.Connection, name: str) -> tuple[int, int]:
    """On how many paragraphs a tag or one under it stands; and how many of these stand."""
    sql = """
        select count(*), count(*) - count(p.id)
        from (select distinct paragraph from taggings
              where tag in (select value from json_each(?))) t
        left join paragraphs p indexed by paragraphs_removed
          on p.id = t.paragraph and p.removed is not null
    """
    whole, standing = db.execute(sql, [_ids(tag_rows.under(db, name, "id"))]).fetchone()
    return whole, standing


def notes_on_tag(db: sqlite3.Connection, name: str, *, private: bool = False) -> list[Note]:
    """The notes on a tag itself."""
    where = "n.tag = (select id from tags where name = ?)"
    return annotations.notes(db, where, [name], private=private)


def colours(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, Colour]:
    """How the tags are coloured."""
    sql = """
        select name, substr(colour, 2) as own, hue from tags
        where name in (select value from json_each(?))
    """
    rows = db.execute(sql, [json.dumps(sorted(set(names)))])
    return {row["name"]: Colour(row["own"], row["hue"]) for row in rows}
