"""
TEI, as editions and corpora have it, and what trafilatura writes: as TEI and as its own XML.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.pieces import Piece
from annotate.readers.xml import nodes, walked
from annotate.readers.xml.article import Article, first_day

__all__ = ["article", "plain_article"]

_PARTS = ("front", "body", "back", "group")


def article(root: etree._Element) -> Article:
    """The article of an element `TEI`."""
    head = nodes.first(root, "teiHeader")
    label = nodes.attribute(root, "id") or nodes.line(nodes.first(head, "idno"))
    text = nodes.first(root, "text")
    found = [
        piece for part in (() if text is None else text) if nodes.name(part) in _PARTS
        for piece in walked.pieces(part)
    ]  # fmt: skip
    return Article(label, _said(root, head), tuple(_titled(found, _title(head))))


def plain_article(root: etree._Element) -> Article:
    """The article of an element `doc` of trafilatura."""
    get = root.get
    said = Metadata(
        title=says.title(get("title")),
        byline=says.byline((get("author") or "").split("; ")),
        site=says.site(get("sitename") or get("hostname")),
        published=says.day(get("date")),
        url=says.url(get("source") or get("url")),
        language=says.language(get("language")),
    )
    main, comments = nodes.first(root, "main"), nodes.first(root, "comments")
    found = [*walked.pieces(main), *walked.pieces(comments, "comment")]
    return Article(get("id") or said.url, said, tuple(_titled(found, said.title)))


def _titled(found: Sequence[Piece], title: str | None) -> Iterator[Piece]:
    """The paragraphs; a heading among the first with the words of the title is the title."""
    is_found = False
    for at, piece in enumerate(found):
        is_it = not is_found and at < 4 and piece.text.casefold() == (title or "").casefold()
        is_found |= is_it
        yield Piece(piece.text, "title", piece.page) if is_it else piece


def _said(root: etree._Element, head: etree._Element | None) -> Metadata:
    statement, source = nodes.first(head, "titleStmt"), nodes.first(head, "sourceDesc")
    published, language = nodes.first(head, "publicationStmt"), nodes.first(head, "language")
    return Metadata(
        title=_title(head),
        byline=_byline(statement) or _byline(nodes.first(source, "biblStruct")),
        site=_site(source) or _site(published),
        published=_published(source, published, head),
        url=_url(source, published),
        language=says.language(
            nodes.attribute(root, "lang") or nodes.attribute(language, "ident")
        ),
    )  # fmt: skip


def _byline(within: etree._Element | None) -> str | None:
    return says.byline(map(_person, () if within is None else nodes.all_of(within, "author")))


def _title(head: etree._Element | None) -> str | None:
    """The title of the article in its source, else that of the file, the main one of several."""
    source = nodes.first(head, "sourceDesc", "analytic")
    levels = [] if source is None else list(nodes.all_of(source, "title"))
    own = next((each for each in levels if each.get("level") == "a"), None)
    if said := says.title(nodes.line(own)):
        return said
    statement = nodes.first(head, "titleStmt")
    titles = [] if statement is None else list(nodes.all_of(statement, "title"))
    main = next((each for each in titles if each.get("type") == "main"), None)
    chosen = main if main is not None else titles[0] if titles else None
    return says.title(nodes.line(chosen))


def _person(author: etree._Element) -> str | None:
    """A name; where its parts are told apart, first names before the family's."""
    first, last = (nodes.line(nodes.first(author, each)) for each in ("forename", "surname"))
    return (
        f"{first} {last}"
        if first and last
        else nodes.line(nodes.first(author, "persName")) or (nodes.line(author))
    )


def _site(within: etree._Element | None) -> str | None:
    """The journal that it is from, else its publisher."""
    titles = () if within is None else nodes.all_of(within, "title")
    journal = next((each for each in titles if each.get("level") in ("j", "m")), None)
    return says.site(nodes.line(journal) or nodes.line(nodes.first(within, "publisher")))


def _published(*within: etree._Element | None) -> str | None:
    """The day that its source says, not that of the file."""
    dates = [
        each for place in within if place is not None for each in nodes.all_of(place, "date")
        if each.get("type") not in ("download", "access", "encoded")
    ]  # fmt: skip
    return first_day([nodes.attribute(each, "when", "value") or nodes.line(each) for each in dates])


def _url(*within: etree._Element | None) -> str | None:
    for place in within:
        for each in () if place is None else nodes.all_of(place, "ptr", "ref", "idno"):
            if known := says.url(nodes.attribute(each, "target") or nodes.line(each)):
                return known
    return None
