"""
What stands before the first article of an export: who asked for what, and a list of titles.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.readers.exports.line_kinds import Line
from annotate.readers.exports.seams import Part

__all__ = ["apart"]

_BEFORE = re.compile(r"(?i)\d{1,5}\.\s+(?P<title>.{3,})")
_ISSUED = re.compile(
    r"(?i).{0,30}(?:certifica|date d['’]émission|date of issue|issue date|présent document"
    r"|this document is|documento está protegido|usage exclusif|exclusive use|ce document est)"
)
_FEWEST = 3  # articles
_MOST = 0.6  # of them
_LONGEST = 60  # characters of what is said at the end of each
_FARTHEST = 30  # lines of a head


def apart(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each without what belongs to the one before it or to the whole file."""
    moved = list(_moved(parts))
    first = moved[0]
    if not first.cover and (begins := _begins(first.lines, moved[1:])):
        moved[0] = Part(first.lines[begins:], first.lines[:begins])
    return tuple(_without_refrain(moved))


def _without_refrain(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, in which the same short last words of nearly all are none of the text."""
    lasts = Counter(part.lines[-1].text for part in parts)
    text, count = lasts.most_common(1)[0]
    is_one = count >= max(_FEWEST, _MOST * len(parts)) and len(text) <= _LONGEST
    for part in parts:
        last = part.lines[-1]
        if is_one and last.text == text and last.kind == "text":
            part = Part((*part.lines[:-1], replace(last, kind="left")), part.cover)
        yield part


def _moved(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts that begin with what is said at the end of each of them."""
    before: Part | None = None
    for part in parts:
        left = 0
        while before and left < len(part.lines) and _ISSUED.match(part.lines[left].text):
            left += 1
        if before:
            yield Part((*before.lines, *part.lines[:left]), before.cover)
        before = Part(part.lines[left:], part.cover)
    if before:
        yield before


def _begins(those: Sequence[Line], others: Sequence[Part]) -> int:
    """The line with which the first article begins."""
    listed = {_folded(found["title"]) for line in those if (found := _BEFORE.match(line.text))}
    for i, line in enumerate(those):
        if line.kind != "label" and _folded(line.text) in listed:
            return i
    head = _head(those)
    dated = max((i for i in range(head + 1) if those[i].kind == "date"), default=None)
    if dated is None:
        return 0
    offsets = Counter(_dated(part.lines) for part in others)
    offset = offsets.most_common(1)[0][0] if others else None
    if offset is not None:
        return max(0, dated - offset)
    sheet = [i for i in range(dated) if those[i].field == "cover" or "\t" in those[i].text]
    return max(sheet) + 1 if sheet else 0


def _head(those: Sequence[Line]) -> int:
    """A line that stands in the head of the first article, and on no cover sheet."""
    signs = ("length", "body", "closing")
    return next(
        (
            i
            for i, line in enumerate(those)
            if line.kind in signs or line.field in ("length", "text")
        ),
        len(those) - 1,
    )


def _dated(those: Sequence[Line]) -> int | None:
    return next((i for i, line in enumerate(those[:_FARTHEST]) if line.kind == "date"), None)


def _folded(title: str) -> str:
    return " ".join(title.replace(";", " ; ").casefold().split())
