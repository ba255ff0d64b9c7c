"""
Reading saved web pages: what a reader would read is the article, all else is kept beside it.

The page is cut into blocks by its markup (`web.blocks`); which of them are the article is
weighed (`web.content`), and what each is follows from its markup and its words (`web.parts`).
Nothing visible is dropped: navigation and the like is `boilerplate`. A piece of HTML in which
nothing is of a page, as exports have it, is all article.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import archived, pieces, plain
from annotate.readers.markup import templates
from annotate.readers.record import DEFAULT, Options, Several
from annotate.readers.web import (
    blocks,
    charset,
    content,
    cut_off,
    exported,
    links_alone,
    parts,
    press,
    remark,
    said,
    tree,
    walled,
)
from annotate.readers.web.blocks import Page
from annotate.text import address_list, layout, metadata

__all__ = ["articles", "page_or_articles", "read", "read_page"]

MEDIA_TYPE = "text/html"
_PAGE = re.compile(
    r"(?i)<(?:!doctype|html|head|body|title|meta|link|nav|header|footer|aside|script|form|iframe)\b"
)
_EMPTY = "is a web page without any text; one that is made by scripts has to be saved by a browser"
_FRAMED = "is a web page of frames without any text of its own; add the pages in its frames"


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a page; raises `UnreadableSource`."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a page, or the articles of an export; raises `UnreadableSource`."""
    html = charset.decode(data)
    if html.startswith(("---", "+++")):
        from annotate.readers import front_matter  # few have it

        said, below = front_matter.read(html)
        if below is not html:
            draft = read_page(templates.without_in_html(below))
            return replace(draft, metadata=said.over(draft.metadata))
    if html.lstrip()[:30].lower().startswith("<!doctype netscape-bookmark"):
        raise UnreadableSource(address_list.TOLD)
    if not tree.has_tags(html):
        return plain.articles(data, options)  # where only the name says that it is a page
    return page_or_articles(html, options)


def page_or_articles(
    html: str,
    options: Options,
    address: str | None = None,
    frames: Mapping[str, str] | None = None,
) -> Draft | Several:
    """The same of a decoded page, saved from `address` if known, with pages for its frames."""
    parsed = _parsed(html, frames)
    if links_alone.is_list(parsed.root):
        raise UnreadableSource(address_list.TOLD)
    apart = press.taken_apart(parsed.root, parsed.page, options.split)
    if isinstance(apart, Several):
        return apart
    if apart and apart.pieces:
        captured = remark.instant(html)
        return pieces.draft(apart.pieces, apart.said, MEDIA_TYPE, captured)
    draft = _draft(html, parsed, address)
    return replace(draft, remarks=(*draft.remarks, *apart.remarks)) if apart else draft


def read_page(html: str, address: str | None = None) -> Draft:
    """The draft of a decoded page, saved from `address` if known."""
    return _draft(html, _parsed(html), address)


class _Parsed(NamedTuple):
    """The tree of a page, its blocks, and whether a word processor wrote it."""

    root: etree._Element
    page: Page
    is_document: bool


def _parsed(html: str, frames: Mapping[str, str] | None = None) -> _Parsed:
    """The page taken apart; raises `UnreadableSource` for one without any text."""
    cut_off.refuse_amid(html)
    root = tree.parsed(html, frames)
    is_document = root is not None and exported.prepare(root)
    page = None if root is None else blocks.page(root)
    if root is None or page is None or not page.blocks:
        has_frames = root is not None and next(root.iter("frame", "iframe"), None) is not None
        raise UnreadableSource(_FRAMED if has_frames else _EMPTY)
    return _Parsed(root, page, is_document)


def _draft(html: str, parsed: _Parsed, address: str | None = None) -> Draft:
    root, page, is_document = parsed
    told, captured = _told(html, root, address or remark.address(html))
    doubt = None
    if is_document:
        is_article = exported.of_document(page)
    elif _PAGE.search(html) is None:
        is_article = content.all_of(page)
    else:
        is_article, doubt = content.found(page, root)
    whole = walled.opened(page, is_article, walled.body(root, told.title))
    text, spans = layout.laid_out(block.text for block in whole.page.blocks)
    found = parts.assign(whole.page, whole.is_article, text, spans, told.title, told.byline)
    known = told.over(metadata.of(text, found))
    remarks = [whole.remark or doubt, cut_off.WITHOUT if cut_off.is_missing(html) else None]
    return Draft(text, found, known, MEDIA_TYPE, captured, tuple(filter(None, remarks)))


def _told(html: str, root: etree._Element, address: str | None) -> tuple[Metadata, str | None]:
    """What a page says of itself, and when it was so; not what its archive says."""
    told, saved = said.of(root, address), remark.instant(html)
    capture = remark.kept(html, address, *said.addresses(root))
    if capture is None:
        return told, saved
    return said.as_kept(told, capture), archived.earliest(saved, capture.captured)
