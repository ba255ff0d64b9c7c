"""
The codebook as a tree, and everything under a tag in context.
"""

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from datasette.utils.asgi import Response

from annotate.corpus import (
    annotations,
    branches,
    catalogue,
    codebook,
    examples,
    tag_rows,
    under_tag,
)
from annotate.corpus.branches import Branch
from annotate.corpus.codebook import Node
from annotate.corpus.examples import Example
from annotate.corpus.hues import Colour
from annotate.model import Article, Paragraph
from annotate.web import margin, markup, respond
from annotate.web.access import Datasette, Request
from annotate.web.margin import Beside
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["every", "one", "tag", "tags"]

PAGE = 20  # paragraphs
WHOLE = 300  # tags of a codebook that is shown unfolded
PILLS = 100  # tags under one that are all shown
PARTS = 200  # of more, a page of those directly under it
MOST_PAGES = 10_000


async def tags(datasette: Datasette, request: Request) -> Response:
    """All tags; with `?tag=`, one whose name cannot stand in a path."""
    return await respond.page(datasette, request, _named_or_all, needs_tags=True)


async def tag(datasette: Datasette, request: Request) -> Response:
    """Everything under a tag."""
    return await respond.page(datasette, request, one, needs_tags=True)


def _named_or_all(db: sqlite3.Connection, ask: Ask) -> Answer:
    return (one if ask.query.get("tag") else every)(db, ask)


def every(db: sqlite3.Connection, ask: Ask) -> Answer:
    """All tags, or those at the top of very many."""
    if not ask.site.answers or branches.size(db, most=WHOLE + 1) <= WHOLE:
        listed = _Listed([(node, 0) for node in codebook.tree(db)])
    else:
        listed = _folded(db, ask, None)
    return respond.as_html(
        "tags.html",
        ask,
        nodes=[(node, margin.colour_class(node.coloured), under) for node, under in listed.nodes],
        below=listed.page,
        is_more=listed.is_more,
        digits=margin.digits(node.coloured for node, _ in listed.nodes),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """Tags as a page lists them, each with the number of those folded under it."""

    nodes: list[tuple[Node, int]]
    page: int = 1
    is_more: bool = False


def _folded(db: sqlite3.Connection, ask: Ask, below: str | None) -> _Listed:
    """The roots, or the places directly under one, a page of them."""
    page = ask.page(MOST_PAGES, "below")
    found = branches.parts(db, below, limit=PARTS + 1, offset=(page - 1) * PARTS)
    nodes = [(branch.node, branch.tags) for branch in found[:PARTS]]
    return _Listed(nodes, page, is_more=len(found) > PARTS)


def _under(db: sqlite3.Connection, ask: Ask, top: Branch) -> _Listed:
    """The tags under one: all of them, or, of many, those directly under it."""
    if ask.site.answers and top.tags > PILLS:
        return _folded(db, ask, top.node.name)
    nodes = codebook.tree(db, top.node.name)
    first = next((node for node in nodes if node.name == top.node.name), None)
    return _Listed([(node, 0) for node in nodes if node is not first])


def one(db: sqlite3.Connection, ask: Ask) -> Answer:
    """A page of everything under a tag, or that there is none."""
    name = ask.path.get("name") or ask.query["tag"]
    top = branches.branch(db, name)
    if top is None:
        return _not_found(db, ask, name)
    node, found = top.node, _passages(db, ask, top)
    shown = found.shown
    colours = codebook.colours(db, margin.tag_names(shown))
    listed = _under(db, ask, top) if top.tags else _Listed([])
    return respond.as_html(
        "tag.html",
        ask,
        node=node,
        branch=top,
        colour=margin.colour_class(node.coloured),
        listed=listed,
        below=[
            (below, margin.colour_class(below.coloured), n, below.name[len(node.name) + 1 :])
            for below, n in listed.nodes
        ],
        above=_above(ask.site, node.name),
        notes=[
            margin.note_beside(n, ask.site)
            for n in codebook.notes_on_tag(db, node.name, private=ask.site.owner)
        ]
        if ask.site.notes
        else [],
        examples=_examples(db, node.name) if ask.site.examples else [],
        groups=_by_article(db, ask.site, shown, colours),
        several=annotations.are_by_several(db),
        at=found.at,
        earlier=found.earlier,
        later=found.later,
        digits=margin.digits(
            [*colours.values(), node.coloured, *(below.coloured for below, _ in listed.nodes)]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Passages:
    """A page of what a tag stands on: where it is, and what is before and behind, for links."""

    shown: tuple[Paragraph, ...]
    at: dict[str, int]
    earlier: dict[str, int] | None
    later: dict[str, int] | None


def _passages(db: sqlite3.Connection, ask: Ask, top: Branch) -> _Passages:
    """Those after or before one; in plain files by the number of the page, and first ones."""
    after, before = ask.id("after"), ask.id("before")
    if not (after or before):
        return _numbered(db, ask, top)
    name = top.node.name
    shown = under_tag.page(db, name, limit=PAGE + 1, after=after, before=before)
    is_more = len(shown) > PAGE
    shown = shown[-PAGE:] if before else shown[:PAGE]
    if not shown:  # nothing is there any more
        return _numbered(db, ask, top)
    at = {"before": before or 0} if before else {"after": after or 0}
    return _Passages(
        shown, at,
        {"before": shown[0].id} if not before or is_more else None,
        {"after": shown[-1].id} if before or is_more else None,
    )  # fmt: skip


def _numbered(db: sqlite3.Connection, ask: Ask, top: Branch) -> _Passages:
    name, most = top.node.name, top.node.total + top.removed
    page = ask.page(-(-most // PAGE))
    shown = under_tag.page(db, name, limit=PAGE + 1, offset=(page - 1) * PAGE)
    if not shown and page > 1:  # taggings that share their paragraphs: there are fewer pages
        page = -(-codebook.spread(db, name)[0] // PAGE)
        shown = under_tag.page(db, name, limit=PAGE + 1, offset=(page - 1) * PAGE)
    shown, is_more = shown[:PAGE], len(shown) > PAGE
    at = {"page": page} if page > 1 else {}
    if ask.site.answers:
        earlier, later = ({"before": shown[0].id}, {"after": shown[-1].id}) if shown else ({}, {})
    else:
        earlier, later = {"page": page - 1}, {"page": page + 1}
    return _Passages(shown, at, earlier if page > 1 else None, later if is_more else None)


def _examples(db: sqlite3.Connection, name: str) -> list[tuple[Example, Article]]:
    """What shows what a tag is for, each with its article."""
    found = examples.of(db, name)
    articles = catalogue.titles(db, (each.paragraph.article for each in found))
    return [(each, articles[each.paragraph.article]) for each in found]


def _not_found(db: sqlite3.Connection, ask: Ask, name: str) -> Answer:
    near = tag_rows.beginning(db, name)
    return respond.missing(
        ask,
        f"There is no tag “{markup.plain(name)}” in the codebook.",
        nearest={known: ask.site.tag(known) for known in near},
    )


def _above(site: Site, name: str) -> list[tuple[str, str]]:
    parts = name.split("/")
    return [(parts[i], site.tag("/".join(parts[: i + 1]))) for i in range(len(parts) - 1)]


def _by_article(
    db: sqlite3.Connection, site: Site, found: tuple[Paragraph, ...], colours: dict[str, Colour]
) -> list[tuple[object, list[Beside]]]:
    articles = catalogue.titles(db, (p.article for p in found))
    return [
        (articles[slug], [margin.beside(p, site, colours) for p in group])
        for slug, group in groupby(found, lambda p: p.article)
    ]
