"""
Where a span of a text stands in a later wording of it.

Words that are the same are aligned first; between them, letter by letter, words
that were misspelt, corrected or misread are recognised.
"""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from annotate.anchor.wording import tokens

__all__ = ["KEPT", "carried"]

KEPT = 0.5
"""The share of a span's characters that must still stand for it to be the same words."""

FILLED = 0.4  # the share of the words found that must be the span's
ALIKE = 0.6  # the share of a word's letters that must stand in its place for it to be that word
LIKE = 0.4  # how alike two stretches must be for their words to be compared letter by letter
LONGEST = 4_000  # characters; a longer stretch of other words is not compared letter by letter

Token = tuple[str, int, int]
Places = dict[int, tuple[int, int]]


def carried(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """
    Start and end in the new wording of what stood at start-end in the old (code points).

    From the first to the last of its words that stayed; None when too few did.
    """
    if old == new:
        return start, end
    olds, places = _places(old, new)
    inside = [k for k, token in enumerate(olds) if token[1] < end and token[2] > start]
    stayed = _together([k for k in inside if k in places], olds, places)
    kept = _length(olds, stayed)
    if not stayed or kept < KEPT * _length(olds, inside):
        return None
    first, last = stayed[0], stayed[-1]
    begin, finish = places[first][0], places[last][1]
    if kept < FILLED * len("".join(new[begin:finish].split())):
        return None
    # a span may begin or end inside a word
    begin += max(0, start - olds[first][1])
    finish -= max(0, olds[last][2] - end)
    return (begin, finish) if begin < finish else None


def _together(stayed: list[int], olds: list[Token], places: Places) -> list[int]:
    """The longest of the runs into which far too long gaps in the new wording part the tokens."""
    runs: list[list[int]] = [[]]
    widest = 20 + _length(olds, stayed)
    for k in stayed:
        if runs[-1]:
            last = runs[-1][-1]
            more = (places[k][0] - places[last][1]) - (olds[k][1] - olds[last][2])
            if more > widest:
                runs.append([])
        runs[-1].append(k)
    return max(runs, key=lambda run: _length(olds, run))


def _length(olds: list[Token], some: list[int]) -> int:
    return sum(len(olds[k][0]) for k in some)


@lru_cache(maxsize=64)
def _places(old: str, new: str) -> tuple[list[Token], Places]:
    """The old tokens, and where those that stayed stand in the new wording."""
    olds, news = tokens(old), tokens(new)
    places: Places = {}
    at = to = 0
    blocks = Indel.opcodes([t[0] for t in olds], [t[0] for t in news]).as_matching_blocks()
    for block in blocks:
        places |= _misread(old, olds, range(at, block.a), new, news[to : block.b])
        for step in range(block.size):
            places[block.a + step] = news[block.b + step][1:]
        at, to = block.a + block.size, block.b + block.size
    return olds, places


def _misread(old: str, olds: list[Token], which: range, new: str, news: list[Token]) -> Places:
    """Those tokens of a stretch that stand in the other one with some letters changed."""
    if not which or not news:
        return {}
    start, begin = olds[which[0]][1], news[0][1]
    before, after = old[start : olds[which[-1]][2]], new[begin : news[-1][2]]
    if len(before) * len(after) > LONGEST**2:
        return {}
    if Levenshtein.normalized_similarity(before, after) < LIKE:
        return {}
    letters = dict(_letters(before, after))
    found = {}
    for k in which:
        spots = [letters[c - start] for c in range(olds[k][1], olds[k][2]) if c - start in letters]
        equal = sum(same for _, same in spots)
        if equal and equal >= ALIKE * (olds[k][2] - olds[k][1]):
            found[k] = begin + spots[0][0], begin + spots[-1][0] + 1
    return found


def _letters(before: str, after: str) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Where each letter stands in the other text, and whether as itself or as another one."""
    for block in Levenshtein.opcodes(before, after):
        if block.tag in ("equal", "replace"):
            for step in range(block.src_end - block.src_start):
                yield block.src_start + step, (block.dest_start + step, block.tag == "equal")
