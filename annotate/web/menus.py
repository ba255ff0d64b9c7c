"""
The way from Datasette's own pages to ours.
"""

from datasette.utils.asgi import Forbidden, NotFound

from annotate.web import access
from annotate.web.access import Actor, Datasette

__all__ = ["links"]

_TABLES = ("articles", "paragraphs", "tags", "taggings", "notes", "tagged_paragraphs", "citations")


async def links(
    datasette: Datasette, actor: Actor, *, database: str | None = None, table: str | None = None
) -> list[dict[str, str]]:
    """Read, Tags and Search, for who may see them, and where they belong."""
    if table is not None and table not in _TABLES:
        return []
    try:
        corpus = await access.corpus(datasette, actor)
    except (Forbidden, NotFound):
        return []
    if database not in (None, corpus.database.name):
        return []
    pages = {"Read": "read", "Tags": "tags", "Search": "search"}
    if not corpus.tags:
        del pages["Tags"]
    return [
        {"href": str(datasette.urls.path(f"/{path}")), "label": label}
        for label, path in pages.items()
    ]
