"""
What changed between two wordings, word by word, as a reader would mark it.

Words and marks are aligned, white space is not: it goes with the words. What
stays between two changes but says nothing by itself, like the comma between two
words that were replaced, is taken into one change, so that phrases are seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotate.text.words import tokens

__all__ = ["Change", "words"]

MOST = 2_000_000_000  # pairs of words to compare: what differs beyond that is one change
ISLAND = 2  # words that can be taken into the changes around them


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two wordings: what both have, what only the old or only the new one has."""

    kind: Literal["same", "removed", "added"]
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
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield from ((i, i) for i in range(head))
    yield from _aligned(old[head : len(old) - tail], new[head : len(new) - tail], head)
    yield from ((len(old) - k, len(new) - k) for k in range(tail, 0, -1))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _aligned(old: Sequence[str], new: Sequence[str], offset: int) -> Iterator[tuple[int, int]]:
    if not old or not new or len(old) * len(new) > MOST:
        return
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(word, len(numbers)) for word in text] for text in (old, new)]
    for code in Indel.opcodes(*coded):
        if code.tag == "equal":
            start, to = code.src_start + offset, code.dest_start + offset
            yield from ((start + k, to + k) for k in range(code.src_end - code.src_start))


def _joined(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Neighbours of one kind as one piece; none is empty."""
    joined: list[_Piece] = []
    for piece in pieces:
        if not (piece.old or piece.new):
            continue
        if joined and joined[-1].same == piece.same:
            joined[-1] = _Piece(joined[-1].old + piece.old, joined[-1].new + piece.new)
        else:
            joined.append(piece)
    return joined


def _without_islands(pieces: list[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    for piece in pieces:
        while not piece.same and len(kept) > 1 and _is_island(kept[-2], kept[-1], piece):
            island, before = kept.pop(), kept.pop()
            piece = _Piece(before.old + island.old + piece.old, before.new + island.new + piece.new)
        kept.append(piece)
    return kept


def _is_island(before: _Piece, between: _Piece, after: _Piece) -> bool:
    """Whether what stays between two changes says nothing by itself."""
    if not ((before.old + after.old).strip() and (before.new + after.new).strip()):
        return False
    size = len(re.findall(r"\w", between.old))
    if not size:
        return True
    least = min(max(len(change.old), len(change.new)) for change in (before, after))
    return len(between.old) <= least and len(tokens(between.old)) <= ISLAND


def _tight(pieces: list[_Piece]) -> list[_Piece]:
    """The space that a change begins or ends with in both texts is no part of it."""
    return _joined(part for piece in pieces for part in _without_edges(piece))


def _without_edges(piece: _Piece) -> Iterator[_Piece]:
    old, new = piece.old, piece.new
    head = _common(_space(old), _space(new))
    tail = _common(_space(old[head:][::-1]), _space(new[head:][::-1]))
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
