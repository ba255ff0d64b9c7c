"""
How often tags stand: each by itself and with those under it, or by where and whose they are.

Counted is what `annotate tags` counts: taggings on paragraphs that stand, those on quotes whose
words are gone among them. Shares are of what was read, as of what nobody read nothing is known.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate

from annotate.corpus import codebook, search
from annotate.errors import BadInput
from annotate.text.tag_names import folded, sorting

__all__ = ["BY", "Cell", "Count", "Crossed", "Frequencies", "Frequency", "Scope"]
__all__ += ["crossed", "of_tags"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what is counted: paragraphs that a query finds, tags and those under them."""

    matching: str | None = None
    tags: tuple[str, ...] = ()
    depth: int | None = None  # a tag further down counts as the one above it


@dataclass(frozen=True, slots=True)
class Count:
    """How often something stands; `read` of the paragraphs were read, `gone` of the words went."""

    taggings: int = 0
    paragraphs: int = 0
    articles: int = 0
    read: int = 0
    gone: int = 0


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


@dataclass(frozen=True, slots=True)
class Crossed:
    """Tags by something else, each in its order; a cell that would be empty is not there."""

    by: str
    unit: str  # what is counted: paragraph, or article
    tags: tuple[str, ...]
    values: tuple[str | None, ...]
    cells: tuple[Cell, ...]
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


_Links = list[tuple[int, int]]  # the row number of a tag, the place where it counts


def of_tags(db: sqlite3.Connection, scope: Scope | None = None) -> Frequencies:
    """
    How often each tag stands, by itself and with those under it.

    Raises NotFound for an unknown tag, BadQuery for a query that cannot be asked.
    """
    scope = scope or Scope()
    places, rows = _Places(), _tags(db, scope)
    tops = tuple(f"{folded(name)}/" for name in scope.tags) or ("",)
    own, above = _Links(), _Links()
    for id, name in rows:
        *higher, _ = accumulate(name.split("/"), "{}/{}".format)
        own.append((id, places.number(name)))
        above += [(id, places.number(n)) for n in higher if f"{folded(n)}/".startswith(tops)]
    parents = {number for _, number in above}
    above += [link for link in own if link[1] in parents]
    with _counting(db, scope.matching) as counting:
        counting.tally()
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


# typed, as SQLite looks into an index only for what is of one kind
_MADE = {
    "counted": "(id integer primary key)",
    "was_read": """(
      paragraph integer, coder text, article integer, primary key (paragraph, coder)
    ) without rowid""",
    "places": "(tag integer, place integer, primary key (tag, place)) without rowid",
    "tallied": """(
      tag integer, paragraph integer, coder text, article integer, taggings integer, gone integer,
      is_read integer
    )""",
    "marks": """(
      unit integer, place integer, coder text, article integer, is_read integer,
      primary key (unit, place, coder)
    )""",
}


@contextmanager
def _counting(db: sqlite3.Connection, matching: str | None) -> Iterator["_Counting"]:
    """Have at hand which paragraphs count, and which of them who has read."""
    found = None if matching is None else search.ids(db, matching, private=True)
    for name, columns in _MADE.items():
        db.execute(f"create temp table {name} {columns}")
    try:
        sql = "insert into temp.counted select value from json_each(?)"
        db.execute(sql, [json.dumps(found or [])])
        yield _Counting(db, None if found is None else len(found))
    finally:
        for name in _MADE:
            db.execute(f"drop table temp.{name}")


