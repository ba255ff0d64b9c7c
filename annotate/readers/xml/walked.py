"""
The paragraphs of an element: where blocks begin, and what their elements say that they are.
"""

import re
from collections.abc import Mapping

from lxml import etree

from annotate.readers.pieces import Piece
from annotate.readers.xml import nodes

__all__ = ["MARKS", "pieces"]

MARKS: Mapping[str, str | None] = {
    # of HTML, NITF and TEI alike
    "p": None, "div": None, "block": None, "section": None, "ab": None, "pre": None,
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "hl1": "heading", "hl2": "heading", "head": "heading",
    "blockquote": "quote", "bq": "quote", "cit": "quote",
    "ul": None, "ol": None, "dl": None, "list": None,
    "li": "list_item", "dt": "list_item", "dd": "list_item", "item": "list_item",
    "table": None, "tbody": None, "thead": None, "tr": "list_item", "row": "list_item",
    "figure": None, "figcaption": "caption", "caption": "caption", "figDesc": "caption",
    "media": None, "media-caption": "caption", "media-producer": "caption",
    "media-metadata": None, "media-reference": None,
    "byline": "byline", "dateline": "dateline", "note": None, "tagline": "boilerplate",
    "abstract": "boilerplate", "copyrite": "boilerplate", "fn": None, "lg": None, "l": None,
    "sp": None, "speaker": None, "address": None, "body": None, "main": None, "hr": None,
    "opener": None, "closer": None, "salute": None, "signed": None, "comments": "comment",
}  # fmt: skip
"""Elements that are blocks, each with what its text is; None: as its words say."""

_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_ROWS = frozenset({"tr", "row"})
_NOTES = frozenset({"note", "fn"})
_UNSEEN = frozenset({"script", "style", "media-object", "fw", "figure-data"})
_QUOTES = frozenset({"quote", "q", "quotedDialog"})


def pieces(element: etree._Element | None, mark: str | None = None) -> list[Piece]:
    """The paragraphs in order; `mark` is what they are where no element says."""
    if element is None:
        return []
    walk = _Walk(mark)
    walk.element(element)
    walk.flush()
    return walk.found


class _Walk:
    """How far the walk is: the words of the paragraph, and what holds for it."""

    def __init__(self, mark: str | None) -> None:
        self.found: list[Piece] = []
        self._marks: list[str | None] = [mark]
        self._page: int | None = None
        self._words: list[str] = []
        self._notes: list[Piece] = []
        self._is_row = False  # of a table

    def element(self, element: etree._Element) -> None:
        """An element and all in it; trees are no deeper than the parser lets them be."""
        name = nodes.name(element)
        if name in _UNSEEN:
            return
        is_block = name in MARKS or (name in _QUOTES and _is_block(element))
        if self._is_row:  # what stands in cells is no paragraph
            is_block = False
            self._words.append(" ")
        if is_block:
            self.flush()
            self._is_row = name in _ROWS
            own = "quote" if name in _QUOTES else self._mark(name, element)
            self._marks.append(own or self._marks[-1])
        self._words.append(element.text or "")
        for child in element:
            self._child(child, name)
            self._words.append(child.tail or "")
        if is_block:
            self._is_row = False
            self.flush()
            self._marks.pop()

    def _child(self, child: etree._Element, around: str) -> None:
        name = nodes.name(child)
        if child.tag is etree.Entity:
            self._words.append(child.text or "")  # one that nothing defines, as it stands there
        elif name in _BREAKS:
            self._words.append("\u2028")
        elif name == "pb":
            self._begin_page(child)
        elif name in _NOTES and "".join(self._words).strip():  # below the paragraph that it is of
            self._notes += pieces(child)
        elif name:
            self.element(child)
            if name in _CELLS and around in _ROWS:
                self._words.append("\t")

    def _begin_page(self, element: etree._Element) -> None:
        number = element.get("n") or ""
        if re.fullmatch(r"[0-9]{1,5}", number) and int(number):
            self._page = int(number)

    def _mark(self, name: str, element: etree._Element) -> str | None:
        if name == "ab" and element.get("type") == "header":  # as trafilatura writes headings
            return "heading"
        return "comment" if element.get("type") == "comments" else MARKS[name]

    def flush(self) -> None:
        """A paragraph ends."""
        text = re.sub(r"[^\S\t\u2028]+", " ", "".join(self._words))
        text = re.sub(r" *\u2028 *", "\n", text).strip()
        self._words = []
        if text:
            self.found.append(Piece(re.sub(r" ?\t ?", "\t", text), self._marks[-1], self._page))
        self.found += self._notes
        self._notes = []


def _is_block(quote: etree._Element) -> bool:
    """Whether a quotation stands between paragraphs, or has some, and not in one."""
    if any(nodes.name(each) in ("p", "l", "lg") for each in quote):
        return True
    around = quote.getparent()
    return around is not None and nodes.name(around) in ("body", "div", "main", "text", "block")
