"""
What stood when: how every paragraph stands, or stood in earlier versions.

All of it is the view `stood`, and nothing else asks paragraphs and wordings
together. An undo and a new version write them apart.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotate import ref as refs

__all__ = ["MOST", "Wording", "at", "at_version", "in_version", "keys", "of", "where", "with_key"]

MOST = 20  # wordings with one key that are looked at


class Wording(NamedTuple):
    """How a paragraph stood in the versions from `first` to `last`; `stands`: it still does."""

    paragraph: int
    article: int
    slug: str
    key: str
    occurrence: int
    first: int
    last: int
    stands: int  # 0 or 1
    position: int
    number: int | None
    role: str
    text: str
    start: int
    end: int
    page: int | None
    seconds: int | None
    removed: int | None  # the version that removed the paragraph

    @property
    def shown_key(self) -> str:
        """The key as people see it, with ~2 for a second occurrence."""
        return refs.shown_key(self.key, self.occurrence)

    @property
    def ended(self) -> int | None:
        """The version since which the paragraph does not stand so; None while it does."""
        return None if self.stands else self.last + 1

    @property
    def ref(self) -> str:
        """The ref that names it: by number, in its version when it no longer stands, or by key."""
        if self.number is None:
            return f"{self.slug}:{self.shown_key}"
        return f"{self.slug}{'' if self.stands else f'@{self.last}'}:{self.number}"


_SELECT = """
    select paragraph, article, slug, key, occurrence, from_version, to_version, stands,
      position, number, role, text, start, "end", page, seconds, removed
    from stood s where
"""


def where(db: sqlite3.Connection, condition: str, values: Mapping[str, object]) -> list[Wording]:
    """
    The rows of `stood s` that meet a condition of ours, up to its limit.

    Those who want an order sort: SQLite puts the halves of an ordered view together slowly.
    """
    return [Wording._make(row) for row in db.execute(f"{_SELECT} {condition}", values)]


def with_key(
    db: sqlite3.Connection, word: str, *, article: int | None = None, most: int = MOST
) -> list[Wording]:
    """
    Wordings whose key is the word, or begins like it (`~2` allowed), in an article or anywhere.

    Up to `most` that stand come first, and, if they are fewer, others, a paragraph's last first.
    """
    key, _, occurrence = word.partition("~")
    values = {"key": key, "occurrence": int(occurrence or 1), "article": article, "most": most}
    within = "occurrence = :occurrence" + (" and article = :article" if article else "")
    # beginnings only then: for a range of keys no index leads on to the article
    found = _named(db, f"key = :key and {within}", values) or _named(
        db, f"key >= :key and key < :key || '~' and {within}", values
    )
    return sorted(found, key=lambda w: (not w.stands, w.article, -w.last, w.position))


def _named(db: sqlite3.Connection, condition: str, values: Mapping[str, object]) -> list[Wording]:
    found = where(db, f"{condition} and stands limit :most", values)
    if len(found) == values["most"]:
        return found
    # a paragraph may have stood so several times
    return found + where(db, f"{condition} and not stands limit 4 * :most", values)


def keys(db: sqlite3.Connection, beginning: str, *, most: int) -> list[str]:
    """The first keys that begin so, of whatever stands or stood."""
    sql = """
        select distinct key from stood where key >= :key and key < :key || '~'
        order by key limit :most
    """
    return [row["key"] for row in db.execute(sql, {"key": beginning, "most": most})]


def in_version(
    db: sqlite3.Connection,
    article: int,
    version: int | None = None,
    positions: tuple[int, int] | None = None,
) -> list[Wording]:
    """An article's paragraphs as a version has them (None: now), all or between two positions."""
    condition = "article = :article and " + (
        "stands" if version is None else ":version between from_version and to_version"
    )
    if positions is not None:
        condition += " and position between :start and :stop"
    start, stop = positions or (None, None)
    values = {"article": article, "version": version, "start": start, "stop": stop}
    return sorted(where(db, condition, values), key=lambda w: w.position)


def of(db: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Wording]]:
    """All wordings of each of the paragraphs (row numbers), earliest first."""
    found: dict[int, list[Wording]] = {id: [] for id in paragraphs}
    condition = "paragraph in (select value from json_each(:ids))"
    for wording in where(db, condition, {"ids": f"[{', '.join(map(str, paragraphs))}]"}):
        found[wording.paragraph].append(wording)
    return {id: sorted(life, key=lambda w: w.first) for id, life in found.items()}


def at(db: sqlite3.Connection, paragraph: int, version: int | None = None) -> Wording:
    """How a paragraph stood in a version, else (or without one) as it stands, or stood last."""
    return at_version(of(db, [paragraph])[paragraph], version)


def at_version(life: Sequence[Wording], version: int | None) -> Wording:
    """As `at`, of all wordings of a paragraph."""
    then = (w for w in life if version is not None and w.first <= version <= w.last)
    return next(then, life[-1])
