"""
What the pages of the site ask beyond reading and citing.

None of these queries grows with the corpus: lists are cut to a page, counts
stop at a limit, and a wording that stands in thousands of articles is shown
from the first few of them.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.cite import record
from annotate.cite.record import Citation
from annotate.corpus import codebook, reading, search
from annotate.corpus.articles import as_article
from annotate.corpus.search import Filters
from annotate.model import Article, Note, Paragraph, Version

__all__ = ["Facets", "Listed", "Node", "articles", "citations", "colours", "facets"]
__all__ += ["find_article", "is_corpus", "is_indexed", "like_slug", "neighbours", "notes_on_tag"]
__all__ += ["revision", "shared_keys", "tagged", "titles", "tree", "with_key"]

_OURS = {
    "articles": {"slug", "title", "version"},
    "paragraphs": {"article", "key", "occurrence", "number", "role", "text", "removed"},
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list, with the number of its paragraphs and of the taggings in it."""

    article: Article
    paragraphs: int
    taggings: int


@dataclass(frozen=True, slots=True)
class Node:
    """A tag in the tree, or a name that only its children have; `total` includes those."""

    name: str
    depth: int
    tag: codebook.Tag | None
    total: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How the first hits of a search divide: (value, label, count), most first."""

    hits: int
    articles: tuple[tuple[str, str, int], ...]
    tags: tuple[tuple[str, str, int], ...]
    roles: tuple[tuple[str, str, int], ...]


def is_corpus(db: sqlite3.Connection) -> bool:
    """Whether the database has our tables."""
    return all(
        wanted <= {row[1] for row in db.execute(f"pragma table_info({table})")}
        for table, wanted in _OURS.items()
    )


def revision(db: sqlite3.Connection) -> tuple[int | None, int | None]:
    """
    Two numbers that change whenever what pages show does: last change, last version.

    None for a table that a published copy was made without.
    """
    return _last(db, "history"), _last(db, "versions")


def _last(db: sqlite3.Connection, table: str) -> int | None:
    row = _first(db, f"select max(id) from {table}")
    return (row[0] or 0) if row else None


def _first(db: sqlite3.Connection, sql: str) -> sqlite3.Row | None:
    """The first row, or None when the database was made without the table."""
    try:
        row: sqlite3.Row | None = db.execute(sql).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None
    return row


def is_indexed(db: sqlite3.Connection) -> bool:
    """Whether the search index has every paragraph."""
    row = _first(db, "select unindexed from state")
    return row is None or row[0] is None


def articles(
    db: sqlite3.Connection,
    *,
    after: int | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Listed]:
    """Articles in the order they were added, from behind one id or up to another."""
    where, order, value = ("id > ?", "asc", after or 0) if before is None else (
        "id < ?", "desc", before,
    )  # fmt: skip
    rows = db.execute(
        f"""
        select a.*,
          (select coalesce(max(number), 0) from paragraphs
            where article = a.id and number is not null and removed is null) as paragraphs,
          (select count(*) from paragraphs p cross join taggings t on t.paragraph = p.id
            where p.article = a.id) as taggings
        from (select * from articles where {where} order by id {order} limit ?) a
        order by a.id
        """,
        [value, limit],
    )
    return [Listed(as_article(row), row["paragraphs"], row["taggings"]) for row in rows]


def find_article(db: sqlite3.Connection, slug: str) -> Article | None:
    """The article with this very slug."""
    row = db.execute("select * from articles where slug = ?", [slug]).fetchone()
    return as_article(row) if row else None


def like_slug(db: sqlite3.Connection, words: str, *, most: int = 5) -> list[Article]:
    """Articles whose slugs begin like the words, as far as any does; a row number names one too."""
    if words.isdecimal() and len(words) < 16:
        row = db.execute("select * from articles where id = ?", [int(words)]).fetchone()
        if row:
            return [as_article(row)]
    sql = "select * from articles where slug >= ? and slug < ? order by slug limit ?"
    for length in range(min(len(words), 80), 2, -1):
        start = words[:length]
        rows = db.execute(sql, [start, start + "\U0010ffff", most]).fetchall()
        if rows:
            return [as_article(row) for row in rows]
    return []


def neighbours(db: sqlite3.Connection, article: Article) -> tuple[Article | None, Article | None]:
    """The articles added just before and just after."""
    sql = "select * from articles where id {} ? order by id {} limit 1"
    rows = (
        db.execute(sql.format("<", "desc"), [article.id]).fetchone(),
        db.execute(sql.format(">", "asc"), [article.id]).fetchone(),
    )
    before, after = (as_article(row) if row else None for row in rows)
    return before, after


def titles(db: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, Article]:
    """The articles with these slugs."""
    sql = "select * from articles where slug in (select value from json_each(?))"
    found = db.execute(sql, [_list(slugs)])
    return {article.slug: article for article in map(as_article, found)}


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(dict.fromkeys(values)))


def with_key(
    db: sqlite3.Connection, key: str, *, slug: str | None = None, most: int = 20
) -> tuple[list[Paragraph], bool]:
    """
    The first paragraphs with this very key (`key~2` allowed), standing ones first.

    The flag says that there are more of them.
    """
    name, _, occurrence = key.partition("~")
    if occurrence and not (occurrence.isascii() and occurrence.isdecimal() and len(occurrence) < 9):
        return [], False
    within = "" if slug is None else "article = (select id from articles where slug = :slug) and"
    sql = f"""
        select id, removed from paragraphs
        where {within} key = :key and occurrence = :occurrence limit :most
    """
    values = {"key": name, "occurrence": int(occurrence or 1), "slug": slug, "most": most + 1}
    rows = sorted(db.execute(sql, values).fetchall(), key=lambda row: row["removed"] is not None)
    return list(reading.by_ids(db, [row["id"] for row in rows[:most]])), len(rows) > most


def shared_keys(db: sqlite3.Connection, paragraphs: Sequence[Paragraph]) -> set[str]:
    """Those keys of an article's paragraphs that other articles have, too."""
    if not paragraphs:
        return set()
    sql = """
        select value from json_each(:keys)
        where exists (
          select 1 from paragraphs p
          where p.key || iif(p.occurrence > 1, '~' || p.occurrence, '') = value
            and p.key = substr(value, 1, 13)
            and p.article <> (select id from articles where slug = :slug)
        )
    """
    values = {"keys": _list(p.key for p in paragraphs), "slug": paragraphs[0].article}
    return {row[0] for row in db.execute(sql, values)}


