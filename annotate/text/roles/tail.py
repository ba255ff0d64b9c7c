"""
What stands below the last paragraph of prose: the author's lists and names, or the page's lines.
"""

import re
from collections import Counter

from annotate.text.roles.extent import leads_away
from annotate.text.roles.part import Part
from annotate.text.roles.whole import Whole

__all__ = ["listed", "mark"]

_AGAIN = 3  # lines [2-6 alike, 1: -1]
_LISTED = 4  # lines that are enough for a list [2-8 alike]
_HEADS = 2  # lines that may stand above a list [1-4 alike]
_ALIKE = 3  # lines in four that have the same sign in them [1-4 alike, 6: -.0011/-.0015]
_SAYING = 4  # spaces of an item that says more than a label [2-8 alike]
_PARTING = (" – ", " -- ", " - ", " — ", ": ", " @ ", "\t", "$", "€", "£", "%")
# [30-120 alike]
_LEADING = 60  # characters; a line with a colon that is not longer may be a label of a form


def listed(whole: Whole) -> None:
    """Lines of one shape that follow the last paragraph of prose: dates of a tour, results."""
    parts, last = whole.parts, whole.last
    i = last + 1
    while i < len(parts) and i < last + 1 + _HEADS and not _shape(parts[i]):
        i += 1
    for end in range(i, len(parts) + 1):
        if end == len(parts) or not _shape(parts[end]):
            break
    if end - i < _LISTED:
        return
    alike = Counter(shape for part in parts[i:end] for shape in _shape(part))
    if alike.most_common(1)[0][1] * 4 < (end - i) * _ALIKE:
        return
    for part in parts[i:end]:
        part.become("list_item", "list below: lines of one shape follow the text")
    for part in parts[last + 1 : i]:
        if part.short and not part.role and part.sign in ("", "boilerplate"):
            part.become("heading", "list below: it stands above lines of one shape")


def _shape(part: Part) -> set[str]:
    """The signs that part what a line of a list says, none if it is no such line."""
    if part.role or not part.short or not re.search(r"\d", part.text) or "©" in part.text:
        return set()
    return {sign for sign in _PARTING if sign in part.text}


def mark(whole: Whole) -> None:
    """Labels and names below the last paragraph of prose, where the page shows any of its own."""
    parts, last = whole.parts, whole.last
    authors = whole.clean and _closes(parts, last)
    said = _announced(parts, last)
    dates = [part for part in parts[last + 1 :] if not part.role and part.sign == "dateline"]
    if len(dates) > 1:  # of other articles
        authors = False
        for part in dates:
            part.become("boilerplate", "tail: it is one of several dates, of other articles")
    _bullets(parts, last)
    led = False
    for i in range(last + 1, len(parts)):
        part = parts[i]
        led = led or (leads_away(part) and not part.role)
        owned = part.text[0] == "©" or (led and not part.prose)
        if owned and not part.role and part.sign != "byline":
            part.become(
                "boilerplate", "tail: it says whose page it is, or stands below other articles"
            )
        if part.role or part.sign not in ("", "list_item") or i in said:
            continue
        if part.sign and (parts[i - 1].role or parts[i - 1].sign) != "boilerplate":
            continue
        if part.row and any(other.row for other in parts[i - 1 : i + 2 : 2]):
            continue
        if part.short and part.last not in ":：" and not authors:
            part.become("boilerplate", "tail: it is a label below the last sentence")


def _bullets(parts: list[Part], last: int) -> None:
    """Lists with bullets below the last paragraph of prose that say more than a menu, and heads."""
    end = last + 1
    while end < len(parts):
        start = end
        while end < len(parts) and parts[end].marked:
            end += 1
        if end - start >= _AGAIN and _says_more(parts[start:end], parts[start - 1]):
            for part in parts[start:end]:
                if part.sign in ("", "list_item") and not part.role:
                    part.become("list_item", "tail: it is of a list that says more than a menu")
            head = parts[start - 1]
            if start > last + 1 and head.short and not head.role and head.sign in ("", "list_item"):
                head.become("heading", "tail: it stands above a list")
        end += end == start


def _says_more(items: list[Part], head: Part) -> bool:
    """Whether items are more than the labels of a menu, and below no line of the page's own."""
    said = sum(part.text.count(" ") >= _SAYING or not part.short for part in items)
    return said * 2 >= len(items) and head.sign != "boilerplate"


def _closes(parts: list[Part], last: int) -> bool:
    """Whether lines below the last prose may be the author's: few or known."""
    known = {part.low for part in parts[:last]}
    below = [part for part in parts[last + 1 :] if part.short and not part.role and not part.sign]
    return sum(part.low not in known for part in below) < _AGAIN


def _announced(parts: list[Part], last: int) -> range:
    """The lines, a verse for example, that the last sentence announces by a colon."""
    start = next((i + 1 for i in (last, last + 1) if parts[i : i + 1] and _leads_in(parts[i])), 0)
    end = start
    while start and end < len(parts) and not (parts[end].role or parts[end].sign):
        end += 1
    return range(start, end)


def _leads_in(part: Part) -> bool:
    return part.last in ":：" and part.length >= _LEADING and not part.role and not part.sign
