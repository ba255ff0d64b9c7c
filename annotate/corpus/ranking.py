"""
Which paragraphs a search finds, best first, and how far it looked.

The ranking function of FTS5 (bm25) reads every hit of every word: 2.4 s for a word that
stands in 881,000 paragraphs. So a search with a common word ranks the first CANDIDATES
hits by density instead. Bounded, as on the site, it also stops looking after PATIENCE,
a stretch of paragraphs at a time, and says so.
"""

import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from annotate.corpus import conditions, matching, narrowing
from annotate.corpus.conditions import OPEN, Asked, Sight
from annotate.corpus.matching import Match
from annotate.corpus.narrowing import FEW, Filters, Where, listed
from annotate.errors import BadQuery
from annotate.text import query
from annotate.text.sought import Term

__all__ = ["CANDIDATES", "Ranked", "first_ids", "found", "is_costly"]

CANDIDATES = 1_000
PART = 1_250  # paragraphs with a tag that are put into an index apart at first
PATIENCE = 0.006  # seconds of CPU for one index
STRETCH = 4_000  # paragraphs; more as long as it goes fast
APART = 10  # hits are gone through in the time that one paragraph is put into an index apart
DEAR = 16  # times as long for a paragraph, where an index of words is asked about it
SOME_SEEN = "only some of the paragraphs were looked through; words, a tag or an article narrow it"
SEEN = "only some of the paragraphs were looked through, as these words stand in so many"
BEGINS = "{words}: so many words begin so that only some were seen; more letters find all"

Scored = list[tuple[int, float]]


class Ranked(NamedTuple):
    """Ids of paragraphs with their scores, best first; what was not done is in `told`."""

    scored: Scored
    terms: tuple[Term, ...] = ()
    told: tuple[str, ...] = ()
    is_all: bool = False  # there are no more


def found(
    db: sqlite3.Connection, text: str | None, filters: Filters, *, most: int, sight: Sight = OPEN
) -> Ranked:
    """At least the best `most` paragraphs, if there are as many; raises as `conditions.of`."""
    if not sight.is_bounded:
        return _found(db, conditions.of(db, text, filters, sight), most)
    wishes = conditions.apart(db, text, filters, sight)
    parts = [_found(db, wish, most, is_bounded=True) for wish in wishes]
    return parts[0] if len(parts) == 1 else _merged(parts)


def _merged(parts: list[Ranked]) -> Ranked:
    """What was found in several ways, each with its best score."""
    scored: dict[int, float] = {}
    for part in parts:
        for id, score in part.scored:
            scored[id] = max(score, scored.get(id, 0.0))
    best = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    told = dict.fromkeys(sentence for part in parts for sentence in part.told)
    return Ranked(best, parts[0].terms, tuple(told))


def _found(db: sqlite3.Connection, wish: Asked, most: int, *, is_bounded: bool = False) -> Ranked:
    wanted = wish.where
    if wish.is_nothing:
        return Ranked([])
    few = narrowing.few(db, wanted)
    if not wish.words:
        return _in_order(db, wanted, few, most, is_bounded=is_bounded)._replace(terms=wish.terms)
    scored: dict[int, float] = {}
    told: dict[str, None] = {}
    is_all = True
    for match in matching.of(db, wish.words, is_bounded=is_bounded and few is None):
        part = _of_match(db, match, wanted, few, most, is_bounded=is_bounded)
        is_all &= part.is_all
        told.update(dict.fromkeys(part.told))
        for id, score in part.scored:
            scored.setdefault(id, score)
    best = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    return Ranked(best, wish.terms, tuple(told), is_all)


def is_costly(text: str) -> bool:
    """Whether a search goes through much: operators, beginnings, more words than are ranked."""
    try:
        said = query.parse(text)
    except BadQuery:
        return False
    terms = query.positive(said.node) if said.node else ()
    is_long = len(terms) > matching.RANKED or any(term.is_beginning for term in terms)
    return is_long or not said.is_plain


