"""
How alike two wordings are: the share of their words that stand in both, in the same order.

Case, punctuation and typography are no difference. Where the shorter stands
nearly whole in the other, as copy does that lost its first sentence, the two
are alike whatever the other has besides.
"""

import re
import unicodedata
from collections.abc import Sequence

from annotate.text.alike import UNSEEN

__all__ = ["FEWEST", "NEARLY", "likeness", "words"]

NEARLY = 0.7  # from here on two wordings are nearly the same
FEWEST = 5  # words that a likeness says anything of
MOST = 1_000  # words of a text that are compared
_WHOLE, _HELD, _HELD_LIKENESS = 12, 0.9, 0.8

# a character of Chinese or Japanese, which put no spaces between words, is a word by itself
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_ASCII_WORD = re.compile("[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text as they are compared, the first MOST of them."""
    text = text[: 20 * MOST]  # a word is shorter than this on average
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())[:MOST]
    folded = unicodedata.normalize("NFKC", text.translate(UNSEEN)).casefold()
    return _WORD.findall(folded)[:MOST]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """
    From 0 to 0.99, for the words of two texts; 1 is kept for equal keys.

    Texts of fewer than FEWEST words are like no other.
    """
    from rapidfuzz.distance import LCSseq  # dear to import

    shorter = min(len(one), len(other))
    if shorter < FEWEST:
        return 0.0
    common = LCSseq.similarity(one, other)
    alike = 2 * common / (len(one) + len(other))
    if shorter >= _WHOLE and common >= _HELD * shorter:
        alike = max(alike, _HELD_LIKENESS)
    return min(alike, 0.99)
