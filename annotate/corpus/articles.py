"""
Putting articles in, each wholly or not at all, and listing them.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from annotate import prepared
from annotate.corpus import (
    addresses,
    describing,
    in_already,
    locate,
    originals,
    paragraph_rows,
    parting,
    readings,
    sharing,
    versions,
)
from annotate.corpus.database import Command
from annotate.corpus.rows import as_article, insert_version
from annotate.errors import BadInput
from annotate.model import Added, Article, Draft, Like, Metadata
from annotate.prepared import Prepared, citable
from annotate.text import naming

__all__ = ["add", "apart", "foresee", "learn", "store", "walk"]

_SILENT = Metadata()


def add(
    command: Command,
    draft: Draft,
    data: bytes,
    *,
    source: str,
    slug: str | None = None,
    force: bool = False,
) -> Added:
    """Store a draft and the bytes it was read from, see `store`."""
    return store(command, prepared.of(draft, data), source=source, slug=slug, force=force)


def store(
    command: Command,
    new: Prepared,
    *,
    source: str,
    slug: str | None = None,
    force: bool = False,
    said: Metadata = _SILENT,
    is_lasting: bool = True,
    alignments: versions.Alignments | None = None,
) -> Added:
    """
    Store what was read, in one transaction.

    The same bytes again are `unchanged`; other bytes from the same source or with
    the same address are a new version (`updated`), or when they share nothing a
    new article. With `slug` they are the next version of that article: NotFound
    when there is none, BadInput when they share nothing, unless `force`. `source`
    is a path, an address, or `-` for none; what comes from it later is the same
    article, unless it is not `is_lasting`. What is `said` by hand wins.

    With `alignments`, see `foresee`, nothing is compared while the lock is held:
    raises versions.Uncompared, and nothing is stored, when the article has changed since.
    """
    with command:
        db = command.db
        known = _may_be(db, new, source=source, slug=slug, said=said, is_lasting=is_lasting)
        same = _same_bytes(db, new.digest, known)
        if same and _text(db, same) == new.text:
            describing.learn(db, as_article(locate.article(db, same.slug)), new.metadata)
            return replace(same, title=describing.describe(db, same.slug, said).title)
        align = alignments.made if alignments else versions.Alignments().make
        found = _same_article(db, known, new, force=force, align=align)
        if found is None and slug is not None:
            raise BadInput(
                f"the text shares nothing with {known[0].slug}: --force makes it the next version"
                " nevertheless; without --as it is a new article"
            )
        if found and _says_nothing_new(db, found.article, new, said):
            return _same_words(db, found.article.slug, new, source, said)
        if found:
            originals.keep(db, new)
            added = versions.update(db, found.article, found.comparison, found.new, source=source)
            return replace(
                added, lost=found.lost, title=describing.describe(db, added.slug, said).title
            )
        elsewhere = in_already.unchanged(db, new.digest)
        if elsewhere and _text(db, elsewhere) == new.text:
            return elsewhere
        like = sharing.like(db, new.rows)
        if like and _is_same(db, like, new, said):
            return _same_words(db, like.slug, new, source, said)
        originals.keep(db, new)
        added = _insert(db, new, said, source)
        return replace(added, like=like, unlike=known[0].slug if known else None)


def apart(command: Command, new: Prepared, *, source: str, said: Metadata = _SILENT) -> Added:
    """Store what was read as an article of its own, whatever else is there; see `gathering`."""
    with command:
        originals.keep(command.db, new)
        return _insert(command.db, new, said, source)


def foresee(
    db: sqlite3.Connection,
    alignments: versions.Alignments,
    new: Prepared,
    *,
    source: str,
    slug: str | None = None,
    force: bool = False,
    said: Metadata = _SILENT,
    is_lasting: bool = True,
) -> None:
    """Compare what was read with the articles that it may be a version of, without the lock."""
    known = _may_be(db, new, source=source, slug=slug, said=said, is_lasting=is_lasting)
    same = _same_bytes(db, new.digest, known)
    if same is None or _text(db, same) != new.text:
        _same_article(db, known, new, force=force, align=alignments.make)


def _may_be(
    db: sqlite3.Connection, new: Prepared, *,
    source: str, slug: str | None, said: Metadata, is_lasting: bool,
) -> list[Article]:  # fmt: skip
    """The articles that it may be a version of; raises NotFound and Ambiguous for the slug."""
    if slug is not None:
        return [as_article(locate.article(db, slug))]
    return _known(db, source if is_lasting else "-", said.url or new.metadata.url)


def _text(db: sqlite3.Connection, article: Article | Added) -> str:
    """The current text of an article."""
    sql = """
        select v.text from versions v join articles a on a.id = v.article and a.version = v.number
        where a.slug = ?
    """
    return str(db.execute(sql, [article.slug]).fetchone()["text"])


def _same_bytes(db: sqlite3.Connection, digest: str, known: list[Article]) -> Added | None:
    """The first of these articles that has these bytes as its current text."""
    found = (in_already.unchanged(db, digest, article.slug) for article in known)
    return next(filter(None, found), None)


class _Known(NamedTuple):
    """An article, and its next version with what was corrected of earlier ones."""

    article: Article
    comparison: versions.Comparison
    new: Prepared
    lost: tuple[str, ...]  # corrections that could not be made again


def _same_article(
    db: sqlite3.Connection, known: list[Article], new: Prepared, *,
    force: bool, align: versions.Align,
) -> "_Known | None":  # fmt: skip
    """The first of these articles that it is a version of."""
    from annotate.corpus import corrections  # only a known article has them

    for article in known:
        cut, lost = corrections.recut(db, article.id, new)
        comparison = versions.compare(db, article.id, cut.rows, align)
        if comparison.is_same_article or force:
            comparison = corrections.with_roles(db, article.id, comparison)
            return _Known(article, comparison, cut, lost)
    return None


def _known(db: sqlite3.Connection, source: str, url: str | None) -> list[Article]:
    """
    What came from a source, the latest first, and what has the address.

    Several, where a page was for a while another one: out of order, or moved.
    """
    articles = _from_source(db, source)
    addressed = _with_address(db, url)
    return articles if addressed is None or addressed in articles else [*articles, addressed]


def _from_source(db: sqlite3.Connection, source: str) -> list[Article]:
    if source == "-":
        return []
    sql = """
        select a.* from versions v join articles a on a.id = v.article
        where v.source = ? group by a.id order by max(v.id) desc
    """
    return [as_article(row) for row in db.execute(sql, [source])]


def _with_address(db: sqlite3.Connection, url: str | None) -> Article | None:
    if url is None or _is_home(url):
        return None
    row = db.execute("select * from articles where url = ? order by id limit 1", [url]).fetchone()
    return as_article(row) if row else None


def _is_home(url: str) -> bool:
    """Whether it is the address of a site, which many pages give as their own."""
    path = url.partition("://")[2].partition("/")[2]
    return not path.partition("#")[0]


def _says_nothing_new(
    db: sqlite3.Connection, article: Article, new: Prepared, said: Metadata
) -> bool:
    """Whether other bytes, as of a page that was fetched again, have nothing else in them."""
    return _text(db, article) == new.text and not describing.is_news(article, new.metadata, said)


def _is_same(db: sqlite3.Connection, like: Like, new: Prepared, said: Metadata) -> bool:
    """Whether it is the very article at another address: nothing it says contradicts that one."""
    if not sharing.is_same(db, like, new.rows):
        return False
    told, _ = describing.over(said, new.metadata)
    known = as_article(locate.article(db, like.slug))
    pairs = ((known.byline, told.byline), (known.published, told.published))
    return known.title == (told.title or new.title) and all(
        one == other for one, other in pairs if one and other
    )


def learn(command: Command, slug: str, said: Metadata) -> None:
    """Take over what a table beside the file says, but for what is set by hand."""
    with command:
        describing.learn(command.db, as_article(locate.article(command.db, slug)), said)


def _same_words(
    db: sqlite3.Connection, slug: str, new: Prepared, source: str, said: Metadata
) -> Added:
    """The article that has the very words; where they were found now is noted."""
    article = as_article(locate.article(db, slug))
    originals.keep_alone(db, new)
    addresses.note(db, article, new, source, said.over(new.metadata).site)
    return Added(slug, article.title, article.version, "same", len(new.rows), citable(new.rows))


def _insert(db: sqlite3.Connection, new: Prepared, said: Metadata, source: str) -> Added:
    meta, by_hand = describing.over(said, new.metadata)
    title = meta.title or new.title
    slug = describing.free_slug(db, naming.slug(meta.title or naming.of_file(source) or title))
    article = db.execute(
        """
        insert into articles (slug, title, byline, site, published, url, language, by_hand)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [slug, title, meta.byline, meta.site, meta.published, meta.url, meta.language, by_hand],
    ).lastrowid
    assert article is not None
    insert_version(db, article, 1, new, source)
    rows = paragraph_rows.insert(db, article, new.rows, version=1)
    if not new.may_be_parted:
        parting.pass_over(db, rows)
    return Added(
        slug, title, 1, "added", len(new.rows), citable(new.rows), prose=prepared.prose(new.rows)
    )


def walk(db: sqlite3.Connection) -> Iterator[tuple[Article, dict[str, int | str]]]:
    """
    Every article with its counts: paragraphs, citable, read, tagged, notes, added.

    Without `read` where nobody knows, as in a published copy.
    """
    read = readings.counts(db) if readings.are_kept(db) else None
    for row in db.execute(
        """
        select a.*,
          (select count(*) from paragraphs where article = a.id and removed is null)
            as paragraphs,
          (select count(*) from paragraphs
            where article = a.id and number is not null and removed is null) as citable,
          (select count(distinct p.id) from paragraphs p
            join taggings t on t.paragraph = p.id
            where p.article = a.id and p.removed is null) as tagged,
          (select count(*) from notes where article = a.id)
            + (select count(*) from paragraphs p join notes n on n.paragraph = p.id
              where p.article = a.id) as notes,
          (select retrieved from versions where article = a.id and number = 1) as added
        from articles a order by a.id
        """
    ):
        counts = {name: row[name] for name in ("paragraphs", "citable")}
        if read is not None:
            counts["read"] = read.get(row["id"], 0)
        yield as_article(row), counts | {name: row[name] for name in ("tagged", "notes", "added")}
