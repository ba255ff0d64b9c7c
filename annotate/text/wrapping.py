"""
Undoing hard wraps: lines broken by a machine at a width, joined into paragraphs.

In wrapped text nearly every line is *full*: the first word of the next line would
not have fitted on it. So where it would have fitted, the paragraph ends. Where
the document marks its paragraphs by blank lines or by indents as well, these are
trusted first. Lines quoted as in e-mail (`> `) are measured without their marks.
"""

import re
from itertools import pairwise

__all__ = ["Line", "ends_sentence", "possible", "spans"]

Line = tuple[int, int, int, int]
"""Start, end, indent, and the number of blank lines before."""

WIDEST = 160  # characters; lines wrapped at more than this are not known in the wild
FEWEST = 4  # lines, below which nothing can be said about a width

_TERMINALS = ".!?…。！？｡．؟۔।॥።։;:"
_OPENING = '"“„«‘「'
_CLOSERS = "\"'”’»›)]}」』）】*_"
_MARKER = r"(?:[-*•·▪◦‣●–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s"
_QUOTED = r"(?:>[ \t]?)+"


class _Row:
    """A line as wrapped: `start:end` in the text, `body:end` without quotation marks."""

    __slots__ = ("body", "depth", "end", "gap", "indent", "start", "width", "word")

    def __init__(self, text: str, line: Line, body: int, depth: int) -> None:
        self.start, self.end, self.indent, self.gap = line
        self.body = body
        self.depth = depth
        self.width = self.end - body + self.indent
        self.word = _first_word(text, body, self.end)


