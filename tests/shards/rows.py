"""The rows of shards, and of a database to which the same was added on one machine."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

Row = tuple[object, ...]

ARTICLES = """
    select a.title, a.byline, a.url, v.source, v.sha256, v.text,
      (select json_group_array(json_array(p.position, p.key, p.role, p.text))
       from (select * from paragraphs where article = a.id order by position) p)
    from articles a join versions v on v.article = a.id order by v.id
"""


def of(paths: Iterable[Path]) -> Sequence[Row]:
    """What is in databases, one after the other, but for what gathering settles."""
    found: list[Row] = []
    for path in paths:
        with closing(sqlite3.connect(path)) as db:
            found += db.execute(ARTICLES)
    return found


def of_shards(folder: Path) -> Sequence[Row]:
    """The same of all shards in a folder."""
    return of(sorted(folder.glob("*.db")))
