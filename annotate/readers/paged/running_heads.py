"""
What stands on every page: running heads and feet, and the numbers of pages.

A line is one if it is the outermost but few on its page and stands at the same
height on others, its digits apart; or a number alone at the edge of the page.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from annotate.readers.paged.line import Line

__all__ = ["find"]

_OUTERMOST = 3  # rows from the top or the bottom
_NEAR = 5.0  # points; lines at one height
_NUMBER = re.compile(
    r"(?i)[-–—|\[(•· ]*(?:page |seite |p\. ?|s\. ?|стр\. ?|página |pagina |第)?"
    r"(?:\d{1,4}|[ivxl]{1,7})(?: ?(?:/|of|von|de|di|sur|из) ?\d{1,4})?[页頁]?[-–—|\]). •·]*"
)


def find(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines that are no part of the text."""
    edges = [_edges(page) for page in pages]
    found: set[Line] = set()
    alike: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for edge in edges:
        for place, rows in enumerate(edge):
            for row in rows:
                for line in row:
                    alike[_without_digits(line.text), bool(place)].append(line)
    few = 2 if len(pages) <= 6 else 3
    for (words, _), lines in alike.items():
        if any(map(str.isalpha, words)) or _NUMBER.fullmatch(lines[0].text):
            found.update(_repeated(lines, few))
    for number, edge in enumerate(edges, 1):
        for rows in edge:
            found.update(_outward(rows, found, number))
    return found


def _edges(page: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The outermost rows at the top and at the bottom, from the outermost on."""
    rows: list[list[Line]] = []
    for line in sorted((line for line in page if not line.turned), key=lambda line: -line.top):
        if rows and abs(rows[-1][0].bottom - line.bottom) < _NEAR:
            rows[-1].append(line)
        else:
            rows.append([line])
    below = rows[max(_OUTERMOST, len(rows) - _OUTERMOST) :] if len(rows) > 2 else []
    return rows[:_OUTERMOST] if len(rows) > 2 else [], below[::-1]


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _repeated(lines: list[Line], few: int) -> list[Line]:
    """Those of lines with the same words that stand at the same height on several pages."""
    heights: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        at = round(line.bottom / _NEAR)
        for near in (at - 1, at, at + 1):
            heights[near].add(line.page)
    return [line for line in lines if len(heights[round(line.bottom / _NEAR)]) >= few]


def _outward(rows: list[list[Line]], found: set[Line], page: int) -> list[Line]:
    """What is beside or beyond the lines found, or beside a page's own number."""
    last = max((i for i, row in enumerate(rows) if any(line in found for line in row)), default=-1)
    if last < 0 and rows:
        numbers = [line.text for line in rows[0] if _NUMBER.fullmatch(line.text)]
        if numbers and (len(rows[0]) == 1 or str(page) in re.findall(r"\d+", " ".join(numbers))):
            last = 0
    return [line for row in rows[: last + 1] for line in row]
