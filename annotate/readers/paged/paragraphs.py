"""
Printed lines to paragraphs: where one ends is seen, not said.

It ends where the next line stands further down than lines do, is set in, is of
another type, or begins with a word that had still fitted on the line. From the foot
of a column to the head of the next it runs on unless something says that it ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.readers.paged.columns import Column
from annotate.readers.paged.line import BULLET, NUMBERED, Line, ends_sentence, starts_low
from annotate.readers.paged.setting import APART, INDENT, Placed, Setting

__all__ = ["Paragraph", "is_cut", "paragraphs"]

_SAME_SIZE = 1.08
_SLACK = 0.3  # of the type's size
_UNSEEN = 2.0  # of the type's size: as wide is a sign that is drawn, but written nowhere
_EXACT = 1.5  # points, within which justified lines end at the edge


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, and where they stand."""

    placed: list[Placed] = field(default_factory=list)
    is_row: bool = False  # of a table: its lines are cells

    @property
    def lines(self) -> list[Line]:
        """Its lines."""
        return [placed.line for placed in self.placed]

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.placed[0].line

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.placed[-1].line

    @property
    def column(self) -> Column:
        """The column of its last line."""
        return self.placed[-1].column


def paragraphs(lines: Sequence[Placed], setting: Setting) -> list[Paragraph]:
    """The paragraphs of lines in reading order."""
    found: list[Paragraph] = []
    for at, placed in enumerate(lines):
        following = lines[at + 1].line if at + 1 < len(lines) else None
        if found and _is_cell(found[-1], placed):
            found[-1].is_row = True
        elif (
            not found
            or _is_below_foot(found, placed.line)
            or _begins(found[-1], placed, setting, following)
        ):
            found.append(Paragraph())
        found[-1].placed.append(placed)
    return found


def is_cut(paragraph: Paragraph, line: Line) -> bool:
    """Whether a paragraph ends inside a sentence, where there was no room for a line's word."""
    last = paragraph.placed[-1]
    is_inside = len(paragraph.placed) > 1 and not paragraph.is_row
    return is_inside and not ends_sentence(last.line.text) and _is_full(last, line)


def _is_below_foot(found: Sequence[Paragraph], line: Line) -> bool:
    """Whether a line alone, at the end of a page, stands between it and a sentence that is cut."""
    if len(found) < 2 or len(found[-1].placed) > 1 or found[-1].last.page == line.page:
        return False
    return found[-2].last.page == found[-1].last.page and is_cut(found[-2], line)


def _is_cell(paragraph: Paragraph, placed: Placed) -> bool:
    """Whether a line stands beside the one before: the next cell of a row."""
    last, line = paragraph.last, placed.line
    if last.page != line.page or placed.column != paragraph.column or line.turned:
        return False
    if len(paragraph.placed) > 1 and not paragraph.is_row:
        return False
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return overlap > 0.6 * min(last.height, line.height) and line.left >= last.right


def _begins(paragraph: Paragraph, placed: Placed, setting: Setting, following: Line | None) -> bool:
    """Whether a line begins a new paragraph."""
    last, line = paragraph.last, placed.line
    if paragraph.is_row or last.turned != line.turned or not _is_same_type(last, line):
        return True
    if line.turned:
        return False
    if BULLET.match(line.text) and not line.text.startswith(("–", "—", "-")):
        return True
    if last.page != line.page or placed.column != paragraph.column or line.bottom > last.top:
        return not _runs_on(paragraph, placed, setting)
    return _begins_below(paragraph, placed, setting, following)


def _is_same_type(a: Line, b: Line) -> bool:
    large, small = max(a.size, b.size), min(a.size, b.size)
    return large <= small * _SAME_SIZE and (a.bold == b.bold or min(len(a.text), len(b.text)) < 8)


