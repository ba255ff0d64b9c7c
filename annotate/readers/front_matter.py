"""
The front matter of a text: what its author says of it in YAML, between lines of `---`.

All values are read as the words they are written in: nothing is resolved, so
that no alias can become a bomb and no title a number.
"""

import re
from collections.abc import Callable

import yaml

from annotate.model import Metadata
from annotate.readers import says

__all__ = ["read"]

_LARGEST = 50_000  # characters
_FENCED = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_SIMPLE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_NOTHING = ("", "~", "null")
_NAMES = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "by", "creator"),
    "site": ("site", "publication", "publisher", "source_name", "sitename", "site_name"),
    "published": ("published", "date", "date_published", "publishdate", "pubdate", "created"),
    "url": ("canonical", "canonical_url", "url", "link", "source_url", "source", "permalink"),
    "language": ("lang", "language", "locale"),
}


def read(text: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text after it; a text without any is left as it is."""
    fenced = _FENCED.match(text, 0, _LARGEST)
    found = _fields(fenced[1]) if fenced else None
    if fenced is None or found is None:
        return Metadata(), text
    said = {ours: _said(found, names) for ours, names in _NAMES.items()}
    return (
        Metadata(
            title=_first(says.title, said["title"]),
            byline=says.byline(said["byline"]),
            site=_first(says.site, said["site"]),
            published=_first(says.day, said["published"]),
            url=_first(says.url, said["url"]),
            language=_first(says.language, said["language"]),
        ),
        text[fenced.end() :],
    )


def _fields(source: str) -> dict[str, object] | None:
    """The fields by their names in lower case; None if these are no fields but words."""
    try:
        # each value a string: what looks like a number or a date was not meant as one
        found = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _simple_fields(source)
    if found is None or found == "":
        return {}
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        return None
    return {key.lower(): value for key, value in found.items()}


def _simple_fields(source: str) -> dict[str, object] | None:
    """The fields that stand on a line of their own, in what is nearly YAML."""
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
    values = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in values[:100]]
    words = [" ".join(each.split()) for each in named if isinstance(each, str)]
    return [each for each in words if each.lower() not in _NOTHING]


def _first(read: Callable[[str], str | None], said: list[str]) -> str | None:
    return next((found for words in said if (found := read(words))), None)
