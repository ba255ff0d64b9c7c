"""
What the neighbours say for two paragraphs' being the same one.

A first opinion of every pair, from the words alone, gives a provisional
matching; each pair is then seen in the setting that this makes: whether its
neighbours went where it would go, how wide the gap is in which it stands, and
who else lays claim to it.
"""

from bisect import bisect_right
from collections import defaultdict
from math import inf, log1p

from annotate.anchor.chain import Pair, chain
from annotate.anchor.evidence import Evidence, nearest

__all__ = ["NAMES", "Opinions", "Setting"]

Opinions = dict[int, dict[int, float]]
"""For an old paragraph, for each new candidate: how likely it is the same."""

NAMES = (
    "lead_of_old", "lead_of_new", "words_say", "one_before", "two_before", "one_after",
    "two_after", "between", "off_before", "off_after", "gap_old", "gap_new", "alone", "in_order",
    "distance", "sure_before", "sure_after", "rank_of_old", "rank_of_new", "parallel",
    "provisional", "in_chain",
)  # fmt: skip
"""What `Setting.of` measures, in its order."""

LIKELY = 0.3  # from here on a pair may be part of the provisional matching
POSSIBLE = 0.1  # from here on it may be part of the chain, and a rival
AROUND = 8  # paragraphs on each side whose order is looked at


class Setting:
    """A provisional matching of two versions, and who claims what."""

    def __init__(self, evidence: Evidence, opinions: Opinions) -> None:
        self._old, self._new = len(evidence.old), len(evidence.new)
        self._opinions = opinions
        claims: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for i, candidates in opinions.items():
            for j, likely in candidates.items():
                claims[j][i] = likely
        self._choices = {i: _Rivals(candidates) for i, candidates in opinions.items()}
        self._rivals = {j: _Rivals(olds) for j, olds in claims.items()}
        self._match: dict[int, int] = {}
        self._sure: dict[int, float] = {}
        self._match_in_order(evidence.fixed)
        self._chained = frozenset(self._match)
        self._match_the_rest()
        self._before, self._after = nearest(self._old, self._match)

    def _match_in_order(self, places: dict[int, int]) -> None:
        fixed = [Pair(i, j, 1.0) for i, j in places.items()]
        edges = [Pair(-1, -1, 1.0), Pair(self._old, self._new, 1.0)]  # beginning with beginning
        pairs = fixed + edges
        for i, candidates in self._opinions.items():
            pairs += [Pair(i, j, p) for j, p in candidates.items() if p >= POSSIBLE]
        for pair in chain(pairs):
            if 0 <= pair.old < self._old:
                self._take(pair)
        for pair in fixed:
            self._take(pair)

    def _match_the_rest(self) -> None:
        taken = set(self._match.values())
        every = (
            (-likely, i, j)
            for i, candidates in self._opinions.items()
            for j, likely in candidates.items()
        )
        for unlikely, i, j in sorted(every):
            if i not in self._match and j not in taken:
                self._take(Pair(i, j, -unlikely))
                taken.add(j)

    def _take(self, pair: Pair) -> None:
        if pair.weight >= LIKELY:
            self._match[pair.old] = pair.new
            self._sure[pair.old] = pair.weight

    def of(self, i: int, j: int) -> list[float]:
        """The measures of NAMES for one pair."""
        choices, rivals, likely = self._choices[i], self._rivals[j], self._opinions[i][j]
        before, after = self._before[i], self._after[i]
        low = self._match[before] if before >= 0 else -1
        high = self._match[after] if after < self._old else self._new
        off_before, off_after = abs(j - low - (i - before)), abs(high - j - (after - i))
        gap_old, gap_new = after - before - 1, high - low - 1
        provisional = self._match.get(i) == j
        return [
            likely - choices.best(j), likely - rivals.best(i), likely,
            self._support(i, j, -1), self._support(i, j, -2),
            self._support(i, j, 1), self._support(i, j, 2),
            float(low < j < high),
            log1p(off_before), log1p(off_after),
            log1p(gap_old), log1p(gap_new) if gap_new >= 0 else -1.0,
            float(gap_old == 1 == gap_new),
            self._order(i, j),
            abs(i / max(1, self._old) - j / max(1, self._new)),
            self._sure.get(before, 1.0), self._sure.get(after, 1.0),
            choices.above(likely), rivals.above(likely),
            float(off_before == 0) + float(off_after == 0),
            float(provisional), float(provisional and i in self._chained),
        ]  # fmt: skip

    def _support(self, i: int, j: int, step: int) -> float:
        """Whether the neighbour so many steps away went along: 1 it did, -1 it went far away."""
        if not 0 <= i + step < self._old:
            beyond = j + step
            near_the_edge = j < 3 if step < 0 else j >= self._new - 3
            return 1.0 if not 0 <= beyond < self._new else -0.5 if near_the_edge else -1.0
        went = self._match.get(i + step)
        if went is None:
            return 0.0
        off = abs(went - j - step)
        near = (1.0, 0.6, 0.3, 0.3)[off] if off < 4 else -0.3 if off <= 8 else -1.0
        return self._sure[i + step] * near

    def _order(self, i: int, j: int) -> float:
        """The share of the matched paragraphs around that stay on their side."""
        around = [
            (k, self._match[k])
            for k in range(max(0, i - AROUND), min(self._old, i + AROUND + 1))
            if k != i and k in self._match
        ]
        if not around:
            return 0.5
        return sum((went < j) == (k < i) for k, went in around) / len(around)


class _Rivals:
    """
    What may be the same as one paragraph, and how likely each is.

    What is hardly possible is no rival: an edit that makes it still less possible
    changes nothing. Many may claim one paragraph into which they were merged.
    """

    def __init__(self, opinions: dict[int, float]) -> None:
        self._ranked = sorted((p, k) for k, p in opinions.items() if p >= POSSIBLE)

    def best(self, without: int) -> float:
        """How likely the likeliest other one is."""
        return next((p for p, k in reversed(self._ranked[-2:]) if k != without), POSSIBLE)

    def above(self, likely: float) -> float:
        """How many are likelier."""
        return float(len(self._ranked) - bisect_right(self._ranked, (likely, inf)))
