"""
Where articles came from, and what a new version did to the words that people's work stands on.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.corpus import locate, wordings

__all__ = ["Passage", "changed", "count", "sources"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with annotations whose words a version changed: its ref before, and after."""

    was: str
    now: str | None  # None: the version does not have it
    move: str  # edited split merged removed
    coders: tuple[str, ...]
    taggings: int
    notes: int


def sources(db: sqlite3.Connection, slugs: Sequence[str]) -> Iterator[str]:
    """What the current versions were read from, each once; of all articles if none is named."""
    named = [locate.article(db, slug)["id"] for slug in slugs]
    sql = f"""
        select v.source from articles a
        join versions v on v.article = a.id and v.number = a.version
        {f"where a.id in ({', '.join('?' * len(named))})" if slugs else ""}
        group by v.source order by min(a.id)
    """
    for row in db.execute(sql, named):
        yield row["source"]


def count(db: sqlite3.Connection, slugs: Sequence[str]) -> int:
    """On how many paragraphs of these articles, or of all, annotations stand."""
    named = [locate.article(db, slug)["id"] for slug in slugs]
    sql = f"""
        select count(*) from paragraphs p where p.id in (
          select paragraph from taggings
          union select paragraph from notes where paragraph is not null
        ) {f"and p.article in ({', '.join('?' * len(named))})" if slugs else ""}
    """
    return int(db.execute(sql, named).fetchone()[0])


_CHANGED = """
    with touched as (
      select from_paragraph as old, to_paragraph as new, move from lineage
      where article = :article and version = :version
        and move in ('edited', 'split', 'merged', 'removed')
      group by from_paragraph having score = max(score)
    ), standing as ( -- on the words as they were before: some were carried to others
      select t.id, 't' as kind, t.coder, coalesce(l.paragraph, t.paragraph) as paragraph
      from taggings t left join placements l on l.tagging = t.id and l.to_version = :version - 1
      union all
      select n.id, 'n', n.coder, coalesce(l.paragraph, n.paragraph)
      from notes n left join placements l on l.note = n.id and l.to_version = :version - 1
    )
    select touched.*, json_group_array(distinct s.coder) as coders,
      sum(s.kind = 't') as taggings, sum(s.kind = 'n') as notes
    from touched join standing s on s.paragraph = touched.old
    group by touched.old
    order by touched.old
"""


def changed(db: sqlite3.Connection, slug: str, version: int) -> list[Passage]:
    """The paragraphs with annotations that a version changed, by their age in the corpus."""
    article = locate.by_slug(db, slug)
    assert article is not None
    values = {"article": article["id"], "version": version}
    found = []
    for row in db.execute(_CHANGED, values).fetchall():
        was = wordings.at(db, row["old"], version - 1).ref
        now = wordings.at(db, row["new"]).ref if row["new"] else None
        coders = tuple(sorted(json.loads(row["coders"])))
        found.append(Passage(was, now, row["move"], coders, row["taggings"], row["notes"]))
    return found
