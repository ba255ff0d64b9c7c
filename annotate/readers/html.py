"""
Reading saved web pages: what a reader would read is the article, all else is kept beside it.

The page is cut into blocks by its markup (`web.blocks`); which of them are the article is
weighed (`web.content`), and what each is follows from its markup and its words (`web.parts`).
Nothing visible is dropped: navigation and the like is `boilerplate`.
"""

from dataclasses import fields, replace

from lxml import etree

from annotate.errors import UnreadableSource
from annotate.model import Block, Draft, Metadata
from annotate.readers.record import DEFAULT, Options
from annotate.readers.web import blocks, charset, content, parts, remark, said, tree
from annotate.readers.web.blocks import Page
from annotate.text import metadata, split

__all__ = ["read", "read_page"]

MEDIA_TYPE = "text/html"
_BETWEEN = "\n\n"


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a page; raises `UnreadableSource` for one without any text."""
    return read_page(charset.decode(data))


def read_page(html: str, address: str | None = None) -> Draft:
    """The draft of a decoded page, saved from `address` if that is known."""
    root = tree.parsed(html)
    page = None if root is None else _page(root)
    if root is None or page is None:
        raise UnreadableSource("is a web page without any text")
    told = said.of(root, address or remark.address(html))
    text, spans = _text(page)
    found = parts.assign(page, content.found(page, root), text, spans, told.title)
    known = _filled(told, metadata.of(text, found))
    return Draft(text, _cut(text, found), known, MEDIA_TYPE, remark.instant(html))


def _page(root: etree._Element) -> Page | None:
    """The blocks of a page; where it has nothing else, what it has for want of scripts."""
    page = blocks.page(root)
    if not page.blocks:
        page = blocks.page(root, blocks.UNSEEN - {"noscript", "template"})
    return page if page.blocks else None


def _text(page: Page) -> tuple[str, list[tuple[int, int]]]:
    """The text of a page and where its blocks stand in it."""
    spans, at = [], 0
    for block in page.blocks:
        spans.append((at, at + len(block.text)))
        at += len(block.text) + len(_BETWEEN)
    return _BETWEEN.join(block.text for block in page.blocks), spans


def _cut(text: str, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, none of them over `split.LONGEST`."""
    return tuple(
        Block(start, end, block.role)
        for block in found
        for start, end in split.pieces(text, block.start, block.end)
    )


def _filled(told: Metadata, guessed: Metadata) -> Metadata:
    """What a page's markup says, and what its text says where the markup is silent."""
    silent = [field.name for field in fields(told) if getattr(told, field.name) is None]
    return replace(told, **{name: getattr(guessed, name) for name in silent})
