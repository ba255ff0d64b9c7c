"""
The front matter of a text: what its author says of it above the text.

In YAML between lines of `---`, in TOML between lines of `+++`, as a JSON object, or in lines
that are nothing but fields, a title and a date among them (Pelican). Of YAML all values are
read as the words they are written in: nothing is resolved, so that no alias can become a
bomb and no title a number.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from annotate.model import Metadata
from annotate.readers import says

__all__ = ["is_dated", "is_json", "loaded", "read"]

_LARGEST = 50_000  # characters
_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_SIMPLE = re.compile(r"([A-Za-z][\w-]*)[ \t]*[:=](?:[ \t]+(.*))?")
_BARE_LINES = re.compile(
    r"\ufeff?((?:[A-Za-z][\w -]{0,40}:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*+)++)[ \t]*\r?\n"
)
_OBJECT = re.compile(r'\ufeff?\s*\{\s*"')
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")  # a link of Obsidian, [[Name|shown]]
_NOTHING = ("", "~", "null")
_DEEPEST = 3  # lists in lists: an unquoted [[Name]] is one
_NAMES = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "by", "creator"),
    "site": ("site", "publication", "publisher", "source_name", "sitename", "site_name"),
    "published": ("published", "date", "date_published", "publishdate", "pubdate", "created"),
    "url": ("canonical", "canonical_url", "canonicalurl", "url", "link", "source_url", "source",
        "permalink"),
    "language": ("lang", "language", "locale"),
}  # fmt: skip
_KNOWN = {"title", "date"}  # of lines without a fence, which may be words, as Pelican has them
_CLIPPED = ("source", "published")  # what is clipped was created when it was clipped


class _Head(NamedTuple):
    """The fields of a front matter, and where the text begins."""

    fields: dict[str, object]
    end: int


def read(text: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text after it; a text without any is left as it is."""
    head = _head(text)
    if head is None:
        return Metadata(), text
    fields = head.fields
    if any(name in fields for name in _CLIPPED):
        fields.pop("created", None)
    said = {ours: _said(fields, names) for ours, names in _NAMES.items()}
    return (
        Metadata(
            title=_first(says.title, said["title"]),
            byline=says.byline(said["byline"]),
            site=_first(says.site, said["site"]),
            published=_first(says.day, said["published"]),
            url=_first(says.url, said["url"]),
            language=_first(says.language, said["language"]),
        ),
        text[head.end :],
    )


def loaded(text: str) -> dict[str, object]:
    """The fields of a file that is nothing but YAML, as JSON is too, by their names as written."""
    import yaml

    try:
        found = yaml.load(text[:_LARGEST], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_dated(text: str) -> bool:
    """Whether a text says when it was published, or is a clipping, which may well not know."""
    head = _head(text)
    known = {*_CLIPPED, *_NAMES["published"]} - {"created"}
    return head is not None and not known.isdisjoint(head.fields)


def is_json(text: str) -> bool:
    """Whether a text begins with a JSON object and goes on as no JSON does, after a line's end."""
    end = _object(text)[1]
    rest = text[end:]
    return bool(end) and re.match(r"[ \t]*\r?\n\s*[^\s{}\[\],]", rest) is not None


def _head(text: str) -> _Head | None:
    """The front matter; None if there is none, or what stands between the lines is words."""
    for fence, load in ((_YAML, _fields), (_TOML, _toml)):
        if fenced := fence.match(text, 0, _LARGEST):
            found = load(fenced[1])
            return None if found is None else _Head(found, fenced.end())
    if (bare := _BARE_LINES.match(text, 0, _LARGEST)) and (found := _simple_fields(bare[1])):
        return _Head(found, bare.end()) if {*found} >= _KNOWN else None
    found, end = _object(text)
    return _Head(_flat(found), end) if end and not text[end:].lstrip().startswith("{") else None


def _object(text: str) -> tuple[dict[str, object], int]:
    """The JSON object at the beginning of a text, and its end; 0 if there is none."""
    if not _OBJECT.match(text):
        return {}, 0
    start = text.index("{")
    try:
        found, end = json.JSONDecoder(strict=False).raw_decode(text[:_LARGEST], start)
    except (ValueError, RecursionError):
        return {}, 0
    return found, end


def _toml(source: str) -> dict[str, object] | None:
    import tomllib  # few have it

    try:
        return _flat(tomllib.loads(source.replace("\r\n", "\n")))
    except (ValueError, RecursionError):
        return _simple_fields(source)


def _flat(found: dict[str, object]) -> dict[str, object]:
    """Fields by their names in lower case, those that Hugo and Zola have apart among them."""
    fields = _lower(found)
    for name in ("params", "extra"):
        inner = fields.pop(name, None)
        fields = {**_lower(inner), **fields} if isinstance(inner, dict) else fields
    return fields


def _lower(found: dict[str, object]) -> dict[str, object]:
    return {str(name).lower(): value for name, value in found.items()}


def _fields(source: str) -> dict[str, object] | None:
    """The fields by their names in lower case; None if these are no fields but words."""
    import yaml  # takes longer to import than most files to read

    try:
        # each value a string: what looks like a number or a date was not meant as one
        found = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _simple_fields(source)
    if found is None or found == "":
        return {}
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        return None
    return _flat(found)


def _simple_fields(source: str) -> dict[str, object] | None:
    """The fields that stand on a line of their own, in what is nearly YAML or TOML."""
    lines = [line.rstrip() for line in source.splitlines() if line.strip()]
    if not lines or not _SIMPLE.fullmatch(lines[0]):
        return None
    found = (_SIMPLE.fullmatch(line) for line in lines)
    return {match[1].lower(): _bare(match[2] or "") for match in found if match}


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _said(fields: dict[str, object], names: tuple[str, ...]) -> list[str]:
    """What the fields of these names say, in the order of the names."""
    return [word for name in names for word in _words(fields.get(name))]


def _words(value: object) -> list[str]:
    words = (" ".join(_WIKI.sub(r"\1", each).split()) for each in _strings(value, _DEEPEST))
    return [each for each in words if each.lower() not in _NOTHING]


def _strings(value: object, deep: int) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, datetime | date):
        value = value.isoformat()
    if isinstance(value, list) and deep:
        for each in value[:100]:
            yield from _strings(each, deep - 1)
    elif isinstance(value, str):
        yield value


def _first(read: Callable[[str], str | None], said: list[str]) -> str | None:
    return next((found for words in said if (found := read(words))), None)