def _begins_below(
    paragraph: Paragraph, placed: Placed, setting: Setting, following: Line | None
) -> bool:
    last, line = paragraph.last, placed.line
    down, pitch = last.base - line.base, setting.pitch(line)
    runs = starts_low(line.text) and not ends_sentence(last.text)
    if down > pitch * (1.5 if runs else APART) and down > pitch + 1:
        return True
    ended = not _is_full(paragraph.placed[-1], line)
    if ended and not (runs and _is_nearly_full(paragraph.placed[-1])):
        return not _is_heading_line(last, line, setting)
    if ends_sentence(last.text) and (NUMBERED.match(line.text) or BULLET.match(line.text)):
        return True
    return _is_shifted(paragraph, placed, setting, following)


def _is_shifted(
    paragraph: Paragraph, placed: Placed, setting: Setting, following: Line | None
) -> bool:
    """Whether a line is set in or out as that of another paragraph is."""
    last, line = paragraph.last, placed.line
    shift, least = line.left - last.left, INDENT * line.size
    is_first = len(paragraph.placed) == 1
    runs = starts_low(line.text) and not ends_sentence(last.text)
    if runs and abs(shift) < _UNSEEN * line.size and _is_full(paragraph.placed[-1], line):
        return False
    if shift > least:
        return not _hangs(paragraph, placed, setting, following)
    if shift < -least:
        return not is_first
    is_first_line = setting.is_first_line(placed) and is_first
    return is_first_line and not starts_low(line.text) and ends_sentence(last.text)


def _hangs(paragraph: Paragraph, placed: Placed, setting: Setting, following: Line | None) -> bool:
    """Whether a line that is set in goes on with a paragraph whose first line is not."""
    first, line = paragraph.first, placed.line
    if len(paragraph.placed) > 1:
        return False
    if BULLET.match(first.text) or NUMBERED.match(first.text):
        return True
    if setting.is_first_line(placed):
        return False
    if not ends_sentence(first.text) and starts_low(line.text):
        return True
    deep = following is not None and abs(following.left - line.left) < 1
    return deep and not ends_sentence(first.text)


def _is_full(last: Placed, line: Line) -> bool:
    """Whether the first word of a line had no more room on the line before."""
    room = last.inner.right - last.line.right
    return line.first > room - _SLACK * last.line.size


def _is_nearly_full(placed: Placed) -> bool:
    room = placed.inner.right - placed.line.right
    return room < 0.12 * (placed.inner.right - placed.inner.left)


def _is_heading_line(last: Line, line: Line, setting: Setting) -> bool:
    """Whether both are lines of one heading, which is broken where it looks best."""
    large = min(last.size, line.size) > setting.size * 1.15 or (last.bold and line.bold)
    return large and not NUMBERED.match(line.text) and not ends_sentence(last.text)


def _runs_on(paragraph: Paragraph, placed: Placed, setting: Setting) -> bool:
    """Whether a paragraph goes on at the head of the next column or page."""
    last, line = paragraph.placed[-1], placed.line
    if starts_low(line.text) and not ends_sentence(last.line.text):
        return True
    if NUMBERED.match(line.text):
        return False
    if placed.is_set_in != last.is_set_in:
        return _is_rest_of_inset(last, placed)
    offset, least = line.left - placed.inner.left, INDENT * line.size
    set_in = last.line.left - last.inner.left
    if offset > least and (len(paragraph.placed) == 1 or offset > set_in + 1.5):
        return False
    if setting.justified and ends_sentence(last.line.text):
        return abs(last.inner.right - last.line.right) < _EXACT
    return _is_full(last, line)


def _is_rest_of_inset(last: Placed, placed: Placed) -> bool:
    """Whether a line that stands alone there is of the same block quote as several here."""
    offsets = (p.line.left - p.column.left for p in (last, placed))
    set_in = last if last.is_set_in else placed
    room = last.column.right - last.line.right - (set_in.column.right - set_in.inner.right)
    alike = abs(next(offsets) - next(offsets)) < _EXACT
    return alike and placed.line.first > room - _SLACK * last.line.size
