"""
What changed between two wordings, word by word, as a reader would mark it.

Words and marks are aligned, white space is not: it goes with the words. What
stays between two changes but says nothing by itself, like the comma between two
words that were replaced, is taken into one change, so that phrases are seen.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Literal

from annotate.anchor.stretches import agreeing, stretches
from annotate.text.words import tokens

__all__ = ["Change", "words"]

ISLAND = 2  # words that can be taken into the changes around them


@dataclass(frozen=True, slots=True)
class Change:
    """
    A stretch of two wordings: what both have, what only the old or only the new one has.

    What is `elsewhere` only the old one has, and another paragraph now.
    """

    kind: Literal["same", "removed", "added", "elsewhere"]
    text: str


@dataclass(slots=True)
class _Piece:
    """A stretch of both texts; equal when they agree in it."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


def words(old: str, new: str) -> tuple[Change, ...]:
    """
    The difference of two wordings.

    What is the same and what was removed is the old text, what is the same and
    what was added is the new one, white space included. No two neighbours are
    of one kind; what was removed comes before what took its place.
    """
    if old == new:
        return (Change("same", old),)
    pieces = _without_islands(_joined(_pieces(old, new)))
    return tuple(change for piece in _tight(pieces) for change in _changes(piece))


def _pieces(old: str, new: str) -> Iterator[_Piece]:
    """The texts cut at every word that they share; each word brings the space before it."""
    olds, news = tokens(old), tokens(new)
    at, to = 0, 0  # how far the texts are used up
    for i, j in _shared([token[0] for token in olds], [token[0] for token in news]):
        yield _Piece(old[at : olds[i].start()], new[to : news[j].start()])
        yield _Piece(olds[i][0], news[j][0])
        at, to = olds[i].end(), news[j].end()
    yield _Piece(old[at:], new[to:])


def _shared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that both have, in order."""
    for start, to, size in stretches(old, new):
        yield from ((start + k, to + k) for k in range(size))


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Neighbours of one kind as one piece; none is empty."""
    filled = (piece for piece in pieces if piece.old or piece.new)
    joined = [_Run(run).piece() for _, run in groupby(filled, key=attrgetter("same"))]
    # what one had more here and the other there may be the same when it is joined
    is_joined = all(one.same != other.same for one, other in pairwise(joined))
    return joined if is_joined else _joined(joined)


class _Run:
    """Neighbouring pieces; their texts are not copied for each that comes to them."""

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        self._pieces = deque(pieces)
        self.old = sum(len(piece.old) for piece in self._pieces)
        self.new = sum(len(piece.new) for piece in self._pieces)
        self.says_old = any(piece.old.strip() for piece in self._pieces)
        self.says_new = any(piece.new.strip() for piece in self._pieces)

    def piece(self) -> _Piece:
        """All of them as one."""
        olds, news = zip(*((piece.old, piece.new) for piece in self._pieces), strict=True)
        return _Piece("".join(olds), "".join(news))

    def joined(self, other: "_Run") -> "_Run":
        """This one and the next, of which neither is to be used again."""
        if len(self._pieces) < len(other._pieces):
            other._pieces.extendleft(reversed(self._pieces))
        else:
            self._pieces.extend(other._pieces)
            other._pieces = self._pieces
        other.old += self.old
        other.new += self.new
        other.says_old |= self.says_old
        other.says_new |= self.says_new
        return other


def _without_islands(pieces: list[_Piece]) -> list[_Piece]:
    kept: list[tuple[_Run, str | None]] = []  # with what stays the same, if it does
    for piece in pieces:
        run = _Run([piece])
        while not piece.same and len(kept) > 1 and _is_island(kept[-2][0], kept[-1][1], run):
            island, before = kept.pop()[0], kept.pop()[0]
            run = before.joined(island).joined(run)
        kept.append((run, piece.old if piece.same else None))
    return [run.piece() for run, _ in kept]


def _is_island(before: _Run, between: str | None, after: _Run) -> bool:
    """Whether what stays between two changes says nothing by itself."""
    if between is None or not (
        (before.says_old or after.says_old) and (before.says_new or after.says_new)
    ):
        return False
    if not re.search(r"\w", between):
        return True
    least = min(max(change.old, change.new) for change in (before, after))
    return len(between) <= least and len(tokens(between)) <= ISLAND


def _tight(pieces: list[_Piece]) -> list[_Piece]:
    """The space that a change begins or ends with in both texts is no part of it."""
    return _joined(part for piece in pieces for part in _without_edges(piece))


def _without_edges(piece: _Piece) -> Iterator[_Piece]:
    old, new = piece.old, piece.new
    head = agreeing(_space(old), _space(new))
    tail = agreeing(_space(old[head:][::-1]), _space(new[head:][::-1]))
    yield _Piece(old[:head], new[:head])
    yield _Piece(old[head : len(old) - tail], new[head : len(new) - tail])
    yield _Piece(old[len(old) - tail :], new[len(new) - tail :])


def _space(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _changes(piece: _Piece) -> Iterator[Change]:
    if piece.same:
        yield Change("same", piece.old)
        return
    if piece.old:
        yield Change("removed", piece.old)
    if piece.new:
        yield Change("added", piece.new)
