"""
The words of a search marked where they stand in a text, and the stretch that shows most of them.

What stands there is decided by the search index; this finds it again, by the same rules:
without case and accents, whole words, and any letters of scripts without blanks.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from annotate.text.sought import Term
from annotate.text.unspaced import LETTERS

__all__ = ["MARK", "UNMARK", "count", "snippet"]

MARK, UNMARK = "\x02", "\x03"  # around hits in a snippet; never in anything people type

AROUND = 200  # characters of a snippet, about
BEFORE = 60  # of them before the first hit

_CLUSTERS = "[\u1100-\u11ff]+|[^\u1100-\u11ff][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*"
_JOINED = "[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff9e\uff9f]"
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]"
_CHANGING = _JOINED[:-1] + _UNSEEN[1:]  # what goes might else hide what is added
_OTHER = rf"(?:(?!{LETTERS})[^\W_])"  # a letter of a script with blanks
_RUN = f"{LETTERS}+|{_OTHER}+"
_ADJACENT = re.compile(f"{UNMARK}(\\s+){MARK}")  # two hits in a row are shown as one
_CUT = "…"

Span = tuple[int, int]


def snippet(text: str, terms: Sequence[Term]) -> str:
    """A stretch of a text with hits between MARK and UNMARK; all of it when it is short."""
    spans = _spans(text, terms)
    start, end = _stretch(text, spans)
    made, place = [_CUT if start else ""], start
    for first, last in spans:
        if first >= place and last <= end:
            made += [text[place:first], MARK, text[first:last], UNMARK]
            place = last
    made += [text[place:end], _CUT if end < len(text) else ""]
    return _ADJACENT.sub(r"\1", "".join(made))


def count(text: str, terms: Sequence[Term]) -> int:
    """How often terms stand in a text; 0 unless all of them do."""
    each = [len(_spans(text, [term])) for term in terms]
    return sum(each) if all(each) else 0


def _spans(text: str, terms: Sequence[Term]) -> list[Span]:
    """Where hits begin and end, in order."""
    pattern = _pattern(tuple(terms))
    if pattern is None:
        return []
    folded, begins, ends = _folded(text)
    found = (match.span() for match in re.finditer(pattern, folded))
    return [(begins[first], ends[last - 1]) for first, last in found if last > first]


def _folded(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A text as letters are compared, and where in it each letter of that begins and ends."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    if not re.search(_CHANGING, text):
        folded = text.translate(_FOLDS)
        if len(folded) == len(text):
            return folded, range(len(text)), range(1, len(text) + 1)
    made: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    for cluster in re.findall(_CLUSTERS, text, re.DOTALL):
        letters = _fold(cluster)
        made.append(letters)
        begins += [place] * len(letters)
        place += len(cluster)
        ends += [place] * len(letters)
    return "".join(made), begins, ends


def _fold(letters: str) -> str:
    folded = normalize("NFKC", re.sub(_UNSEEN, "", letters)).casefold()
    bare = re.sub("[\u0300-\u036f]+", "", normalize("NFD", folded))
    return normalize("NFC", bare)


class _Folds(dict[int, str]):
    """Letters, each folded when it is first met."""

    def __missing__(self, letter: int) -> str:
        self[letter] = _fold(chr(letter))
        return self[letter]


_FOLDS = _Folds()


@lru_cache(maxsize=100)
def _pattern(terms: tuple[Term, ...]) -> str | None:
    made = [pattern for term in terms if (pattern := _of_term(term))]
    return "|".join(sorted(made, key=len, reverse=True)) or None


def _of_term(term: Term) -> str:
    """A regular expression of a term in a folded text."""
    runs: list[str] = re.findall(_RUN, _folded(term.words)[0])
    if not runs:
        return ""
    # a break of a line parts no letters of these scripts
    parts = [r"\s*".join(map(re.escape, run)) if _is_unspaced(run) else run for run in runs]
    before = "" if _is_unspaced(runs[0]) else f"(?<!{_OTHER})"
    after = "" if _is_unspaced(runs[-1]) else f"(?!{_OTHER})"
    return before + r"[\W_]*".join(parts) + (f"{_OTHER}*" if term.is_beginning else after)


def _is_unspaced(run: str) -> bool:
    return re.match(LETTERS, run) is not None


def _stretch(text: str, spans: Sequence[Span]) -> Span:
    """From where to where to show a text: the stretch with most hits."""
    if len(text) <= AROUND + BEFORE:
        return 0, len(text)
    firsts = [first for first, _ in spans] or [0]
    most = max(
        firsts, key=lambda f: (sum(f <= other < f + AROUND - BEFORE for other in firsts), -f)
    )
    start = max(0, min(most - BEFORE, len(text) - AROUND))
    end = start + AROUND
    ends = [last for first, last in spans if first < end]
    end = max(end, ends[-1] if ends else 0)
    return _at_blank(text, start, most), _at_blank(text, end, len(text))


def _at_blank(text: str, place: int, most: int) -> int:
    """The next place where a word begins or ends, if one is near."""
    if place in (0, len(text)):
        return place
    blank = re.compile(r"\s").search(text, place, min(place + 20, most))
    return place if blank is None else blank.start() + (most < len(text))
