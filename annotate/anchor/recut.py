"""
The same text cut into other paragraphs: what becomes of each is plain from its place.
"""

from collections import defaultdict
from collections.abc import Sequence

from annotate.anchor.alignment import Alignment
from annotate.anchor.moves import Kind, Move

__all__ = ["Span", "aligned"]

Span = tuple[int, int]
"""Start and end in the text, in code points."""


def aligned(text: str, old: Sequence[Span], new: Sequence[Span]) -> Alignment:
    """The alignment of two ways to cut a text: each goes to the one with most of its characters."""
    shares = _shares(old, new)
    targets = [max(parts, key=lambda j: (parts[j], -j)) if parts else None for parts in shares]
    candidates = tuple(
        tuple((j, parts[j] / sum(parts.values())) for j in sorted(parts, key=lambda j: -parts[j]))
        for parts in shares
    )
    return Alignment(
        tuple(_moves(shares, targets, len(new))),
        list(targets),
        [1.0] * len(old),
        candidates,
        [text[start:end] for start, end in old],
        [text[start:end] for start, end in new],
    )


def _shares(old: Sequence[Span], new: Sequence[Span]) -> list[dict[int, int]]:
    """For each old one how many characters it has in common with which new one; both in order."""
    shares: list[dict[int, int]] = []
    first = 0
    for start, end in old:
        while first < len(new) and new[first][1] <= start:
            first += 1
        parts = {}
        for j in range(first, len(new)):
            if new[j][0] >= end:
                break
            parts[j] = min(end, new[j][1]) - max(start, new[j][0])
        shares.append(parts)
    return shares


def _moves(
    shares: Sequence[dict[int, int]], targets: Sequence[int | None], count: int
) -> list[Move]:
    together: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in enumerate(targets):
        if j is not None:
            together[j].append(i)
    told = set(together)
    moves = []
    for i, target in enumerate(targets):
        if target is None:
            moves.append(Move("removed", (i,), (), 1.0))
        elif together[target][0] == i:
            sources = together[target]
            others = sorted({j for k in sources for j in shares[k]} - told)
            told.update(others)
            kind: Kind = "merged" if len(sources) > 1 else "split" if others else "same"
            moves.append(Move(kind, tuple(sources), (target, *others), 1.0))
    moves += [Move("added", (), (j,), 1.0) for j in range(count) if j not in told]
    return moves
