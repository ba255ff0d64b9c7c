"""
Search: the words sought marked in the hits, which narrow by article, tag and role.
"""

import sqlite3
import threading
from dataclasses import dataclass, replace

from datasette.utils.asgi import Response
from markupsafe import Markup

from annotate.corpus import annotations, catalogue, codebook, facets, indexing, ranking, search
from annotate.corpus.conditions import Sight
from annotate.corpus.facets import Facets
from annotate.corpus.narrowing import Filters
from annotate.errors import BadInput, BadQuery, NotFound
from annotate.model import Article, Paragraph
from annotate.text import query, sought
from annotate.web import for_machines, margin, markup, respond
from annotate.web.access import Datasette, Request
from annotate.web.respond import Answer, Ask

__all__ = ["Shown", "results"]

PAGE = 20
MOST = 1_000  # hits that are counted, divided and paged through
LISTED = 12  # articles, and tags, that the hits divide over; the others on demand
LONGEST = 300  # characters of a search text


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit on the page."""

    paragraph: Paragraph
    article: Article
    snippet: Markup
    chips: tuple[margin.Chip, ...]


@dataclass(frozen=True, slots=True)
class _Results:
    """A page of what was found; nothing divides where nothing was looked for."""

    found: Facets | None = None
    shown: tuple[Shown, ...] = ()
    told: tuple[str, ...] = ()
    page: int = 1


BUSY = "Another search that goes through much is under way. Please try again in a moment."

_costly = threading.Lock()  # one such search at a time, lest they take all threads there are


async def results(datasette: Datasette, request: Request) -> Response:
    """The search page."""
    return await respond.page(datasette, request, _in_turn)


def _in_turn(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The page; for a search that is costly only while there is no other, and else at once."""
    if not ranking.is_costly(markup.folded(ask.query.get("q", ""))[:LONGEST]):
        return _page(db, ask)
    if not _costly.acquire(blocking=False):
        return respond.missing(ask, BUSY, status=503)
    try:
        return _page(db, ask)
    finally:
        _costly.release()


def _page(db: sqlite3.Connection, ask: Ask) -> Answer:
    asked = markup.folded(ask.query.get("q", ""))
    words = asked[:LONGEST]
    chosen = _chosen(ask)
    place: tuple[str, ...] = ()
    try:
        results, problem = _search(db, ask, words, _filters(db, chosen)), None
    except BadQuery as error:
        results, problem, place = _Results(), error.told, error.place
    except (NotFound, BadInput) as error:
        results, problem = _Results(), str(error).partition(";")[0]
    told = (*filter(None, [_cut(asked), sought.not_as_meant(words)]), *results.told)
    if suffix := ask.path.get("suffix"):
        return _for_machines(ask, words, chosen, results, told, problem, suffix)
    found, page = results.found, results.page
    return respond.as_html(
        "search.html",
        ask,
        words=words,
        chosen=chosen,
        problem=problem,
        place="\n".join(place),
        told=told,
        found=found,
        shown=results.shown,
        page=page,
        several=annotations.are_by_several(db),
        most=MOST,
        size=PAGE,
        listed=None if "all" in ask.query else LISTED,
        is_more=found is not None and min(found.hits, MOST) > page * PAGE,
        is_indexed=indexing.is_indexed(db),
        link=lambda form="", **changes: ask.site.search(form, **{"q": words, **chosen, **changes}),
        digits={c.colour[2:] for s in results.shown for c in s.chips if c.colour.startswith("c-")},
    )


def _for_machines(
    ask: Ask, words: str, chosen: dict[str, str], results: _Results, told: tuple[str, ...],
    problem: str | None, suffix: str,
) -> Answer:  # fmt: skip
    """The same in another form; of what cannot be asked why, in a line."""
    if problem and ask.is_json:
        return respond.as_json({"error": problem}, status=400)
    if problem:
        return replace(respond.as_text(f"{problem}\n", "text/plain"), status=400)

    def at(page: int) -> str:
        more = {"page": page} if page > 1 else {}
        return ask.site.absolute(ask.site.search(suffix, q=words, **chosen, **more))

    number, hits = results.page, results.found.hits if results.found else 0
    is_more = min(hits, MOST) > number * for_machines.PAGE
    page = for_machines.Page(
        [(shown.paragraph, shown.article) for shown in results.shown], min(hits, MOST),
        hits > MOST, told, at(number), at(number + 1) if is_more else None,
    )  # fmt: skip
    return for_machines.written(ask, words, page)


def _cut(asked: str) -> str | None:
    if len(asked) <= LONGEST:
        return None
    return f"only the first {LONGEST} characters are looked for, up to “{asked[:LONGEST][-20:]}”"


def _chosen(ask: Ask) -> dict[str, str]:
    names = ("article", "tag", "role") if ask.site.tags else ("article", "role")
    return {name: ask.query[name] for name in names if ask.query.get(name)}


def _filters(db: sqlite3.Connection, chosen: dict[str, str]) -> Filters:
    article = chosen.get("article")
    if article and not catalogue.find_article(db, article):
        raise NotFound(f"no article {article!r}")
    return Filters(
        tags=(chosen["tag"],) if "tag" in chosen else (),
        articles=(article,) if article else (),
        role=chosen.get("role"),
    )


def _sight(ask: Ask) -> Sight:
    """What of the corpus whoever asks may know."""
    site = ask.site
    return Sight(site.owner, tags=site.tags, notes=site.notes, readings=site.owner,
                 people=site.people)  # fmt: skip


def _search(db: sqlite3.Connection, ask: Ask, words: str, filters: Filters) -> _Results:
    text = words if query.parse(words).node else None
    # without words, a role alone would have to go through the whole corpus
    if text is None and (words or not (filters.articles or filters.tags)):
        return _Results()
    found = search.found(db, text, filters, most=MOST + 1, sight=_sight(ask))
    divided = facets.of(db, found, with_tags=ask.site.tags, most=MOST)
    is_for_machines = "suffix" in ask.path  # they ask on until there is nothing more
    size = for_machines.PAGE if is_for_machines else PAGE
    page = ask.page(MOST + 1 if is_for_machines else -(-min(divided.hits, MOST) // size))
    hits = search.hits(db, found, found.scored[(page - 1) * size : min(page * size, MOST)])
    articles = catalogue.titles(db, (hit.paragraph.article for hit in hits))
    tags = margin.tag_names(hit.paragraph for hit in hits)
    colours = codebook.colours(db, tags) if ask.site.tags else {}
    shown = tuple(
        Shown(
            hit.paragraph,
            articles[hit.paragraph.article],
            markup.found(hit.snippet),
            margin.beside(hit.paragraph, ask.site, colours).chips,
        )
        for hit in hits
    )
    return _Results(divided, shown, found.told, page)
