"""
The columns of pages, found by the gutters that no line of them crosses.

Pages of a document are set alike: a page with few lines has the columns of others.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotate.readers.paged.line import BULLET, NUMBERED, Line

__all__ = ["Column", "arranged"]

_WIDE = 0.62  # of the width of the text; a wider line spans columns
_GUTTER = 0.7  # of the type's size
_FEW = 4  # lines that make a column
_NEAR = 2.0  # points within which edges are the same
_STRETCHED = 3.0  # of the type's size; more is no space between words

_Placed = list[tuple[Line, "Column"]]


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end."""

    left: float
    right: float


def arranged(pages: Sequence[Sequence[Line]], size: float) -> list[_Placed]:
    """The lines of each page in the order they are read in, each with its column."""
    own = [_columns(page, size) for page in pages]
    usual = _usual(pages, own)
    return [
        _placed(page, _fitting(page, columns, usual), size)
        for page, columns in zip(pages, own, strict=True)
    ]


def _usual(
    pages: Sequence[Sequence[Line]], own: Sequence[list[Column]]
) -> list[tuple[Column, ...]]:
    """The columns that pages have in common, the most usual first."""
    counts: Counter[tuple[int, ...]] = Counter()
    rights: dict[tuple[int, ...], list[tuple[float, ...]]] = defaultdict(list)
    lefts: dict[tuple[int, ...], tuple[float, ...]] = {}
    for page, columns in zip(pages, own, strict=True):
        key = tuple(round(column.left) for column in columns)
        counts[key] += len(page)
        rights[key].append(tuple(column.right for column in columns))
        lefts[key] = min(lefts.get(key, (9e9,)), tuple(column.left for column in columns))
    return [
        tuple(
            Column(left, _reach(list(ends), 4.0))
            for left, ends in zip(lefts[key], zip(*rights[key], strict=True), strict=True)
        )
        for key, _ in counts.most_common(4)
        if key
    ]


def _fitting(
    page: Sequence[Line], own: list[Column], usual: Sequence[tuple[Column, ...]]
) -> list[Column]:
    """The usual columns that hold all lines of a page, else its own."""
    for columns in usual:
        held = [_column(line, columns, _NEAR) for line in page]
        apart = held.count(None)
        begun = {
            column
            for line, column in zip(page, held, strict=True)
            if column and abs(line.left - column.left) < _NEAR
        }
        if apart * 8 <= len(page) and begun and len(columns) >= len(own):
            return list(columns)
    return own


def _placed(lines: Sequence[Line], columns: list[Column], size: float) -> _Placed:
    if not lines:
        return []
    whole = Column(columns[0].left, max(columns[-1].right, max(line.right for line in lines)))
    if len(columns) == 1:
        whole = columns[0]
    placed = [(line, _column(line, columns, size)) for line in lines]
    order = [columns.index(column) if column else -1 for _, column in placed]
    if len(columns) > 1 and _is_mixed(order, len(columns)):
        placed = _sorted(placed, columns)
    return _rejoined(_unstretched([(line, column or whole) for line, column in placed]))


def _edge(lefts: list[float]) -> float:
    """The leftmost place at which more than a line begins."""
    near = Counter(round(left) for left in lefts)
    often = [at for at, count in near.items() if count + near[at + 1] + near[at - 1] > 1]
    at = min(often, default=min(near))
    return min(left for left in lefts if left >= at - 1.5)


def _reach(rights: list[float], near: float) -> float:
    """The furthest place at which more than a line ends."""
    furthest = sorted(rights, reverse=True)
    if len(furthest) < 5:
        return furthest[0]
    return next((a for a, b in pairwise(furthest) if a - b < near), furthest[0])


def _column_of(lines: Sequence[Line], size: float) -> Column:
    return Column(
        _edge([line.left for line in lines]), _reach([line.right for line in lines], size)
    )


