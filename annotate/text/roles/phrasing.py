"""
Which of the telling phrases a line holds: there are hundreds, and all are looked for at once.

Every other character of a line is looked up with the two behind it, among the three that
phrases begin with, or have behind their first character; a phrase is looked for itself only
where these stand. A pattern of them all takes longer to make than a few texts to read, and
longer to match.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from annotate.text.roles import article_words, page_words

__all__ = ["BYLINES", "FORMS", "JUNK", "LEADS", "Starts", "held", "is_owned"]

_Three = tuple[str, str, str]


@lru_cache(maxsize=8)  # one after another, several questions are asked of a line
def held(low: str) -> frozenset[str]:
    """The phrases of `JUNK_PHRASES`, `OWNERS`, `CREDITS` and `ORIGINS` in a line in lower case."""
    by_three, shorter = _phrases()
    threes = by_three.keys() & zip(low[::2], low[1::2], low[2::2], strict=False)
    found = [phrase for three in threes for phrase in by_three[three] if phrase in low]
    if not low.isascii():
        found += [phrase for phrase in shorter if phrase in low]
    return frozenset(found)


def is_owned(low: str) -> bool:
    """Whether a line says whose the page is."""
    return not page_words.OWNERS.isdisjoint(held(low))


@cache
def _phrases() -> tuple[dict[_Three, list[str]], list[str]]:
    """The phrases by three characters of theirs; those of fewer than four, none of them ASCII."""
    by_three: dict[_Three, list[str]] = {}
    shorter = []
    for phrase in (
        page_words.JUNK_PHRASES | page_words.OWNERS | article_words.CREDITS | article_words.ORIGINS
    ):
        if len(phrase) < 4:  # it may begin at a character that is passed over
            shorter.append(phrase)
        else:
            for three in zip(phrase[:2], phrase[1:3], phrase[2:4], strict=True):
                by_three.setdefault(three, []).append(phrase)
    return by_three, shorter


class Starts:
    """Phrases that a line may start with; only those with its first character are looked for."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        alike = groupby(sorted(phrases), key=itemgetter(0))
        self._by_first = {first: tuple(some) for first, some in alike}

    def begin(self, low: str) -> bool:
        """Whether a line in lower case starts with any of them."""
        return low.startswith(self._by_first.get(low[:1], ()))


BYLINES = Starts(article_words.BYLINE_STARTS)
FORMS = Starts(page_words.FORM_STARTS)
JUNK = Starts(page_words.JUNK_STARTS)
LEADS = Starts(page_words.LEADS)
