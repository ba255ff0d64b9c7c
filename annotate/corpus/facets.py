"""
How the first hits of a search divide over articles, tags and roles.
"""

import json
import sqlite3
from dataclasses import dataclass

from annotate.corpus.ranking import Ranked
from annotate.text.tag_names import sorting

__all__ = ["Facets", "of"]


@dataclass(frozen=True, slots=True)
class Facets:
    """How the first hits of a search divide: (value, label, count), most first."""

    hits: int
    articles: tuple[tuple[str, str, int], ...]
    tags: tuple[tuple[str, str, int], ...]
    roles: tuple[tuple[str, str, int], ...]


def of(db: sqlite3.Connection, ranked: Ranked, *, with_tags: bool, most: int = 1000) -> Facets:
    """How the first `most` hits divide; `hits` is one more when there are more."""
    ids = [id for id, _ in ranked.scored[: most + 1]]
    hits = json.dumps(ids[:most])
    return Facets(
        len(ids),
        _divided(db, _BY_ARTICLE, hits),
        _by_tag(db, hits) if with_tags else (),
        _divided(db, _BY_ROLE, hits),
    )


_BY_ARTICLE = """
    select a.slug, a.title, count(*) as hits
    from json_each(?) cross join paragraphs p on p.id = value join articles a on a.id = p.article
    group by a.id order by hits desc, a.id limit 12
"""
_BY_TAG = """
    select tags.name, tags.name, count(distinct t.paragraph) as hits
    from json_each(?) cross join taggings t on t.paragraph = value join tags on tags.id = t.tag
    group by tags.id order by hits desc, tags.id limit 12
"""
_BY_ROLE = """
    select p.role, p.role, count(*) as hits
    from json_each(?) cross join paragraphs p on p.id = value
    group by p.role order by hits desc, p.role
"""


def _by_tag(db: sqlite3.Connection, hits: str) -> tuple[tuple[str, str, int], ...]:
    """Of equally many in the order of the codebook."""
    found = _divided(db, _BY_TAG, hits)
    return tuple(sorted(found, key=lambda tag: (-tag[2], sorting(tag[0]))))


def _divided(db: sqlite3.Connection, sql: str, hits: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((row[0], row[1], row[2]) for row in db.execute(sql, [hits]))
