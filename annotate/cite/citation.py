"""
A citation: the words, where they stand, and how to say so.
"""

from dataclasses import dataclass

from annotate.cite import fragment
from annotate.cite.fate import Fate, Status
from annotate.cite.place import path
from annotate.model import Article, Paragraph, Quote, Version

__all__ = ["Citation", "of"]


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
    page: int | None  # of the source
    role: str
    version: int
    current_version: int
    retrieved: str
    source_link: str | None  # to the words in the page at source_url
    text: str  # the whole paragraph as cited
    fate: Fate
    base_url: str
    language: str | None = None
    seconds: int | None = None  # of a recording, where the paragraph begins in it
    byline_by_hand: bool = False  # a person set it
    first_slug: str = ""  # that the article had; empty: the one it has
    by_article: bool = False  # its entry in a bibliography is that of the article

    @property
    def status(self) -> Status:
        """What became of the words."""
        return self.fate.status


def of(
    paragraph: Paragraph,
    article: Article,
    version: Version,
    *,
    base_url: str,
    fate: Fate,
    shared: bool,
    first_slug: str = "",
    quote: Quote | None = None,
    whole: str | None = None,
) -> Citation:
    """
    The citation of a paragraph, or of a quote in it.

    `shared`: its key is in other articles; `whole`: the version's text, for a link into the page.
    """
    link = path(paragraph.key, article.slug if shared else None)
    return Citation(
        key=paragraph.key,
        ref=paragraph.ref,
        url=base_url.rstrip("/") + link,
        quote=" ".join((quote.exact if quote else paragraph.text).split()),
        article=article.slug,
        title=article.title,
        byline=article.byline,
        site=article.site,
        published=article.published,
        source_url=article.url,
        number=paragraph.number,
        page=paragraph.page,
        seconds=paragraph.seconds,
        role=paragraph.role,
        version=version.number,
        current_version=article.version,
        retrieved=version.retrieved,
        source_link=_source_link(article.url, whole, paragraph, quote) if whole else None,
        text=paragraph.text,
        fate=fate,
        base_url=base_url.rstrip("/"),
        language=article.language,
        byline_by_hand="byline" in article.by_hand,
        first_slug=first_slug,
    )


def _source_link(
    url: str | None, whole: str, paragraph: Paragraph, quote: Quote | None
) -> str | None:
    start, end = paragraph.start, paragraph.end
    if whole[start:end].split() != paragraph.text.split():
        return None
    if quote:  # the words are those of the paragraph, white space aside
        visible = [at for at in range(start, end) if not whole[at].isspace()]
        before = len("".join(paragraph.text[: quote.start].split()))
        said = len("".join(quote.exact.split()))
        start, end = visible[before], visible[before + said - 1] + 1
    return fragment.link(url or "", whole, start, end) or None
