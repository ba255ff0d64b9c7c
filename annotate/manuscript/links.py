"""
Citation links: addresses that end in /cite/KEY or /cite/SLUG/KEY, on whatever host.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from annotate.text.key import ALPHABET, KEY_LENGTH

__all__ = ["Link", "of", "standing_in"]

_PATH = (
    r"/cite/(?:([^/?#\s\"<>]{1,200})/)?"
    r"([0-9A-Za-z]{11,15}(?:(?:~|%7[Ee])[1-9][0-9]{0,5})?)"
    r"(?:\.(?:csl\.json|jsonld|json|bib|ris|txt|md|html?))?/?"
)
_WHOLE = re.compile(_PATH + r"(?=$|[?#])")
_BARE = re.compile(_PATH + r"(?![\w~%/-])(?:\?[\w=&%.~-]*)?(?:#[\w=&%.~:,-]*[\w=&%~-])?")
_SCHEME = re.compile(r"https?://[^\s<>\"“”«»()]*$")
_LOOKALIKES = str.maketrans("oil", "011")  # the site reads keys as kindly
_FURTHEST = 300  # characters from the scheme to /cite/


class Link(NamedTuple):
    """
    A citation link and where it stands in its block's text.

    It is `shared` when it comes from a note that names other sources, too.
    """

    url: str
    key: str
    slug: str | None
    start: int
    end: int
    shared: bool = False


def of(url: str, start: int = 0, end: int = 0) -> Link | None:
    """The citation link that an address is."""
    found = _WHOLE.search(url.strip())
    return _link(found, url.strip(), start, end) if found else None


def standing_in(text: str) -> Iterator[Link]:
    """The citation links written out in a text."""
    for found in _BARE.finditer(text):
        scheme = _SCHEME.search(text, max(0, found.start() - _FURTHEST), found.start())
        if scheme:
            start = scheme.start()
            link = _link(found, text[start : found.end()], start, found.end())
            if link:
                yield link


def _link(found: re.Match[str], url: str, start: int, end: int) -> Link | None:
    name, tilde, occurrence = unquote(found[2]).partition("~")
    key = name.casefold().translate(_LOOKALIKES)
    is_key = len(name) == KEY_LENGTH and set(name) <= set(ALPHABET)
    if not is_key and not any(c.isdigit() for c in name):
        return None  # another site's /cite/introduction
    slug = unquote(found[1]) if found[1] else None
    return Link(url, key + tilde + occurrence, slug, start, end)
