"""
A site without Datasette's own pages of tables: `annotate publish --no-data`.

Permissions cannot say so: pages of ours show what is in the same tables.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette.utils.asgi import Response

from annotate.web.access import Datasette

__all__ = ["before", "link"]

App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]

_OURS = ("read", "cite", "tags", "search", "review", "favicon.ico")
_FILES = ("/-/annotate/", "/-/static/", "/-/static-plugins/")


def link(datasette: Datasette, database: str) -> str:
    """The path of the page of a database; empty where there is none."""
    return "" if _is_without(datasette) else str(datasette.urls.database(database))


def before(app: App, datasette: Datasette) -> App:
    """The application without those pages, if it is to be so."""

    async def hiding(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _is_hidden(datasette, scope["path"]):
            await Response.text("there is no such page here\n", status=404).asgi_send(send)
        else:
            await app(scope, receive, send)

    return hiding if _is_without(datasette) else app


def _is_without(datasette: Datasette) -> bool:
    return (datasette.plugin_config("annotate") or {}).get("data") is False


def _is_hidden(datasette: Datasette, path: str) -> bool:
    base = datasette.setting("base_url")
    path = "/" + (path[len(base) :] if path.startswith(base) else path.lstrip("/"))
    first = path[1:].partition("/")[0]
    return path != "/" and first not in _OURS and not path.startswith(_FILES)
