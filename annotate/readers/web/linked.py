"""
JSON-LD: the objects in which a page describes itself to search engines.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from lxml import etree

from annotate.readers import says
from annotate.text import clean

__all__ = ["is_script", "line", "name", "rank", "resolved", "several", "things", "unescaped"]

_LONGEST = 300  # characters of a title, name or address that is one
_JSON = 1_000_000  # characters of JSON-LD that are looked at
_DEEPEST = 12
_ARTICLES = re.compile(r"(?i)article|blogposting|report|posting|review|book|thesis|story")
# how a script is hidden from other programs, and what stands between several values
_AROUND = re.compile(r"(?:[\s;,\ufeff]|//>?|/\*|\*/|<!\[CDATA\[|<!--|<!(?=\])|\]\]>|-->)*+")
_BEGINS = re.compile(r"[\[{]\s*[{\"]")
_ESCAPED = re.compile(r"\s*[\[{]\s*&(?:quot|#34|#x22);")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def is_script(element: etree._Element) -> bool:
    """Whether a script is JSON-LD."""
    return (element.get("type") or "").lower().split(";")[0].strip() == "application/ld+json"


def things(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those in lists and graphs as well."""
    text = text[:_JSON]
    for value in _values(unescape(text) if _ESCAPED.match(text) else text):
        yield from _objects(value, 0)


def _values(text: str) -> Iterator[Any]:
    """The JSON values of a script, in a CDATA section or comment or not, until one is none."""
    decoder, at = json.JSONDecoder(strict=False), 0
    while (around := _AROUND.match(text, at)) and around.end() < len(text):
        try:
            value, at = decoder.raw_decode(text, around.end())
        except (ValueError, RecursionError):
            begins = _BEGINS.search(text, around.end() + 1) if not at else None
            if begins is None:
                return
            at = begins.start()  # behind what else a page hides it with, once
        else:
            yield value


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


def resolved(value: Any, things: Sequence[dict[str, Any]]) -> Any:
    """A value, with what `{"@id": …}` alone refers to among the things in its place."""
    if isinstance(value, list):
        return [resolved(one, things) if isinstance(one, dict) else one for one in value]
    if not isinstance(value, dict) or set(value) - {"@id", "@type"} or "@id" not in value:
        return value
    same = (one for one in things if one.get("@id") == value["@id"] and "name" in one)
    return next(same, value)


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
    line = clean.line(unescaped(text or "").replace("\xad", ""))
    return line if len(line) <= _LONGEST else ""


def unescaped(text: str) -> str:
    """A value, of which some programs escape the characters once more."""
    return unescape(text) if _ENTITY.search(text) else text