def first_ids(
    db: sqlite3.Connection, text: str | None, filters: Filters, *, limit: int, sight: Sight = OPEN
) -> list[int]:
    """The row ids of the first paragraphs that a search could find, unranked."""
    wish = conditions.of(db, text, filters, sight)
    wanted = wish.where
    if wish.is_nothing:
        return []
    if not wish.words:
        led = narrowing.led(db, wanted)
        among = f" and p.id in ({led[1]})" if led else ""
        sql = f"select p.id from paragraphs p where {wanted.sql}{among} limit :limit"
        return [row["id"] for row in db.execute(sql, {**wanted.values, "limit": limit})]
    ids: dict[int, None] = {}
    for match in matching.of(db, wish.words, is_bounded=False):
        ids.update(dict.fromkeys(_first_ids(db, match, wanted, limit)))
    return list(ids)[:limit]


def _first_ids(db: sqlite3.Connection, match: Match, wanted: Where, limit: int) -> list[int]:
    if (tagged := _led(db, match, wanted)) is not None:
        parts = (narrowing.among(db, match, part, wanted) for part in _parts(tagged))
        return list(islice((id for part in parts for id, _ in sorted(part)), limit))
    sql = f"select p.id from {_source(match, wanted)} limit :limit"
    values = {**wanted.values, "match": match.text, "limit": limit}
    return [row["id"] for row in db.execute(sql, values)]


def _in_order(
    db: sqlite3.Connection, wanted: Where, few: list[int] | None, most: int, *, is_bounded: bool
) -> Ranked:
    """All that have what is wanted, in reading order; bounded, some."""
    among = ""
    told: tuple[str, ...] = ()
    if few is not None:
        among = f" and p.id in ({listed(few)})"
    elif is_bounded and wanted.tags:
        some = min(most, _size(wanted)) if wanted.is_dear else most
        ids = _some_tagged(db, wanted, some)
        among = f" and p.id in ({listed(sorted(ids))})"
        told = (_SOME,) if len(ids) == some else ()
    elif is_bounded and not wanted.articles:
        return _looked_through(db, wanted, most)
    sql = f"""
        select p.id, 0.0 from paragraphs p where {wanted.sql}{among}
        order by p.article, p.position limit :most
    """
    rows = db.execute(sql, {**wanted.values, "most": most})
    return Ranked([(row[0], row[1]) for row in rows], told=told)


def _looked_through(db: sqlite3.Connection, wanted: Where, most: int) -> Ranked:
    """Those of the first paragraphs that have what is wanted, as far as patience lasts."""
    sql = f"""
        select p.id, p.article, p.position from paragraphs p
        where p.id between :first and :last and {wanted.sql} limit :left
    """
    found: list[tuple[int, int, int]] = []
    told: tuple[str, ...] = ()
    for first, last, is_last in _stretches(db, wanted, _size(wanted)):
        values = {**wanted.values, "first": first, "last": last, "left": most - len(found)}
        found += ((row[1], row[2], row[0]) for row in db.execute(sql, values))
        told = () if is_last or len(found) >= most else (SOME_SEEN,)
        if len(found) >= most:
            break
    return Ranked([(id, 0.0) for _, _, id in sorted(found)], told=told)


def _size(wanted: Where, terms: int = 0) -> int:
    """The paragraphs of a stretch."""
    return STRETCH // (1 + terms // 4) // (DEAR if wanted.is_dear else 1)


_SOME = "only some of the tag's paragraphs were looked at"


def _some_tagged(db: sqlite3.Connection, wanted: Where, most: int) -> set[int]:
    sql = f"select distinct paragraph from taggings where tag in ({listed(wanted.tags[0])}) limit ?"
    return {row[0] for row in db.execute(sql, [most])}


def _of_match(
    db: sqlite3.Connection, match: Match, wanted: Where, few: list[int] | None, most: int, *,
    is_bounded: bool,
) -> Ranked:  # fmt: skip
    if few is not None:
        return Ranked(narrowing.among(db, match, few, wanted))
    if match.rest or match.wide:
        return _step_by_step(db, match, wanted)
    is_dear = is_bounded and wanted.is_dear
    if not is_dear and matching.is_rare(db, match, is_bounded=is_bounded):
        sql = f"select p.id, -bm25({match.table}) as score from {_source(match, wanted)}"
        rows = db.execute(
            f"{sql} order by score desc, p.id limit :most",
            {**wanted.values, "match": match.text, "most": most},
        )
        return Ranked([(row[0], row[1]) for row in rows])
    if is_bounded and wanted.tags:
        ids = sorted(_some_tagged(db, wanted, FEW))
        return Ranked(narrowing.among(db, match, ids, wanted), told=(_SOME,))
    return _by_density(db, match, wanted, max(most, CANDIDATES), is_bounded=is_bounded)


