"""
A citation: the words, where they stand, and how to say so.
"""

from dataclasses import dataclass

from annotate.model import Article, Paragraph, Version

__all__ = ["Citation", "of", "path"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words as cited; None for what the article does not say of itself. `url` is the link."""

    key: str
    ref: str
    url: str
    quote: str
    article: str  # the slug
    title: str
    byline: str | None
    site: str | None
    published: str | None
    source_url: str | None
    number: int | None
    role: str
    version: int
    retrieved: str
    status: str  # `unchanged`, or `removed` when the current version no longer has the words


def path(key: str, slug: str | None = None) -> str:
    """The path of a citation page; with a slug, of the wording in that article."""
    return f"/cite/{slug}/{key}" if slug else f"/cite/{key}"


def of(
    paragraph: Paragraph,
    article: Article,
    version: Version,
    *,
    base_url: str,
    shared: bool,
    quote: str | None = None,
) -> Citation:
    """The citation of a paragraph, or of a quote in it; `shared`: its key is in other articles."""
    link = path(paragraph.key, article.slug if shared else None)
    return Citation(
        key=paragraph.key,
        ref=paragraph.ref,
        url=base_url.rstrip("/") + link,
        quote=" ".join((quote or paragraph.text).split()),
        article=article.slug,
        title=article.title,
        byline=article.byline,
        site=article.site,
        published=article.published,
        source_url=article.url,
        number=paragraph.number,
        role=paragraph.role,
        version=version.number,
        retrieved=version.retrieved,
        status="unchanged" if paragraph.removed is None else "removed",
    )
