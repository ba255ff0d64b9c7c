"""
What stands on a page again: labels, and paragraphs that stood above already.
"""

import re
from collections import Counter

from annotate.text.roles.part import Part
from annotate.text.roles.whole import Whole

__all__ = ["labels", "paragraphs"]

# [3-6 alike, 2: -3 +.0005/+.0005]
_AGAIN = 3  # times that a label stands on a page before it is the page's own
# [2-4 alike, 1: -.0002/-.0005]
_BESIDE = 2  # paragraphs on each side, among which a picture's words may stand
_LABEL = 40  # characters [20-80 alike]
# [80-100 alike, 50: -.0036/-.0006, 125: +.0017/+.0001]
_RUNNING = 100  # characters; what is longer and stands twice is no accident


def labels(whole: Whole) -> None:
    """Labels that stand on a page again and again are the page's, not the article's."""
    parts = whole.parts
    short = [
        part for part in parts if part.short and part.sign in ("", "list_item") and not part.row
    ]
    if len(short) < _AGAIN:
        return
    lines = Counter(part.low for part in short)
    starts = Counter(start for part in short if " " in (start := _start(part)))
    if max(lines.values()) < _AGAIN and max(starts.values(), default=0) <= _AGAIN:
        return
    beside = Counter(
        part.low
        for above, part, below in zip(parts, parts[1:], [*parts[2:], None], strict=False)
        if (above.prose or above.sign == "boilerplate" or (below and below.prose))
        and not (below and below.marked and not part.marked)  # the head of a list
    )
    for part in short:
        if beside[part.low] * 2 < lines[part.low]:
            continue  # as in a song, or a program
        again = lines[part.low] >= _AGAIN and part.last not in ":："
        if part.length <= _LABEL and (again or starts[_start(part)] > _AGAIN):
            part.show("boilerplate", "repeated labels: it is a label that repeats")


def _start(part: Part) -> str:
    """What stands before a colon, unless a number stands behind it, as in marks and results."""
    start, colon, rest = part.low.partition(": ")
    return start if colon and not re.search(r"\d", rest) else ""


def paragraphs(whole: Whole) -> None:
    """Paragraphs that stood above already: an article once more, or the words of its pictures."""
    parts = whole.parts
    known: dict[str, int] = {}
    again = []
    for i, part in enumerate(parts):
        least = _LABEL if i and parts[i - 1].prose and not part.ended else _RUNNING
        if part.length <= least or part.sign not in ("", "list_item"):
            continue
        said = part.low[part.marked :].strip()
        if known.setdefault(said, i) != i:
            again.append(i)
    for i in again:
        near = parts[max(0, i - _BESIDE) : i + _BESIDE + 1]
        alone = not parts[i].ended and parts[i - 1].prose
        if alone or any(part.sign == "caption" for part in near):
            parts[i].show("caption", "said twice: it is of a picture, and stands above, too")
        elif parts[i].ended and len(again) >= _AGAIN:
            parts[i].show("boilerplate", "said twice: the article stands above already")
