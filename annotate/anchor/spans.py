"""
Where a span of a text stands in a later wording of it.
"""

from functools import lru_cache

from rapidfuzz.distance import Indel

from annotate.anchor.wording import tokens

__all__ = ["KEPT", "carried"]

KEPT = 0.5
"""The share of a span's tokens that must still stand in a row for it to be the same words."""


def carried(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """
    Start and end in the new wording of what stood at start-end in the old (code points).

    From the first to the last of its words that stayed; None when too few did.
    """
    if old == new:
        return start, end
    olds, news, went = _went(old, new)
    inside = [k for k, token in enumerate(olds) if token[1] < end and token[2] > start]
    stayed = [k for k in inside if went[k] >= 0]
    if not inside or len(stayed) < KEPT * len(inside):
        return None
    first, last = stayed[0], stayed[-1]
    begin, finish = news[went[first]][1], news[went[last]][2]
    # a span may begin or end inside a word
    begin += max(0, start - olds[first][1]) if first == inside[0] else 0
    finish -= max(0, olds[last][2] - end) if last == inside[-1] else 0
    return (begin, finish) if begin < finish else None


Token = tuple[str, int, int]


@lru_cache(maxsize=64)
def _went(old: str, new: str) -> tuple[list[Token], list[Token], list[int]]:
    """The tokens of both, and for each old one the new one it became; -1: it went."""
    olds, news = tokens(old), tokens(new)
    went = [-1] * len(olds)
    blocks = Indel.opcodes([t[0] for t in olds], [t[0] for t in news])
    for block in blocks:
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                went[block.src_start + step] = block.dest_start + step
    return olds, news, went
