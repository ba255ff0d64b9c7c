"""
Lines joined to a paragraph: hyphens at their ends undone, where a word was broken.

Whether `co-` and `operate` are one word, the document itself is asked: which
form stands elsewhere in it within a line, and whether its words are broken at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotate.readers.paged import scripts

__all__ = ["Words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)-$")
_OPEN_ADDRESS = re.compile(r"[(<]?(?:https?://|www\.)\S*[/&?=_.-]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# what seldom ends where a word is broken, and often begins one with a hyphen
_FIRSTS = frozenset(["self", "well", "long", "half", "two", "three", "vice", "much"])
_LONGEST_WORD = 60  # characters
_BREAKING = 0.012  # of the lines end in a hyphen where words are broken


class Words:
    """The words of a document, which know how its lines are joined."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: Counter[str] = Counter()
        count = broken = 0
        for line in lines:
            count += 1
            end = _broken(line)
            broken += end is not None
            whole = line[: -len(end[0])] if end else line
            self._known.update(word.lower() for word in _WORD.findall(whole)[1:])
        self._breaks = broken >= 2 and broken > _BREAKING * count

    def joined(self, lines: Sequence[str]) -> str:
        """The text of a paragraph."""
        parts = [lines[0]] if lines else []
        for before, line in pairwise(lines):
            parts.append(self._between(parts, before, line))
            parts.append(line)
        return "".join(parts)

    def _between(self, parts: list[str], before: str, line: str) -> str:
        """What stands between two lines; takes the hyphen from the first if it is none."""
        end, begin = _broken(before), _WORD.match(line)
        if end and begin:
            if line[0].islower() and self._is_one_word(end[1], begin[0]):
                parts[-1] = parts[-1][:-1]
            return ""
        if _OPEN_ADDRESS.fullmatch(before.split()[-1]) and not line[0].isupper():
            return ""
        if before[-1] in "-—/" and before[-2:-1].strip() and not before.endswith("--"):
            return ""
        if scripts.is_wide(before[-1]) and scripts.is_wide(line[0]):
            return ""
        if _HANGUL.match(before[-1]) and _HANGUL.match(line):
            return "" if self._known[before.split()[-1] + line.split()[0].rstrip(".,")] else " "
        return " "

    def _is_one_word(self, first: str, rest: str) -> bool:
        one, two = self._known[(first + rest).lower()], self._known[f"{first}-{rest}".lower()]
        if one or two:
            return one >= two
        if not self._breaks:
            return False
        last = first.rpartition("-")[2].lower()
        if last in _FIRSTS and len(rest) > 3:
            return False
        halves = min(self._known[last], self._known[rest.lower()])
        return not (halves and min(len(last), len(rest)) > 2)


def _broken(line: str) -> re.Match[str] | None:
    """The word at the end of a line, if a hyphen stands behind it."""
    return _BROKEN.search(line[-_LONGEST_WORD:]) if line.endswith("-") else None
