"""
Words that went from one paragraph into another, which goes on with other words.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from annotate.anchor.changes import Change
from annotate.text.words import tokens

__all__ = ["LEAST", "Run", "marked", "runs"]

LEAST = 8
"""Words and marks in a row that no two paragraphs have in common by chance."""

_KNOWN = 4  # in a paragraph of which it is known that words went there
_FEWEST = 3  # there, where all that was removed at a place stands
_ENDS = frozenset(".,;:!?…)]”’»。，！？")  # of what stands before


class Run(NamedTuple):
    """A stretch of the old words, from `start` to `end`, that stands in the text of a number."""

    start: int
    end: int
    text: int


def runs(old: str, texts: Sequence[str], least: int = LEAST) -> Iterator[Run]:
    """The longest stretches of words that stand in one of the texts, in their order."""
    words = tokens(old)
    read = [[token[0] for token in tokens(text)] for text in texts]
    places = {  # of those with the same words the first, which goes on the longest
        tuple(each[k : k + least]): (n, k)
        for n, each in reversed(list(enumerate(read)))
        for k in range(len(each) - least, -1, -1)
    }
    at = 0
    while at + least <= len(words):
        place = places.get(tuple(token[0] for token in words[at : at + least]))
        if place is None or words[at][0] in _ENDS:
            at += 1
            continue
        n, k = place
        size = least
        longest = min(len(words) - at, len(read[n]) - k)
        while size < longest and words[at + size][0] == read[n][k + size]:
            size += 1
        yield Run(words[at].start(), words[at + size - 1].end(), n)
        at += size


def marked(changes: Iterable[Change], texts: Sequence[str]) -> Iterator[Change]:
    """The changes; of what was removed, what stands in one of the texts is `elsewhere`."""
    for change in changes:
        if change.kind == "removed":
            yield from _parted(change.text, texts)
        else:
            yield change


def _parted(removed: str, texts: Sequence[str]) -> Iterator[Change]:
    words = removed.strip()
    if len(tokens(words)) >= _FEWEST and any(words in text for text in texts):
        yield Change("elsewhere", removed)
        return
    done, pieces = 0, list[Change]()
    for run in runs(removed, texts, _KNOWN):
        pieces += [Change("removed", removed[done : run.start])]
        pieces += [Change("elsewhere", removed[run.start : run.end])]
        done = run.end
    pieces += [Change("removed", removed[done:])]
    for goes, each in groupby(pieces, lambda piece: done > 0 and _goes(piece)):
        if text := "".join(piece.text for piece in each):
            yield Change("elsewhere" if goes else "removed", text)


def _goes(piece: Change) -> bool:
    """Whether it went, or is a mark beside what went, like the full stop before it."""
    return piece.kind == "elsewhere" or not any(map(str.isalnum, piece.text))
