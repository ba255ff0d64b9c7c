"""
Splitting plain text into paragraphs.

A newline ends a paragraph, unless the document shows that its lines were broken
by a machine: hard-wrapped at a width, double-spaced, one sentence a line, or
broken around links. That is decided once for a document, from all of its lines,
and when in doubt a line is a paragraph. Every visible character is in exactly
one paragraph, in order; cost is linear in the text. Among lines quoted as in
e-mail (`> `), one with nothing behind its mark is an empty line.
"""

import re
from collections.abc import Iterator

from annotate.text import wrapping
from annotate.text.wrapping import Line

__all__ = ["LONGEST", "paragraphs", "pieces"]

LONGEST = 20_000  # characters of a paragraph; a longer one is cut

_STOPS = ".!?…؟۔।॥"
_SENTENCE_END = (
    rf"(?<![{_STOPS}])[{_STOPS}]++[\"'”’»)\]]*+(?=\s)"
    r"|[。！？｡]+[”’」』）]*"
)
_INNER_SENTENCE = r"(?<!\.)[.!?؟۔।][\"'”’»)\]]*\s+[^\Wa-zß-ÿ]|[。！？]."
_CLOSING = ",.;:)!?…،؛؟、。"
_QUOTED = r"(?m)^[ \t]*>[> \t]*[^\s>]"
_APART = 9  # blank lines that a bare quotation mark stands for: more than double spacing leaves
_PROSE = 60  # characters; a line this long is a piece of a sentence, not a label


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every paragraph: trimmed, in order, none over `LONGEST`."""
    lines = _lines(text)
    if not lines:
        return []
    spans = _joined(text, lines)
    if len(text) > LONGEST and max(end - start for start, end in spans) > LONGEST:
        return [piece for start, end in spans for piece in pieces(text, start, end)]
    return spans


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """
    The trimmed spans of `text[start:end]`: itself, or cut at sentences where it is over `LONGEST`.

    Nothing comes of white space. Where there are no sentences, it is cut between words or anywhere.
    """
    visible = re.compile(r"\S")
    while first := visible.search(text, start, end):
        start = first.start()
        cut = _cut(text, start) if end - start > LONGEST else end
        yield start, start + len(text[start:cut].rstrip())
        start = cut


def _lines(text: str) -> list[Line]:
    """The lines with anything visible on them: start, end, indent, blank lines before."""
    lines = []
    position = gap = 0
    quotes = ">" in text and re.search(_QUOTED, text) is not None
    for line in text.splitlines(keepends=True):
        visible = line.strip()
        if quotes and visible[:1] == ">" and not visible.strip("> \t"):
            gap += _APART
        elif visible:
            indent = line.index(visible[0])
            start = position + indent
            lines.append((start, start + len(visible), indent, gap))
            gap = 0
        else:
            gap += 1
        position += len(line)
    return lines


def _joined(text: str, lines: list[Line]) -> list[tuple[int, int]]:
    if wrapping.possible(lines):
        wrapped = wrapping.spans(text, lines)
        if wrapped is not None:
            return wrapped
    starts = _sentence_lines(text, lines) or _link_lines(text, lines)
    if starts is None:
        return [(line[0], line[1]) for line in lines]
    ends = [lines[start - 1][1] for start in starts[1:]] + [lines[-1][1]]
    return [(lines[i][0], end) for i, end in zip(starts, ends, strict=True)]


def _sentence_lines(text: str, lines: list[Line]) -> list[int] | None:
    """The lines that start a paragraph where each sentence stands on a line of its own."""
    starts = [i for i, line in enumerate(lines) if line[3] or not i]
    several = [(a, b) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True) if b > a + 1]
    if len(several) < 3 or len(several) * 3 < len(starts):
        return None
    within = [lines[i] for a, b in several for i in range(a, b)]
    if len(within) > 6 * len(several):
        return None
    ended = sum(wrapping.ends_sentence(text, line[0], line[1]) for line in within)
    inner = sum(re.search(_INNER_SENTENCE, text[line[0] : line[1]]) is not None for line in lines)
    one_each = ended * 10 >= len(within) * 9 and inner * 8 <= len(lines)
    return starts if one_each else None


def _link_lines(text: str, lines: list[Line]) -> list[int] | None:
    """The lines that start a paragraph where links were put on lines of their own."""
    if not _has_link_lines(text, lines):
        return None
    starts = [0]
    for i in range(1, len(lines)):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if lines[i][3] or not _continues(text, lines[i - 1], lines[i], following):
            starts.append(i)
    return starts


def _has_link_lines(text: str, lines: list[Line]) -> bool:
    """Whether sentences run on over line ends: at a closing mark, or often in lower case."""
    low = 0
    for i, line in enumerate(lines):
        first = text[line[0]]
        if first in _CLOSING and _goes_on(text, line):
            return True
        if first.islower() and i and not line[3]:
            before = lines[i - 1]
            long = max(line[1] - line[0], before[1] - before[0]) >= _PROSE
            low += long and not wrapping.ends_sentence(text, before[0], before[1])
    return low > 2


def _goes_on(text: str, line: Line) -> bool:
    """Whether a line starts with the punctuation that closes what went before."""
    start, end = line[0], line[1]
    if text[start] not in _CLOSING:
        return False
    return end == start + 1 or text[start + 1].isspace()


def _continues(text: str, before: Line, line: Line, following: Line | None) -> bool:
    if _goes_on(text, line):
        return True
    if wrapping.ends_sentence(text, before[0], before[1]):
        return False
    if _is_inside(text, line) or text[before[1] - 1] in "–—-(":
        return True
    if text[before[1] - 1] == "," and before[1] > before[0] + 1:
        return True
    if following is None or following[3] or line[1] - line[0] > _PROSE:
        return False
    if _goes_on(text, following):
        return True
    last = text[max(before[0], before[1] - 40) : before[1]].rsplit(None, 1)[-1]
    return last[0].islower() and _is_inside(text, following)


def _is_inside(text: str, line: Line) -> bool:
    """Whether a line starts inside a sentence."""
    start = line[0]
    dash = text[start] in "-–—" and text[start + 1 : start + 2] == " "
    return text[start + 2 * dash : start + 2 * dash + 1].islower()


def _cut(text: str, start: int) -> int:
    """Where to cut a paragraph that is too long: a sentence end, white space, or anywhere."""
    limit = start + LONGEST
    sentence = 0
    for match in re.compile(_SENTENCE_END).finditer(text, start + LONGEST // 2, limit):
        sentence = match.end()
    if sentence:
        return sentence
    if text[limit].isspace() or text[limit - 1].isspace():
        return limit
    words = text[start:limit].rsplit(None, 1)
    return limit - len(words[1]) if len(words) == 2 else limit
