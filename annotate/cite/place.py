"""
Where citation pages are: the site's address and their paths on it.
"""

import re

from annotate.errors import BadInput

__all__ = ["BASE_URL", "address", "path"]

BASE_URL = "http://127.0.0.1:8001"
"""The site's address in links, if no other is said: that of `annotate serve`."""


_HOST = r"(?:[^\s/?#\[\]@:<>\"'\\^`{|}%,;()]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?"
_PORTS = range(1, 1 << 16)
_SITE = rf"(?i)https?://{_HOST}(?:/[^\s?#<>\"'\\^`{{|}}()]*)?"


def address(said: str) -> str:
    """The address of a site, without a slash at its end; raises BadInput for what is none."""
    words = said.strip()
    found = re.fullmatch(_SITE, words) if words.isprintable() else None
    if found is None or not re.search(r"\w", words[7:]) or int(found[1] or 1) not in _PORTS:
        shown = repr(said if len(said) < 200 else f"{said[:200]}…")
        raise BadInput(f"{shown} is no address of a site; say one like https://corpus.example.org")
    return words.rstrip("/")


def path(key: str, slug: str | None = None) -> str:
    """The path of a citation page; with a slug, of the wording in that article."""
    return f"/cite/{slug}/{key}" if slug else f"/cite/{key}"
