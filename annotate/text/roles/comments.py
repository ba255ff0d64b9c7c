"""
What readers wrote under an article, and the forms to write with.

The head of a form, or of the comments with their number, opens a zone that lasts
until the next such head. Buttons are what stands in a zone again and again.
"""

import re
from collections import Counter
from itertools import pairwise

from annotate.text.roles.part import Part
from annotate.text.roles.stamp import stamped
from annotate.text.roles.whole import Whole

__all__ = ["is_speaker", "mark"]

_PROSE = 100  # characters [50-200 alike]
_SEVERAL = 3  # comments that are enough to see their order [3-6 alike, 2: +.0062/+.0023]
_FAR = 10  # lines of a comment [8-20 alike, 5: -.0008/+.0029]
_WITHIN = 40  # lines, of which one names a reader or a time [20-80 alike]
_NEAR = 3  # lines from a reader's name to when something was said [1-6 alike]
_AFTER = 2  # lines below the last time, which are words where times stand above words [1-4 alike]
# [1-4 alike]
_OFTEN = 2  # times that a line stands in a zone; what stands there more often is a button
_LABEL = 60  # characters [48: +.0002/+.0004, 75: -.0002/-.0006]
_NAMED = 4  # words of a reader's name [3-8 alike, 2: -.0046/-.0105]
_CLOCK = r"\d[:.]\d\d"
_CLOCK_ONLY = r"\d\d?[:.h]?\d\d(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,4})?"
_COUNTED = r"[1-9]|\b(?:on|to)\b"
_ARTICLE = 2  # paragraphs that something is said on [1-2 alike, 3: -.0002/-.0006]
_SECTION = "comments: prose stands right below it, so it is a heading"
_SOME = r"[1-9]|\b(?:one|two|three|four|five|ein|une?|una?|uno)\b"  # comments, not none


def mark(whole: Whole) -> None:
    """What readers wrote, and the forms to write with."""
    parts, prose = whole.parts, whole.prose
    start = prose[min(1, len(prose) - 1)] + 1
    for i in range(prose[0] + 1, start):
        if parts[i].sign == "count" and _is_section(parts[i], parts[i + 1 : i + 2]):
            parts[i].become("heading", _SECTION)
    head: Part | None = None
    zone: list[Part] = []
    for i, part in enumerate(parts[start:], start):
        if part.sign == "form" or (part.sign == "count" and _opens(part, head, zone)):
            _close(zone, head)
            zone, head = [], part
        elif head:
            zone.append(part)
        elif is_speaker(parts, i):
            zone, head = [part], part
    _close(zone, head)
    _told_by_order(parts, prose[0])
    _told_by_shape(parts, prose[0])


def is_speaker(parts: list[Part], i: int) -> bool:
    """Whether a line names a reader: with when that was said, or the button to reply."""
    part = parts[i]
    if part.text[-1] not in ":：" or not part.says:
        return False
    below = parts[i + 1 : i + 1 + _NEAR]
    timed = any(other.sign == "dateline" or other.reply for other in below)
    return timed or re.search(_CLOCK, part.text) is not None


def _told_by_order(parts: list[Part], start: int) -> None:
    """What stands below a name and a time, if that comes again and again."""
    times = [
        i
        for i, part in enumerate(parts)
        if part.sign in ("dateline", "byline") and i > start and _is_time(part)
    ]
    if len(times) < _SEVERAL:
        return
    followed = {i for i in times if i + 1 < len(parts) and _is_said(parts[i + 1])}
    above = [i for i in times if i in followed and _is_name(parts[i - 1])]
    below = [i for i in times if _is_said(parts[i - 1]) and i not in followed]
    told, reach = (above, _down) if len(above) >= len(below) else (below, _up)
    if len(told) < _SEVERAL or told[-1] - told[0] > _FAR * len(told):
        return
    for part in parts[reach(parts, start, told)]:
        if part.sign == "boilerplate":
            part.role = part.role or "boilerplate"
        elif not part.role:
            part.become("comment", "comments: names and times come again and again")


