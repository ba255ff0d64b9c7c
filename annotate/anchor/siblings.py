"""
What tells a paragraph from its neighbours of the same shape.

Headings like "Article 12" and the items of many lists differ in few words. These
are what they are known by; the others they would share with any new one.
"""

from collections.abc import Iterator, Sequence, Set

from annotate.anchor.wording import Wording

__all__ = ["Siblings"]

AROUND = 6  # paragraphs on either side that may be siblings
SHAPE = 0.5  # the share of the words of the larger that siblings have in common

Word = str | tuple[str, str]


class Siblings:
    """The paragraphs of a version, among which each may have siblings."""

    def __init__(self, texts: Sequence[Wording]) -> None:
        self._texts = texts
        self._telling: dict[int, Set[Word]] = {}

    def told_by(self, i: int, words: Set[Word]) -> float:
        """The share of the words that tell a paragraph from its siblings; 1.0 if it has none."""
        telling = self.telling(i)
        return len(telling & words) / len(telling) if telling else 1.0

    def telling(self, i: int) -> Set[Word]:
        """The words that tell a paragraph from its siblings, if it has any."""
        if i not in self._telling:
            shared: set[Word] = set().union(*self._of(i))
            self._telling[i] = self._texts[i].words - shared if shared else frozenset()
        return self._telling[i]

    def _of(self, i: int) -> Iterator[Set[Word]]:
        mine = self._texts[i].words
        for k in range(max(0, i - AROUND), min(len(self._texts), i + AROUND + 1)):
            theirs = self._texts[k].words
            larger = max(len(mine), len(theirs))
            if mine == theirs or min(len(mine), len(theirs)) < SHAPE * larger:
                continue
            if len(mine & theirs) >= SHAPE * larger:
                yield theirs
