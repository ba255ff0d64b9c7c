"""
Where a span of a text stands in a later wording of it.

Words that are the same are aligned first; between them, letter by letter, words
that were misspelt, corrected or misread are recognised.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from annotate.anchor.stretches import Places, Stretch, stretches
from annotate.anchor.wording import tokens

__all__ = ["KEPT", "carried"]

KEPT = 0.5
"""The share of a span's characters that must still stand for it to be the same words."""

FILLED = 0.4  # the share of the words found that must be the span's
ALIKE = 0.6  # the share of a word's letters that must stand in its place for it to be that word
LIKE = 0.4  # how alike two stretches must be for their words to be compared letter by letter
LONGEST = 4_000  # characters; a longer stretch of other words is not compared letter by letter

Token = tuple[str, int, int]
Spots = dict[int, tuple[int, int]]


def carried(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """
    Start and end in the new wording of what stood at start-end in the old (code points).

    From the first to the last of its words that stayed; None when too few did.
    """
    if old == new:
        return start, end
    olds, places = _places(old, new)
    inside = range(
        bisect_right(olds, start, key=itemgetter(2)), bisect_left(olds, end, key=itemgetter(1))
    )
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


def _together(stayed: list[int], olds: list[Token], places: Spots) -> list[int]:
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


def _length(olds: list[Token], some: Iterable[int]) -> int:
    return sum(len(olds[k][0]) for k in some)


@lru_cache(maxsize=8)  # each holds every word of two texts
def _places(old: str, new: str) -> tuple[list[Token], Spots]:
    """The old tokens, and where those that stayed stand in the new wording."""
    whole = _read(new)
    olds = tokens(old)
    sought = [token[0] for token in olds]
    around = whole.places.around(sought)
    news = whole.tokens[around]
    places: Spots = {}
    at = to = 0
    same = stretches(sought, whole.places.items[around])
    for a, b, size in (*same, Stretch(len(olds), len(news), 0)):
        places |= _misread(old, olds, range(at, a), new, news[to:b])
        for step in range(size):
            places[a + step] = news[b + step][1:]
        at, to = a + size, b + size
    return olds, places


class _Whole(NamedTuple):
    """The tokens of a text in which spans of others are looked for."""

    tokens: list[Token]
    places: Places


@lru_cache(maxsize=8)
def _read(text: str) -> _Whole:
    """Many paragraphs may have been merged into one text: it is read once."""
    found = tokens(text)
    return _Whole(found, Places([token[0] for token in found]))


def _misread(old: str, olds: list[Token], which: range, new: str, news: list[Token]) -> Spots:
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
