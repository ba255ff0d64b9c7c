"""
Copies that follow one another: which of them went where does not matter, their order does.

Their words and their neighbours say the same of each, so that no measure tells them
apart. Where some of them have no target though there is room, those between two
paragraphs that are sure are laid beside each other anew, in order.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotate.anchor.chain import Pair, chain
from annotate.anchor.evidence import Evidence
from annotate.anchor.stretches import stretches

__all__ = ["in_order"]

MOST = 2 / 3  # of the copies between two sure paragraphs must find a place, or it is chance

Targets = Sequence[int | None]


def in_order(evidence: Evidence, targets: Targets) -> dict[int, int | None]:
    """New targets, by old paragraphs, for the copies of which more have one when in order."""
    found: dict[int, int | None] = {}
    for olds, news in _gaps(evidence, targets):
        pairs = dict(_laid(evidence, targets, olds, news))
        before = sum(targets[i] is not None for i in olds)
        if len(pairs) > before and len(pairs) >= MOST * len(olds):
            found.update((i, pairs.get(i)) for i in olds)
    return found


def _gaps(evidence: Evidence, targets: Targets) -> Iterator[tuple[list[int], list[int]]]:
    """Old copies between two sure neighbours, one of them open, and the new ones they may be."""
    taken = set(targets)
    for before, after in pairwise(_sure(evidence, targets)):
        inner = range(before.new + 1, after.new)
        olds = [
            i for i in range(before.old + 1, after.old)
            if targets[i] is None or (_is_copy(evidence, targets, i) and targets[i] in inner)
        ]  # fmt: skip
        held = {targets[i] for i in olds}
        news = [j for j in inner if j not in taken or j in held]
        room = {evidence.new[j] for j in news if j not in taken}
        if any(targets[i] is None and evidence.old[i] in room for i in olds):
            there = {evidence.new[j] for j in news}
            yield [i for i in olds if evidence.old[i] in there], news


def _sure(evidence: Evidence, targets: Targets) -> list[Pair]:
    """What stayed in order and is no copy, or plainly the same one; and both ends."""
    stayed = chain(
        Pair(i, j, 1.0)
        for i, j in enumerate(targets)
        if j is not None and not _is_copy(evidence, targets, i)
    )
    return [Pair(-1, -1, 1.0), *stayed, Pair(len(targets), len(evidence.new), 1.0)]


def _is_copy(evidence: Evidence, targets: Targets, i: int) -> bool:
    """Whether its target is the same text, of which there are more that it might be."""
    j, text = targets[i], evidence.old[i]
    if j is None or i in evidence.fixed or evidence.new[j] != text:
        return False
    return max(evidence.old_count[text], evidence.new_count[text]) > 1


def _laid(
    evidence: Evidence, targets: Targets, olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Equal ones of both, in order, each beside one that is the same in both versions."""
    old, new = evidence.old, evidence.new
    laid = dict[int, int | None].fromkeys(olds)
    for a, b, size in stretches([old[i] for i in olds], [new[j] for j in news]):
        laid.update(zip(olds[a : a + size], news[b : b + size], strict=True))
    for i, j in laid.items():
        for k in (i - 1, i + 1):
            went = laid.get(k, targets[k] if 0 <= k < len(old) else None)
            if j is not None and went == j + k - i and old[k] == new[went]:
                yield i, j
                break
