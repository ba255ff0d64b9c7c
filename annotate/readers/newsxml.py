"""
News as XML: NITF, NewsML, TEI, Factiva's, and what trafilatura writes; one article a file or many.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import clipping, pieces, plain
from annotate.readers.record import DEFAULT, Options, Record, Several
from annotate.readers.xml import factiva, newsml, nitf, nodes, tei
from annotate.readers.xml.article import Article

__all__ = ["MEDIA_TYPE", "read"]

MEDIA_TYPE = "application/vnd.annotate.news+xml"

_LONGEST = 300  # characters of what names an article
# the elements that are an article; what stands in one of them is a part of it
_KINDS: tuple[tuple[tuple[str, ...], Callable[[etree._Element], Article]], ...] = (
    (newsml.ITEMS, newsml.article),
    (("nitf",), nitf.article),
    (("TEI", "TEI.2"), tei.article),
    (("ppsarticle",), factiva.article),
    (("doc",), tei.plain_article),
)


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a file, or its articles if they are many; raises UnreadableSource."""
    found = list(_articles(nodes.parsed(data)))
    if not found:
        raise UnreadableSource(plain.OTHER_XML)
    written = [each for each in found if any(piece.text.strip() for piece in each.pieces)]
    if not written:
        raise UnreadableSource("has no text in it")
    if len(written) == 1 or options.split is False:
        return _whole(written)
    return Several(tuple(_records(written)), tuple(_told(len(found) - len(written))))


def _articles(root: etree._Element) -> Iterator[Article]:
    """The articles of the kind that stands first, none of them in another."""
    for names, read_one in _KINDS:
        found = list(nodes.all_of(root, *names))
        if found:
            outer = (each for each in found if not _is_in_one(each, names))
            yield from (read_one(each) for around in outer for each in factiva.several(around))
            return


def _is_in_one(element: etree._Element, names: tuple[str, ...]) -> bool:
    return any(nodes.name(around) in names for around in element.iterancestors())


def _whole(found: list[Article]) -> Draft:
    said = found[0].said
    return pieces.draft((piece for each in found for piece in each.pieces), said, MEDIA_TYPE)


def _records(found: list[Article]) -> Iterator[Record]:
    known = set[str]()
    for number, each in enumerate(found, 1):
        label = each.label or ""
        if not label or len(label) > _LONGEST or label in known:
            label = f"article {number}"
        known.add(label)
        yield clipping.record(label, each.pieces, each.said)


def _told(others: int) -> Iterator[str]:
    if others:
        yield f"has {others:,} item{'s' * (others != 1)} without a text, such as pictures"
