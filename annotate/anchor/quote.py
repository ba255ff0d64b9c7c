"""
A quote and its place in a paragraph.

Words typed by hand stand in a text as `annotate verify` finds a quotation exact, and in
whatever capitals: what does not count is for `passage` to say. Whole words go before parts
of words. Of several places the very words go before others, and the capitals typed before
others. The quote that is kept has the words as the paragraph has them.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.anchor.passage import Passage
    from annotate.model import Quote

__all__ = ["CONTEXT", "MOST", "agrees", "at", "find", "is_faithful", "meant", "nearest", "places"]

FAITHFUL = 0.7  # the share of characters that must stay for a quote to follow its words unasked
CONTEXT = 32  # characters of prefix and suffix, as Hypothesis and others keep
MOST = 1_000  # places of the same words that are told apart
_COMPARED = 1_000  # characters: longer words do not stand in other capitals, too
_LARGER = 10  # times as long as a text is no spelling of anything in it
_MOST = 20_000  # words of a text, and
_SOUGHT = 100  # of a quote, among which the nearest are looked for

_Span = tuple[int, int]


def find(text: str, words: str) -> "Quote | None":
    """The place in text that is meant by the words; None when they do not stand there."""
    found = places(text, words)
    return at(text, *found[meant(text, words, found)]) if found else None


def places(text: str, words: str) -> list[_Span]:
    """
    The places (code points) in the text where the words stand, in order: MOST of a kind.

    They are the same whatever capitals, marks and spaces are typed.
    """
    words = words.strip()
    if not words or len(" ".join(words.split())) > _LARGER * len(text):
        return []
    spans = [span for span in _every(text, words) if not _splits_a_letter(text, *span)]
    whole = [span for span in spans if not _splits_a_word(text, *span)]
    if (len(whole) == 1 and _is_only(text, words)) or (spans and len(words) > _COMPARED):
        return whole or spans
    alike, are_whole = _alike(text, words)
    if whole or are_whole:
        return _joined(whole, alike if are_whole else [])
    return _joined(spans, alike)


def meant(text: str, words: str, found: Sequence[_Span]) -> int:
    """Which of some places is taken: the first of those that are most like what was typed."""
    typed = words.strip()
    there = [text[start:end] for start, end in found] if len(found) > 1 else [typed]
    if typed in there:
        return there.index(typed)
    if len(typed) > _COMPARED:
        return 0
    said = _passage(typed, caseless=False).said
    alike = (i for i, each in enumerate(there) if _passage(each, caseless=False).said == said)
    return next(alike, 0)


_PLAIN = "[^\x00-\xac\xae-\xde\xe0-\u012f\u2010-\u2027\u20ac]"  # all else may be other letters


def _is_only(text: str, words: str) -> bool:
    """Whether words that stand in a text stand there but once, as far as is plain at once."""
    if re.search(_PLAIN, text):
        return False
    longest = max(re.findall("[a-z0-9]+", words.lower()), key=len, default="")
    counts = (each.lower().count(longest) for each in (text, words))
    return bool(longest) and next(counts) == next(counts)


def _joined(typed: list[_Span], alike: list[_Span]) -> list[_Span]:
    """Places of the very words, which have one length, and others that are none of those."""
    if not typed:
        return alike
    starts, length = [start for start, _ in typed], typed[0][1] - typed[0][0]
    others = []
    for start, end in alike:
        first, last = sorted((start, end - length))
        place = bisect_left(starts, first)
        if place == len(starts) or starts[place] > last:  # neither is in the other
            others.append((start, end))
    return sorted([*typed, *others])


def agrees(text: str, span: _Span, *, prefix: str = "", suffix: str = "") -> bool:
    """Whether these words stand right before and right behind a place."""
    start, end = span
    room = 2 * max(len(prefix), len(suffix)) + CONTEXT
    before = _passage(text[max(0, start - room) : start], caseless=True).folded
    behind = _passage(text[end : end + room], caseless=True).folded
    wanted = (_passage(words, caseless=True).folded.strip() for words in (prefix, suffix))
    return before.rstrip().endswith(next(wanted)) and behind.lstrip().startswith(next(wanted))


def is_faithful(before: str, after: str) -> bool:
    """
    Whether words that changed still say what was quoted: nearly the same, with the same numbers.

    What a reader would not call a change does not count.
    """
    from rapidfuzz.distance import Levenshtein

    from annotate.anchor.wording import fold, wording

    old, new = wording(fold(before)), wording(fold(after))
    alike = Levenshtein.normalized_similarity(old.text, new.text)
    return old.numbers == new.numbers and alike >= FAITHFUL


def at(text: str, start: int, end: int) -> "Quote":
    """The quote that stands at start-end (code points), with what is around it."""
    from annotate.model import Quote  # tagging a whole paragraph does not need it

    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
    )


def _every(text: str, words: str) -> Iterator[_Span]:
    """Where the words stand, also where they overlap."""
    start = text.find(words)
    for _ in range(MOST):
        if start < 0:
            break
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _splits_a_letter(text: str, start: int, end: int) -> bool:
    """Whether an accent that belongs to a letter is on the other side of an end."""
    return any(unicodedata.combining(c) for c in (text[start], *text[end : end + 1]))


def _splits_a_word(text: str, start: int, end: int) -> bool:
    return any(
        at and text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end)
    )


def _alike(text: str, words: str) -> tuple[list[_Span], bool]:
    """The places of words that are the same to `passage`: whole words, else parts of some."""
    have, sought = (_passage(each, caseless=True) for each in (text, words))
    needle = " ".join(sought.said)
    if not needle:
        return [], False
    spans = list(_every(have.folded, needle))
    whole = [(a, b) for a, b in spans if have.folded[a - 1] == have.folded[b] == " "]
    found = (_unfolded(have, *span) for span in whole or spans)
    marks = _marks_after(words[::-1]), _marks_after(words)
    return [_with_marks(text, span, *marks) for span in dict.fromkeys(found)], bool(whole)


@lru_cache(maxsize=16)
def _passage(text: str, *, caseless: bool) -> "Passage":
    from annotate.anchor.passage import passage

    return passage(text, caseless=caseless)


def _unfolded(have: "Passage", start: int, end: int) -> _Span:
    """What stands at a place of the folded text, as a place of the text itself."""
    first = bisect_right(have.starts, start) - 1
    last = bisect_right(have.starts, end - 1) - 1
    return (
        have.spans[first][0] + have.before(first, start - have.starts[first]),
        have.spans[last][0] + have.behind(last, end - have.starts[last]),
    )


def _with_marks(text: str, span: _Span, before: str, behind: str) -> _Span:
    """The place with the marks at its ends that were typed there, too."""
    from annotate.anchor.passage import same_mark

    start, end = span
    for mark in behind:
        if not same_mark(text[end : end + 1], mark):
            break
        end += 1
    for mark in before:
        if not start or not same_mark(text[start - 1], mark):
            break
        start -= 1
    return start, end


def _marks_after(words: str) -> str:
    """What stands after the last letter or digit; white space does not count."""
    saying = (i for i, c in enumerate(words) if c.isalnum() or unicodedata.combining(c))
    return "".join(words[max(saying, default=0) + 1 :].split())


def nearest(text: str, words: str) -> str:
    """The words of text that look most like the ones sought; empty when none do."""
    from difflib import SequenceMatcher

    have, sought = text.split(None, _MOST)[:_MOST], words.split(None, _SOUGHT)[:_SOUGHT]
    matcher = SequenceMatcher(None, _bare(have), _bare(sought), autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return ""
    start = max(0, match.a - match.b)
    return " ".join(have[start : start + len(sought)])


def _bare(words: list[str]) -> list[str]:
    return ["".join(filter(str.isalnum, unicodedata.normalize("NFC", w))).casefold() for w in words]
