"""
Align the paragraphs of two versions of an article.

A text that stands once in both is the same paragraph, wherever it went; so is a
copy whose surroundings did not change. For the others there are candidates,
judged first by their words, then by the setting in which the first judgement
puts them. Copies that follow one another are kept in their order. What stays
uncertain has no target: it is better to ask a person than to attach an
annotation to other words.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from annotate.anchor import copies, decision, moves, spans
from annotate.anchor.evidence import Evidence
from annotate.anchor.moves import Move
from annotate.anchor.neighbours import Opinions, Setting

__all__ = ["HOPELESS", "SURE", "SURER", "Alignment", "align", "concluded"]

SURE = 0.85
"""The probability from which on annotations go along; measured in docs/quality.md."""

HOPELESS = 0.002
"""A pair less likely than this by its words is given up: in no labelled one was it right."""

STANDS = 0.98
"""What stands whole in one new paragraph belongs there: 157 of 157 in news; 1 in 50 may not."""

SURER = 0.97
"""The same where less than half is alike (`Evidence.alike`): the neighbours alone say so."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """
    What became of the paragraphs of an old version in a new one.

    `targets` has for each old paragraph the new one (an index) that its annotations
    go to; None when it is gone or too uncertain to say. `scores` has the calibrated
    probability (0 to 1) that the target is right; without one, that the likeliest
    candidate is. `candidates` has these with their probabilities, best first.
    """

    moves: tuple[Move, ...]
    targets: list[int | None]
    scores: list[float]
    candidates: tuple[tuple[tuple[int, float], ...], ...]
    old: Sequence[str] = field(repr=False)
    new: Sequence[str] = field(repr=False)

    def place(self, index: int, start: int, end: int) -> tuple[int, int, int] | None:
        """
        Where `old[index][start:end]` stands now: a new paragraph, start and end (code points).

        None when the words are gone. Raises IndexError when the span is not in the text.
        """
        if not 0 <= start <= end <= len(self.old[index]):
            raise IndexError(f"{start}-{end} is not in a text of {len(self.old[index])} characters")
        words = self.old[index][start:end]
        parts = moves.parts(self.moves, index, self.targets[index])
        for part in sorted(parts, key=lambda j: words not in self.new[j]):
            found = spans.carried(self.old[index], start, end, self.new[part])
            if found:
                return part, *found
        return None


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """The alignment of the paragraphs' texts of two versions."""
    with _collecting_later():
        evidence = Evidence(old, new)
        return concluded(evidence, _opinions(evidence), old, new)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Garbage in cycles is not looked for: there is none, and the search is a quarter of all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def concluded(
    evidence: Evidence,
    opinions: Opinions,
    old: Sequence[str],
    new: Sequence[str],
    limit: float = SURE,
) -> Alignment:
    """The alignment that follows from the opinions, with targets from `limit` on."""
    opinions = _apart(evidence, _with_what_stands(evidence, opinions))
    chosen, scores = _targets(evidence, opinions, limit)
    laid = copies.in_order(evidence, chosen)
    if laid:
        opinions |= {i: {} if j is None else {j: STANDS} for i, j in laid.items()}
        chosen, scores = _targets(evidence, opinions, limit)
    ranked = tuple(
        tuple(sorted(opinions.get(i, {}).items(), key=lambda pair: -pair[1]))
        if i not in evidence.fixed
        else ((evidence.fixed[i], 1.0),)
        for i in range(len(old))
    )
    return Alignment(moves.of(evidence, chosen, scores, old, new), chosen, scores, ranked, old, new)


def _opinions(evidence: Evidence) -> Opinions:
    words = {
        i: {j: evidence.of(i, j) for j in candidates}
        for i, candidates in evidence.candidates().items()
    }
    first = {
        i: {j: decision.by_words(measures) for j, measures in candidates.items()}
        for i, candidates in words.items()
    }
    setting = Setting(evidence, first)
    return {
        i: {j: decision.by_setting(measures + setting.of(i, j))
            for j, measures in candidates.items() if first[i][j] >= HOPELESS}
        for i, candidates in words.items()
    }  # fmt: skip


def _with_what_stands(evidence: Evidence, opinions: Opinions) -> Opinions:
    """The opinions, none lower than STANDS of what stands word for word in one new paragraph."""
    return {
        i: {
            j: max(likely, STANDS) if evidence.stands(i, j) else likely
            for j, likely in candidates.items()
        }
        for i, candidates in opinions.items()
    }


def _apart(evidence: Evidence, opinions: Opinions) -> Opinions:
    """The opinions, without those that two paragraphs with the same words went to one place."""
    equal = [
        (-likely, i, j)
        for i, candidates in opinions.items()
        if evidence.old_count[evidence.old[i]] > 1
        for j, likely in candidates.items()
        if evidence.old[i] == evidence.new[j]
    ]
    places: dict[int, int] = {}
    holders: dict[int, int] = {}
    for _, i, j in sorted(equal):
        if i not in places and j not in holders:
            places[i], holders[j] = j, i
    lost = {(i, j) for _, i, j in equal if holders.get(j, i) != i}
    return {
        i: {j: likely for j, likely in candidates.items() if (i, j) not in lost}
        for i, candidates in opinions.items()
    }


def _targets(
    evidence: Evidence, opinions: Opinions, limit: float
) -> tuple[list[int | None], list[float]]:
    """For each old paragraph the likeliest new one that is sure enough, and its probability."""
    chosen: list[int | None] = [None] * len(evidence.old)
    scores = [0.0] * len(evidence.old)
    for i, j in evidence.fixed.items():
        chosen[i], scores[i] = j, 1.0
    for i, candidates in opinions.items():
        best = max(candidates, key=candidates.__getitem__, default=None)
        if best is None:
            continue
        scores[i] = candidates[best]
        alike = evidence.alike(i, best)
        needed = limit if alike >= 0.5 else max(limit, SURER)
        if scores[i] >= needed and not evidence.contradicts(i, best):
            chosen[i] = best
    return chosen, scores
