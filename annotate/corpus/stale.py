"""
Taggings that were made when something else was said of their tag than is said now.

Each knows the revision under which it was made, and the history what was said then. What is
said again as it was, as after an undo, makes nothing stale.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotate.corpus import codebook, locate
from annotate.corpus.database import Command

__all__ = ["Stale", "count", "keep", "listing"]

_SAID = ("definition", "use_when", "do_not_use_when")

Said = tuple[str, ...]
Span = tuple[int, int, int]
"""A tag, and the first and the last revision in which something else was said of it."""


class Stale(NamedTuple):
    """A tagging that is older than what is said of its tag."""

    id: str
    ref: str
    tag: str
    coder: str
    created: str
    quote: str | None
    revision: int | None


_FOUND = """
    from json_each(:spans) span
    cross join taggings t on t.tag = json_extract(span.value, '$[0]')
    join tags on tags.id = t.tag
    join paragraphs p on p.id = t.paragraph
    join articles a on a.id = p.article
    where coalesce(
      t.revision, (select max(number) from codebook_revisions where at <= t.created), 0
    ) between json_extract(span.value, '$[1]') and json_extract(span.value, '$[2]')
"""


def listing(
    db: sqlite3.Connection, tag: str | None = None, *, limit: int | None = None
) -> list[Stale]:
    """
    Those taggings in the order of the corpus; with a tag, of it and of the tags under it.

    A tagging that knows no revision has the one that held when it was made.
    """
    sql = f"""
        select t.id as tagging, tags.name, t.coder, t.created, t.exact, t.revision, p.*, a.slug
        {_FOUND} order by p.article, p.removed is not null, p.position, t.id limit :limit
    """
    values = {"spans": _spans(db, tag), "limit": -1 if limit is None else limit}
    return [
        Stale(row["tagging"], locate.place(row["slug"], row).ref, row["name"], row["coder"],
              row["created"], row["exact"], row["revision"])
        for row in db.execute(sql, values)
    ]  # fmt: skip


def count(db: sqlite3.Connection, tag: str | None = None) -> int:
    """How many there are."""
    sql = f"select count(*) {_FOUND}"
    return int(db.execute(sql, {"spans": _spans(db, tag)}).fetchone()[0])


def keep(command: Command, tag: str | None = None) -> int:
    """Say that they hold under what is said now; how many did not say so."""
    with command:
        sql = f"""
            update taggings set revision = (select revision from state)
            where id in (select t.id {_FOUND})
        """
        return command.db.execute(sql, {"spans": _spans(command.db, tag)}).rowcount


def _spans(db: sqlite3.Connection, tag: str | None) -> str:
    rows = codebook.branch(db, tag) if tag else db.execute("select * from tags").fetchall()
    told = _told(db)
    sql = "select coalesce(max(number), 0) from codebook_revisions where command is null"
    others = db.execute(sql).fetchone()[0]
    return json.dumps(
        [span for row in rows for span in _unlike(row["id"], told, (others, _said(dict(row))))]
    )


def _told(db: sqlite3.Connection) -> dict[str, list[tuple[int, Said]]]:
    """What was said of each tag of which something was ever changed, and since which revision."""
    sql = """
        select r.number, h.row, h.before, h.after from codebook_revisions r
        cross join history h on h.command = r.command
        where h.what = 'tags' and h.after is not null
        order by r.number, h.id
    """
    told: defaultdict[str, list[tuple[int, Said]]] = defaultdict(list)
    for number, row, before, after in db.execute(sql):
        known = told[row] or [(0, _said(json.loads(before or "{}")))]
        told[row] = [*known, (number, _said(json.loads(after)))]
    return told


def _said(record: dict[str, object]) -> Said:
    return tuple(str(record.get(column) or "") for column in _SAID)


def _unlike(
    tag: int, told: dict[str, list[tuple[int, Said]]], now: tuple[int, Said]
) -> Iterator[Span]:
    """The spans in which something else was said; `now` has the last word of other programs."""
    for (since, said), (until, _) in pairwise([*told.get(str(tag), []), now]):
        if said != now[1] and since < until:
            yield tag, since, until - 1
