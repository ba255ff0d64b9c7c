"""
Wordings that stand in many articles of a site: what `annotate reclassify` takes for furniture.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.corpus import corrections
from annotate.corpus.database import Command
from annotate.text.repetition import FEWEST, furniture

__all__ = ["Repeated", "reclassify", "repeated"]


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

    What someone has said the role of stays as it is.
    """
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
