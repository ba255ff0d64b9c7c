"""
The gutters between narrow columns that are written across, row by row.

Between two columns there may be hardly more room than between two words, so that a
row of them looks like a line. What is no gutter by itself is one of its page: rows
have room at one place again and again, and hardly a word stands there.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

__all__ = ["parted"]

_WIDE = 0.5  # of the height of a word: more is more than a space
_ROWS = 8  # rows that have room at one place
_CROSSED = 8  # of so many rows one may have a word there
_MOST = 8  # places that are looked at


class _Boxed(Protocol):
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...


Word = TypeVar("Word", bound=_Boxed)


def parted(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """The rows of words of a page, those that run across a gutter cut there."""
    rooms = [room for row in rows for a, b in pairwise(row) if (room := _room(a, b))]
    places = [at for at in _shared(rooms) if _is_clear(at, rows, rooms)]
    if not places:
        return list(rows)
    return [piece for row in rows for piece in _cut(row, places)]


def _room(a: _Boxed, b: _Boxed) -> tuple[float, float] | None:
    """The room between two words, from the left to the right, if it is more than a space."""
    left, right = (a.right, b.left) if a.left <= b.left else (b.right, a.left)
    return (left, right) if right - left > _WIDE * min(a.top - a.bottom, b.top - b.bottom) else None


def _shared(rooms: Sequence[tuple[float, float]]) -> list[float]:
    """The places where most rows have room, the most first."""
    if len(rooms) < _ROWS:
        return []
    edges = sorted([(left, 1) for left, _ in rooms] + [(right, -1) for _, right in rooms])
    found: list[tuple[int, float]] = []
    count = 0
    for (at, step), (to, next_step) in pairwise(edges):
        count += step
        if count >= _ROWS and step > 0 > next_step:  # no more have room than here
            found.append((count, (at + to) / 2))
    return [at for _, at in sorted(found, reverse=True)[:_MOST]]


def _is_clear(
    at: float, rows: Sequence[Sequence[_Boxed]], rooms: Sequence[tuple[float, float]]
) -> bool:
    free = sum(left < at < right for left, right in rooms)
    crossed = sum(any(word.left < at < word.right for word in row) for row in rows)
    return free >= _ROWS and crossed * _CROSSED <= free


def _cut(row: list[Word], places: Sequence[float]) -> Iterator[list[Word]]:
    start = 0
    for i, (a, b) in enumerate(pairwise(row), 1):
        room = _room(a, b)
        if room and any(room[0] < at < room[1] for at in places):
            yield row[start:i]
            start = i
    yield row[start:]
