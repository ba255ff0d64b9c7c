"""
How often tags stand: each by itself and with those under it, or by where and whose they are.

Counted is what `annotate tags` counts: taggings on paragraphs that stand, those on quotes whose
words are gone among them. Shares are of what was read, as of what nobody read nothing is known.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import overload

from annotate.corpus import codebook
from annotate.corpus.tallying import Count, Links, Tally, tallying
from annotate.corpus.together import Pairs
from annotate.errors import BadInput
from annotate.text.tag_names import folded, sorting

__all__ = ["BY", "Cell", "Crossed", "Frequencies", "Frequency", "Scope"]
__all__ += ["crossed", "of_tags"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what is counted: paragraphs that a query finds, tags and those under them."""

    matching: str | None = None
    tags: tuple[str, ...] = ()
    depth: int | None = None  # a tag further down counts as the one above it


@dataclass(frozen=True, slots=True)
class Frequency:
    """A place in the codebook: how often its tag stands, and how often with those under it."""

    tag: str
    own: Count
    whole: Count


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Every tag in the order of the codebook; `all` is of all of them together."""

    rows: tuple[Frequency, ...]
    all: Count
    paragraphs_read: int
    removed: int  # further taggings, on paragraphs that are not there any more
    found: int | None = None  # paragraphs, by the query


@dataclass(frozen=True, slots=True)
class Cell:
    """
    On how many paragraphs (or articles) a tag stands in one article, month, … or with a tag.

    `read` of them were read, of `of` that were read there.
    """

    tag: str
    value: str | None  # None: it is not known
    count: int
    read: int
    of: int


class _Together(Sequence[Cell]):
    """
    Cells that are made when they are looked at: 5,000 tags have half a million.

    As values that are kept they would take twice the time of counting them.
    """

    def __init__(self, names: Sequence[str], pairs: Pairs) -> None:
        self._names, self._pairs = names, pairs

    def __len__(self) -> int:
        return len(self._pairs.tag)

    def __iter__(self) -> Iterator[Cell]:
        found = self._pairs
        name = self._names.__getitem__
        return map(
            Cell, map(name, found.tag), map(name, found.other), found.count, found.read, found.of
        )

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return tuple(self)[at]
        found, name = self._pairs, self._names
        tag, other = name[found.tag[at]], name[found.other[at]]
        return Cell(tag, other, found.count[at], found.read[at], found.of[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Crossed:
    """Tags by something else, each in its order; a cell that would be empty is not there."""

    by: str
    unit: str  # what is counted: paragraph, or article
    tags: tuple[str, ...]
    values: tuple[str | None, ...]
    cells: Sequence[Cell]
    found: int | None = None  # paragraphs, by the query


@dataclass(slots=True)
class _Places:
    """The places in the codebook that are counted."""

    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The place of a name, whatever its letter case."""
        found = self.numbers.setdefault(folded(name), len(self.names))
        if found == len(self.names):
            self.names.append(name)
        return found

    def in_order(self) -> "_Places":
        """The same in the order of the codebook, so that numbers are in it as well."""
        names = sorted(self.names, key=sorting)
        return _Places(names, {folded(name): number for number, name in enumerate(names)})


def of_tags(db: sqlite3.Connection, scope: Scope | None = None) -> Frequencies:
    """
    How often each tag stands, by itself and with those under it.

    Raises NotFound for an unknown tag, BadQuery for a query that cannot be asked.
    """
    scope = scope or Scope()
    places, rows = _Places(), _tags(db, scope)
    tops = tuple(f"{folded(name)}/" for name in scope.tags) or ("",)
    own, above = Links(), Links()
    for id, name in rows:
        *higher, _ = accumulate(name.split("/"), "{}/{}".format)
        own.append((id, places.number(name)))
        above += [(id, places.number(n)) for n in higher if f"{folded(n)}/".startswith(tops)]
    parents = {number for _, number in above}
    above += [link for link in own if link[1] in parents]
    with tallying(db, scope.matching) as counting:
        counting.take()
        alone = counting.counts(own)
        together = alone | counting.counts(above)
        every = counting.counts([(id, 0) for id, _ in rows]).get(0, Count())
        paragraphs_read = counting.paragraphs_read()
    found = (
        Frequency(name, alone.get(number, Count()), together.get(number, Count()))
        for number, name in enumerate(places.names)
        if scope.depth is None or name.count("/") < scope.depth
    )
    in_order = tuple(sorted(found, key=lambda row: sorting(row.tag)))
    removed = _removed(db, rows) if scope.matching is None else 0
    return Frequencies(in_order, every, paragraphs_read, removed, counting.found)


