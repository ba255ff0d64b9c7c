"""
What an article is: title, byline, site, date, address, language, and its slug.

What someone sets by hand wins over what any version says of itself.
"""

import sqlite3
from dataclasses import replace

from annotate import ref as refs
from annotate.corpus import locate
from annotate.corpus.database import Command
from annotate.corpus.rows import as_article
from annotate.errors import BadInput
from annotate.model import Article, Metadata
from annotate.text import naming

__all__ = ["describe", "edit", "free_slug", "is_news", "is_taken", "learn", "over"]


def over(said: Metadata, read: Metadata) -> tuple[Metadata, str]:
    """What is said by hand over what was read, and the names of what is by hand."""
    return said.over(read), " ".join(said.given())


def learn(db: sqlite3.Connection, article: Article, read: Metadata) -> str:
    """Take over what a new version says, but for what is set by hand; returns the title."""
    news = _unsaid(article, read)
    _set(db, article.id, {n: value for n, value in news.items() if getattr(article, n) != value})
    return news.get("title", article.title)


def _unsaid(article: Article, read: Metadata) -> dict[str, str]:
    """What was read, but for what is set by hand."""
    return {name: value for name, value in read.given().items() if name not in article.by_hand}


def is_news(article: Article, read: Metadata, said: Metadata) -> bool:
    """Whether what is said or was read would change what is known of the article."""
    news = _unsaid(article, read) | said.given()
    return any(getattr(article, name) != value for name, value in news.items())


def describe(db: sqlite3.Connection, slug: str, said: Metadata) -> Article:
    """Set what is said by hand; an empty text takes back what there is."""
    row = locate.article(db, slug)
    by_hand = said.given()
    if by_hand.get("title") == "":
        raise BadInput("a title cannot be empty")
    if by_hand:
        names = dict.fromkeys([*row["by_hand"].split(), *by_hand])
        values = {name: value or None for name, value in by_hand.items()}
        _set(db, row["id"], {n: value for n, value in values.items() if row[n] != value})
        sql = "update articles set by_hand = ? where id = ? and by_hand <> ?"
        db.execute(sql, [" ".join(names), row["id"], " ".join(names)])
    return as_article(locate.article(db, row["slug"]))


def _set(
    db: sqlite3.Connection, article: int, values: dict[str, str] | dict[str, str | None]
) -> None:
    if values:
        columns = ", ".join(f"{name} = ?" for name in values)
        db.execute(f"update articles set {columns} where id = ?", [*values.values(), article])


def edit(command: Command, name: str, said: Metadata, *, slug: str | None = None) -> Article:
    """
    Set what is said of an article by hand, and its slug.

    Links with the slug it had go on. Raises NotFound and Ambiguous for `name`,
    BadInput for a slug that is taken or cannot be one.
    """
    with command:
        article = describe(command.db, name, said)
        if slug is not None and slug != article.slug:
            _rename(command.db, article, slug)
            article = replace(article, slug=slug)
    return article


def _rename(db: sqlite3.Connection, article: Article, slug: str) -> None:
    if naming.slug(slug) != slug:
        raise BadInput(f"{slug!r} cannot be a slug; {naming.slug(slug)} could")
    if refs.is_key(slug):
        raise BadInput(f"{slug!r} could be the key of a paragraph; choose another slug")
    owner = locate.by_slug(db, slug)
    if owner is not None and owner["id"] != article.id:
        raise BadInput(f"the slug {slug} is taken by {owner['title']!r}")
    # the first one stays the first, also for an article that has it again: entries of
    # bibliographies are named after it
    sql = "insert or ignore into old_slugs (slug, article) values (?, ?)"
    db.execute(sql, [article.slug, article.id])
    db.execute("update articles set slug = ? where id = ?", [slug, article.id])


def is_taken(db: sqlite3.Connection, slug: str) -> bool:
    """Whether an article has the slug, or had it."""
    sql = "select 1 from articles where slug = :s union all select 1 from old_slugs where slug = :s"
    return db.execute(sql, {"s": slug}).fetchone() is not None


def free_slug(db: sqlite3.Connection, slug: str) -> str:
    """The slug, or with -2, -3 …; found by doubling and halving, as thousands may share a title."""
    if not is_taken(db, slug):
        return slug
    high = 2
    while is_taken(db, f"{slug}-{high}"):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_taken(db, f"{slug}-{middle}") else (low, middle)
    return f"{slug}-{high}"
