"""
Putting articles in: one transaction each, wholly in or not at all.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotate.corpus import originals
from annotate.corpus.database import Command, now
from annotate.model import CITABLE, Article, Block, Draft
from annotate.text import naming
from annotate.text.key import key

__all__ = [
    "Added",
    "Placed",
    "add",
    "as_article",
    "citable",
    "insert_paragraphs",
    "insert_version",
    "placed",
    "title_of",
    "unchanged",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one source: status is `added`, `updated` or `unchanged`."""

    slug: str
    title: str
    version: int
    status: str
    paragraphs: int
    citable: int


class Placed(NamedTuple):
    """A paragraph on its way into the database, in the order of its columns."""

    key: str
    occurrence: int
    position: int
    number: int | None
    role: str
    text: str
    start: int
    end: int

    @property
    def shown_key(self) -> str:
        """The key as people see it, with ~2 for a second occurrence."""
        return self.key if self.occurrence == 1 else f"{self.key}~{self.occurrence}"


def placed(draft: Draft) -> list[Placed]:
    """The blocks of a draft with keys, occurrences, positions and numbers."""
    seen: dict[str, int] = {}
    numbers = 0
    rows = []
    for position, block in enumerate(draft.blocks, 1):
        text = draft.text[block.start : block.end]
        name = key(text)
        seen[name] = seen.get(name, 0) + 1
        citable = block.role in CITABLE
        numbers += citable
        rows.append(
            Placed(
                name, seen[name], position, numbers if citable else None,
                block.role, text, block.start, block.end,
            )
        )  # fmt: skip
    return rows


def title_of(draft: Draft) -> str:
    """The draft's title; for want of one its first words in brackets."""
    if draft.metadata.title:
        return " ".join(draft.metadata.title.split())
    first = next((b for b in draft.blocks if b.role in CITABLE), None) or draft.blocks[0]
    return naming.bracketed(_words(draft, first))


def _words(draft: Draft, block: Block) -> str:
    return draft.text[block.start : block.end]


def unchanged(db: sqlite3.Connection, digest: str) -> Added | None:
    """The article that has these very bytes (by their sha256, hex) as its current text."""
    row = db.execute(
        """
        select a.id, a.slug, a.title, a.version
        from versions v join articles a on a.id = v.article and a.version = v.number
        where v.sha256 = ? order by a.id
        """,
        [digest],
    ).fetchone()
    if row is None:
        return None
    count = db.execute(
        """
        select count(*) as paragraphs, count(number) as citable from paragraphs
        where article = ? and removed is null
        """,
        [row["id"]],
    ).fetchone()
    return Added(
        row["slug"], row["title"], row["version"], "unchanged",
        count["paragraphs"], count["citable"],
    )  # fmt: skip


def add(command: Command, draft: Draft, data: bytes, *, source: str) -> Added:
    """
    Store a draft and the bytes it was read from, in one transaction.

    The same bytes again are `unchanged`; other bytes from the same source are a
    new version (`updated`), or when they share no wording a new article. `source`
    is a path, an address, or `-` for none.
    """
    digest = hashlib.sha256(data).hexdigest()
    rows = placed(draft)
    with command:
        db = command.db
        known = unchanged(db, digest)
        if known:
            return known
        originals.keep(db, digest, data, draft.text)
        article = _from_source(db, source)
        if article is not None and _shares_wording(db, article, rows):
            from annotate.corpus import versions

            return versions.update(db, article, draft, rows, digest=digest, source=source)
        return _insert(db, draft, rows, digest, source)


def _from_source(db: sqlite3.Connection, source: str) -> Article | None:
    if source == "-":
        return None
    row = db.execute(
        """
        select a.* from versions v join articles a on a.id = v.article
        where v.source = ? order by v.id desc limit 1
        """,
        [source],
    ).fetchone()
    return as_article(row) if row else None


def _shares_wording(db: sqlite3.Connection, article: Article, rows: list[Placed]) -> bool:
    """Whether it is the same article still; a file name may be used again for another."""
    sql = "select key from paragraphs where article = ? and removed is null"
    return not {r["key"] for r in db.execute(sql, [article.id])}.isdisjoint(r.key for r in rows)


def as_article(row: sqlite3.Row) -> Article:
    """A row of `articles` as a value."""
    return Article(
        row["id"], row["slug"], row["title"], row["byline"], row["site"],
        row["published"], row["url"], row["language"], row["version"],
    )  # fmt: skip


def _insert(
    db: sqlite3.Connection, draft: Draft, rows: list[Placed], digest: str, source: str
) -> Added:
    title, meta = title_of(draft), draft.metadata
    slug = _free_slug(db, naming.slug(title))
    article = db.execute(
        """
        insert into articles (slug, title, byline, site, published, url, language)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [slug, title, meta.byline, meta.site, meta.published, meta.url, meta.language],
    ).lastrowid
    assert article is not None
    insert_version(db, article, 1, draft, digest, source)
    insert_paragraphs(db, article, rows, version=1)
    return Added(slug, title, 1, "added", len(rows), citable(rows))


def citable(rows: list[Placed]) -> int:
    """How many of the paragraphs are numbered."""
    return sum(row.number is not None for row in rows)


def insert_version(
    db: sqlite3.Connection, article: int, number: int, draft: Draft, digest: str, source: str
) -> None:
    """One row of `versions`, captured now."""
    db.execute(
        """
        insert into versions (article, number, sha256, source, media_type, retrieved, text)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [article, number, digest, source, draft.media_type, now(), draft.text],
    )


def insert_paragraphs(
    db: sqlite3.Connection, article: int, rows: list[Placed], *, version: int
) -> None:
    """New paragraphs of an article, first standing in this version."""
    db.executemany(
        """
        insert into paragraphs
          (article, version, key, occurrence, position, number, role, text, start, "end")
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        ((article, version, *row) for row in rows),
    )


def _free_slug(db: sqlite3.Connection, slug: str) -> str:
    """The slug, or with -2, -3 …; found by doubling and halving, as thousands may share a title."""
    if not _taken(db, slug):
        return slug
    high = 2
    while _taken(db, f"{slug}-{high}"):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _taken(db, f"{slug}-{middle}") else (low, middle)
    return f"{slug}-{high}"


def _taken(db: sqlite3.Connection, slug: str) -> bool:
    return db.execute("select 1 from articles where slug = ?", [slug]).fetchone() is not None


def walk(db: sqlite3.Connection) -> Iterator[tuple[Article, dict[str, int | str]]]:
    """Every article with its counts: paragraphs, citable, tagged, notes, added."""
    for row in db.execute(
        """
        select a.*,
          (select count(*) from paragraphs where article = a.id and removed is null)
            as paragraphs,
          (select count(*) from paragraphs
            where article = a.id and number is not null and removed is null) as citable,
          (select count(distinct p.id) from paragraphs p
            join taggings t on t.paragraph = p.id where p.article = a.id) as tagged,
          (select count(*) from notes where article = a.id)
            + (select count(*) from paragraphs p join notes n on n.paragraph = p.id
              where p.article = a.id) as notes,
          (select retrieved from versions where article = a.id and number = 1) as added
        from articles a order by a.id
        """
    ):
        names = ("paragraphs", "citable", "tagged", "notes", "added")
        yield as_article(row), {name: row[name] for name in names}