class _Layout:
    """What the lines of a wrapped document have in common."""

    __slots__ = ("blanks", "brisk", "indent", "spacing", "width")

    def __init__(self, width: int, spacing: int, indent: int | None, blanks: bool) -> None:
        self.brisk = False  # the paragraphs have few lines, as in the news
        self.width = width
        self.spacing = spacing  # blank lines between the lines of one paragraph
        self.indent = indent  # what starts a paragraph is indented more than this
        self.blanks = blanks  # blank lines separate the paragraphs, all of them


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as a sentence does, closing quotes and brackets aside."""
    if text[end - 1] in _TERMINALS:
        return True
    tail = text[max(start, end - 8) : end].rstrip(_CLOSERS)
    return tail[-1:] in _TERMINALS and tail != ""


def possible(lines: list[Line]) -> bool:
    """Whether the lines are short and alike enough for a closer look to be worth it."""
    if len(lines) < FEWEST:
        return False
    long = sum(line[1] - line[0] > WIDEST for line in lines)
    return long * 20 <= len(lines)


def spans(text: str, lines: list[Line]) -> list[tuple[int, int]] | None:
    """The paragraphs of a hard-wrapped text, None if it is not wrapped."""
    rows = [_row(text, line) for line in lines]
    layout = _layout(text, rows)
    if layout is None:
        return None
    found = []
    first = rows[0]
    for before, row in pairwise(rows):
        if _breaks(text, before, row, layout):
            found.append((first.start, before.end))
            first = row
    found.append((first.start, rows[-1].end))
    return found


def _row(text: str, line: Line) -> _Row:
    start, end, _, _ = line
    quoted = re.match(_QUOTED, text[start:end]) if text[start] == ">" else None
    if quoted is None or quoted.end() == end - start:
        return _Row(text, line, start, 0)
    return _Row(text, line, start + quoted.end(), quoted[0].count(">"))


def _first_word(text: str, start: int, end: int) -> int:
    first = text[start]
    if first >= "\u2e80":  # Chinese, Japanese and Korean are wrapped between any two characters
        return 1
    if "\u0e00" <= first <= "\u0eff" or "\u1780" <= first <= "\u17ff":
        return 8  # Thai, Lao and Khmer write no spaces; a word is about this long
    return 1 + len(text[start : min(end, start + 200)].split(None, 1)[0])


def _layout(text: str, rows: list[_Row]) -> _Layout | None:
    if len(rows) < FEWEST:
        return None
    width = _width(rows)
    pairs = list(pairwise(rows))
    adjacent = [pair for pair in pairs if pair[1].gap == 0]
    if _is_wrapped(text, adjacent, width):
        spacing = 0
    elif len(adjacent) * 10 <= len(rows) and len(rows) > 2 * FEWEST:
        adjacent = [pair for pair in pairs if pair[1].gap <= 1]
        if not _is_wrapped(text, adjacent, width):
            return None
        spacing = 1
    else:
        return None
    blanks = _blanks_separate(text, rows, adjacent, width)
    layout = _Layout(width, spacing, _indent(text, rows, adjacent), blanks)
    ends = sum(_breaks(text, before, row, layout) for before, row in pairwise(rows))
    layout.brisk = len(rows) <= 5 * (ends + 1)
    return layout


def _width(rows: list[_Row]) -> int:
    """The width of the longest line, but for a few outliers such as addresses."""
    widths = sorted(row.width for row in rows)
    usual = widths[(len(widths) - 1) * 9 // 10] * 1.15
    return max(width for width in widths if width <= usual)


def _is_wrapped(text: str, pairs: list[tuple[_Row, _Row]], width: int) -> bool:
    """Whether sentences run on over the line ends, and do so only at full lines."""
    full = loose = 0
    for before, row in pairs:
        if _runs_on(text, before, row):
            if _is_full(before, row, width):
                full += 1
            else:
                loose += 1
    return full >= 2 and full * 3 >= len(pairs) and full >= 4 * loose


def _is_full(before: _Row, row: _Row, width: int) -> bool:
    return before.width + row.word > width


def _runs_on(text: str, before: _Row, row: _Row) -> bool:
    """Whether a sentence goes on from one line to the next: nothing ends, nothing begins."""
    if ends_sentence(text, before.body, before.end):
        return False
    first = text[row.body]
    return first.lower() == first and not re.match(_MARKER, text[row.body : row.body + 8])


def _blanks_separate(
    text: str, rows: list[_Row], adjacent: list[tuple[_Row, _Row]], width: int
) -> bool:
    """Whether the paragraphs end at blank lines: then hardly one ends inside a run of lines."""
    if sum(row.gap > 0 for row in rows) < 2:
        return False
    inside = sum(
        ends_sentence(text, before.body, before.end) and not _is_full(before, row, width)
        for before, row in adjacent
    )
    runs = len(rows) - len(adjacent)
    return inside * 2 <= runs


def _opens(letter: str) -> bool:
    """Whether a paragraph may begin with it, as a sentence does."""
    return letter.isupper() or letter in _OPENING


def _indent(text: str, rows: list[_Row], adjacent: list[tuple[_Row, _Row]]) -> int | None:
    """The left margin, if lines that stand further in start the paragraphs."""
    margin = min(row.indent for row in rows)
    inner = [before for before, row in adjacent if row.indent > margin]
    if len(inner) < 2 or len(inner) * 10 > len(rows) * 6:
        return None
    ended = sum(ends_sentence(text, before.body, before.end) for before in inner)
    return margin if ended * 10 >= len(inner) * 7 else None


def _breaks(text: str, before: _Row, row: _Row, layout: _Layout) -> bool:
    """Whether a paragraph ends between two lines."""
    if row.gap > layout.spacing or row.depth != before.depth:
        return True
    full = _is_full(before, row, layout.width)
    ended = ends_sentence(text, before.body, before.end)
    listed = ended or not full or text[before.body] == text[row.body]
    if listed and re.match(_MARKER, text[row.body : row.body + 8]):
        return True
    if layout.indent is not None:
        return row.indent > layout.indent
    if layout.blanks and not layout.spacing:
        return False
    if full and ended and layout.brisk and _opens(text[row.body]):
        return True
    return not full and not _runs_on(text, before, row)
