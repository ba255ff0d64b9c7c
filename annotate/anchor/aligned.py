"""
A quotation laid beside the words of a text, so that what brackets stand for is filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotate.anchor.passage import Passage
from annotate.anchor.stretches import Stretch, stretches

__all__ = ["resolve"]

HOLE = 10  # words of the text that brackets may stand for

_Run = tuple[int, int]


def resolve(
    text: Passage, quotation: Passage, runs: Sequence[_Run], region: _Run
) -> tuple[int, int, str]:
    """
    Which words of the region the quotation means, and what it says they are.

    It says so in the text's own spelling where the two agree, and with the
    text's words where it has brackets.
    """
    start, end = region
    own = [i for a, b in runs for i in range(a, b)]
    here = text.words[start:end]
    same = _tight(_close(here, stretches(here, [quotation.words[i] for i in own])))
    if not same:
        return start, start, ""
    first, last = same[0], same[-1]
    begin = max(0, first[0] - first[1])
    stop = min(end - start, last[0] + last[2] + len(own) - last[1] - last[2])
    holes = set(accumulate(b - a for a, b in runs[:-1]))
    laid = _Laid(text, quotation, own, start)
    return start + begin, start + stop, "".join(_pieces(laid, same, begin, stop, holes))


def _close(here: Sequence[str], same: list[Stretch]) -> list[Stretch]:
    """The stretches at either end beside the next, where the same words stand there, too."""
    if len(same) > 1:
        (old, new, size), (at, to, _) = same[0], same[1]
        if new + size == to and here[old : old + size] == here[at - size : at]:
            same[0] = Stretch(at - size, new, size)
        (at, to, before), (old, new, size) = same[-2], same[-1]
        behind = at + before
        if to + before == new and here[old : old + size] == here[behind : behind + size]:
            same[-1] = Stretch(behind, new, size)
    return same


def _tight(same: list[Stretch]) -> list[Stretch]:
    """Without the few words at either end that a long stretch parts from the others."""
    while len(same) > 1 and _is_far(same[0], same[1]):
        del same[0]
    while len(same) > 1 and _is_far(same[-2], same[-1], size=same[-1][2]):
        del same[-1]
    return same


def _is_far(first: Stretch, second: Stretch, *, size: int | None = None) -> bool:
    between = second[0] - first[0] - first[2] - (second[1] - first[1] - first[2])
    return between > 2 * (first[2] if size is None else size) + 2


def _pieces(
    laid: "_Laid", same: Sequence[Stretch], begin: int, stop: int, holes: set[int]
) -> Iterator[str]:
    """The text's words where both agree or there are brackets, else the quotation's."""
    at, to = begin, 0
    for old, new, size in [*same, (stop, len(laid.own), 0)]:
        if to == new and new in holes and old - at <= HOLE:
            yield laid.before(at, begin) + laid.of_text(at, old)
        elif to < new:
            yield laid.before(at, begin) + laid.of_quotation(to, new)
        if size:
            yield laid.before(old, begin) + laid.of_text(old, old + size)
        at, to = old + size, new + size


@dataclass(frozen=True, slots=True)
class _Laid:
    """A quotation (of which only its `own` words count) beside a text, from a word of it on."""

    text: Passage
    quotation: Passage
    own: Sequence[int]
    offset: int

    def before(self, at: int, begin: int) -> str:
        """What stands before a word of the text and after the one before it."""
        if at == begin:
            return ""
        word = self.offset + at
        last = self.text.spans[word - 1][1]
        return (
            self.text.text[last : self.text.spans[word][0]] if word < len(self.text.spans) else " "
        )

    def of_text(self, start: int, end: int) -> str:
        """Words as the text has them."""
        return _words(self.text, self.offset + start, self.offset + end)

    def of_quotation(self, start: int, end: int) -> str:
        """Words as the quotation has them."""
        return _words(self.quotation, self.own[start], self.own[end - 1] + 1)


def _words(side: Passage, start: int, end: int) -> str:
    return side.text[side.spans[start][0] : side.spans[end - 1][1]] if start < end else ""
