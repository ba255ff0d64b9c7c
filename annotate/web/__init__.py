"""The Datasette plugin: its hooks, and nothing but hooks."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import datasette as platform

from annotate.web import (
    access,
    assets,
    cells,
    citing,
    codebook,
    differing,
    hiding,
    home,
    menus,
    reading,
    reviewing,
    searching,
)

__all__ = [
    "asgi_wrapper",
    "database_actions",
    "menu_links",
    "register_routes",
    "render_cell",
    "startup",
    "table_actions",
]

Hook = TypeVar("Hook", bound=Callable[..., Any])
Later = Callable[[], Awaitable[list[dict[str, str]]]]

hookimpl: Callable[[Hook], Hook] = platform.hookimpl


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The pages; paths reach them percent-encoded."""
    return [
        (r"/(?P<format>)$", home.front),
        (r"/-/(?P<format>)$", home.index),
        (r"/read$", home.articles),
        (r"/read/(?P<name>[^/]+)$", reading.article),
        (rf"{differing.PATH}$", differing.difference),
        (rf"/cite/(?P<key>[^/.]+){citing.SUFFIX}$", citing.citation),
        (rf"/cite/(?P<slug>[^/]+)/(?P<key>[^/.]+){citing.SUFFIX}$", citing.citation),
        (r"/tags$", codebook.tags),
        (r"/tags/(?P<name>.*[^/])$", codebook.tag),
        (r"/search$", searching.results),
        (r"/review$", reviewing.queue),
        (r"/-/annotate/colours\.css$", assets.colours),
        (r"/-/annotate/(?P<file>[a-z.]+)$", assets.file),
    ]


@hookimpl
def asgi_wrapper(datasette: access.Datasette) -> Callable[[hiding.App], hiding.App]:
    """Without pages of tables, where they are not to be."""
    return lambda app: hiding.before(app, datasette)


@hookimpl
def startup(datasette: access.Datasette) -> Callable[[], Awaitable[Any]]:
    """The corpus is looked for once, before the first page."""
    return lambda: access.database(datasette)


@hookimpl
def menu_links(datasette: access.Datasette, actor: access.Actor) -> Later:
    """Read, Tags and Search in the menu of Datasette's own pages."""
    return lambda: menus.links(datasette, actor)


@hookimpl
def database_actions(datasette: access.Datasette, actor: access.Actor, database: str) -> Later:
    """The same on the page of the corpus database."""
    return lambda: menus.links(datasette, actor, database=database)


@hookimpl
def table_actions(
    datasette: access.Datasette, actor: access.Actor, database: str, table: str
) -> Later:
    """The same on the pages of its tables."""
    return lambda: menus.links(datasette, actor, database=database, table=table)


@hookimpl
def render_cell(
    row: Any, value: object, column: str, table: str | None, database: str,
    datasette: access.Datasette,
) -> object:  # fmt: skip
    """Keys, slugs and links in stock tables lead to the pages."""
    return cells.linked(datasette, database, table, column, value, row)
