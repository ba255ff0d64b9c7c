"""
An article of an export: its head, its text and its tail told apart, and what they say of it.

Above the text stand the names of paper and author, the date and labels, below it more labels
and who may copy it. Whatever the order, the words of the text are between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.readers.exports.line_kinds import Line

__all__ = ["BY", "Extent", "extent", "is_label", "is_name", "is_sentence"]

BY = re.compile(
    r"(?:(?i:by)|FROM|From|VON|Von|PAR|Par|POR|Por|DOOR|Door|DI|Di|ОТ)(?::|\s)\s*"
    r"(?=[^\W\d_a-zß-ÿ])(?!\w+,)(?P<name>.*)"
)
"""A line that says who wrote."""

_NAME = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*,? ?"
    r"|(?:de|van|von|der|den|bin|al|el|la|di|da|du|le|and|et|und|y|&) ){2,7}"
)
_LONGEST_HEAD = 60  # lines
_MOST_NAMES = 8  # lines above the text that no label says anything of
_LONGEST_NAME = 250  # characters
_AFTER_LENGTH = 12  # lines between "87 words" and who may copy it
_GAP = 3  # lines of other kinds between labels below the text
_WORDS = 12  # of a sentence, which no label says
_LONG = 60
_LONGEST_VALUES = {"other": 120, "title": 600}  # characters
_SAYING = frozenset({"code", "length", "date", "copyright", "row", "body", "closing"})
_HEAD = frozenset({"counter", "rule", "copyright", "length", "date", "code", "columns"})
_TAIL = frozenset({"closing", "counter", "rule", "copyright", "after", "left", "code", "length"})
_OVER_A_GAP = frozenset({"after", "language", "caption", "prose"})
_REPEATED = frozenset({"byline", "section", "length", "title", "published"})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the text of an article begins and ends among its lines."""

    start: int
    end: int
    is_cut: bool = False  # its first line begins with a label, which is no part of it


def extent(lines: Sequence[Line]) -> Extent:
    """The text of an article, as far as its lines show it."""
    if not any(map(_says, lines)):
        return _bare(lines)
    start, is_cut = _start(lines)
    end = _end(lines, start + is_cut)
    return Extent(start, max(start, end), is_cut)


def _says(line: Line) -> bool:
    """Whether a line says anything of the article."""
    if line.kind == "label":
        return line.field == "text" or is_label(line)
    return line.kind in _SAYING or line.piece.mark == "text"


def _bare(lines: Sequence[Line]) -> Extent:
    """Text with nothing said above or below it, between rules or counters."""
    texts = [i for i, line in enumerate(lines) if line.kind == "text"]
    return Extent(texts[0], texts[-1] + 1) if texts else Extent(0, 0)


def _start(lines: Sequence[Line]) -> tuple[int, bool]:
    marked = next((i for i, line in enumerate(lines) if line.piece.mark == "text"), None)
    if marked is not None:
        return marked, False
    for i, line in enumerate(lines[:_LONGEST_HEAD]):
        if line.field == "text" and i:
            return (i, True) if line.value else (i + 1, False)
        if line.kind == "body" and i:
            return i + 1, False
    row = next((i for i, line in enumerate(lines) if line.kind == "row"), None)
    if row is not None:
        return _below_row(lines, row), False
    return _below_head(lines), False


def _below_head(lines: Sequence[Line]) -> int:
    """The first line that is no part of a head."""
    if (title := _marked_title(lines)) is not None and not _has_labels(lines):
        at = title + 1
        while at < len(lines) and (lines[at].piece.mark == "byline" or is_name(lines[at].text)):
            at += 1
        return at
    at = names = 0
    is_said = False
    seen: set[str] = set()
    for at, line in enumerate(lines):
        is_title = line.field == "other" and not is_said and len(line.value) > _LONG
        if line.kind in _HEAD or (line.kind == "label" and is_label(line, seen) and not is_title):
            seen.add(line.field)
            if line.kind == "length":
                return _below_length(lines, at)
            is_said = is_said or line.kind == "label"
            continue
        if is_said or names == _MOST_NAMES or len(line.text) > _LONGEST_NAME:
            break
        if line.kind == "closing" or (
            seen and not _has_labels(lines) and _is_below_title(lines, at)
        ):
            break
        names += 1
    else:
        at = len(lines)
    return at


