"""
Heads of articles that are rows of a table: names of columns above values, or values alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotate.readers.exports import labels, line_kinds
from annotate.readers.exports.line_kinds import Line

__all__ = ["known"]

_FEWEST = 3  # cells
_NUMBER = re.compile(r"\d{1,6}")
_LENGTH = re.compile(r"\d{1,6}(?:文字|字|자| words| Wörter| mots| palabras)")
_PAGE = re.compile(r"0*(\d{1,4})[頁面ページ]*")
_LONGEST = 400  # characters


def known(those: Sequence[Line]) -> list[Line]:
    """The lines, those that are a head as a row saying so."""
    found = list(those)
    for i, line in enumerate(found):
        if len(line.text) > _LONGEST or "\t" not in line.piece.text:
            continue
        cells = _cells(line)
        if len(cells) < _FEWEST:
            continue
        above = _cells(found[i - 1]) if i and found[i - 1].kind == "columns" else []
        if len(above) == len(cells):
            found[i] = _row(
                line, [(labels.field_of(a) or "", b) for a, b in zip(above, cells, strict=True)]
            )
        elif sum(labels.field_of(cell) is not None for cell in cells) >= _FEWEST:
            found[i] = replace(line, kind="columns", field="")
        elif said := _said(cells):
            found[i] = _row(line, said)
    return found


def _cells(line: Line) -> list[str]:
    return [" ".join(cell.split()) for cell in line.piece.text.strip("\n").split("\t")]


def _row(line: Line, said: Sequence[tuple[str, str]]) -> Line:
    return replace(
        line, kind="row", field="", value="", said=tuple((a, b) for a, b in said if a and b)
    )


def _said(cells: Sequence[str]) -> list[tuple[str, str]]:
    """What cells say by what they look like: a number, a day, a headline, a length."""
    if not _NUMBER.fullmatch(cells[0]) or not any(map(_LENGTH.fullmatch, cells)):
        return []
    dated = next((cell for cell in cells if line_kinds.day(cell)), None)
    if dated is None:
        return []
    page = next((cell for cell in cells if cell[-1:] in "頁面" and _PAGE.fullmatch(cell)), "")
    title = max((cell for cell in cells if cell != dated), key=len)
    return [("published", dated), ("title", title), ("page", page)]
