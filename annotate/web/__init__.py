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
    collection,
    differing,
    failing,
    gate,
    guarding,
    home,
    menus,
    reading,
    reviewing,
    searching,
)

__all__ = [
    "asgi_wrapper",
    "database_actions",
    "forbidden",
    "handle_exception",
    "menu_links",
    "permission_allowed",
    "permission_resources_sql",
    "prepare_connection",
    "register_routes",
    "render_cell",
    "startup",
    "table_actions",
]

Hook = TypeVar("Hook", bound=Callable[..., Any])
Later = Callable[[], Awaitable[Any]]

hookimpl: Callable[[Hook], Hook] = platform.hookimpl


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The pages; paths reach them percent-encoded."""
    return [
        (r"/(?P<format>)$", home.front),
        (r"/-/(?P<format>)$", home.index),
        (r"/read$", home.articles),
        (rf"{reading.PATH}$", reading.article),
        (rf"{differing.PATH}$", differing.difference),
        (rf"/cite/(?P<key>[^/.]+){citing.SUFFIX}$", citing.citation),
        (rf"/cite/(?P<slug>[^/]+)/(?P<key>[^/.]+){citing.SUFFIX}$", citing.citation),
        (r"/tags$", codebook.tags),
        (r"/tags(?P<suffix>\.json)$", collection.tags),
        (r"/tags/(?P<name>.*[^/])$", codebook.tag),
        (r"/search(?P<suffix>\.json|\.csv|\.atom)?$", searching.results),
        (r"/annotations/$", collection.annotations),
        (r"/review$", reviewing.queue),
        (r"/-/annotate/colours\.css$", assets.colours),
        (r"/-/annotate/(?P<file>[a-z.]+)$", assets.file),
    ]


@hookimpl
def startup(datasette: access.Datasette) -> Callable[[], Awaitable[Any]]:
    """The corpus is looked for once, before the first page."""
    return lambda: access.database(datasette)


@hookimpl
def asgi_wrapper(datasette: access.Datasette) -> Callable[[gate.App], gate.App]:
    """What holds for every request, ours or Datasette's, and every answer."""
    return lambda app: gate.before(app, datasette)


@hookimpl
def handle_exception(
    datasette: access.Datasette, request: access.Request, exception: Exception
) -> Later:
    """Our page for what is not here, or went wrong."""
    return lambda: failing.page(datasette, request, exception)


@hookimpl
def forbidden(datasette: access.Datasette, request: access.Request, message: str) -> Later:
    """Our page for what may not be seen."""
    return lambda: failing.refusal(datasette, request, message)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: access.Datasette) -> None:
    """Datasette reads nothing but what is public."""
    guarding.prepare(datasette, conn, database)


# of 0.65, where of several answers the last one counts; 1.0 has the next one in its place
@platform.hookimpl(optionalhook=True, trylast=True)  # type: ignore[untyped-decorator]
def permission_allowed(datasette: access.Datasette, action: str, resource: Any) -> Later:
    """What is private of a working database is denied, but to its owner."""
    return lambda: guarding.allowed(datasette, action, resource)


@platform.hookimpl(optionalhook=True)  # type: ignore[untyped-decorator]
def permission_resources_sql(datasette: access.Datasette, action: str) -> Later:
    """What is private of a working database is denied, but to its owner."""
    return lambda: guarding.rules(datasette, action)


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
