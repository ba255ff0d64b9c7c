"""
Where a page ends: with its end, without one, or amid something, as what is cut off does.

HTML lets a page leave its end out, so that a page without one may be whole; one that ends
amid a tag, a comment or a script is none that anybody wrote.
"""

import re

from annotate.errors import UnreadableSource

__all__ = ["WITHOUT", "amid", "is_missing", "refuse_amid"]

WITHOUT = "has no end (</html>): it may be cut off"

_LAST = 4096  # characters, in which nearly every page has its end
_END = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_BEGUN = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_BEGINNING = 65_536  # characters
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!)[^<>]*\Z")
_RAW = re.compile(r"<(script|style|textarea|title|iframe)\b(?:[^<>]*[^<>/])?>", re.IGNORECASE)


def refuse_amid(html: str) -> None:
    """Raise UnreadableSource for a page that ends amid a tag, a comment or a script."""
    if what := amid(html):
        raise UnreadableSource(f"is a web page that is cut off: it ends amid a {what}")


def is_missing(html: str) -> bool:
    """Whether a page begins with `<html>` or `<body>`, and ends nowhere."""
    if _has_end_at_last(html):
        return False
    return _BEGUN.search(html, 0, _BEGINNING) is not None and _END.search(html) is None


def amid(html: str) -> str | None:
    """What a page ends amid: a tag, a comment or the name of an element like `script`."""
    if _has_end_at_last(html):
        return None
    if html.rfind("<!--") > html.rfind("-->"):
        return "comment"
    # a `<` in words of a script is no tag, and one in a long text is looked at but once
    if _TAG.match(html, max(0, html.rfind("<"))):
        return "tag"
    last = max(_RAW.finditer(html), key=re.Match.start, default=None)
    if last and not re.compile(rf"</{last[1]}", re.IGNORECASE).search(html, last.end()):
        return last[1].lower()
    return None


def _has_end_at_last(html: str) -> bool:
    return _END.search(html, max(0, len(html) - _LAST)) is not None
