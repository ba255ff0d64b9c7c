"""
What a new version left open: annotations whose words it does not have for sure.

The site only shows them; the command that answers stands beside each.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from datasette.utils.asgi import Response
from markupsafe import Markup

from annotate.anchor import changes
from annotate.corpus import catalogue, codebook, reviews
from annotate.corpus.reviews import Candidate, Review
from annotate.errors import NotFound
from annotate.model import Article
from annotate.web import margin, markup, respond
from annotate.web.access import Datasette, Request
from annotate.web.margin import Chip, NoteBeside
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["Asked", "Offer", "open_ones", "queue"]

PAGE = 30  # reviews
OFFERS = 3  # candidates of each


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate: its place, how likely it is in per cent, and what differs."""

    ref: str
    address: str
    likely: int
    difference: Markup
    before: str  # what stands around a quote there
    behind: str
    command: str
    is_without: bool  # the quote's words are not in it


@dataclass(frozen=True, slots=True)
class Asked:
    """A review on the page."""

    review: Review
    article: Article
    words: str
    address: str  # of the old words
    chips: tuple[Chip, ...]
    notes: tuple[NoteBeside, ...]
    offers: tuple[Offer, ...]
    command: str


async def queue(datasette: Datasette, request: Request) -> Response:
    """The open reviews, of all articles or one; with `?gone=1` those of words that are gone."""
    return await respond.page(datasette, request, _page, needs_tags=True, needs_reviews=True)


def open_ones(db: sqlite3.Connection, site: Site, article: str | None = None) -> int:
    """How many reviews are open, as far as they may be seen."""
    return (
        reviews.count(db, article=article, notes=site.notes, private=site.owner)
        if site.reviews
        else 0
    )


def _page(db: sqlite3.Connection, ask: Ask) -> Answer:
    slug, is_gone = ask.query.get("article") or None, bool(ask.query.get("gone"))
    article = catalogue.find_article(db, slug) if slug else None
    if slug and article is None:
        raise NotFound(f"There is no article “{markup.plain(slug)}” here.")
    notes = ask.site.notes
    opened, lost = (
        reviews.count(db, article=slug, gone=gone, notes=notes, private=ask.site.owner)
        for gone in (False, True)
    )
    listed = lost if is_gone else opened
    page = ask.page(-(-listed // PAGE))
    found = reviews.queue(
        db,
        article=slug,
        gone=is_gone,
        notes=notes,
        private=ask.site.owner,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    shown = _asked(db, ask.site, found)
    return respond.as_html(
        "review.html",
        ask,
        article=article,
        is_gone=is_gone,
        shown=shown,
        open=opened,
        gone=lost,
        page=page,
        is_more=listed > page * PAGE,
        link=lambda **values: ask.site.review(article=slug, **values),
        digits={c.colour[2:] for a in shown for c in a.chips if c.colour.startswith("c-")},
    )


def _asked(db: sqlite3.Connection, site: Site, found: Iterable[Review]) -> list[Asked]:
    found = list(found)
    articles = catalogue.titles(db, (review.article for review in found))
    names = {tagging.tag for review in found for tagging in review.taggings}
    colours = codebook.colours(db, names)
    return [
        Asked(
            review,
            articles[review.article],
            markup.folded(review.words),
            _address(site, review),
            margin.chips(review.taggings, colours),
            tuple(margin.note_beside(n, site) for n in review.notes),
            tuple(_offer(site, review, c, i) for i, c in enumerate(review.candidates[:OFFERS])),
            f"annotate review --move {review.id} {review.article}:",
        )
        for review in found
    ]


def _address(site: Site, review: Review) -> str:
    """Where the old words stand: in the version before."""
    place = review.ref.rpartition(":")[2]
    is_number = "@" in review.ref
    return site.read(review.article, review.version - 1, int(place) if is_number else place)


def _offer(site: Site, review: Review, candidate: Candidate, index: int) -> Offer:
    paragraph, quote = candidate.paragraph, candidate.quote
    is_without = review.is_quote and quote is None
    if is_without:
        difference = markup.changed(changes.words(paragraph.text, paragraph.text))
    else:
        difference = markup.changed(changes.words(review.words, candidate.words))
    answer = (
        f"--move {review.id} {paragraph.ref}" if index or is_without else f"--accept {review.id}"
    )
    return Offer(
        paragraph.ref,
        site.read(paragraph.article, None, paragraph.number or paragraph.key),
        round(100 * candidate.likely),
        difference,
        markup.straight(quote.prefix) if quote else "",
        markup.straight(quote.suffix) if quote else "",
        f"annotate review {answer}{' --whole' if is_without else ''}",
        is_without,
    )
