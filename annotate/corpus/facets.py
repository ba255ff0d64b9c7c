"""
How the first hits of a search divide over articles, tags and roles.
"""

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

from annotate.corpus.ranking import Ranked
from annotate.text.tag_names import folded, sorting

__all__ = ["Facets", "of"]


@dataclass(frozen=True, slots=True)
class Facets:
    """
    How the first hits of a search divide: (value, label, count), most first.

    Of a tag all hits are counted that a search for it finds, those with a tag under it, too.
    """

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
    group by a.id order by hits desc, a.id
"""
_TAGS = """
    select tags.name, json_group_array(t.paragraph) as paragraphs
    from json_each(?) cross join taggings t on t.paragraph = value join tags on tags.id = t.tag
    group by tags.id
"""
_BY_ROLE = """
    select p.role, p.role, count(*) as hits
    from json_each(?) cross join paragraphs p on p.id = value
    group by p.role order by hits desc, p.role
"""


def _by_tag(db: sqlite3.Connection, hits: str) -> tuple[tuple[str, str, int], ...]:
    """Each tag with those under it; of equally many in the order of the codebook."""
    names: dict[str, str] = {}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in db.execute(_TAGS, [hits]):
        paragraphs = json.loads(row["paragraphs"])
        for name in accumulate(row["name"].split("/"), "{}/{}".format):
            names.setdefault(folded(name), name)
            found[folded(name)].update(paragraphs)
    counted = ((names[place], len(on)) for place, on in found.items())
    return tuple(
        (name, name, count)
        for name, count in sorted(counted, key=lambda tag: (-tag[1], sorting(tag[0])))
    )


def _divided(db: sqlite3.Connection, sql: str, hits: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((row[0], row[1], row[2]) for row in db.execute(sql, [hits]))
