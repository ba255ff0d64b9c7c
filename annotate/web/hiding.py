"""
A site without Datasette's own pages of tables: `annotate publish --no-data`.

Permissions cannot say so: pages of ours show what is in the same tables.
"""

from annotate.web.access import Datasette

__all__ = ["hides", "link"]

_OURS = (
    "read", "cite", "tags", "search", "review", "annotations", "favicon.ico",
    "tags.json", "search.json", "search.csv", "search.atom",
)  # fmt: skip
_FILES = ("/-/annotate/", "/-/static/", "/-/static-plugins/")


def link(datasette: Datasette, database: str) -> str:
    """The path of the page of a database; empty where there is none."""
    return "" if _is_without(datasette) else str(datasette.urls.database(database))


def hides(datasette: Datasette, path: str) -> bool:
    """Whether a path, without the base URL's, is of a page that such a site is without."""
    first = path[1:].partition("/")[0]
    is_theirs = path != "/" and first not in _OURS and not path.startswith(_FILES)
    return is_theirs and _is_without(datasette)


def _is_without(datasette: Datasette) -> bool:
    return (datasette.plugin_config("annotate") or {}).get("data") is False
