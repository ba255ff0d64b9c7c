"""
Whether a text has the words that someone quotes from it, as scholars quote.

What does not count is for `passage` to say; marks at the ends do not either. An
ellipsis leaves words out, [brackets] change or add some. What is quoted with
other words than the text has is found by the words that are the same.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotate.anchor import aligned
from annotate.anchor.changes import Change, words
from annotate.anchor.passage import Passage, is_word, passage
from annotate.anchor.stretches import common

__all__ = ["Likeness", "Sought", "find", "likeness", "sought"]

HOLE = 10  # words of the text that brackets may stand for
MOST = 1_000  # places where a quotation may begin that are looked at
_LARGEST = 100_000_000  # pairs of characters, above which words are compared

_ELLIPSIS = r"(?:…|\.{3,}|\.(?:\s\.){2,})"
_GAP = re.compile(rf"\[\s*{_ELLIPSIS}\s*\]|\(\s*{_ELLIPSIS}\s*\)|{_ELLIPSIS}")
_BRACKETS = re.compile(r"\w*\[[^\[\]]{0,300}\]\w*")
_NONE = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch without ellipsis: runs of words, between which brackets stand."""

    text: Passage
    runs: tuple[tuple[int, int], ...]  # of the text's words


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation, ready to be looked for."""

    parts: tuple[_Part, ...]
    whole: _Part  # its brackets and ellipses taken for words: the text may have them, too

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """The words that must stand together."""
        return tuple(part.text.words[a:b] for part in self.parts for a, b in part.runs)

    @property
    def length(self) -> int:
        """How many words there are."""
        return sum(is_word(word) for run in self.runs for word in run)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a text looks like the quotation; `changes` lead from the text to the quotation."""

    start: int
    end: int
    score: float  # 1.0: the same
    changes: tuple[Change, ...]


def sought(quotation: str) -> Sought:
    """A quotation taken apart; without parts when nothing of it must stand in a text."""
    parts = (_part(text, _BRACKETS) for text in _GAP.split(quotation))
    return Sought(tuple(part for part in parts if part.runs), _part(quotation, _NONE))


def _part(text: str, brackets: re.Pattern[str]) -> _Part:
    """What stands between two ellipses; brackets and marks at its ends do not count."""
    holes = [found.span() for found in brackets.finditer(text)]
    whole = passage(text)
    runs: list[tuple[int, int]] = []
    at = 0
    for start, end in [*holes, (len(text), len(text))]:
        first = _word_at(whole, at)
        runs.append((first, max(first, _word_at(whole, start))))
        at = end
    runs = [run for run in runs if run[0] < run[1]]
    while runs and not any(map(is_word, whole.words[slice(*runs[-1])])):
        runs.pop()
    while runs and not any(map(is_word, whole.words[slice(*runs[0])])):
        del runs[0]
    if runs:
        runs[0] = (_first_word(whole, *runs[0]), runs[0][1])
        runs[-1] = (runs[-1][0], _last_word(whole, *runs[-1]))
    return _Part(whole, tuple(runs))


def _word_at(text: Passage, at: int) -> int:
    """The first word that begins at a place of the text or later."""
    return bisect_left(text.spans, (at, 0))


def _first_word(text: Passage, start: int, end: int) -> int:
    return next(i for i in range(start, end) if is_word(text.words[i]))


def _last_word(text: Passage, start: int, end: int) -> int:
    return next(i for i in range(end, start, -1) if is_word(text.words[i - 1]))


