"""
Which of the telling phrases a line holds: there are hundreds, and all are looked for at once.

Of each phrase the first three characters are looked up among those of the line; it is looked
for itself only where these stand. A pattern of them all takes longer to make than a few texts
to read, and longer to match.
"""

from functools import cache, lru_cache

from annotate.text.roles import article_words, page_words

__all__ = ["held", "is_owned"]

_Start = tuple[str, str, str]


@lru_cache(maxsize=8)  # one after another, several questions are asked of a line
def held(low: str) -> frozenset[str]:
    """The phrases of `JUNK_PHRASES`, `OWNERS`, `CREDITS` and `ORIGINS` in a line in lower case."""
    starting, shorter = _phrases()
    starts = starting.keys() & zip(low, low[1:], low[2:], strict=False)
    found = [phrase for start in starts for phrase in starting[start] if phrase in low]
    if not low.isascii():
        found += [phrase for phrase in shorter if phrase in low]
    return frozenset(found)


def is_owned(low: str) -> bool:
    """Whether a line says whose the page is."""
    return not page_words.OWNERS.isdisjoint(held(low))


@cache
def _phrases() -> tuple[dict[_Start, list[str]], list[str]]:
    """The phrases by their first three characters, and those of fewer, which no ASCII has."""
    starting: dict[_Start, list[str]] = {}
    shorter = []
    for phrase in (
        page_words.JUNK_PHRASES | page_words.OWNERS | article_words.CREDITS | article_words.ORIGINS
    ):
        if len(phrase) < 3:
            shorter.append(phrase)
        else:
            starting.setdefault((phrase[0], phrase[1], phrase[2]), []).append(phrase)
    return starting, shorter
