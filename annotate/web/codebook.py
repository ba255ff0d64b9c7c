"""
The codebook as a tree, and everything under a tag in context.
"""

import sqlite3
from itertools import groupby

from datasette.utils.asgi import Response

from annotate.corpus import catalogue, codebook, tag_rows
from annotate.corpus.hues import Colour
from annotate.model import Paragraph
from annotate.web import margin, markup, respond
from annotate.web.access import Datasette, Request
from annotate.web.margin import Beside
from annotate.web.respond import Answer, Ask
from annotate.web.site import Site

__all__ = ["tag", "tags"]

PAGE = 50  # paragraphs


async def tags(datasette: Datasette, request: Request) -> Response:
    """All tags; with `?tag=`, one whose name cannot stand in a path."""
    return await respond.page(datasette, request, _named_or_all, needs_tags=True)


async def tag(datasette: Datasette, request: Request) -> Response:
    """Everything under a tag."""
    return await respond.page(datasette, request, _one, needs_tags=True)


def _named_or_all(db: sqlite3.Connection, ask: Ask) -> Answer:
    return (_one if ask.query.get("tag") else _all)(db, ask)


def _all(db: sqlite3.Connection, ask: Ask) -> Answer:
    nodes = codebook.tree(db)
    return respond.as_html(
        "tags.html",
        ask,
        nodes=[(node, margin.colour_class(node.coloured)) for node in nodes],
        digits=margin.digits(node.coloured for node in nodes),
    )


def _one(db: sqlite3.Connection, ask: Ask) -> Answer:
    name = ask.path.get("name") or ask.query["tag"]
    nodes = codebook.tree(db, name)
    if not nodes:
        return _not_found(db, ask, name)
    passages, standing = codebook.spread(db, name)
    page = ask.page(-(-passages // PAGE))
    shown = codebook.tagged(db, name, limit=PAGE, offset=(page - 1) * PAGE)
    colours = codebook.colours(db, margin.tag_names(shown))
    top = next((node for node in nodes if node.name == name), nodes[0])
    below = [node for node in nodes if node is not top]
    return respond.as_html(
        "tag.html",
        ask,
        node=top,
        standing=standing,
        colour=margin.colour_class(top.coloured),
        below=[(node, margin.colour_class(node.coloured)) for node in below],
        above=_above(ask.site, top.name),
        notes=[
            margin.note_beside(n)
            for n in codebook.notes_on_tag(db, top.name, private=ask.site.owner)
        ]
        if ask.site.notes
        else [],
        groups=_by_article(db, ask.site, shown, colours),
        gone=sum(node.tag.gone for node in nodes if node.tag),
        removed=sum(node.tag.removed for node in nodes if node.tag),
        several=margin.are_several(db),
        page=page,
        is_more=passages > page * PAGE,
        digits=margin.digits([*colours.values(), *(node.coloured for node in nodes)]),
    )


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
