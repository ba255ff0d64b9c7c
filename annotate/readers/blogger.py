"""
What Blogger gives as a backup, a feed (Atom) with all that a blog has: which entries are posts.
"""

import re

__all__ = ["html", "is_entry", "kind"]

_KIND = re.compile(
    rb"<category\b[^<>]{0,500}?blogger/2008/kind#(\w{1,40})|<blogger:type>\s*(\w{1,40})"
)
_DRAFT = re.compile(rb"<app:draft\b[^<>]*>\s*yes|<blogger:status>\s*DRAFT")
_THROWN_AWAY = re.compile(rb"<blogger:(?:status>\s*\w*TRASHED|trashed>\s*\w)")
_ARTICLES = ("post", "page")
_CAPTION = re.compile(
    r"(?is)<td\b[^<>]*class=[\"'][^\"'<>]*\btr-caption\b(?!-)[^<>]*>(.{0,5000}?)</td\s*>"
)


def is_entry(data: bytes) -> bool:
    """Whether an entry is of a backup of Blogger."""
    return _KIND.search(data) is not None


def kind(data: bytes) -> tuple[str | None, str | None]:
    """What an entry is if it is no article, and how it is one that was not published."""
    found = _KIND.search(data)
    name = (found[1] or found[2]).decode().lower() if found else "post"
    if name not in _ARTICLES:
        return name, None
    if _THROWN_AWAY.search(data):
        return "trash", None
    return None, "draft" if _DRAFT.search(data) else None


def html(text: str) -> str:
    """The text of a post as HTML that says what its captions are."""
    return _CAPTION.sub(r"<td><figcaption>\1</figcaption></td>", text)
