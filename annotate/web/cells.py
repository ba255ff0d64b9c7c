"""
Cells of Datasette's own tables: keys, slugs and links lead to our pages, and of a file its
folders outside the corpus stay untold.
"""

from typing import Any

from markupsafe import Markup, escape

from annotate.text import source_names
from annotate.web import access
from annotate.web.access import Datasette

__all__ = ["linked"]

_KEYS = ("paragraphs", "wordings", "stood", "citations", "tagged_paragraphs")
_SLUGS = {
    "articles": "slug",
    "stood": "slug",
    "citations": "article",
    "tagged_paragraphs": "article",
}
_SOURCES = ("versions", "addresses")
_OUR_PATHS = ("/cite/", "/read/")


def linked(
    datasette: Datasette, database: str, table: str | None, column: str, value: object, row: Any
) -> Markup | None:
    """The cell as a link, a source as others are told it, or None for one that is not ours."""
    if not isinstance(value, str) or not value:
        return None
    if column == "source" and table in _SOURCES and database == access.known_database(datasette):
        return escape(source_names.told(value))
    path = _path(table, column, value, row)
    if path is None or database != access.known_database(datasette):
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), value)


def _path(table: str | None, column: str, value: str, row: Any) -> str | None:
    if column == "link" and value.startswith(_OUR_PATHS):  # in views and in queries
        return value
    if column == "key" and table in _KEYS:
        return f"/cite/{value}{_again(row)}"
    if table is not None and _SLUGS.get(table) == column:
        return f"/read/{value}"
    return None


def _again(row: Any) -> str:
    """What tells a second occurrence of a wording in its article from the first."""
    try:
        occurrence = row["occurrence"]
    except (IndexError, KeyError):
        return ""
    return f"~{occurrence}" if isinstance(occurrence, int) and occurrence > 1 else ""
