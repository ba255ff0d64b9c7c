"""
The same words elsewhere: equal keys, then wordings that are nearly the same.

Equal keys are found by the index of keys. For the others there is no index of
their own: *signs* of a paragraph, which are a few of its longest words that
stand together in few paragraphs, are looked up in the search index, and the
paragraphs that share most of them are compared word by word. So the cost is
bounded by `Effort`, whatever the paragraph and the corpus.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotate.anchor import likeness
from annotate.corpus import locate
from annotate.corpus.rows import shown_key

__all__ = ["QUICK", "THOROUGH", "Alike", "Effort", "Elsewhere", "by_ref", "nearly", "same"]

JOINED = 3  # words of a sign at most: the more common words are joined, the dearer the lookup
SCANNED = 5_000  # paragraphs of one key that are looked at; more of it is dirt
LONGEST_TERM = 100  # characters

_TERM = re.compile(r"[^\W_]+")  # what the search index has as one word, or a part of one


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look for wordings that are nearly the same."""

    signs: int
    lookups: int  # in the search index
    hits: int  # paragraphs that a sign may stand in
    compared: int


THOROUGH = Effort(signs=8, lookups=18, hits=200, compared=40)
QUICK = Effort(signs=3, lookups=6, hits=60, compared=8)


@dataclass(frozen=True, slots=True)
class Alike:
    """A paragraph with the same words (likeness 1) or nearly the same."""

    id: int
    article: str
    title: str
    number: int | None
    key: str  # with ~2 for a second occurrence
    role: str
    text: str
    likeness: float

    @property
    def ref(self) -> str:
        """The shortest ref that names it."""
        return f"{self.article}:{self.number or self.key}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a paragraph's words stand, best first."""

    ref: str
    found: tuple[Alike, ...]
    is_more: bool
    is_looked_for: bool  # False: it has no words that are rare enough to look for


def by_ref(
    db: sqlite3.Connection, words: str, *, limit: int = 20, everything: bool = False
) -> list[Elsewhere]:
    """For each paragraph a ref names, where else its words stand; raises as `locate`."""
    return [
        _elsewhere(db, place, limit=limit, everything=everything)
        for place in locate.paragraphs(db, words)
    ]


def _elsewhere(
    db: sqlite3.Connection, place: locate.Place, *, limit: int, everything: bool
) -> Elsewhere:
    row = db.execute("select key, text from paragraphs where id = ?", [place.id]).fetchone()
    exact = same(db, row["key"], place.id, limit=limit + 1, everything=everything)
    near = nearly(db, row["text"], row["key"], place.id, everything=everything)
    found = exact + (near or [])
    return Elsewhere(place.ref, tuple(found[:limit]), len(found) > limit, near is not None)


def same(
    db: sqlite3.Connection, key: str, id: int, *, limit: int, everything: bool = False
) -> list[Alike]:
    """Other standing paragraphs with this key; citable ones, unless `everything`."""
    ids = _of_key(db, key, limit=limit, besides=id, everything=everything)
    return [_alike(row, 1.0) for row in _rows(db, ids)]


def _of_key(
    db: sqlite3.Connection, key: str, *, limit: int, besides: int, everything: bool
) -> list[int]:
    sql = """
        select id from
          (select id, number, removed from paragraphs where key = :key limit :scanned)
        where id <> :besides and removed is null and (:everything or number is not null)
        limit :limit
    """
    values = {
        "key": key.partition("~")[0],
        "scanned": SCANNED,
        "besides": besides,
        "everything": everything,
        "limit": limit,
    }
    return [row["id"] for row in db.execute(sql, values)]


def nearly(
    db: sqlite3.Connection, text: str, key: str, id: int, *, effort: Effort = THOROUGH,
    everything: bool = False,
) -> list[Alike] | None:  # fmt: skip
    """
    Standing paragraphs with nearly these words but another key, best first.

    None when the text has no words that are rare enough to look for.
    """
    words = likeness.words(text)
    if len(words) < likeness.FEWEST:
        return None
    signs = list(_signs(db, text, effort))
    if not signs:
        return None
    shared = Counter(i for ids in signs for i in ids if i != id)
    rows = _candidates(db, shared, key.partition("~")[0], effort, everything=everything)
    found = [_alike(r, likeness.likeness(words, likeness.words(r["text"]))) for r in rows]
    near = [alike for alike in found if alike.likeness >= likeness.NEARLY]
    return sorted(near, key=lambda alike: (-alike.likeness, alike.id))


def _signs(db: sqlite3.Connection, text: str, effort: Effort) -> Iterator[list[int]]:
    """For each sign the paragraphs it stands in: words are joined until they are rare together."""
    sql = "select rowid from paragraphs_fts where paragraphs_fts match ? limit ?"
    sign, found = [], 0
    for term in _terms(text)[: effort.lookups]:
        sign.append(f'"{term}"')
        ids = [row[0] for row in db.execute(sql, [" AND ".join(sign), effort.hits + 1])]
        is_rare = len(ids) <= effort.hits
        if is_rare and ids:  # none: not a word to the index
            yield ids
            found += 1
            if found == effort.signs:
                return
        if is_rare or len(sign) == JOINED:
            sign = []


def _terms(text: str) -> list[str]:
    """The words to look up, longest first: these tend to be the rare ones."""
    found = dict.fromkeys(_TERM.findall(text[:20_000].casefold()))
    return sorted((t for t in found if len(t) <= LONGEST_TERM), key=len, reverse=True)


def _candidates(
    db: sqlite3.Connection, shared: Counter[int], key: str, effort: Effort, *, everything: bool
) -> list[sqlite3.Row]:
    """Of the paragraphs that share signs those to compare with, by how many they share."""
    ids = [i for i, _ in shared.most_common(effort.compared)]
    return [
        row
        for row in _rows(db, ids)
        if row["removed"] is None
        and row["key"] != key
        and (everything or row["number"] is not None)
    ]


def _rows(db: sqlite3.Connection, ids: Iterable[int]) -> list[sqlite3.Row]:
    sql = """
        select p.id, a.slug, a.title, p.number, p.key, p.occurrence, p.role, p.text, p.removed
        from json_each(?) i
        cross join paragraphs p on p.id = i.value join articles a on a.id = p.article
    """
    return db.execute(sql, [json.dumps(list(ids))]).fetchall()


def _alike(row: sqlite3.Row, likeness: float) -> Alike:
    return Alike(
        row["id"], row["slug"], row["title"], row["number"], shown_key(row), row["role"],
        row["text"], round(likeness, 2),
    )  # fmt: skip