def find(
    text: Passage, quotation: Sought, *, touching: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Where the text has the quotation, word for word, if it does: somewhere in `touching`."""
    if not quotation.parts:
        return None
    return _find(text, (quotation.whole,), touching) or _find(text, quotation.parts, touching)


def _find(
    text: Passage, parts: Sequence[_Part], touching: tuple[int, int] | None
) -> tuple[int, int] | None:
    first, *rest = parts
    for tried, (start, end) in enumerate(_places(text, first, 0, begins=True)):
        for part in rest:
            _, end = next(_places(text, part, end), (0, -1))
            if end < 0:
                return None  # nor is it further on
        span = text.spans[start][0], text.spans[end - 1][1]
        if touching is None or (span[0] < touching[1] and touching[0] < span[1]):
            return span
        if tried > MOST:
            break
    return None


def _places(
    text: Passage, part: _Part, after: int, *, begins: bool = False
) -> Iterator[tuple[int, int]]:
    """The places of a part among the words from `after` on: first word, word after the last."""
    first, *rest = (part.text.words[a:b] for a, b in part.runs)
    starts = _occurrences(text, first, after, begins=begins)
    if not rest:
        yield from ((start, start + len(first)) for start in starts)
        return
    ends = {start + len(first): start for start in islice(starts, MOST)}
    for run in rest:
        ends = {
            at + len(run): start  # of several beginnings the last
            for end, start in ends.items()
            for at in range(end, end + HOLE + 1)
            if text.words[at : at + len(run)] == run
        }
    yield from sorted((start, end) for end, start in ends.items())


def _occurrences(text: Passage, run: Sequence[str], after: int, *, begins: bool) -> Iterator[int]:
    wanted = " ".join(run)
    found = _standing(text, f" {wanted} ", after)
    other = wanted[0].swapcase() + wanted[1:]
    if begins and other != wanted:  # a quotation may begin with a capital where a text goes on
        yield from sorted({*found, *_standing(text, f" {other} ", after)})
    else:
        yield from found


def _standing(text: Passage, wanted: str, after: int) -> Iterator[int]:
    at = text.starts[after] - 1 if after < len(text.starts) else -1
    while at >= 0:
        at = text.folded.find(wanted, at)
        if at >= 0:
            yield bisect_left(text.starts, at + 1)
            at += 1


def likeness(text: Passage, quotation: Sought) -> Likeness | None:
    """What of the text looks most like the quotation; None when no word is the same."""
    placed: list[_Placed] = []
    after = 0
    for part in quotation.parts:
        found = _nearest(text, part, after)
        if found:
            placed.append(found)
            after = found.end
    if not placed:
        return None
    sizes = [len(part.text.folded) for part in quotation.parts]
    score = sum(p.score * len(p.part.text.folded) for p in placed) / sum(sizes)
    return Likeness(
        text.spans[placed[0].start][0], text.spans[placed[-1].end - 1][1], score,
        _joined(placed),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a part was found, by and large."""

    part: _Part
    start: int  # words of the text
    end: int
    score: float
    changes: tuple[Change, ...]


def _joined(placed: Sequence[_Placed]) -> tuple[Change, ...]:
    changes: list[Change] = []
    for part in placed:
        changes += [Change("same", " […] ")] if changes else []
        changes += part.changes
    return tuple(changes)


def _nearest(text: Passage, part: _Part, after: int) -> _Placed | None:
    exact = next(_places(text, part, after), None)
    start, end = exact or _region(text, part, after)
    if start >= end:
        return None
    start, end, resolved = aligned.resolve(text, part.text, part.runs, (start, end))
    if start >= end:
        return None
    old = text.text[text.spans[start][0] : text.spans[end - 1][1]]
    return _Placed(part, start, end, _score(text, start, end, resolved), words(old, resolved))


def _score(text: Passage, start: int, end: int, resolved: str) -> float:
    from rapidfuzz.distance import Indel

    old, new = text.words[start:end], passage(resolved).words
    texts = " ".join(old), " ".join(new)
    if len(texts[0]) * len(texts[1]) <= _LARGEST:
        return Indel.normalized_similarity(*texts)
    return 2 * common(old, new) / (len(old) + len(new))


def _region(text: Passage, part: _Part, after: int) -> tuple[int, int]:
    """The words of the text among which a part stands: where many pairs of its words do."""
    size = len(part.text.words)
    votes = _votes(text, part, after, 2) or _votes(text, part, after, 1)
    if not votes:
        return 0, 0
    counted: Counter[int] = Counter()
    slack = max(8, size // 4)
    for shift in votes:
        counted[shift // slack] += 1
    best = max(counted, key=lambda bucket: counted[bucket] + counted[bucket + 1])
    start = max(after, best * slack - slack)
    return start, min(len(text.words), (best + 2) * slack + size + slack)


def _votes(text: Passage, part: _Part, after: int, width: int) -> list[int]:
    """How far the words of the text stand after the same words of the part."""
    where: dict[tuple[str, ...], list[int]] = {}
    for at in range(after, len(text.words) - width + 1):
        where.setdefault(text.words[at : at + width], []).append(at)
    own = part.text.words
    return [
        at - i for i in range(len(own) - width + 1) for at in where.get(own[i : i + width], ())[:50]
    ]
