"""
What the words of two paragraphs say for their being the same one.

Everything here grows with what the two have in common, so that an edit never
makes a pair more likely. A word that stands in few paragraphs weighs more
(inverse document frequency: Spärck Jones 1972).
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from math import fsum, log

from rapidfuzz.distance import Indel

from annotate.anchor.siblings import Siblings
from annotate.anchor.stretches import EXACT, agreeing
from annotate.anchor.wording import Wording, fold, wording

__all__ = ["NAMES", "Evidence", "nearest"]

LABEL = 8  # tokens of a heading, or of what else is only a name
VISITS = 300  # looks at new paragraphs for one old one, those with its rarest words first
CANDIDATES = 6  # new paragraphs that are looked at for one old one
LITTLE = 0.1  # of a paragraph's rare words: who shares no more has never been the same one
COMMON = 100  # new paragraphs with one word, above which the word does not tell them apart
SHORT = 0.85  # shorter than this part of the other: perhaps merged, or split
MERGED = 0.2  # of a text must stand in a longer one besides what must stand in one of its size
VERBATIM = 40  # letters of a text that stands in one other by no chance

Part = str | tuple[str, str]

NAMES = (
    "old_words_kept", "new_words_old", "old_pairs_kept", "new_pairs_old", "characters", "tokens",
    "length", "numbers", "first", "beginning", "end", "weight_words", "weight_pairs",
    "old_repeated", "new_repeated", "equal", "stamp", "merged", "split", "held", "verbatim",
    "telling",
)  # fmt: skip
"""What `Evidence.of` measures, in its order."""


class Evidence:
    """The paragraphs of two versions that are not plainly the same, and their likenesses."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = [fold(text) for text in old], [fold(text) for text in new]
        self.old_count, self.new_count = Counter(self.old), Counter(self.new)
        self.fixed = self._fixed()
        taken = set(self.fixed.values())
        self._memory: dict[str, Wording] = {}
        self.olds = self._wordings(self.old, self.fixed)
        self.news = self._wordings(self.new, taken)
        self._weigh()
        self._before, self._after = nearest(len(self.old), self.fixed)
        self._holders = self._held()
        self._hosts: dict[str, list[int]] = {}
        self._siblings = Siblings([self._wording(text) for text in self.old])
        self._common: dict[tuple[str, str], int] = {}

    def _fixed(self) -> dict[int, int]:
        """The paragraphs that are plainly the same: new ones by old ones."""
        place = {text: j for j, text in enumerate(self.new)}
        once = {
            i: place[text]
            for i, text in enumerate(self.old)
            if self.old_count[text] == 1 and self.new_count.get(text) == 1
        }
        fixed = once | self._unmoved()
        return fixed | self._enclosed(fixed)

    def _unmoved(self) -> dict[int, int]:
        """The texts that stand equally often in both, as far as all is the same at either end."""
        first = agreeing(self.old, self.new)
        last = agreeing(self.old, self.new, first, backwards=True)
        later = len(self.new) - len(self.old)
        ends = [*range(first), *range(len(self.old) - last, len(self.old))]
        return {
            i: i if i < first else i + later
            for i in ends
            if self.old_count[self.old[i]] == self.new_count[self.old[i]]
        }

    def _enclosed(self, fixed: dict[int, int]) -> dict[int, int]:
        """What stands between two fixed neighbours, when all between them is the same."""
        taken = set(fixed.values())
        found: dict[int, int] = {}
        anchors = [(-1, -1), *sorted(fixed.items()), (len(self.old), len(self.new))]
        for (before, low), (after, high) in pairwise(anchors):
            same = self.old[before + 1 : after] == self.new[low + 1 : high]
            between = range(low + 1, high)
            if same and taken.isdisjoint(between):
                found.update(zip(range(before + 1, after), between, strict=True))
        return found

    def _wordings(self, texts: list[str], without: Iterable[int]) -> dict[int, Wording]:
        skipped = set(without)
        return {k: self._wording(text) for k, text in enumerate(texts) if k not in skipped}

    def _wording(self, text: str) -> Wording:
        known = self._memory.get(text)
        if known is None:
            known = self._memory[text] = wording(text)
        return known

    def _weigh(self) -> None:
        """By the old version alone: an edit of the new one then changes no other word's weight."""
        count: Counter[Part] = Counter()
        for text in self.old:
            count.update(self._wording(text).parts)
        total = len(self.old) + 1
        weights = [log(2 * total / (times + 0.5)) for times in range(total)]
        self.weight: dict[Part, float] = {part: weights[times] for part, times in count.items()}
        for one in self.news.values():
            for part in one.parts:
                self.weight.setdefault(part, weights[0])
        self._sums = {
            text: (self._weight(one.words), self._weight(one.pairs))
            for text, one in self._memory.items()
        }

    def _weight(self, parts: Iterable[Part]) -> float:
        return fsum(map(self.weight.__getitem__, parts))  # the same in whatever order sets have

    def candidates(self) -> dict[int, list[int]]:
        """For each old paragraph in question the new ones that share most or stand in its place."""
        size = {j: sum(self._sums[new.text]) for j, new in self.news.items()}
        return {i: self._likely(i, old, size) for i, old in self.olds.items()}

    def _held(self) -> dict[Part, list[int]]:
        """The new paragraphs in question that have a part."""
        holders: defaultdict[Part, list[int]] = defaultdict(list)
        for j, new in self.news.items():
            for part in new.parts:
                holders[part].append(j)
        return dict(holders)

    def _likely(self, i: int, old: Wording, size: dict[int, float]) -> list[int]:
        shared: defaultdict[int, float] = defaultdict(float)
        parts = [(part, self._holders[part]) for part in old.parts if part in self._holders]
        visits = 0
        for part, held in sorted(parts, key=_times):
            visits += len(held)
            if visits > VISITS or len(held) > COMMON:
                break
            weight = self.weight[part]
            for j in held:
                shared[j] += weight
        own = sum(self._sums[old.text])
        # hundreds of shares, of which hardly one is enough: no function is called for each
        shares = [
            (share, -j) for j, held in shared.items()
            if (share := held / (5 + (own if own < size[j] else size[j]))) >= LITTLE
        ]  # fmt: skip
        best = [-j for _, j in heapq.nlargest(CANDIDATES, shares)]
        return best + [j for j in self._in_place(i) if j not in best]

    def _in_place(self, i: int) -> list[int]:
        """The new paragraphs in question as far from the fixed neighbours as the old one is."""
        before, after = self._before[i], self._after[i]
        low = self.fixed.get(before, -1)
        high = self.fixed.get(after, len(self.new))
        places = {low + (i - before), high - (after - i)}
        in_order = low < high
        return sorted(j for j in places if j in self.news and (not in_order or low < j < high))

    def of(self, i: int, j: int) -> list[float]:
        """The measures of NAMES for one pair; all but three are shares from 0 to 1."""
        old, new = self.olds[i], self.news[j]
        old_words, old_pairs = self._sums[old.text]
        new_words, new_pairs = self._sums[new.text]
        words = self._weight(old.words & new.words)
        pairs = self._weight(old.pairs & new.pairs)
        length = max(1, len(old.tokens))
        have = self._shared(old, new)
        return [
            words / (old_words or 1), words / (new_words or 1),
            pairs / (old_pairs or 1), pairs / (new_pairs or 1),
            self.characters(i, j),
            2 * have / ((len(old.tokens) + len(new.tokens)) or 1) if have else float(old is new),
            log(1 + len(old.text)),
            _share(old.numbers, new.numbers),
            float(old.tokens[:1] == new.tokens[:1]),
            agreeing(old.tokens, new.tokens) / length,
            agreeing(old.tokens, new.tokens, backwards=True) / length,
            min(words, 30.0), min(pairs, 40.0),
            float(self.old_count[old.text] > 1), float(self.new_count[new.text] > 1),
            float(old is new),
            _stamps(old.stamp, new.stamp),
            self._gain(i, old, new, self.olds), self._gain(j, new, old, self.news),
            have / length, self.verbatim(i, j), self._siblings.told_by(i, new.words),
        ]  # fmt: skip

    def characters(self, i: int, j: int) -> float:
        """
        The share of the characters of both that they have in the same order (Indel).

        Of very long ones that of the words stands for it.
        """
        old, new = self.olds[i], self.news[j]
        if len(old.text) * len(new.text) > EXACT or old.is_far_from(new):
            return 2 * old.letters_in(new) / (len(old.text) + len(new.text))
        return Indel.normalized_similarity(old.text, new.text)

    def alike(self, i: int, j: int) -> float:
        """
        How far the words themselves say that the two are the same.

        Of a text of some length that was merged into a longer one, what it is itself counts.
        """
        old, whole = self.olds[i], self.characters(i, j)
        if len(old.text) < VERBATIM or len(self._having(old)) > 1:
            return whole
        held = self._shared(old, self.news[j]) / max(1, len(old.tokens))
        return max(whole, held - MERGED, float(self.stands(i, j)))

    def stands(self, i: int, j: int) -> bool:
        """Whether a text of some length, no copy, stands whole in this new paragraph alone."""
        return self.verbatim(i, j) == 1.0 and self.old_count[self.old[i]] == 1

    def verbatim(self, i: int, j: int) -> float:
        """
        Whether a text stands word for word in this new paragraph, once, and in no other.

        1.0 from VERBATIM letters on; less for a short one, which may stand there by chance.
        """
        old = self.olds[i]
        return min(1.0, len(old.text) / VERBATIM) if self._having(old) == [j] else 0.0

    def _having(self, old: Wording) -> list[int]:
        """The new paragraphs in which a text stands, as often as it does."""
        if old.text not in self._hosts:
            rarest = min((self._holders.get(part, ()) for part in old.parts), key=len, default=())
            some = rarest if len(rarest) <= COMMON else ()
            self._hosts[old.text] = [j for j in some for _ in range(self.news[j].times(old))]
        return self._hosts[old.text]

    def contradicts(self, i: int, j: int) -> bool:
        """
        Whether the two are different ones of a series, whatever else they have in common.

        They begin with different times or dates, as the posts of a live blog do, or
        are labels told from their siblings by numbers alone, which are others now.
        """
        old, new = self.olds[i], self.news[j]
        if _stamps(old.stamp, new.stamp) < 0:
            return True
        telling = self._siblings.telling(i) if len(old.tokens) <= LABEL else ()
        is_numbered = bool(telling) and old.numbers.issuperset(telling)
        return is_numbered and new.words.isdisjoint(telling) and not new.numbers <= old.numbers

    def _gain(self, k: int, part: Wording, whole: Wording, others: dict[int, Wording]) -> float:
        """
        How much of a part a longer paragraph has beyond what the part's neighbour has of it.

        Near 1 when the part and its neighbour were merged (or come from a split);
        -0.2 where there is nothing to measure.
        """
        if len(part.text) >= SHORT * len(whole.text):
            return -0.2
        best = -0.2
        for step in (-1, 1):
            other = others.get(k + step)
            if other is not None and len(other.text) < 1.1 * len(whole.text):
                both = other.tokens + part.tokens if step < 0 else part.tokens + other.tokens
                more = whole.places.common(both) - self._shared(other, whole)
                best = max(best, more / max(1, len(part.tokens)))
        return best

    def _shared(self, one: Wording, other: Wording) -> int:
        names = (one.text, other.text)
        if names not in self._common:
            self._common[names] = other.places.common(one.tokens)
        return self._common[names]


def _times(held: tuple[Part, list[int]]) -> int:
    return len(held[1])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    every = len(one) + len(other) - both
    return both / every if every else 1.0


def nearest(count: int, known: Container[int]) -> tuple[list[int], list[int]]:
    """For each of so many places the nearest known one before it, and after it."""
    before, last = [], -1
    for i in range(count):
        before.append(last)
        last = i if i in known else last
    after, last = [], count
    for i in reversed(range(count)):
        after.append(last)
        last = i if i in known else last
    return before, after[::-1]


def _stamps(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 0.0
    return 1.0 if one == other else -1.0