def _told_by_shape(parts: list[Part], start: int) -> None:
    """What readers wrote above their name and the day, again and again, below an article."""
    names = {
        i: name
        for i, part in enumerate(parts)
        if i > start + 1 and not part.role and (name := stamped(part.text))
    }
    told = [i for i in names if _may_be_said(parts[i - 1]) and i - 1 not in names]
    if len(told) < _SEVERAL or len(told) < len(names) or len({*names.values()}) < _SEVERAL:
        return
    apart = [b - a for a, b in pairwise(told)]
    below = parts[told[-1] + 1 : told[-1] + 2]
    marked = all(parts[i - 1].marked for i in told)
    if max(apart) > _FAR or (not marked and any(map(_may_be_said, below))):
        return
    for part in parts[max(start + 1, told[0] + 1 - min(apart)) : told[-1] + 1]:
        if part.sign != "boilerplate" and not part.role:
            part.become("comment", "comments: names and days stand below what readers wrote")


def _may_be_said(part: Part) -> bool:
    """Whether a reader may have written it, with a number too."""
    if part.role or part.sign not in ("", "list_item"):
        return False
    return part.ended or part.length > _LABEL


def _down(parts: list[Part], start: int, told: list[int]) -> slice:
    """What readers wrote below names and times, if an article stands above it."""
    if sum(part.prose for part in parts[start : told[0] - 1]) < _ARTICLE:
        return slice(0)  # what there is to do in a town
    end = told[-1] + 1
    while end < len(parts) and _is_said(parts[end]):
        end += 1
    return slice(told[0] - 1, end)


def _up(parts: list[Part], start: int, told: list[int]) -> slice:
    """What readers wrote above times, unless these stand above words, too, as in a diary."""
    if any(map(_is_said, parts[told[-1] + 1 : told[-1] + 1 + _AFTER])):
        return slice(0)
    begin = told[0] - 1
    while begin > start and not _is_name(parts[begin]):
        begin -= 1
    return slice(begin, told[-1] + 1)


def _is_time(part: Part) -> bool:
    """Whether it says when something was said, with or without the name of who did."""
    timed = part.sign == "byline" and part.short and re.search(r"\d", part.text) is not None
    if part.role or re.fullmatch(_CLOCK_ONLY, part.low):
        return False  # the last is of a day that is told hour by hour
    return part.sign == "dateline" or timed


def _is_said(part: Part) -> bool:
    return not part.role and not part.sign and (part.ended or part.length > _LABEL)


def _is_name(part: Part) -> bool:
    """Whether it may be the name of a reader, not a headline."""
    return part.short and not part.role and part.text.count(" ") <= _NAMED


def _opens(part: Part, head: Part | None, zone: list[Part]) -> bool:
    """Whether the head of comments begins them: below one it goes on, in a form it is a label."""
    if head is None or (_is_section(head, zone) and not _are_comments(head, zone[:_WITHIN])):
        return True
    return head.sign == "form" and re.search(_SOME, part.low) is not None


def _are_comments(head: Part, zone: list[Part]) -> bool:
    """Whether readers wrote: their number says so, or a name or time of theirs."""
    if head.says or any(part.sign == "dateline" or part.says or part.reply for part in zone):
        return True
    counted = re.search(_COUNTED, head.low) is not None
    return counted and any(not part.sign and (part.ended or part.length > _LABEL) for part in zone)


def _is_section(head: Part, zone: list[Part]) -> bool:
    """Whether it is a heading of the article: right below there is prose, not a reader's name."""
    if head.sign == "form" or head.ended or not zone or not zone[0].prose:
        return False
    if re.search(r"\d", head.text):
        return False
    return zone[0].length >= _PROSE and not zone[0].marked


def _close(zone: list[Part], head: Part | None) -> None:
    """Give the paragraphs under the head of a form, or of readers' comments, their roles."""
    if head is None:
        return
    said = head.sign != "form" and _are_comments(head, zone)
    if not said and _is_section(head, zone):
        head.become("heading", _SECTION)
        return
    lines = Counter(part.low for part in zone if part.short)
    signs = [
        i
        for i, part in enumerate(zone)
        if lines[part.low] > _OFTEN or part.sign in ("count", "dateline") or part.says
    ]
    end = signs[-1] if signs else 0
    if zone and zone[end].sign in ("dateline", ""):
        while end + 1 < len(zone) and not zone[end + 1].short:
            end += 1
    leading = False
    for i, part in enumerate(zone):
        past = len(signs) > 1 and i > end
        if part.sign in ("boilerplate", "count"):
            part.role = "boilerplate"  # as its sign has it
            leading = part.short and part.sign != "count"
        elif said and not past and not (leading and part.short) and lines[part.low] <= _OFTEN:
            part.become("comment", "comments: it stands below the head of comments")
            leading = False
        else:
            part.become("boilerplate", "comments: it is of the form, or no reader's")
