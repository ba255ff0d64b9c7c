"""
Scripts that run from right to left, and those that have no spaces.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

__all__ = ["is_rtl", "is_wide", "rtl_part", "turned", "with_runs_turned"]

T = TypeVar("T")

_SAMPLE = 80  # characters that tell the direction of a line
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKS = r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
_RTL_PART = re.compile(rf"{_RTL.pattern}(?:[^\W\d_]|[{_MARKS}])+")
_LTR = re.compile(r"[^\W_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKED = re.compile(rf"([{_MARKS}]+)([^{_MARKS}])")
_WIDE = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]"
)


def is_rtl(text: str) -> bool:
    """Whether most letters at the head of a text are written from right to left."""
    if not _RTL.search(text, 0, _SAMPLE):
        return False
    kinds = [unicodedata.bidirectional(letter) for letter in text[:_SAMPLE]]
    strong = [kind for kind in kinds if kind in ("L", "R", "AL")]
    return sum(kind != "L" for kind in strong) * 2 > len(strong)


def rtl_part(word: str) -> re.Match[str] | None:
    """The letters of a word that are written from right to left, from the first to the last."""
    return None if word.isascii() else _RTL_PART.search(word)


def is_wide(letter: str) -> bool:
    """Whether a letter is of a script that puts no spaces between words."""
    return _WIDE.match(letter) is not None


def turned(letters: str) -> str:
    """A word from its end to its begin, each mark behind its letter."""
    return _MARKED.sub(r"\2\1", letters[::-1])


def with_runs_turned(words: list[T], key: Callable[[T], str]) -> list[T]:
    """The words of a line from right to left, those in between that run the other way put so."""
    found: list[T] = []
    run: list[T] = []
    for word in words:
        if _LTR.search(key(word)) and not _RTL.search(key(word)):
            run.append(word)
            continue
        found += run[::-1]
        run = []
        found.append(word)
    return found + run[::-1]