def _below_row(lines: Sequence[Line], row: int) -> int:
    """The first line of text below a row, which stands below the headline if the row has none."""
    at = row + 1
    if not any(field == "title" for field, _ in lines[row].said) and at < len(lines):
        at += len(lines[at].text) <= _LONGEST_NAME and not is_sentence(lines[at])
    while at < len(lines) and "\t" in lines[at].piece.text:
        at += 1
    return at


def _has_labels(lines: Sequence[Line]) -> bool:
    """Whether labels stand above what is too long for a name."""
    for line in lines[:_LONGEST_HEAD]:
        if line.kind == "text" and len(line.text) > _LONGEST_NAME:
            return False
        if line.kind in ("length", "body") or line.field == "text":
            return True
        if line.kind == "label" and line.field != "other" and is_label(line):
            return True
    return False


def _marked_title(lines: Sequence[Line]) -> int | None:
    heads = lines[:12]
    return next((i for i, line in enumerate(heads) if line.piece.mark in ("title", "h1")), None)


def _is_below_title(lines: Sequence[Line], at: int) -> bool:
    """Whether the date, and a title below it, stand above a line."""
    dated = next((i for i, line in enumerate(lines) if line.kind == "date"), at)
    return sum(line.kind == "text" for line in lines[dated:at]) >= 1


def _below_length(lines: Sequence[Line], length: int) -> int:
    """The first line of text where only "87 words" stands in the head: names follow it."""
    after = lines[length + 1 : length + 1 + _AFTER_LENGTH]
    copyright = next((i for i, line in enumerate(after) if line.kind == "copyright"), None)
    if copyright is not None:
        return length + 2 + copyright
    for i, line in enumerate(after):
        if line.kind in ("text", "label") and (len(line.text) > 2 * _LONG or is_sentence(line)):
            return length + 1 + i
    return length + 1


def is_name(text: str) -> bool:
    """Whether a line is the name of someone, or several."""
    return bool(BY.fullmatch(text)) or (len(text) <= 60 and bool(_NAME.fullmatch(text)))


def is_label(line: Line, seen: set[str] | frozenset[str] = frozenset()) -> bool:
    """Whether a line says something of the article, and is no sentence with a colon in it."""
    if line.field in seen & _REPEATED or line.field == "text":
        return False
    if line.field in ("other", "byline", "title", "section", "published", "site"):
        longest = _LONGEST_VALUES.get(line.field, 5 * _LONG)
        return len(line.value) <= longest and not is_sentence(line)
    return True


def is_sentence(line: Line) -> bool:
    """Whether a line ends as a sentence does, and has as many words."""
    said = line.value or line.text
    return said.rstrip("\"'”’»)")[-1:] in ".!?…。！？" and (
        len(said.split()) >= _WORDS or said[-1:] in "。！？"
    )


def _end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line of text."""
    closing = next((i for i in range(start, len(lines)) if lines[i].kind == "closing"), len(lines))
    if any(line.piece.mark == "text" for line in lines[start:closing]):
        return max(i for i in range(start, closing) if lines[i].piece.mark == "text") + 1
    end = closing
    gap = 0
    for i in range(closing - 1, start - 1, -1):
        line = lines[i]
        is_tail = (line.kind in _TAIL and line.field != "text") or (
            line.kind == "label" and is_label(line)
        )
        if is_tail and (not gap or line.field in _OVER_A_GAP or line.kind in ("after", "rule")):
            end, gap = i, 0
        elif gap == _GAP:
            break
        else:
            gap += 1
    return end - _publishes(lines[start:], end - start)


def _is_tail(line: Line) -> bool:
    if line.kind == "label":
        return is_label(line)
    return line.kind in _TAIL and line.field != "text"


def _publishes(body: Sequence[Line], end: int) -> bool:
    """Whether the last line names the publisher, as it does above the number of a document."""
    if not 1 < end < len(body) or body[end].field != "id" or body[end].kind != "closing":
        return False
    last = body[end - 1]
    return last.kind == "text" and len(last.text) <= _LONG and last.text[-1:] not in '.!?…"”’»:'
