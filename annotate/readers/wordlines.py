"""
The paragraphs of a Word file with nothing but their words, at a tenth of the time of all else.

Enough to see whether it is an export of a press database, and to take one apart.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from annotate.readers.pieces import Piece
from annotate.readers.wordml import prefixed

__all__ = ["lines"]

_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:noBreakHyphen": "\u2011", "w:p": "\n"}
_NOTES = ("}footnoteReference", "}endnoteReference")
_HEADING = re.compile(r"(?i)(?:heading|title)\s?(?P<level>[1-6])?")
_LONGEST_ROW = 1000  # characters; longer ones are a page's layout, not a table


def lines(root: Element) -> list[Piece]:
    """The paragraphs and rows of a text; none where notes belong to it that stand elsewhere."""
    if any(element.tag.endswith(_NOTES) for element in root.iter()):
        return []
    return [piece for piece in _pieces(root) if piece.text.strip()]


def _pieces(root: Element) -> Iterator[Piece]:
    below = [root]
    while below:
        element = below.pop()
        name = prefixed(element.tag)
        if name == "w:p":
            yield Piece(_words(element), _mark(element))
        elif name == "w:tr" and (row := _row(element)):
            yield Piece(row, "body")
        else:
            below += reversed(element)


def _row(element: Element) -> str | None:
    """The cells of a row, parted by tabs, if it is one of a table."""
    cells = [_words(cell).strip().replace("\t", " ") for cell in element if _is(cell, "w:tc")]
    return "\t".join(cells) if sum(map(len, cells)) <= _LONGEST_ROW else None


def _is(element: Element, name: str) -> bool:
    return prefixed(element.tag) == name


def _words(element: Element) -> str:
    parts = (part for part in element.iter() if part is not element)
    return "".join(
        (part.text or "") if _is(part, "w:t") else _SIGNS.get(prefixed(part.tag), "")
        for part in parts
    )


def _mark(element: Element) -> str:
    style = next((part for part in element.iter() if _is(part, "w:pStyle")), None)
    said = "" if style is None else next(iter(style.attrib.values()), "")
    found = _HEADING.fullmatch(said)
    return f"h{found['level'] or 1}" if found else "body"
