"""
Articles as Factiva gives them in XML, an element `article` for each.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.pieces import Piece
from annotate.readers.xml import nodes
from annotate.readers.xml.article import Article, first_day
from annotate.text import split

__all__ = ["article", "several"]

_MARKS = {"headline": "title", "byline": "byline", "artWork": "caption"}
_TEXTS = ("leadParagraph", "tailParagraphs")
_ORDER = ("headline", "byline", *_TEXTS)
_LONG = 80  # characters; shorter ones may be headings


def article(root: etree._Element) -> Article:
    """The article of an element `ppsarticle`."""
    said = Metadata(
        title=says.title(_line(root, "headline")),
        byline=says.stated(_line(root, "byline")),
        site=says.site(_line(root, "sourceName")),
        published=_published(root),
        language=says.language(_line(root, "baseLanguage")),
    )
    page = _line(root, "pages") or ""
    number = int(page) if re.fullmatch(r"[1-9]\d{0,3}", page) else None
    found = [replace(piece, page=number) for piece in _pieces(root)]
    return Article(_line(root, "accessionNo"), said, tuple(found))


def several(root: etree._Element) -> list[etree._Element]:
    """The articles of an element `ppsarticle` that holds more than one; else itself."""
    if nodes.name(root) != "ppsarticle":
        return [root]
    found = [each for each in root if nodes.name(each) == "article"]
    return found if len(found) > 1 else [root]


def _line(root: etree._Element, name: str) -> str | None:
    return nodes.line(nodes.first(root, name))


def _published(root: etree._Element) -> str | None:
    """The day; the time beside it is that of the database."""
    said = _line(root, "publicationDate") or ""
    return first_day([said[:10]])


def _pieces(root: etree._Element) -> Iterator[Piece]:
    """Head, text, and all else that is said of the article, in this order."""
    inner = nodes.first(root, "article")
    parts = list(root if inner is None else inner)
    order = [*_ORDER, *(name for name in map(nodes.name, parts) if name not in _ORDER), "artWork"]
    for name in dict.fromkeys(order):
        for part in parts:
            if nodes.name(part) == name:
                yield from _part(part, name)


def _part(part: etree._Element, name: str) -> Iterator[Piece]:
    if name not in _TEXTS:
        yield Piece(nodes.line(part) or "", _MARKS.get(name, "boilerplate"))
        return
    texts = [nodes.words(each) for each in nodes.all_of(part, "paragraph")]
    if not texts:
        whole = nodes.words(part)
        texts = [whole[start:end] for start, end in split.paragraphs(whole)]
    for text in texts:
        yield Piece(" ".join(text.split()), "body" if len(text) >= _LONG else None)