def _columns(lines: Sequence[Line], size: float) -> list[Column]:
    """The columns of a page, from left to right; one if there is no gutter."""
    lines = _without_cells(lines)
    if not lines:
        return []
    whole = _column_of(lines, size)
    narrow = [line for line in lines if line.right - line.left < _WIDE * (whole.right - whole.left)]
    if len(narrow) < max(2 * _FEW, len(lines) // 2):
        return [whole]
    gutters = _gutters(narrow, size)
    groups: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in narrow:
        at = bisect_left(gutters, line.left)
        if at == bisect_left(gutters, line.right):
            groups[at].append(line)
    return [_column_of(group, size) for group in groups] if _are_columns(groups) else [whole]


def _without_cells(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines but those that stand side by side, if most do not."""
    beside = [_is_level(a, b) for a, b in pairwise(lines)]
    alone = [
        line
        for line, before, after in zip(lines, [False, *beside], [*beside, False], strict=False)
        if not (before or after or line.turned)
    ]
    return alone if len(alone) * 2 > len(lines) else lines


def _gutters(lines: Sequence[Line], size: float) -> list[float]:
    """The middles of what hardly any line crosses, from left to right."""
    crossed: Counter[int] = Counter()
    for line in lines:
        crossed[int(line.left)] += 1
        crossed[int(line.right) + 1] -= 1
    few, count, found = max(1, len(lines) // 16), 0, []
    before = None  # where the last of what many cross ended
    for at, until in pairwise(sorted(crossed)):  # not point by point: a word may be far off
        count += crossed[at]
        if count > few:
            if before is not None and at - before > _GUTTER * size:
                found.append((before + at) / 2)
            before = until
    return found


def _are_columns(groups: list[list[Line]]) -> bool:
    """Whether these are columns of text side by side, not the cells of a table."""
    if not 1 < len(groups) <= 6 or min(map(len, groups)) < _FEW:
        return False
    longest = [max(len(line.text) for line in group) for group in groups]
    lowest = max(min(line.bottom for line in group) for group in groups)
    highest = min(max(line.top for line in group) for group in groups)
    return min(longest) >= 15 and highest > lowest


def _column(line: Line, columns: Sequence[Column], near: float) -> Column | None:
    for column in columns:
        if line.left >= column.left - near and line.right <= column.right + near:
            return column
    return None


def _is_mixed(order: list[int], columns: int) -> bool:
    """Whether the lines are written across the columns, row by row."""
    changes = sum(a != b for a, b in pairwise(order))
    return changes > 3 * (columns + 2 * order.count(-1))


def _sorted(
    placed: list[tuple[Line, Column | None]], columns: list[Column]
) -> list[tuple[Line, Column | None]]:
    """By bands between lines that span the columns, then by column, then from the top."""
    spanning = sorted(line.top for line, column in placed if column is None)

    def place(item: tuple[Line, Column | None]) -> tuple[int, int, float]:
        line, column = item
        band = len(spanning) - bisect_left(spanning, line.top)
        return band, columns.index(column) if column else -1, -line.top

    return sorted(placed, key=place)


def _unstretched(placed: _Placed) -> _Placed:
    """The lines, those put together whose words justifying drove apart, all equally far."""
    found: _Placed = []
    run: _Placed = []
    for item in placed:
        if run and not (run[-1][1] == item[1] and _is_level(run[-1][0], item[0])):
            found += _filled(run)
            run = []
        run.append(item)
    return found + _filled(run)


def _filled(run: _Placed) -> _Placed:
    """The pieces of a row as one line, if they are words that fill their column."""
    lines, column = [line for line, _ in run], run[0][1] if run else None
    if len(run) < 3 or column is None or any(" " in line.text for line in lines):
        return run
    gaps = [b.left - a.right for a, b in pairwise(lines)]
    sides = abs(lines[0].left - column.left), abs(lines[-1].right - column.right)
    if max(gaps) - min(gaps) > _NEAR or sides[1] > _NEAR or sides[0] > _STRETCHED * lines[0].size:
        return run
    text = " ".join(line.text for line in lines)
    return [(replace(_together(lines[0], lines[-1]), text=text), column)]


def _rejoined(placed: _Placed) -> _Placed:
    """The lines, those put together that justifying tore apart, or that begin with a bullet."""
    found: _Placed = []
    for at, (line, column) in enumerate(placed):
        if found and found[-1][1] == column and _is_level(found[-1][0], line):
            beside = [other for other, _ in (*found[-2:-1], *placed[at + 1 : at + 2])]
            is_row = any(_is_level(other, line) for other in beside)
            before = found[-1][0]
            if _is_marker(before.text) or (not is_row and _is_torn(before, line, column)):
                line = _together(found.pop()[0], line)
        found.append((line, column))
    return found


def _together(before: Line, line: Line) -> Line:
    return replace(
        before, text=f"{before.text} {line.text}", right=line.right,
        top=max(before.top, line.top), bottom=min(before.bottom, line.bottom), size=line.size,
    )  # fmt: skip


def _is_marker(text: str) -> bool:
    """Whether a text is nothing but a bullet, or the number of an item."""
    return len(text) < 7 and bool(BULLET.fullmatch(f"{text} ") or NUMBERED.fullmatch(f"{text} "))


def _is_level(a: Line, b: Line) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    return a.page == b.page and overlap > 0.6 * min(a.height, b.height)


def _is_torn(before: Line, line: Line, column: Column) -> bool:
    gap = line.left - before.right
    ends = column.right - line.right < 0.15 * (column.right - column.left)
    return 0 <= gap < _STRETCHED * line.size and ends
