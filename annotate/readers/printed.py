"""
Text of printed pages, as recognised from pictures of them: lines that break their words.

Lines are joined to paragraphs and the hyphens at their ends undone, where a word was broken;
which are, the text itself tells, by the words that stand whole in it. What stands at the head
or foot of several pages is put aside, and a paragraph goes on below it. The file is kept
beside the text, as it was printed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from annotate.readers.paged.hyphens import Words
from annotate.readers.pieces import Piece
from annotate.text import wrapping

__all__ = ["paragraphs"]

_SOFT = "¬\xad"  # never part of a word
_HYPHENS = "-‐⸗"
_END = re.compile(rf"(?<=[^\W\d_])[{_HYPHENS}{_SOFT}]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = 2  # words, and one of so many lines, in a text of printed lines
_LINES = 80
_HEAD = 120  # characters of a line at the head of pages
_CALLED = 12  # letters of it: "Chapter 2" is a heading
_NUMBERED = re.compile(r"\W*\d{1,3}\b.*|.*\b\d{1,3}\W*")
_APART = re.compile(r"^\W*\d{1,3}\s{2,}|\s{2,}\d{1,3}\W*$")
_FAR = 3  # empty lines, over which a broken word may go on
_SHORT = 0.8  # of the usual width, below which a line may end a paragraph
_HEADED = "print: it stands at the head or foot of several pages"


@dataclass(slots=True)
class _Line:
    """A line, the empty lines before it, and where on a page it stands."""

    text: str
    gap: int
    indent: int
    is_head: bool  # or the foot
    is_first: bool  # of a page, where form feeds part them


def paragraphs(text: str) -> list[Piece] | None:
    """The paragraphs of a text whose lines break words; None for another one."""
    lines = _lines(text)
    if not _breaks_words(lines):
        return None
    words = Words(_END.sub("-", line.text) for line in lines if not line.is_head)
    return [_piece(some, words) for some in _grouped(lines)]


def _lines(text: str) -> list[_Line]:
    """The lines with anything on them; of those with a number, what stands twice is a head."""
    shapes = Counter(_shape(line) for line in text.splitlines() if line.strip())
    found, gap, is_first = [], 0, False
    for line in text.splitlines(keepends=True):
        if words := line.strip():
            is_head = shapes[_shape(line)] > 1 and _is_head(words)
            found.append(_Line(words, gap, len(line) - len(line.lstrip()), is_head, is_first))
            is_first = is_first and is_head
        gap = 0 if words else gap + 1
        is_first = is_first or line.endswith("\f")
    return found


def _shape(line: str) -> str:
    return re.sub(r"[\W\d_]+", "", line).lower()


def _is_head(words: str) -> bool:
    """Whether it is the number of a page, or begins or ends with one and is no short heading."""
    if len(words) > _HEAD or not _NUMBERED.fullmatch(words):
        return False
    letters = len(_shape(words))
    return letters >= _CALLED or not letters or _APART.search(words) is not None


def _breaks_words(lines: Sequence[_Line]) -> bool:
    """Whether words go on in the next line, and not as those do that have a hyphen of their own."""
    told = [line for line in lines if not line.is_head]
    broken = [
        (before.text, line.text)
        for before, line in pairwise(told)
        if _END.search(before.text) and line.text[0].islower() and not line.gap
    ]
    if any(before[-1] in _SOFT for before, _ in broken):
        return True
    often = len(broken) >= _BROKEN and len(broken) * _LINES >= len(told)
    return often or (bool(broken) and _stand_whole(broken, told))


def _stand_whole(broken: Sequence[tuple[str, str]], lines: Sequence[_Line]) -> bool:
    """Whether a broken word stands whole in another line, and not with its hyphen."""
    known = {word for line in lines for word in _WORD.findall(line.text.lower())}
    for before, after in broken:
        first, rest = _WORD.findall(before.lower())[-1], _WORD.findall(after.lower())[0]
        if first + rest in known and f"{first}-{rest}" not in known:
            return True
    return False


def _grouped(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines of each paragraph; a head alone, behind the paragraph in which it stands."""
    width = median([len(line.text) for line in lines if not line.is_head] or [0])
    group: list[_Line] = []
    heads: list[_Line] = []
    for line in lines:
        if line.is_head:
            heads.append(line)
            continue
        is_parted = bool(heads) or line.is_first
        if group and not _goes_on(group[-1], line, width, is_parted=is_parted):
            yield group
            group = []
        if not group:
            yield from ([head] for head in heads)
            heads = []
        group.append(line)
    yield from filter(None, (group, *([head] for head in heads)))


def _goes_on(before: _Line, line: _Line, width: float, *, is_parted: bool) -> bool:
    """Whether a paragraph goes on from one line to the next, maybe below the head of a page."""
    ended = wrapping.ends_sentence(before.text, 0, len(before.text))
    if _END.search(before.text) and line.text[0].isalpha():
        return is_parted or line.gap <= _FAR
    if line.text[0].islower() and not ended:
        return is_parted or line.gap == 0
    if is_parted or line.gap:
        return False
    if before.text.isupper() != line.text.isupper():
        return False  # a headline, and what it heads
    is_indented = line.indent > before.indent + 1
    return not (ended and (is_indented or len(before.text) < _SHORT * width))


def _piece(lines: Sequence[_Line], words: Words) -> Piece:
    if lines[0].is_head:
        return Piece(lines[0].text, "boilerplate", because=_HEADED)
    whole: list[str] = []
    for line in lines:
        if whole and whole[-1][-1] in _SOFT:
            whole[-1] = whole[-1].rstrip(_SOFT) + line.text
        else:
            whole.append(line.text)
    return Piece(words.joined([_hard(line) for line in whole]))


def _hard(line: str) -> str:
    """A line whose hyphen is the usual one, if a letter stands before it."""
    found = _END.search(line)
    return f"{line[:-1]}-" if found and line[-1] in _HYPHENS else line
