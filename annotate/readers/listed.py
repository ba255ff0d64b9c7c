"""
Lists of addresses, as reading lists, bookmarks and databases of news write them.

A line or a cell each in text and tables; `href` in the bookmarks of browsers. Of a table or
JSON the column counts that is called `url` or the like; where there is none, wherever an address
stands.
"""

import html
import io
import json
import re
from collections.abc import Iterable, Iterator

from annotate.errors import UnreadableSource
from annotate.readers import plain
from annotate.readers.table import BadRow, Rows
from annotate.text import address_list

__all__ = ["found", "has_column"]

LONGEST = 1_000_000  # bytes of a row

_ADDRESS = re.compile(address_list.ADDRESS, re.IGNORECASE)
_HREF = re.compile(
    r"""<a\s[^>]{0,1000}?href\s*=\s*["']?(https?://[^\s"'<>]{1,4000})""", re.IGNORECASE
)
_NAMES: tuple[str, ...] = ("url", "link", "href", "address", "uri", "articleurl")
_NAMES += ("documentidentifier", "sourceurl", "resolvedurl", "givenurl", "weburl")
_DEEPEST = 8  # objects and lists within each other
_BEHIND = ".,;:!?'\"*_]"  # what ends a sentence, not an address


def found(data: bytes) -> list[str]:
    """The addresses, each once, in order; raises UnreadableSource where there are none."""
    text = plain.decode(data)
    if re.match(r"\s*<!doctype|\s*<html|\s*<dl", text, re.IGNORECASE):
        addresses = [html.unescape(match[1]) for match in _HREF.finditer(text)]
    else:
        addresses = (
            _of_json(text) or _of_table(data) or [_trimmed(each) for each in _ADDRESS.findall(text)]
        )
    if not addresses:
        raise UnreadableSource("has no addresses in it: they begin with http:// or https://")
    return list(dict.fromkeys(addresses))


def has_column(names: Iterable[str]) -> bool:
    """Whether a table with these columns has one for addresses."""
    return _column(names) is not None


def _of_json(text: str) -> list[str]:
    """What stands in the fields for addresses, one an object; nothing where it is no JSON."""
    if text.lstrip()[:1] not in ("{", "["):
        return []
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [*_in_objects(whole, _DEEPEST)]


def _in_objects(value: object, deep: int) -> Iterator[str]:
    if isinstance(value, dict) and (at := _column(value)) is not None:
        address = str([*value.values()][at]).strip()
        if _ADDRESS.fullmatch(address):
            yield address
            return
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in below if deep else ():
        yield from _in_objects(one, deep - 1)


def _column(names: Iterable[str]) -> int | None:
    plain_names = ["".join(filter(str.isalnum, name)).casefold() for name in names]
    return next((plain_names.index(name) for name in _NAMES if name in plain_names), None)


def _of_table(data: bytes) -> list[str]:
    """What stands in the column for addresses; nothing where no column is called so."""
    try:
        rows = Rows(io.BytesIO(data), LONGEST)
        at = _column(rows.columns())
    except UnreadableSource:
        return []
    if at is None:
        return []
    cells = (row[at].strip() for row in rows if not isinstance(row, BadRow) and len(row) > at)
    return [cell for cell in cells if _ADDRESS.fullmatch(cell)]


def _trimmed(address: str) -> str:
    """An address without what ends the sentence that it stands in."""
    address = address.rstrip(_BEHIND)
    if address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_BEHIND)
    return address
