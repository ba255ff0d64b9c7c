"""
JSON-LD: the objects in which a page describes itself to search engines.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from annotate.readers import says
from annotate.text import clean

__all__ = ["line", "name", "rank", "several", "things"]

_LONGEST = 300  # characters of a title, name or address that is one
_JSON = 1_000_000  # characters of JSON-LD that are looked at
_DEEPEST = 12
_ARTICLES = re.compile(r"(?i)article|blogposting|report|posting|review|book|thesis|story")


def things(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those in lists and graphs as well."""
    try:
        yield from _objects(json.loads(text[:_JSON], strict=False), 0)
    except (ValueError, RecursionError):
        return


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            yield from _objects(one.get("@graph", []), depth + 1)
            yield from _objects(one.get("mainEntity", []), depth + 1)
        elif isinstance(one, list):
            yield from _objects(one, depth + 1)


def rank(thing: dict[str, Any]) -> int:
    """The higher the more an object is about the article."""
    is_article = _ARTICLES.search(str(thing.get("@type", ""))) is not None
    return 2 * is_article + ("headline" in thing or "datePublished" in thing)


def several(value: Any) -> list[Any]:
    """A value as a list."""
    return value if isinstance(value, list) else [value]


def name(one: Any) -> str | None:
    """The name of a person or publisher of JSON-LD."""
    if isinstance(one, list):
        one = one[0] if one else None
    value = one.get("name") if isinstance(one, dict) else one
    value = value[0] if isinstance(value, list) and value else value
    return says.name(line(value)) if isinstance(value, str) else None


def line(text: str | None) -> str:
    """A value as a line; nothing where it is too long to be one."""
    line = clean.line((text or "").replace("\xad", ""))
    return line if len(line) <= _LONGEST else ""
