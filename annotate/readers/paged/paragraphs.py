"""
Printed lines to paragraphs: where one ends is seen, not said.

It ends where the next line stands further down than lines do, is set in, is of
another type, or begins with a word that had still fitted on the line. From the foot
of a column to the head of the next it runs on unless something says that it ended.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.readers.paged.columns import Column
from annotate.readers.paged.line import BULLET, NUMBERED, Line, ends_sentence, starts_low

__all__ = ["Page", "Paragraph", "body_size", "paragraphs"]

_SAME_SIZE = 1.08
_APART = 1.22  # of the distance between lines
_INDENT = 0.6  # of the type's size
_SLACK = 0.3  # of the type's size

Page = Sequence[tuple[Line, Column]]


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, and the column of each."""

    lines: list[Line]
    columns: list[Column]
    is_row: bool = False  # of a table: its lines are cells

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


@dataclass(slots=True)
class _Setting:
    """How a document is set: how far lines are apart, and how far first lines are set in."""

    pitches: dict[int, float] = field(default_factory=dict)
    indent: float = 0.0

    def pitch(self, line: Line) -> float:
        """How far a line of this type is from the next."""
        return self.pitches.get(round(line.size * 2), 1.25 * line.size)


def body_size(lines: Iterable[Line]) -> float:
    """The size of the type in which most is written."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs(pages: Iterable[Page]) -> list[Paragraph]:
    """The paragraphs of lines in reading order."""
    lines = [item for page in pages for item in page]
    setting = _setting(lines)
    found: list[Paragraph] = []
    for at, (line, column) in enumerate(lines):
        following = lines[at + 1][0] if at + 1 < len(lines) else None
        if found and _is_cell(found[-1], line, column):
            found[-1].is_row = True
        elif not found or _begins(found[-1], line, column, setting, following):
            found.append(Paragraph([], []))
        found[-1].lines.append(line)
        found[-1].columns.append(column)
    return found


def _setting(lines: Sequence[tuple[Line, Column]]) -> _Setting:
    apart: dict[int, Counter[float]] = {}
    indents: Counter[int] = Counter()
    for (a, column), (b, other) in zip(lines, lines[1:], strict=False):
        down = a.bottom - b.bottom
        if a.page != b.page or column != other or not 0.7 * a.size < down < 3 * a.size:
            continue
        if abs(a.size - b.size) < 0.5:
            apart.setdefault(round(a.size * 2), Counter())[round(down * 2) / 2] += 1
        offset = round(a.left - column.left)
        if offset > _INDENT * a.size and abs(b.left - column.left) < _INDENT * a.size:
            indents[offset] += 1
    pitches = {size: _usual(counts) for size, counts in apart.items() if counts.total() > 2}
    indent, count = indents.most_common(1)[0] if indents else (0, 0)
    return _Setting(pitches, float(indent) if count > 2 else 0.0)


def _usual(counts: Counter[float]) -> float:
    """The distance at which most lines are, the smaller of two that are about as common."""
    most = counts.most_common(1)[0][1]
    return min(apart for apart, count in counts.items() if count * 2 > most)


def _is_cell(paragraph: Paragraph, line: Line, column: Column) -> bool:
    """Whether a line stands beside the one before: the next cell of a row."""
    last = paragraph.last
    if last.page != line.page or column != paragraph.columns[-1] or line.turned:
        return False
    if len(paragraph.lines) > 1 and not paragraph.is_row:
        return False
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return overlap > 0.6 * min(last.height, line.height) and line.left >= last.right


def _begins(
    paragraph: Paragraph, line: Line, column: Column, setting: _Setting, following: Line | None
) -> bool:
    """Whether a line begins a new paragraph."""
    last = paragraph.last
    if paragraph.is_row or last.turned != line.turned or not _is_same_type(last, line):
        return True
    if line.turned:
        return False
    if BULLET.match(line.text) and not line.text.startswith(("–", "—", "-")):
        return True
    if last.page != line.page or column != paragraph.columns[-1] or line.bottom > last.top:
        return not _runs_on(paragraph, line, column, setting)
    return _begins_below(paragraph, line, column, setting, following)


def _is_same_type(a: Line, b: Line) -> bool:
    large, small = max(a.size, b.size), min(a.size, b.size)
    return large <= small * _SAME_SIZE and (a.bold == b.bold or min(len(a.text), len(b.text)) < 8)


def _begins_below(
    paragraph: Paragraph, line: Line, column: Column, setting: _Setting, following: Line | None
) -> bool:
    last, down = paragraph.last, paragraph.last.bottom - line.bottom
    runs = starts_low(line.text) and not ends_sentence(last.text)
    pitch = setting.pitch(line)
    if down > pitch * (1.5 if runs else _APART) and down > pitch + 1:
        return True
    ended = not _is_full(paragraph, line, column, setting)
    if ended and not (runs and _is_nearly_full(last, column)):
        return not _is_heading_line(last, line, setting)
    if NUMBERED.match(line.text) and ends_sentence(last.text):
        return True
    shift, least = line.left - last.left, _INDENT * line.size
    is_first = len(paragraph.lines) == 1
    if shift > least:
        return not _hangs(paragraph, line, column, setting, following)
    return shift < -least and not is_first


def _hangs(
    paragraph: Paragraph, line: Line, column: Column, setting: _Setting, following: Line | None
) -> bool:
    """Whether a line that is set in goes on with a paragraph whose first line is not."""
    first = paragraph.first
    if len(paragraph.lines) > 1:
        return False
    if BULLET.match(first.text) or NUMBERED.match(first.text):
        return True
    if setting.indent and abs(line.left - column.left - setting.indent) < 1.5:
        return False
    if not ends_sentence(first.text) and starts_low(line.text):
        return True
    deep = following is not None and abs(following.left - line.left) < 1
    return deep and not ends_sentence(first.text)


def _is_full(paragraph: Paragraph, line: Line, column: Column, setting: _Setting) -> bool:
    """Whether the first word of a line had no more room on the line before."""
    last = paragraph.last
    room = _right(paragraph, line, column, setting) - last.right - _SLACK * last.size
    return line.first > room


def _right(paragraph: Paragraph, line: Line, column: Column, setting: _Setting) -> float:
    """How far lines go: to the edge of the column, or of what is set in on both sides."""
    last = paragraph.last
    offset = last.left - column.left
    is_set_in = offset > _INDENT * last.size and abs(line.left - last.left) < 1
    if is_set_in and abs(offset - setting.indent) > 1.5 and len(paragraph.lines) > 1:
        return max(each.right for each in (*paragraph.lines, line))
    return column.right


def _is_nearly_full(line: Line, column: Column) -> bool:
    return column.right - line.right < 0.35 * (column.right - column.left)


def _is_heading_line(last: Line, line: Line, setting: _Setting) -> bool:
    """Whether both are lines of one heading, which is broken where it looks best."""
    body = min(setting.pitches, default=0) / 2
    large = min(last.size, line.size) > body * 1.15 or (last.bold and line.bold)
    return large and not NUMBERED.match(line.text) and not ends_sentence(last.text)


def _runs_on(paragraph: Paragraph, line: Line, column: Column, setting: _Setting) -> bool:
    """Whether a paragraph goes on at the head of the next column or page."""
    last = paragraph.last
    if starts_low(line.text) and not ends_sentence(last.text):
        return True
    if NUMBERED.match(line.text):
        return False
    offset = line.left - column.left
    set_in = last.left - paragraph.columns[-1].left
    if offset > _INDENT * line.size and (len(paragraph.lines) == 1 or offset > set_in + 1.5):
        return False
    return _is_full(paragraph, line, paragraph.columns[-1], setting)
