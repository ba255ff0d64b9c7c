"""
NITF, as agencies and archives of newspapers give articles.

The archive of the New York Times has the first paragraph twice, in a block `lead_paragraph`
and in `full_text`; the first of them is boilerplate.
"""

from collections.abc import Iterator

from lxml import etree

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.pieces import Piece
from annotate.readers.xml import nodes, walked
from annotate.readers.xml.article import Article, first_day, person

__all__ = ["article", "body"]

_AGAIN = "format: it stands in the full text once more"


def article(root: etree._Element) -> Article:
    """The article of an element `nitf`."""
    head, top = nodes.first(root, "head"), nodes.first(root, "body.head")
    title = says.title(nodes.line(nodes.first(root, "hedline", "hl1")))
    said = Metadata(
        title=title or says.title(nodes.line(nodes.first(head, "title"))),
        byline=_byline(top),
        site=says.site(nodes.attribute(nodes.first(head, "pubdata"), "name")),
        published=_published(root),
        url=says.url(nodes.attribute(nodes.first(head, "pubdata"), "ex-ref")),
        language=says.language(nodes.attribute(root, "lang")),
    )
    label = nodes.attribute(nodes.first(head, "doc-id"), "id-string")
    return Article(label, said, (*_top(top), *body(root)))


def body(root: etree._Element) -> Iterator[Piece]:
    """The paragraphs of the text itself."""
    content = nodes.first(root, "body.content")
    blocks = [] if content is None else list(content)
    full = [each for each in blocks if each.get("class") == "full_text"]
    whole = {piece.text for each in full for piece in walked.pieces(each)}
    for each in blocks:
        found = walked.pieces(each)
        is_again = bool(full) and each not in full and all(piece.text in whole for piece in found)
        mark, because = ("boilerplate", _AGAIN) if is_again else (None, "")
        yield from (Piece(one.text, mark, because=because) if mark else one for one in found)
    if content is not None and not blocks:
        yield from walked.pieces(content)
    yield from walked.pieces(nodes.first(root, "body.end"), "boilerplate")


def _top(top: etree._Element | None) -> Iterator[Piece]:
    """What stands above the text: the headline, who wrote, where and when, what it is about."""
    for each in () if top is None else top:
        is_title = nodes.name(each) == "hedline"
        for part in each if is_title and len(each) else [each]:
            mark = "title" if nodes.name(part) == "hl1" else None
            line = nodes.line(part)
            if mark and line:
                yield Piece(line, mark)
            elif nodes.name(part) not in ("rights", "distributor", "note"):
                yield from walked.pieces(part, "heading" if is_title else None)


def _byline(top: etree._Element | None) -> str | None:
    """Who wrote it: of several ways to say it the first, and names rather than all words."""
    if top is None:
        return None
    for each in nodes.all_of(top, "byline"):
        people = [nodes.line(one) for one in nodes.all_of(each, "person")]
        title = nodes.first(each, "byttl")
        line = nodes.line(each) or ""
        told = nodes.line(title) or ""
        without = line.removesuffix(told).rstrip(" ,;") if told else line
        if known := says.byline(map(person, people or [without])):
            return known
    return None


def _published(root: etree._Element) -> str | None:
    told = [nodes.attribute(nodes.first(root, "pubdata"), "date.publication")]
    told += [
        nodes.attribute(nodes.first(root, each), "norm")
        for each in ("date.issue", "date.release", "story.date")
    ]
    return first_day(told)
