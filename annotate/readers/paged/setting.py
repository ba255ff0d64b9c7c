"""
How a document is set: the size of its type, the distance of its lines, its indents.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotate.readers.paged.columns import Column
from annotate.readers.paged.line import Line, ends_sentence

__all__ = ["APART", "INDENT", "Placed", "Setting", "body_size", "observed", "with_insets"]

INDENT = 0.6  # of the type's size; less is no indent
APART = 1.22  # of the distance between lines; more parts paragraphs
_DEEPEST = 5.0  # of the type's size; more is no indent of a first line
_SAME = 1.5  # points between indents that are meant to be the same


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its column, and in what is set in there: a block quote, or an item of a list."""

    line: Line
    column: Column
    inner: Column

    @property
    def is_set_in(self) -> bool:
        """Whether it is one of several lines that are set in."""
        return self.inner != self.column


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of a document have in common."""

    size: float = 0.0
    pitches: dict[int, float] = field(default_factory=dict)
    indent: float = 0.0  # of first lines; 0: they have none
    justified: bool = False

    def pitch(self, line: Line) -> float:
        """How far a line of this type is from the next."""
        return self.pitches.get(round(line.size * 2), 1.25 * line.size)

    def is_first_line(self, placed: Placed) -> bool:
        """Whether a line is set in as the first lines of paragraphs are."""
        offset = placed.line.left - placed.column.left
        return self.indent > 0 and abs(offset - self.indent) < _SAME


def body_size(lines: Iterable[Line]) -> float:
    """The size of the type in which most is written."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def observed(lines: Sequence[Placed], size: float) -> Setting:
    """How lines are set, by those that stand one below another."""
    apart: dict[int, Counter[float]] = {}
    indents: Counter[int] = Counter()
    full = several = 0
    for a, b in pairwise(lines):
        down = a.line.base - b.line.base
        if not _is_below(a, b) or not 0.7 * a.line.size < down < 3 * a.line.size:
            continue
        several += 1
        full += a.column.right - a.line.right < 1
        apart.setdefault(round(a.line.size * 2), Counter())[round(down * 2) / 2] += 1
        offset = round(a.line.left - a.column.left)
        if (
            INDENT * size < offset < _DEEPEST * size
            and abs(b.line.left - b.column.left) < INDENT * size
        ):
            indents[offset] += 1
    indent, count = indents.most_common(1)[0] if indents else (0, 0)
    return Setting(
        size,
        {kind: _usual(counts) for kind, counts in apart.items() if counts.total() > 2},
        float(indent) if count > 2 else 0.0,
        full * 2 > several,
    )


def _is_below(a: Placed, b: Placed) -> bool:
    return (
        a.line.page == b.line.page
        and a.column == b.column
        and abs(a.line.size - b.line.size) < 0.5
        and b.line.base < a.line.base
    )


def _usual(counts: Counter[float]) -> float:
    """The distance at which most lines are, the smaller of two that are about as common."""
    most = counts.most_common(1)[0][1]
    return min(apart for apart, count in counts.items() if count * 2 > most)


def with_insets(lines: Sequence[Placed], setting: Setting) -> list[Placed]:
    """The lines, those that are set in together with a narrower column of their own."""
    found: list[Placed] = []
    run: list[Placed] = []
    for placed in lines:
        if run and not (_is_below(run[-1], placed) and _is_alike(run[-1], placed, setting)):
            found += _inset(run, setting)
            run = []
        run.append(placed)
    return found + _inset(run, setting)


def _is_alike(a: Placed, b: Placed, setting: Setting) -> bool:
    down = a.line.base - b.line.base
    return abs(a.line.left - b.line.left) < 1 and down < APART * setting.pitch(b.line)


def _inset(run: list[Placed], setting: Setting) -> list[Placed]:
    if len(run) < 2 or run[0].line.left - run[0].column.left < INDENT * setting.size:
        return run
    if setting.is_first_line(run[0]):
        ended = [ends_sentence(placed.line.text) for placed in run]
        if not ended[-1] or all(ended):
            return run  # paragraphs of a line each
    left = min(placed.line.left for placed in run)
    # what is set in on the right is hardly so further than on the left
    most = run[0].column.right - (left - run[0].column.left) - 2 * setting.size
    inner = Column(left, max(most, *(placed.line.right for placed in run)))
    return [Placed(placed.line, placed.column, inner) for placed in run]