def _source(match: Match, wanted: Where) -> str:
    # FTS5 skips what its own rowid leaves out
    return f"""
        {match.table} f cross join paragraphs p on p.id = f.rowid
        where {match.table} match :match
          and f.rowid between {wanted.low} and {wanted.high} and {wanted.sql}
    """


def _led(db: sqlite3.Connection, match: Match, wanted: Where) -> list[int] | None:
    """The paragraphs with a tag, where they are by far fewer than the hits."""
    led = narrowing.led(db, wanted)
    if led is None or not matching.is_in_more(db, match, APART * led[0]):
        return None
    return sorted({row[0] for row in db.execute(led[1])})


def _step_by_step(db: sqlite3.Connection, match: Match, wanted: Where) -> Ranked:
    """Of the first paragraphs that have some of what is asked those with the rest of it."""
    told: tuple[str, ...] = ()
    if match.narrow:
        part = _by_density(db, Match(match.table, match.narrow), wanted, FEW + 1, is_bounded=True)
        ids, told = [id for id, _ in part.scored], part.told
    elif wanted.tags:
        ids = sorted(_some_tagged(db, wanted, FEW + 1))
    else:
        ids = matching.rowids(db, match, FEW + 1)
    if len(ids) > FEW or told:
        words = ", ".join(wide.replace('"', "").rstrip("*") + "*" for wide in match.wide[:3])
        told = (BEGINS.format(words=words) if words else SEEN,)
    return Ranked(narrowing.among(db, match, ids[:FEW], wanted), told=told)


def _by_density(
    db: sqlite3.Connection, match: Match, wanted: Where, most: int, *, is_bounded: bool
) -> Ranked:
    """Hits per character; 200 characters more in each, lest the shortest always win."""
    if not is_bounded and (ids := _led(db, match, wanted)) is not None:
        return _by_density_among(db, match, wanted, ids, most)
    sql = f"""
        select p.id, highlight({match.table}, 0, '', char(2)) as marked
        from {_source(match, wanted)} and f.rowid between :first and :last limit :left
    """
    values = {**wanted.values, "match": match.text}
    scored: Scored = []
    told: tuple[str, ...] = ()
    size = _size(wanted, len(match.narrow)) if is_bounded else None
    for first, last, is_last in _stretches(db, wanted, size):
        left = {"first": first, "last": last, "left": most - len(scored)}
        scored += ((id, _density(text)) for id, text in db.execute(sql, {**values, **left}))
        if len(scored) >= most:
            break
        told = () if is_last else (SEEN,)
    best = sorted(scored, key=lambda item: (-item[1], item[0]))
    return Ranked(best, told=told, is_all=len(best) < most and not told)


def _by_density_among(
    db: sqlite3.Connection, match: Match, wanted: Where, ids: list[int], most: int
) -> Ranked:
    """The same of these paragraphs, which are looked at some at a time."""
    scored: Scored = []
    for part in _parts(ids):
        scored += ((id, _density(text)) for id, text in narrowing.marked(db, match, part, wanted))
        if len(scored) >= most:
            break
    best = sorted(scored[:most], key=lambda item: (-item[1], item[0]))
    return Ranked(best, is_all=len(best) < most)


def _parts(ids: list[int]) -> Iterator[list[int]]:
    """Few of them, as what is wanted may be found out by going through much for each."""
    first, size = 0, PART
    while first < len(ids):
        yield ids[first : first + size]
        first, size = first + size, 2 * size


def _density(marked: str) -> float:
    hits = marked.count("\x02")
    return 100.0 * hits / (200 + len(marked) - hits)


def _stretches(
    db: sqlite3.Connection, wanted: Where, size: int | None
) -> Iterator[tuple[int, int, bool]]:
    """Ranges of ids in turn, and whether each is the last: all at once, or as patience lasts."""
    if size is None:
        yield 0, wanted.high, True
        return
    end = min(wanted.high, db.execute("select coalesce(max(id), 0) from paragraphs").fetchone()[0])
    first, began = max(wanted.low, 0), time.thread_time()
    spent = 0.0
    while first <= end and spent < PATIENCE:
        yield first, min(first + size - 1, end), first + size > end
        first, before, spent = first + size, spent, time.thread_time() - began
        if spent - before < PATIENCE / 8:
            size *= 4
