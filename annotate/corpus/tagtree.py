"""
Tags as the site shows them: the tree, and what stands under a tag.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.corpus import annotations, codebook, reading
from annotate.model import Note, Paragraph

__all__ = ["Node", "colours", "notes_on_tag", "tagged", "tree"]


@dataclass(frozen=True, slots=True)
class Node:
    """A tag in the tree, or a name that only its children have; `total` includes those."""

    name: str
    depth: int
    tag: codebook.Tag | None
    total: int


def tree(db: sqlite3.Connection, under: str | None = None) -> list[Node]:
    """The codebook, or a tag and what is under it, in order; names that only children have too."""
    tags = {_folded(tag.name): tag for tag in _counted(db, under)}
    names: dict[str, str] = {}
    totals: dict[str, int] = defaultdict(int)
    for tag in tags.values():
        parts = tag.name.split("/")
        for length in range(len(parts), 0, -1):
            name = "/".join(parts[:length])
            totals[_folded(name)] += tag.taggings
            names.setdefault(_folded(name), name)
    shown = [n for n in names if under is None or f"{n}/".startswith(f"{_folded(under)}/")]
    return [
        Node(tags[n].name if n in tags else names[n], n.count("/"), tags.get(n), totals[n])
        for n in sorted(shown, key=lambda n: n.split("/"))
    ]


def _folded(name: str) -> str:
    """As SQLite's `nocase` compares: only the letters of ASCII have no case."""
    return name.encode("utf-8", "replace").lower().decode()


def _counted(db: sqlite3.Connection, under: str | None) -> list[codebook.Tag]:
    where = "" if under is None else "where tags.id in (select value from json_each(:ids))"
    ids = [] if under is None else [row["id"] for row in codebook.under(db, under)]
    rows = db.execute(
        f"""
        select tags.*, count(taggings.id) as taggings,
          count(distinct taggings.paragraph) as paragraphs
        from tags left join taggings on taggings.tag = tags.id
        {where}
        group by tags.id
        """,
        {"ids": json.dumps(ids)},
    )
    return [
        codebook.Tag(
            row["name"], row["definition"], row["use_when"], row["do_not_use_when"],
            row["colour"], row["taggings"], row["paragraphs"], row["taggings"],
        )
        for row in rows
    ]  # fmt: skip


def tagged(
    db: sqlite3.Connection, name: str, *, limit: int, offset: int = 0
) -> tuple[Paragraph, ...]:
    """The paragraphs with a tag or one under it, in reading order."""
    ids = db.execute(
        """
        select distinct p.id, p.article, p.removed is not null as gone, p.position
        from taggings t cross join paragraphs p on p.id = t.paragraph
        where t.tag in (select value from json_each(?))
        order by p.article, gone, p.position limit ? offset ?
        """,
        [json.dumps([row["id"] for row in codebook.under(db, name)]), limit, offset],
    )
    return reading.by_ids(db, [row["id"] for row in ids.fetchall()])


def notes_on_tag(db: sqlite3.Connection, name: str) -> list[Note]:
    """The public notes on a tag itself."""
    where = "n.tag = (select id from tags where name = ?)"
    return annotations.notes(db, where, [name], private=False)


def colours(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """The colours of those of the tags that have one: 6 hexadecimal digits."""
    sql = """
        select name, substr(colour, 2) from tags
        where colour is not null and name in (select value from json_each(?))
    """
    return dict(tuple(row) for row in db.execute(sql, [json.dumps(sorted(set(names)))]))
