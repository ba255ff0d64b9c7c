"""
A new version of an article whose source has changed.

A wording that stands in both versions is the same paragraph and keeps what
people put on it. A paragraph whose wording is gone is marked removed: its tags
and notes stay with its words, and `SLUG@1` still shows them in their place.
"""

import sqlite3

from annotate.anchor import quote as quotes
from annotate.corpus import placing
from annotate.corpus.placing import Added, Placed
from annotate.corpus.rows import quote_of
from annotate.model import Article, Draft

__all__ = ["update"]

_STANDING = 'key, occurrence, position, number, role, text, start, "end"'


def update(
    db: sqlite3.Connection,
    article: Article,
    draft: Draft,
    rows: list[Placed],
    *,
    digest: str,
    source: str,
) -> Added:
    """Make the draft the next version of the article. Call inside a Command."""
    version = article.version + 1
    title = draft.metadata.title or article.title
    # in this order: undo runs through it backwards
    placing.insert_version(db, article.id, version, draft, digest, source)
    new = _carry_over(db, article.id, rows, version)
    placing.insert_paragraphs(db, article.id, new, version=version)
    meta = draft.metadata
    db.execute(
        """
        update articles set version = ?, title = ?, byline = coalesce(?, byline),
          site = coalesce(?, site), published = coalesce(?, published), url = coalesce(?, url),
          language = coalesce(?, language)
        where id = ?
        """,
        [version, title, meta.byline, meta.site, meta.published, meta.url, meta.language,
         article.id],
    )  # fmt: skip
    return Added(
        article.slug, title, version, "updated", len(rows), placing.citable(rows),
        _stranded(db, article.id, version),
    )  # fmt: skip


def _stranded(db: sqlite3.Connection, article: int, version: int) -> int:
    """How many paragraphs with annotations the version removed."""
    sql = """
        select count(*) from paragraphs p where article = ? and removed = ?
          and (exists (select 1 from taggings where paragraph = p.id)
            or exists (select 1 from notes where paragraph = p.id))
    """
    return int(db.execute(sql, [article, version]).fetchone()[0])


def _carry_over(
    db: sqlite3.Connection, article: int, rows: list[Placed], version: int
) -> list[Placed]:
    """Move the paragraphs whose wording stands again, remove the others; returns the new ones."""
    sql = "select * from paragraphs where article = ? and removed is null"
    old = {(r["key"], r["occurrence"]): r for r in db.execute(sql, [article])}
    new = []
    for row in rows:
        before = old.pop((row.key, row.occurrence), None)
        if before is None:
            new.append(row)
        elif _stands_differently(before, row):
            _move(db, before, row, version)
    for gone in old.values():
        db.execute("update paragraphs set removed = ? where id = ?", [version, gone["id"]])
    return new


def _stands_differently(before: sqlite3.Row, row: Placed) -> bool:
    names = ("position", "number", "role", "text", "start", "end")
    return any(before[name] != getattr(row, name) for name in names)


def _move(db: sqlite3.Connection, before: sqlite3.Row, row: Placed, version: int) -> None:
    db.execute(
        f"""
        insert into wordings (paragraph, article, from_version, to_version, {_STANDING})
        select id, article, version, ?, {_STANDING} from paragraphs where id = ?
        """,
        [version - 1, before["id"]],
    )
    db.execute(
        """
        update paragraphs set position = ?, number = ?, role = ?, text = ?, start = ?, "end" = ?,
          version = ?
        where id = ?
        """,
        [row.position, row.number, row.role, row.text, row.start, row.end, version, before["id"]],
    )
    if before["text"] != row.text:
        _carry_quotes(db, before, row.text)


def _carry_quotes(db: sqlite3.Connection, before: sqlite3.Row, text: str) -> None:
    """Quotes in a paragraph whose white space has changed: the same words, elsewhere."""
    for table in ("taggings", "notes"):
        sql = f"select * from {table} where paragraph = ? and exact is not null"
        for row in db.execute(sql, [before["id"]]).fetchall():
            old = quote_of(row)
            assert old is not None
            new = quotes.carried(old, before["text"], text)
            sql = f"update {table} set exact = ?, prefix = ?, suffix = ?, start = ? where id = ?"
            db.execute(sql, [new.exact, new.prefix, new.suffix, new.start, row["id"]])
