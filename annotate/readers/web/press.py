"""
Pages that press databases export: their blocks as paragraphs, marked by the classes they have.

No weighing of what is the article: where all of a page is an export, all of it counts.
"""

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from annotate.readers.exports import export_file, texts
from annotate.readers.exports.export_file import Labelled
from annotate.readers.exports.hints import hinted
from annotate.readers.pieces import Piece
from annotate.readers.record import Several
from annotate.readers.web import blocks
from annotate.readers.web.blocks import Block, Element, Page

__all__ = ["taken_apart"]

_MARKS = (
    (re.compile(r"titrearticlevisu|articletitle|headline|\bhd\b"), "title"),
    (re.compile(r"\bauthors?\b|docauthors|bottomnews|byline"), "byline"),
    (re.compile(r"articleparagraph|doctext|dococurrcontainer"), "text"),
)
_HEADS = ("h1", "h2", "h3")
_NAMED = re.compile(r"(?i)titrearticle|docpublication|headline|docauthors")
_DEEPEST = 6  # elements around a paragraph whose classes tell what it is
_ELEMENTS = frozenset({"article", "div", "section", "table", "td", "li"})
_LONGEST_ROW = 400


def taken_apart(root: etree._Element, page: Page, split: bool | None) -> Several | Labelled | None:
    """The articles of a page, if it is an export; None, as for most pages, costs little."""
    if not split and not hinted(block.text for block in page.blocks):
        return None
    found = _apart(page, split)
    if found is None or not _part_lines(root):
        return found
    return _apart(blocks.page(root), split)


def _part_lines(root: etree._Element) -> bool:
    """Makes lines of what is one by its class alone; whether there is any."""
    spans = [span for span in root.iter("span") if _NAMED.search(span.get("class", ""))]
    for span in spans:
        span.tag = "div"
    return bool(spans)


def _apart(page: Page, split: bool | None) -> Several | Labelled | None:
    return export_file.taken_apart(_pieces(page.blocks), split, _opens(page), _parted)


def _pieces(found: Sequence[Block]) -> list[Piece]:
    return [Piece(block.text, _mark(block)) for block in found]


def _mark(block: Block) -> str | None:
    element: Element | None = block.inside
    for _ in range(_DEEPEST):
        if element is None or element.tag in ("article", "body"):
            return None
        if element.tag in _HEADS:
            return "title"
        for words, mark in _MARKS:
            if words.search(element.words):
                return mark
        element = element.parent
    return None


def _opens(page: Page) -> frozenset[int]:
    """The blocks with which elements begin that stand side by side, of one kind and class."""
    first: dict[int, int] = {}
    for i, block in enumerate(page.blocks):
        element: Element | None = block.inside
        while element is not None and element.index not in first:
            first[element.index] = i
            element = element.parent
    kinds = {each.index: _kind(each) for each in page.elements if _is_of_articles(each)}
    alike = Counter(kinds.values())
    return frozenset(
        first[index] for index, kind in kinds.items() if index in first and alike[kind] > 1
    )


def _is_of_articles(element: Element) -> bool:
    return element.tag == "article" or (
        element.tag in _ELEMENTS
        and re.search(r"(?:^|\s)article(?:\s|$)", element.words) is not None
    )


def _kind(element: Element) -> tuple[int, str, str]:
    parent = element.parent.index if element.parent else -1
    words = " ".join(word for word in element.words.split() if not re.search(r"\d", word))
    return parent, element.tag, words


def _parted(bodies: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The texts, what of them is as it was typed cut into its paragraphs."""
    typed = [[piece] for body in bodies for piece in body if "\n" in piece.text]
    cut = iter(texts.parted(typed))
    return [
        [part for piece in body for part in (next(cut) if "\n" in piece.text else [piece])]
        for body in bodies
    ]