class _Counting:
    """Counts by way of temporary tables: what is put on a paragraph by each tag (and coder)."""

    def __init__(self, db: sqlite3.Connection, found: int | None) -> None:
        self.db, self.found = db, found
        among = "p.id in (select id from temp.counted)"
        self.counted = "p.removed is null" if found is None else among
        sql = f"""
            insert into temp.was_read
            select s.paragraph, s.coder, p.article
            from (select distinct paragraph, coder from seen) s
            cross join paragraphs p on p.id = s.paragraph
            where {self.counted}
        """
        db.execute(sql)

    def tally(self, *, by_coder: bool = False) -> None:
        """Look at the taggings, once."""
        coder, whose = ("t.coder", "and r.coder = t.coder") if by_coder else ("null", "")
        sql = f"""
            insert into temp.tallied
            select t.tag, t.paragraph, {coder}, p.article, count(*), count(t.gone), exists (
              select 1 from temp.was_read r where r.paragraph = t.paragraph {whose}
            )
            from taggings t cross join paragraphs p on p.id = t.paragraph
            where {self.counted} group by t.paragraph, t.tag, 3
        """
        self.db.execute(sql)

    def place(self, links: _Links) -> None:
        """Say where each tag counts."""
        self.db.execute("delete from temp.places")
        self.db.executemany("insert or ignore into temp.places values (?, ?)", links)

    def counts(self, links: _Links) -> dict[int, Count]:
        """How often each place stands."""
        self.place(links)
        sql = """
            select n.place, sum(taggings), count(distinct paragraph), count(distinct article),
              count(distinct iif(is_read, paragraph, null)), sum(gone)
            from temp.tallied t cross join temp.places n on n.tag = t.tag group by 1
        """
        return {place: Count(*counts) for place, *counts in self.db.execute(sql)}

    def mark(self, links: _Links, unit: str) -> None:
        """Note each place once for each paragraph, or article, that has it."""
        self.place(links)
        sql = f"""
            insert into temp.marks
            select t.{unit}, n.place, t.coder, t.article, max(is_read)
            from temp.tallied t cross join temp.places n on n.tag = t.tag group by 1, 2, 3
        """
        self.db.execute(sql)

    def paragraphs_read(self) -> int:
        """How many of those that count were read by anybody."""
        sql = "select count(distinct paragraph) from temp.was_read"
        return int(self.db.execute(sql).fetchone()[0])


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
    if by == "tag":
        return """
            select m.place, o.place, count(*), sum(min(m.is_read, o.is_read))
            from temp.marks m join temp.marks o on o.unit = m.unit and o.place > m.place
            group by 1, 2
        """
    return f"""
        select m.place, {_VALUES[by]}, count(*), sum(m.is_read)
        from temp.marks m join articles a on a.id = m.article group by 1, 2
    """


def _base(by: str, unit: str) -> str:
    """Value, how many are read there."""
    if by == "tag":
        return "select place, sum(is_read) from temp.marks group by 1"
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
    scope, places = scope or Scope(), _Places()
    tags = _tags(db, scope)
    links = [(id, places.number("/".join(n.split("/")[: scope.depth]))) for id, n in tags]
    unit = "article" if articles else "paragraph"
    with _counting(db, scope.matching) as counting:
        counting.tally(by_coder=by == "coder")
        counting.mark(links, unit)
        base = dict(db.execute(_base(by, unit)).fetchall())
        rows = [tuple(row) for row in db.execute(_cells(by))]
    if by == "tag":
        rows += [(value, place, *counts) for place, value, *counts in rows]
    names = places.names
    cells = [
        Cell(names[place], names[value] if by == "tag" else value, count, read, base.get(value, 0))
        for place, value, count, read in rows
    ]
    used = tuple(sorted({cell.tag for cell in cells}, key=sorting))
    values = tuple(_in_order(db, by, {cell.value for cell in cells}))
    row = {tag: number for number, tag in enumerate(used)}
    column = {value: number for number, value in enumerate(values)}
    cells.sort(key=lambda cell: (row[cell.tag], column[cell.value]))
    return Crossed(by, unit, used, values, tuple(cells), counting.found)


def _in_order(db: sqlite3.Connection, by: str, values: set[str | None]) -> list[str | None]:
    """Articles as in the corpus, all else by name; what is not known comes last."""
    known = [value for value in values if value is not None]
    if by == "article":
        sql = "select slug from articles where slug in (select value from json_each(?)) order by id"
        known = [row["slug"] for row in db.execute(sql, [json.dumps(known)])]
    else:
        known.sort(key=sorting)
    return [*known, *([None] if None in values else [])]