def _tags(db: sqlite3.Connection, scope: Scope) -> list[tuple[int, str]]:
    """The row numbers and names of the tags that are asked for."""
    if scope.depth is not None and scope.depth < 1:
        raise BadInput(f"a depth of {scope.depth} leaves no tag; it is 1 or more")
    if not scope.tags:
        return [(row[0], row[1]) for row in db.execute("select id, name from tags")]
    rows = (row for name in scope.tags for row in codebook.branch(db, name))
    return list({row["id"]: (row["id"], row["name"]) for row in rows}.values())


def _removed(db: sqlite3.Connection, rows: list[tuple[int, str]]) -> int:
    sql = "select sum(removed) from tags where id in (select value from json_each(?))"
    return int(db.execute(sql, [json.dumps([id for id, _ in rows])]).fetchone()[0] or 0)


_VALUES = {
    "article": "a.slug",
    "site": "a.site",
    "month": "substr(a.published, 1, 7)",
    "coder": "m.coder",
}
BY = (*_VALUES, "tag")
"""By what tags can be counted."""


def _cells(by: str) -> str:
    """Place, value, how many, how many of them read."""
    return f"""
        select m.place, {_VALUES[by]}, count(*), sum(m.is_read)
        from temp.marks m join articles a on a.id = m.article group by 1, 2
    """


def _base(by: str, unit: str) -> str:
    """Value, how many are read there."""
    return f"""
        select {_VALUES[by]}, count(distinct m.{unit})
        from temp.was_read m join articles a on a.id = m.article group by 1
    """


def crossed(
    db: sqlite3.Connection, by: str, scope: Scope | None = None, *, articles: bool = False
) -> Crossed:
    """
    On how many paragraphs, or articles, each tag stands by article, site, month, coder or tag.

    A tag is counted by itself, without those under it, unless a depth says from where on.
    Raises BadInput for what it cannot be counted by, and as `of_tags` does.
    """
    if by not in BY:
        raise BadInput(f"tags are not counted by {by!r}; known: {', '.join(BY)}")
    scope, unit = scope or Scope(), "article" if articles else "paragraph"
    names = {id: "/".join(n.split("/")[: scope.depth]) for id, n in _tags(db, scope)}
    places = _Places()
    for name in names.values():
        places.number(name)
    places = places.in_order()
    links = [(id, places.number(name)) for id, name in names.items()]
    with tallying(db, scope.matching) as counting:
        counting.take(by_coder=by == "coder")
        if by == "tag":
            return _by_tag(counting, links, places.names, unit)
        return _by_value(counting, by, links, places.names, unit)


def _by_tag(counting: Tally, links: Links, names: list[str], unit: str) -> Crossed:
    found = counting.together(links, unit)
    tags = tuple(names[place] for place in dict.fromkeys(found.tag))
    return Crossed("tag", unit, tags, tags, _Together(names, found), counting.found)


def _by_value(counting: Tally, by: str, links: Links, names: list[str], unit: str) -> Crossed:
    counting.mark(links, unit)
    base = dict(counting.db.execute(_base(by, unit)).fetchall())
    rows = counting.db.execute(_cells(by)).fetchall()
    values = tuple(_in_order(counting.db, by, {row[1] for row in rows}))
    column = {value: number for number, value in enumerate(values)}
    rows.sort(key=lambda row: (row[0], column[row[1]]))
    cells = tuple(
        Cell(names[place], value, count, read, base.get(value, 0))
        for place, value, count, read in rows
    )
    tags = tuple(dict.fromkeys(cell.tag for cell in cells))
    return Crossed(by, unit, tags, values, cells, counting.found)


def _in_order(db: sqlite3.Connection, by: str, values: set[str | None]) -> list[str | None]:
    """Articles as in the corpus, all else by name; what is not known comes last."""
    known = [value for value in values if value is not None]
    if by == "article":
        sql = "select slug from articles where slug in (select value from json_each(?)) order by id"
        known = [row["slug"] for row in db.execute(sql, [json.dumps(known)])]
    else:
        known.sort(key=sorting)
    return [*known, *([None] if None in values else [])]
