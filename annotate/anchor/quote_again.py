"""
Find a quote again in a text that may have changed.

The words as they are come first; where they stand several times, what was
before and behind them decides, then the position. For want of them, stretches
that hold the quote's rare words in its order are compared letter by letter.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import Indel, Levenshtein

from annotate.anchor import spans
from annotate.anchor.wording import folded, tokens
from annotate.model import Quote

__all__ = ["ENOUGH", "Match", "find_quote"]

ENOUGH = 0.6  # the likeness from which on it is the same quote
SEEDS = 12  # words of the quote that are looked up
PLACES = 200  # places of one word that are looked at
WINDOWS = 8  # stretches that are compared
EXACT = 1_000  # places of the very words that are weighed
LONGEST = 20_000  # characters of a quote that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands: `text[start:end]` (code points); score is 1.0 for the very words."""

    start: int
    end: int
    score: float


def find_quote(text: str, quote: Quote) -> Match | None:
    """The best place for the quote in the text; None when its words are not there."""
    if not quote.exact:
        return None
    exact = _exact(text, quote)
    if exact is not None:
        return Match(exact, exact + len(quote.exact), 1.0)
    return _alike(text, quote)


def _exact(text: str, quote: Quote) -> int | None:
    places = list(islice(_every(text, quote.exact), EXACT))
    at = max(0, quote.start)
    if at not in places and text.startswith(quote.exact, at):
        places.append(at)
    return max(places, key=lambda at: _weight(text, quote, at), default=None)


def _every(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _weight(text: str, quote: Quote, at: int) -> tuple[float, int]:
    """How well the surroundings agree, then how near the old position."""
    end = at + len(quote.exact)
    before = text[max(0, at - len(quote.prefix)) : at]
    behind = text[end : end + len(quote.suffix)]
    around = Indel.normalized_similarity(quote.prefix, before) * bool(quote.prefix)
    around += Indel.normalized_similarity(quote.suffix, behind) * bool(quote.suffix)
    return around, -abs(at - quote.start)


def _alike(text: str, quote: Quote) -> Match | None:
    if len(quote.exact) > LONGEST:
        return None
    best = None
    for begin, end in _windows(text, quote):
        match = _within(text, quote, begin, end)
        if match and (best is None or (match.score, _nearness(match, quote))
                      > (best.score, _nearness(best, quote))):  # fmt: skip
            best = match
    return best if best and best.score >= ENOUGH else None


def _nearness(match: Match, quote: Quote) -> int:
    return -abs(match.start - quote.start)


def _windows(text: str, quote: Quote) -> Iterator[tuple[int, int]]:
    """Stretches of the text where the quote's words stand at about their distances, most first."""
    read = _read(text)
    whole = quote.prefix + quote.exact + quote.suffix
    margin = 20 + len(whole) // 5
    votes: defaultdict[int, float] = defaultdict(float)
    for word, offset, weight in _seeds(read, whole):
        for at in read.first(word):
            votes[(at - offset) // margin] += weight
    near = (quote.start - len(quote.prefix)) // margin
    votes[near] += 0.1
    beside = {slot: votes[slot] + votes.get(slot + 1, 0.0) for slot in list(votes)}
    ranked = sorted(beside, key=lambda slot: (-beside[slot], abs(slot - near)))
    for slot in ranked[:WINDOWS]:
        begin = slot * margin
        yield max(0, begin - margin), min(len(text), begin + 3 * margin + len(whole))


def _seeds(read: "_Read", whole: str) -> list[tuple[str, int, float]]:
    """The quote's rarest words, with their offsets in it and what finding them weighs."""
    words = {word: start for word, start, _ in tokens(whole) if len(word) > 1}
    some = sorted(words, key=len, reverse=True)[: 4 * SEEDS]
    times = {word: read.times(word) for word in some}
    rare = sorted((word for word in some if times[word]), key=lambda word: times[word])
    return [(word, words[word], len(word) / times[word]) for word in rare[:SEEDS]]


class _Read:
    """A text in which many quotes may be looked for: a word is looked up in it once."""

    def __init__(self, text: str) -> None:
        self._plain, self._places = folded(text)
        self._times: dict[str, int] = {}
        self._first: dict[str, list[int]] = {}

    def times(self, word: str) -> int:
        """How often a word stands there, also as a part of others."""
        if word not in self._times:
            self._times[word] = self._plain.count(word)
        return self._times[word]

    def first(self, word: str) -> list[int]:
        """The first PLACES where it stands in the text."""
        if word not in self._first:
            found = islice(_every(self._plain, word), PLACES)
            self._first[word] = [self._places[at] for at in found]
        return self._first[word]


_read = lru_cache(maxsize=4)(_Read)


def _within(text: str, quote: Quote, begin: int, end: int) -> Match | None:
    before = len(quote.prefix)
    whole = quote.prefix + quote.exact + quote.suffix
    found = spans.carried(whole, before, before + len(quote.exact), text[begin:end])
    if found is None:
        return None
    start, stop = begin + found[0], begin + found[1]
    here, sought = folded(text[start:stop])[0], folded(quote.exact)[0]
    likeness = Levenshtein.normalized_similarity(" ".join(sought.split()), " ".join(here.split()))
    around = (_weight(text, quote, start)[0]) / 2
    # the words count for nine tenths, what is around them for one; below the very words
    return Match(start, stop, min(0.999, 0.9 * likeness + 0.1 * max(around, likeness)))
