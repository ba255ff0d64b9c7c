"""
The corpus: what it is, its articles, its tags.
"""

import sqlite3

from datasette.utils.asgi import Response
from datasette.views.index import IndexView

from annotate.corpus import branches, catalogue, readings
from annotate.corpus.catalogue import Listed
from annotate.web import access, margin, respond, reviewing
from annotate.web.access import Datasette, Request
from annotate.web.respond import Answer, Ask

__all__ = ["PAGE", "articles", "front", "index", "page"]

PAGE = 40  # articles
TAGS = 30


async def front(datasette: Datasette, request: Request) -> Response:
    """The corpus when it is all there is, else Datasette's index of its databases."""
    if access.is_alone(datasette) and await access.database(datasette):
        return await respond.page(datasette, request, page)
    return await index(datasette, request)


async def index(datasette: Datasette, request: Request) -> Response:
    """Datasette's own index; 0.65 has no other address for it once the front page is ours."""
    return await IndexView(datasette).dispatch_request(request)


async def articles(datasette: Datasette, request: Request) -> Response:
    """The corpus, also where there are other databases."""
    return await respond.page(datasette, request, page)


def page(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The corpus, or more of its articles."""
    after, before = ask.id("after"), ask.id("before")
    listed = catalogue.articles(db, after=after, before=before, limit=PAGE + 1)
    is_more = len(listed) > PAGE
    listed = (listed[1:] if before else listed[:-1]) if is_more else listed
    is_first = not (after or before)
    nodes = branches.most_used(db, TAGS) if ask.site.tags and is_first else []
    return respond.as_html(
        "home.html",
        ask,
        listed=listed,
        read=_read(db, ask, listed),
        is_first=is_first,
        reviews=reviewing.open_ones(db, ask.site),
        earlier=_earlier(ask, listed, is_there=bool(after) or (bool(before) and is_more)),
        later=_later(ask, listed, is_there=bool(before) or is_more),
        tags=[(node, margin.colour_class(node.coloured)) for node in nodes],
        digits=margin.digits(node.coloured for node in nodes),
    )


def _read(db: sqlite3.Connection, ask: Ask, listed: list[Listed]) -> dict[int, int]:
    """How much of each article was read, for the owner of a corpus that is coded."""
    if not ask.site.owner:
        return {}
    return readings.counts_of(db, [item.article.id for item in listed])


def _earlier(ask: Ask, listed: list[Listed], *, is_there: bool) -> str | None:
    return ask.site.listing(before=listed[0].article.id) if listed and is_there else None


def _later(ask: Ask, listed: list[Listed], *, is_there: bool) -> str | None:
    return ask.site.listing(after=listed[-1].article.id) if listed and is_there else None