def citations(
    db: sqlite3.Connection, paragraphs: Sequence[Paragraph], *, base_url: str
) -> list[Citation]:
    """The citations of paragraphs that have one wording in common."""
    known = titles(db, (p.article for p in paragraphs))
    shared = bool(paragraphs) and bool(shared_keys(db, paragraphs[:1]))
    return [
        record.of(p, known[p.article], _version(db, known[p.article], p), base_url=base_url,
                  shared=shared)
        for p in paragraphs
    ]  # fmt: skip


def _version(db: sqlite3.Connection, article: Article, paragraph: Paragraph) -> Version:
    number = article.version if paragraph.removed is None else paragraph.removed - 1
    sql = """
        select number, sha256, source, media_type, retrieved from versions
        where article = ? and number = ?
    """
    return Version(*db.execute(sql, [article.id, number]).fetchone())


def tree(db: sqlite3.Connection, under: str | None = None) -> list[Node]:
    """The codebook, or a tag and what is under it, in order; names that only children have too."""
    tags = {_folded(tag.name): tag for tag in _counted(db, under)}
    names: dict[str, str] = {}
    totals: dict[str, int] = defaultdict(int)
    for tag in tags.values():
        parts = tag.name.split("/")
        for length in range(len(parts), 0, -1):
            name = "/".join(parts[:length])
            totals[_folded(name)] += tag.taggings
            names.setdefault(_folded(name), name)
    shown = [n for n in names if under is None or f"{n}/".startswith(f"{_folded(under)}/")]
    return [
        Node(tags[n].name if n in tags else names[n], n.count("/"), tags.get(n), totals[n])
        for n in sorted(shown, key=lambda n: n.split("/"))
    ]


