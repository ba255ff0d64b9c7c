"""
NewsML: of the second generation (G2) as of the first, and what Reuters made of it for research.

The text is HTML, NITF or paragraphs of its own in the item, or as text in an element.
"""

from lxml import etree

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.markup import headings, walk
from annotate.readers.pieces import Piece
from annotate.readers.xml import nitf, nodes, walked
from annotate.readers.xml.article import Article, first_day, person

__all__ = ["ITEMS", "article"]

ITEMS = ("newsItem", "NewsItem", "newsitem")
"""The elements that are an item."""

_OF_DC = "dc.date.published"
_CONTENTS = ("contentSet", "ContentItem", "text")


def article(root: etree._Element) -> Article:
    """The article of an item; without paragraphs if it is a picture or the like."""
    if nodes.name(root) == "newsitem":
        return _of_research(root)
    inner = nodes.first(root, "nitf")
    told = nitf.article(inner).said if inner is not None else Metadata()
    label = nodes.attribute(root, "guid") or nodes.line(nodes.first(root, "NewsItemId"))
    said = _said(root).over(told)
    return Article(label, said, tuple(_pieces(root, inner, said.title)))


def _said(root: etree._Element) -> Metadata:
    meta = nodes.first(root, "contentMeta")
    own = root if meta is None else meta
    return Metadata(
        title=says.title(nodes.line(nodes.either(own, "headline", "HeadLine"))),
        byline=_byline(own),
        site=_site(root),
        published=_published(root, own),
        language=says.language(_language(root, own)),
    )


def _byline(own: etree._Element) -> str | None:
    """Who wrote it, as the item says in words, else the names of its makers."""
    if known := person(nodes.line(nodes.either(own, "by", "ByLine"))):
        return known
    makers = [nodes.first(each, "name") for each in nodes.all_of(own, "creator")]
    return says.byline(person(nodes.line(each)) for each in makers if each is not None)


def _site(root: etree._Element) -> str | None:
    """Who publishes it: the source of the words rather than the one who sends them."""
    for path in (("infoSource", "name"), ("provider", "name"), ("Source", "Party")):
        found = nodes.first(root, *path)
        told = nodes.line(found) or nodes.attribute(found, "FormalName")
        if known := says.site(told):
            return known
    return None


def _published(root: etree._Element, own: etree._Element) -> str | None:
    places = (
        (own, "contentCreated"), (root, "firstCreated"), (root, "versionCreated"),
        (root, "FirstCreated"), (root, "DateId"), (root, "ThisRevisionCreated"),
    )  # fmt: skip
    return first_day([nodes.line(nodes.first(where, name)) for where, name in places])


def _language(root: etree._Element, own: etree._Element) -> str | None:
    told = nodes.attribute(nodes.first(own, "language"), "tag")
    formal = nodes.attribute(nodes.first(root, "Language"), "FormalName")
    return told or formal or nodes.attribute(root, "lang")


def _pieces(root: etree._Element, inner: etree._Element | None, title: str | None) -> list[Piece]:
    if inner is not None:
        return list(nitf.article(inner).pieces)
    found = list[Piece]()
    for content in nodes.all_of(root, *_CONTENTS):
        found = _of_content(content)
        if found:
            break
    is_shown = title is None or any(piece.text == title for piece in found[:2])
    return found if is_shown or not found else [Piece(title or "", "title"), *found]


def _of_content(content: etree._Element) -> list[Piece]:
    """The paragraphs of a content: of its elements, or of the text that is HTML or plain."""
    inline = nodes.either(content, "inlineData", "DataContent")
    if inline is not None and not len(inline):
        text = nodes.words(inline)
        if "</" in text:
            return headings.settled(walk.pieces(text))
        return [Piece(part) for part in text.replace("\r\n", "\n").split("\n\n")]
    page = nodes.first(content, "body")
    return walked.pieces(page if page is not None else inline if inline is not None else content)


def _of_research(root: etree._Element) -> Article:
    """An item of the Reuters corpus."""
    of_dc = [each for each in nodes.all_of(root, "dc") if each.get("element") == _OF_DC]
    dates = [nodes.attribute(root, "date"), *(each.get("value") for each in of_dc)]
    title = nodes.line(nodes.first(root, "headline")) or nodes.line(nodes.first(root, "title"))
    said = Metadata(
        title=says.title(title),
        byline=says.byline([person(nodes.line(nodes.first(root, "byline")))]),
        published=first_day(dates),
        language=says.language(nodes.attribute(root, "lang")),
    )
    above = [
        Piece(line, mark)
        for name, mark in (("headline", "title"), ("byline", "byline"), ("dateline", "dateline"))
        if (line := nodes.line(nodes.first(root, name)))
    ]
    pieces = (*above, *walked.pieces(nodes.first(root, "text")))
    return Article(nodes.attribute(root, "itemid"), said, pieces)
