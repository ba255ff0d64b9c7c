"""
The columns of a page, found by the gutters that no line of them crosses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.readers.paged.line import Line

__all__ = ["Column", "arranged"]

_WIDE = 0.62  # of the width of the text; a wider line spans columns
_GUTTER = 0.7  # of the type's size
_FEW = 4  # lines that make a column


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end."""

    left: float
    right: float


def arranged(lines: Sequence[Line], size: float) -> list[tuple[Line, Column]]:
    """The lines of a page in the order they are read in, each with its column."""
    if not lines:
        return []
    whole = Column(_edge([line.left for line in lines]), max(line.right for line in lines))
    parts = _columns(lines, whole, size)
    placed = [(line, _column(line, parts, size)) for line in lines]
    if len(parts) > 1 and _is_mixed([parts.index(p) if p else -1 for _, p in placed], len(parts)):
        placed = _sorted(placed, parts)
    return [(line, part or whole) for line, part in placed]


def _edge(lefts: list[float]) -> float:
    """The leftmost place at which more than a line begins."""
    near = Counter(round(left) for left in lefts)
    often = [at for at, count in near.items() if count + near[at + 1] + near[at - 1] > 1]
    at = min(often, default=min(near))
    return min(left for left in lefts if left >= at - 1.5)


def _columns(lines: Sequence[Line], whole: Column, size: float) -> list[Column]:
    """The columns, from left to right; one if there is no gutter."""
    narrow = [
        line for line in lines if line.right - line.left < _WIDE * (whole.right - whole.left)
    ]
    if len(narrow) < max(2 * _FEW, len(lines) // 2):
        return [whole]
    groups: list[list[Line]] = []
    reach = float("-inf")
    for line in sorted(narrow, key=lambda line: line.left):
        if line.left > reach + _GUTTER * size:
            groups.append([])
        groups[-1].append(line)
        reach = max(reach, line.right)
    columns = [
        Column(_edge([line.left for line in group]), max(line.right for line in group))
        for group in groups
        if len(group) >= _FEW
    ]
    return columns if len(columns) == len(groups) > 1 and _are_columns(groups) else [whole]


def _are_columns(groups: list[list[Line]]) -> bool:
    """Whether these are columns of text side by side, not the cells of a table."""
    longest = [max(len(line.text) for line in group) for group in groups]
    spans = [(min(g.bottom for g in group), max(g.top for g in group)) for group in groups]
    side = min(top for _, top in spans) > max(bottom for bottom, _ in spans)
    return min(longest) >= 15 and side and len(groups) <= 6


def _column(line: Line, columns: list[Column], size: float) -> Column | None:
    for column in columns:
        if line.left >= column.left - size and line.right <= column.right + size:
            return column
    return None


def _is_mixed(order: list[int], columns: int) -> bool:
    """Whether the lines are written across the columns, row by row."""
    changes = sum(a != b for a, b in zip(order, order[1:], strict=False))
    spanning = sum(a == -1 for a in order)
    return changes > 3 * (columns + 2 * spanning)


def _sorted(
    placed: list[tuple[Line, Column | None]], columns: list[Column]
) -> list[tuple[Line, Column | None]]:
    """By bands between lines that span the columns, then by column, then from the top."""
    spanning = sorted((line.top for line, column in placed if column is None), reverse=True)

    def place(item: tuple[Line, Column | None]) -> tuple[int, int, float]:
        line, column = item
        band = sum(top >= line.top for top in spanning)
        return band, columns.index(column) if column else -1, -line.top

    return sorted(placed, key=place)
