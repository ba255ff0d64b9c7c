"""
Where citation pages are: the site's address and their paths on it.
"""

__all__ = ["BASE_URL", "path"]

BASE_URL = "http://127.0.0.1:8001"
"""The site's address in links, if no other is said: that of `annotate serve`."""


def path(key: str, slug: str | None = None) -> str:
    """The path of a citation page; with a slug, of the wording in that article."""
    return f"/cite/{slug}/{key}" if slug else f"/cite/{key}"
