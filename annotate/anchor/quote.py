"""
A quote and its place in a paragraph.

Words typed by hand stand in a text when they do so white space and typographic
quotation marks aside: "human shields" is found in “human shields”, whatever
the line breaks. The quote that is kept has the words as the paragraph has them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.model import Quote

__all__ = ["CONTEXT", "at", "find", "is_faithful", "nearest"]

FAITHFUL = 0.7  # the share of characters that must stay for a quote to follow its words unasked
CONTEXT = 32  # characters of prefix and suffix, as Hypothesis and others keep

_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ´`"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None),
}


def find(text: str, words: str) -> "Quote | None":
    """The first place in text where the words stand; None when they do not."""
    folded, places = _fold(text)
    sought = " ".join(words.translate(_ALIKE).split())
    first = folded.find(sought) if sought else -1
    if first < 0:
        return None
    return at(text, places[first], places[first + len(sought) - 1] + 1)


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


def _fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the index in the original."""
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "
        folded = character.translate(_ALIKE)
        if folded:
            characters.append(folded)
            places.append(index)
    return "".join(characters), places


def nearest(text: str, words: str) -> str:
    """The words of text that look most like the ones sought; empty when none do."""
    from difflib import SequenceMatcher

    have, sought = text.split(), words.split()
    matcher = SequenceMatcher(None, _bare(have), _bare(sought), autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return ""
    start = max(0, match.a - match.b)
    return " ".join(have[start : start + len(sought)])


def _bare(words: list[str]) -> list[str]:
    return ["".join(filter(str.isalnum, word)).casefold() for word in words]
