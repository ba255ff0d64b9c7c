"""
Putting articles in, each wholly or not at all, and listing them.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

from annotate.corpus import originals, placing, sharing, versions
from annotate.corpus.database import Command
from annotate.corpus.placing import Added, Placed
from annotate.corpus.rows import as_article
from annotate.model import Article, Draft
from annotate.text import naming

__all__ = ["add", "unchanged", "walk"]


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
    rows = placing.placed(draft)
    with command:
        db = command.db
        known = unchanged(db, digest)
        if known:
            return known
        originals.keep(db, digest, data, draft.text)
        article = _from_source(db, source)
        if article is not None and _shares_wording(db, article, rows):
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


def _insert(
    db: sqlite3.Connection, draft: Draft, rows: list[Placed], digest: str, source: str
) -> Added:
    title, meta = placing.title_of(draft), draft.metadata
    slug = _free_slug(db, naming.slug(title))
    like = sharing.like(db, rows)
    article = db.execute(
        """
        insert into articles (slug, title, byline, site, published, url, language)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [slug, title, meta.byline, meta.site, meta.published, meta.url, meta.language],
    ).lastrowid
    assert article is not None
    placing.insert_version(db, article, 1, draft, digest, source)
    placing.insert_paragraphs(db, article, rows, version=1)
    return Added(slug, title, 1, "added", len(rows), placing.citable(rows), like=like)


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
