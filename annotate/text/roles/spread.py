"""
What stands between lines of the page and reads like one.
"""

from annotate.text.roles import page_words, phrasing
from annotate.text.roles.part import Part
from annotate.text.roles.whole import Whole

__all__ = ["mark"]

# [40-62 alike, 25: -4, 100: +.0003/+.0003]
_LABEL = 50  # characters; what is shorter reads like a line of the page
_NEAR = 2  # lines below it, of which one is the page's [1: +.0003/-.0002, 3: -.0004/-.0004]


def mark(whole: Whole) -> None:
    """Boilerplate spreads to what stands between two lines of it and reads like it."""
    parts, first, last = whole.parts, whole.first, whole.last
    for i, part in enumerate(parts):
        if not i or not (before := parts[i - 1]).telling:
            continue
        if part.role or part.sign not in ("", "list_item"):
            continue
        if part.prose and first <= i <= last and before.short:
            continue  # an advertisement above and one below do not make it one
        if part.ended and first <= i <= last and _is_apart(part, before):
            continue
        after = [later.sign for later in parts[i + 1 : i + 1 + _NEAR]]
        listed = part.sign == "list_item" and (before.last in ":：" or before.marked)
        if listed or ("boilerplate" in after and _pitches(part)):
            part.become("boilerplate", "spread: lines of the page stand above and below it")


def _is_apart(part: Part, before: Part) -> bool:
    """Whether a sentence has nothing to do with the label above it."""
    if part.marked or not before.short or _addresses(part):
        return False
    return page_words.JUNK_PHRASES.isdisjoint(phrasing.held(before.low))


def _pitches(part: Part) -> bool:
    """Whether it is short, or speaks as a page does."""
    if part.length < _LABEL:
        return True
    return _addresses(part)


def _addresses(part: Part) -> bool:
    """Whether it speaks to the reader, or of what the site sells."""
    tokens = part.words()
    return not (page_words.ADDRESS.isdisjoint(tokens) and page_words.TRIGGERS.isdisjoint(tokens))
