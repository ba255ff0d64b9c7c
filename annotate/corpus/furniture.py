"""
Wordings that stand in many articles of a site: what `annotate reclassify` takes for furniture.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotate.corpus import corrections, locate
from annotate.corpus.database import Command
from annotate.text.repetition import FEWEST, furniture

__all__ = ["Repeated", "reclassify", "repeated", "unknown"]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A wording that stands in `articles` of a site's `of` articles, and its paragraphs there."""

    site: str  # "" for articles that name none
    key: str
    role: str  # in most of them
    articles: int
    of: int
    text: str
    paragraphs: tuple[int, ...]  # whose role would change


def reclassify(command: Command, found: list[Repeated]) -> int:
    """Make them boilerplate, as one command; returns how many paragraphs."""
    ids = [id for each in found for id in each.paragraphs]
    if ids:
        corrections.boilerplate(command, ids)
    return len(ids)


def repeated(db: sqlite3.Connection, site: str | None = None) -> Iterator[Repeated]:
    """
    The furniture of every site, or of one, that is not known as such.

    What someone has said the role of stays as it is; so does what stands in copies of an
    article, most of which would go: these count as none.
    """
    found = list(_repeated(db, site))
    copied = _copied(db, [id for each in found for id in each.paragraphs])
    for each in found:
        kept = tuple(id for id in each.paragraphs if id not in copied)
        articles = each.articles - len({copied[id] for id in each.paragraphs if id in copied})
        if articles == each.articles or furniture(each.text, each.role, articles, each.of):
            yield replace(each, articles=articles, paragraphs=kept)


def unknown(db: sqlite3.Connection, site: str | None) -> str | None:
    """That no article is of that site, if so; None also if no site was said."""
    sites = set(_sites(db).values())
    if site is None or site in sites:
        return None
    named = sorted(filter(None, sites))
    near = locate.nearest(site, named) or named[:3]
    told = f"nearest: {', '.join(near)}" if near else "no article names one"
    return f"no article is of the site {site!r}; {told}"


def _copied(db: sqlite3.Connection, ids: list[int]) -> dict[int, int]:
    """Those of the paragraphs whose articles would lose most of what can be cited in them."""
    sql = """
        select p.article, json_group_array(p.id) as ids
        from paragraphs p where p.id in (select value from json_each(?)) group by p.article
        having sum(length(p.text)) filter (where p.number is not null) * 2 > (
          select sum(length(q.text)) from paragraphs q
          where q.article = p.article and q.removed is null and q.number is not null
        )
    """
    rows = db.execute(sql, [json.dumps(ids)])
    return {id: row["article"] for row in rows for id in json.loads(row["ids"])}


def _repeated(db: sqlite3.Connection, site: str | None) -> Iterator[Repeated]:
    sites = _sites(db)
    sizes: defaultdict[str, int] = defaultdict(int)
    for name in sites.values():
        sizes[name] += 1
    for key in _frequent(db):
        for name, rows in _by_site(db, key, sites).items():
            found = _furniture(name, key, rows, sizes[name])
            if found and (site is None or site == name):
                yield found


def _sites(db: sqlite3.Connection) -> dict[int, str]:
    """The site of each article: as it says itself, else the host of its address."""
    sql = "select id, site, url from articles"
    return {row["id"]: row["site"] or _host(row["url"] or "") for row in db.execute(sql)}


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")


def _frequent(db: sqlite3.Connection) -> list[str]:
    """The wordings that stand in at least FEWEST places."""
    sql = "select key from paragraphs group by key having count(*) >= ?"
    return [row["key"] for row in db.execute(sql, [FEWEST])]


def _by_site(
    db: sqlite3.Connection, key: str, sites: dict[int, str]
) -> dict[str, list[sqlite3.Row]]:
    sql = """
        select p.id, p.article, p.role, p.text, exists (
          select 1 from corrections c
          where c.paragraph = p.id and c.kind = 'role' and c.origin = 'hand'
        ) as is_said
        from paragraphs p where p.key = ? and p.removed is null
    """
    found: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in db.execute(sql, [key]):
        found[sites[row["article"]]].append(row)
    return found


def _furniture(site: str, key: str, rows: list[sqlite3.Row], of: int) -> Repeated | None:
    articles = len({row["article"] for row in rows})
    changing = [row for row in rows if not row["is_said"] and row["role"] != "boilerplate"]
    roles = [row["role"] for row in changing]
    role = max(roles, key=roles.count, default="boilerplate")
    if not furniture(rows[0]["text"], role, articles, of):
        return None
    wanted = tuple(row["id"] for row in changing if row["role"] == role)
    return Repeated(site, key, role, articles, of, rows[0]["text"], wanted)
