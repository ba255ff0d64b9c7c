"""
The tables of a page as sheets, for pages that programs write instead of a spreadsheet.
"""

import re
from collections.abc import Iterator

from lxml import etree

from annotate.readers.table import COLUMNS
from annotate.readers.web import charset, tree
from annotate.readers.workbook import Sheet

__all__ = ["sheets"]

_LINES = ("br", "p", "div", "li")  # which begin a line of a cell


def sheets(data: bytes) -> Iterator[Sheet]:
    """Each table that holds no other, with its rows."""
    root = tree.parsed(charset.decode(data))
    for number, table in enumerate(() if root is None else root.iter("table"), 1):
        if table.find(".//table") is None:
            yield Sheet(f"table {number}", map(_cells, table.iter("tr")))


def _cells(row: etree._Element) -> list[str]:
    found: list[str] = []
    for cell in row.iterchildren("td", "th"):
        found.append(_text(cell))
        wide = cell.get("colspan") or ""
        others = int(wide) - 1 if re.fullmatch(r"[1-9]\d{0,3}", wide) else 0
        found += [""] * min(others, COLUMNS)
        if len(found) > COLUMNS:
            break  # which is told
    return found


def _text(cell: etree._Element) -> str:
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            parts += ("\n" if element.tag in _LINES else "", _flat(element.text))
        elif element is not cell:
            parts.append(_flat(element.tail))
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n")).strip()


def _flat(words: str | None) -> str:
    return (words or "").replace("\n", " ")
