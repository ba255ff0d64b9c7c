"""
Pages that are a list of links, as reading lists write them: no other word but headings.
"""

import re

from lxml import etree

__all__ = ["is_list"]

_WORDLESS = frozenset({"h1", "h2", "h3", "h4", "script", "style", "title"})
_ITEMS = frozenset({"li", "dt", "dd"})


def is_list(root: etree._Element) -> bool:
    """Whether a page is links to the web in lists, two or more, and no other word."""
    body = root.find("body")
    if body is None or not all(map(_is_wordless, body.iter())):
        return False
    links = [link.get("href") or "" for link in body.iter("a")]
    return sum(re.match(r"https?://", link) is not None for link in links) > 1


def _is_wordless(element: etree._Element) -> bool:
    """Whether it says nothing beside its children, or may: a link in a list, a heading."""
    if element.tag != "body" and (element.tail or "").strip():
        return False
    if not isinstance(element.tag, str) or element.tag in _WORDLESS:
        return True
    around = element.getparent()
    is_item = element.tag == "a" and around is not None and around.tag in _ITEMS
    return is_item or not (element.text or "").strip()