def _folded(name: str) -> str:
    """As SQLite's `nocase` compares: only the letters of ASCII have no case."""
    return name.encode("utf-8", "replace").lower().decode()


def _counted(db: sqlite3.Connection, under: str | None) -> list[codebook.Tag]:
    where = "" if under is None else "where tags.id in (select value from json_each(:ids))"
    ids = [] if under is None else [row["id"] for row in codebook.under(db, under)]
    rows = db.execute(
        f"""
        select tags.*, count(taggings.id) as taggings,
          count(distinct taggings.paragraph) as paragraphs
        from tags left join taggings on taggings.tag = tags.id
        {where}
        group by tags.id
        """,
        {"ids": json.dumps(ids)},
    )
    return [
        codebook.Tag(
            row["name"], row["definition"], row["use_when"], row["do_not_use_when"],
            row["colour"], row["taggings"], row["paragraphs"], row["taggings"],
        )
        for row in rows
    ]  # fmt: skip


def tagged(
    db: sqlite3.Connection, name: str, *, limit: int, offset: int = 0
) -> tuple[Paragraph, ...]:
    """The paragraphs with a tag or one under it, in reading order."""
    ids = db.execute(
        """
        select distinct p.id, p.article, p.removed is not null as gone, p.position
        from taggings t cross join paragraphs p on p.id = t.paragraph
        where t.tag in (select value from json_each(?))
        order by p.article, gone, p.position limit ? offset ?
        """,
        [json.dumps([row["id"] for row in codebook.under(db, name)]), limit, offset],
    )
    return reading.by_ids(db, [row["id"] for row in ids.fetchall()])


def notes_on_tag(db: sqlite3.Connection, name: str) -> list[Note]:
    """The public notes on a tag itself."""
    where = "n.tag = (select id from tags where name = ?)"
    return reading.notes_where(db, where, [name], private=False)


def colours(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """The colours of those of the tags that have one: 6 hexadecimal digits."""
    sql = """
        select name, substr(colour, 2) from tags
        where colour is not null and name in (select value from json_each(?))
    """
    return dict(tuple(row) for row in db.execute(sql, [_list(names)]))


def facets(
    db: sqlite3.Connection, text: str | None, filters: Filters, *, with_tags: bool, most: int = 1000
) -> Facets:
    """How the first `most` hits divide; `hits` is one more when there are more."""
    where, values = search._conditions(db, filters)
    match = None if text is None else " AND ".join(search.terms(text))
    if match is not None:  # the index is asked for few rows only where its own rowid is limited
        where = where.replace("p.id", "f.rowid")
    sql = f"select p.id from {_SOURCES[match is not None]} {where} limit :enough"
    ids = [r[0] for r in db.execute(sql, {**values, "match": match, "enough": most + 1})]
    hits = json.dumps(ids[:most])
    return Facets(
        len(ids),
        _divided(db, _BY_ARTICLE, hits),
        _divided(db, _BY_TAG, hits) if with_tags else (),
        _divided(db, _BY_ROLE, hits),
    )


_SOURCES = {
    False: "paragraphs p where",
    True: """paragraphs_fts f cross join paragraphs p on p.id = f.rowid
        where paragraphs_fts match :match and""",
}


_BY_ARTICLE = """
    select a.slug, a.title, count(*) as hits
    from json_each(?) cross join paragraphs p on p.id = value join articles a on a.id = p.article
    group by a.id order by hits desc, a.id limit 12
"""
_BY_TAG = """
    select tags.name, tags.name, count(distinct t.paragraph) as hits
    from json_each(?) cross join taggings t on t.paragraph = value join tags on tags.id = t.tag
    group by tags.id order by hits desc, tags.name limit 12
"""
_BY_ROLE = """
    select p.role, p.role, count(*) as hits
    from json_each(?) cross join paragraphs p on p.id = value
    group by p.role order by hits desc, p.role
"""


def _divided(db: sqlite3.Connection, sql: str, hits: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((row[0], row[1], row[2]) for row in db.execute(sql, [hits]))
