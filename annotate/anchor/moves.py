"""
What became of each paragraph: the moves between two versions.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sys import maxsize
from typing import Literal

from annotate.anchor.chain import Pair, chain
from annotate.anchor.evidence import SHORT, Evidence
from annotate.anchor.stretches import EXACT

__all__ = ["Kind", "Move", "of", "parts"]

Kind = Literal["same", "moved", "edited", "split", "merged", "removed", "added"]

PART = 0.6  # the share of a new paragraph's tokens that must come from the old one it is split off


@dataclass(frozen=True, slots=True)
class Move:
    """
    What became of paragraphs: their indexes in the old version and in the new one.

    A split has one old and several new ones, the likeliest first; merged ones are
    several old and one new. What is removed has no new, what is added no old.
    `score` is the lowest probability among its pairs; 1.0 for what is added.
    """

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float


def of(
    evidence: Evidence,
    targets: Sequence[int | None],
    scores: Sequence[float],
    old: Sequence[str],
    new: Sequence[str],
) -> tuple[Move, ...]:
    """The moves, in the order of the old version; then what was added."""
    sources: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in enumerate(targets):
        if j is not None:
            sources[j].append(i)
    splits = _splits(evidence, targets, sources)
    stayed = _in_order(targets)
    found = []
    for i, j in enumerate(targets):
        if j is None:
            found.append(Move("removed", (i,), (), scores[i]))
        elif sources[j][0] == i:  # the others of a merge were told with the first
            together = tuple(sources[j])
            kind = _kind(together, (j, *splits.get(i, ())), i in stayed, old[i] == new[j])
            found.append(
                Move(kind, together, (j, *splits.get(i, ())), min(scores[k] for k in together))
            )
    known = set(sources) | {k for others in splits.values() for k in others}
    return (*found, *(Move("added", (), (j,), 1.0) for j in range(len(new)) if j not in known))


def _kind(old: tuple[int, ...], new: tuple[int, ...], stayed: bool, equal: bool) -> Kind:
    if len(old) > 1:
        return "merged"
    if len(new) > 1:
        return "split"
    if not equal:
        return "edited"
    return "same" if stayed else "moved"


def _in_order(targets: Sequence[int | None]) -> set[int]:
    """The old paragraphs that did not move: the longest run that keeps its order."""
    pairs = [Pair(i, j, 1.0) for i, j in enumerate(targets) if j is not None]
    return {pair.old for pair in chain(pairs)}


def _splits(
    evidence: Evidence, targets: Sequence[int | None], sources: dict[int, list[int]]
) -> dict[int, tuple[int, ...]]:
    """For an old paragraph the new ones beside its target that hold the rest of its words."""
    claimed = set(sources)
    found = {}
    for i, j in enumerate(targets):
        if j is None or len(sources[j]) > 1 or i in evidence.fixed:
            continue
        rest = tuple(_rest(evidence, i, j, claimed))
        if rest:
            found[i] = rest
            claimed.update(rest)
    return found


def _rest(evidence: Evidence, i: int, j: int, claimed: set[int]) -> Iterator[int]:
    old, part = evidence.olds[i], evidence.news[j]
    if len(part.tokens) >= SHORT * len(old.tokens):
        return
    have, common = part.tokens, old.places.common(part.tokens)
    for step in (1, -1):
        k = j + step
        while k in evidence.news and k not in claimed:
            more = evidence.news[k].tokens
            together = have + more if step > 0 else more + have
            both = old.places.common(together)
            if not more or both - common < PART * len(more):
                break
            yield k
            have, common = together, both
            if len(have) * len(old.tokens) > EXACT:  # what is far off is left out
                have, common = more, old.places.common(more)
            k += step


def parts(moves: Sequence[Move], index: int, target: int | None) -> tuple[int, ...]:
    """
    The new paragraphs that may hold the words of an old one: its target, then other parts.

    The moves are in the order of the old version, as `of` has them.
    """
    if target is None:
        return ()
    at = bisect_left(moves, index, key=_first)
    if at < len(moves) and moves[at].kind == "split" and moves[at].old == (index,):
        return moves[at].new
    return (target,)


def _first(move: Move) -> int:
    """Where a move stands among the others: as its first old paragraph does."""
    return move.old[0] if move.old else maxsize
