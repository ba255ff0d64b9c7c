"""
Where the article begins and ends among the prose of its page.

Menus, heads of lists ("Most read") and the head of readers' comments part the prose
of a page into groups; the article is the heaviest.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from annotate.text.roles import comments, head, page_words
from annotate.text.roles.part import Part, counted
from annotate.text.roles.whole import Whole

__all__ = ["find", "leads_away", "outside"]

_MENU = 6  # lines in a row that may be a menu [5: -.0013/-.0002, 7: -1 +.0017/+.0016]
_TALK = 4  # readers may write more than the author did [2-8 alike]
_READERS = 64  # the same, below a line that names a reader [32-128 alike]
_CLEAR = 5  # times as much as all sentences elsewhere [4: +.0005/+.0004, 6: -.0004/-.0008]
_CLOSE = 4  # lines [2-8 alike]
# [36-45 alike, 22: -.0005/-.0006, 56: -.0007/-.0008]
_HEAD = 45  # characters; what is longer is no head of a list
# [80-100 alike, 50: -.0005/-.0013, 125: -.0015/-.0033]
_RUNNING = 100  # characters; two paragraphs of so many in a row are an article, not teasers
_LISTED = 4  # lines that are enough for a list [2-8 alike]
_SENTENCE = 4  # spaces [2-8 alike]
_HEADED = 2  # lines above a sentence [1-4 alike]


def find(whole: Whole) -> None:
    """Prose below the head of a list of other articles, apart from the heaviest group."""
    parts = whole.parts
    whole.prose = [i for i in whole.prose if not parts[i].role] or whole.prose
    groups = _groups(parts, whole.prose)
    heaviest = max(groups, key=lambda group: group.weight(parts))
    main = groups.index(heaviest)
    for group in groups[main + 1 :]:
        if group.is_led:
            for i in group.places:
                parts[i].become("boilerplate", "other articles: it stands below their head")
    begins = [g.places[0] for g in groups[: main + 1] if _is_signed(parts, g.places[0])]
    whole.begin = begins[-1] if begins else heaviest.places[0]
    whole.last = heaviest.places[-1]
    whole.first = next(
        i for i in whole.prose if i >= whole.begin and (i == whole.last or not head.ended(parts, i))
    )


class _Group(NamedTuple):
    """Prose that nothing parts."""

    places: list[int]
    is_led: bool  # whether the head of a list of other articles stands above it
    talk: int  # how much less it weighs, below the head of readers' comments

    def weight(self, parts: list[Part]) -> float:
        """How much prose it is."""
        return sum(parts[i].length for i in self.places) / self.talk


def _groups(parts: list[Part], prose: list[int]) -> list[_Group]:
    groups = [_Group([prose[0]], False, 1)]
    lines: Mapping[str, int] = {}
    if len(parts) >= len(prose) + _MENU:
        lines = Counter(part.low for part in parts)
    for before, i in pairwise(prose):
        if before + 1 < i:
            between = parts[before + 1 : i]
            talk = _talk(parts, before + 1, i)
            menu = len(between) >= _MENU and _is_menu(between, lines)
            led = _is_led(parts, between, i)
            if talk or menu or led or any(map(_ends_page, between)):
                groups.append(_Group([], led, max(talk, groups[-1].talk)))
        groups[-1].places.append(i)
    return groups


def _talk(parts: list[Part], start: int, end: int) -> int:
    """How much less prose weighs below lines among which one is a head of readers' comments."""
    if any(comments.is_speaker(parts, i) for i in range(start, end)):
        return _READERS
    counted = any(part.sign == "count" and part.role != "heading" for part in parts[start:end])
    return _TALK if counted else 0


def _is_led(parts: list[Part], between: list[Part], i: int) -> bool:
    """Whether one of the lines above prose is the head of a list of other articles."""
    if any(map(leads_away, between[:-1])) and not _is_running(parts, i):
        return True
    return leads_away(between[-1]) and _tops_teasers(between[-1], parts[i : i + 2])


def _is_signed(parts: list[Part], i: int) -> bool:
    """Whether it is said closely above who wrote it, or when, as above the lead of an article."""
    return any(part.sign in ("byline", "dateline") for part in parts[max(0, i - _CLOSE) : i])


def leads_away(part: Part) -> bool:
    """Whether it is the head of a list of other articles."""
    return part.short and part.length <= _HEAD and part.low.startswith(page_words.LEADS)


def _tops_teasers(head: Part, below: list[Part]) -> bool:
    """Whether a line right above prose speaks of what pages have, or that is short and no more."""
    if not page_words.SITES.isdisjoint(head.words()):
        return len(below) > 1 and (below[1].prose or (below[1].short and not below[1].sign))
    return all(part.prose and part.length < _RUNNING for part in below)


def _is_running(parts: list[Part], i: int) -> bool:
    """Whether prose goes on for two paragraphs, as teasers do not."""
    two = parts[i : i + 2]
    return len(two) == 2 and all(part.prose and part.length >= _RUNNING for part in two)


def _ends_page(part: Part) -> bool:
    """Whether it says whose the page is, as its last lines do."""
    return part.sign == "boilerplate" and any(map(part.low.__contains__, page_words.OWNERS))


def _is_menu(parts: list[Part], lines: Mapping[str, int]) -> bool:
    """Whether lines are mostly labels, some of them known or standing elsewhere too."""
    labels = sum(part.short or part.sign == "boilerplate" for part in parts)
    if counted(parts):
        return False
    items = {part.low for part, below in pairwise(parts) if part.marked or below.marked}
    here = Counter(part.low for part in parts)
    again = {low for low, n in here.items() if lines.get(low, 1) > n or n > _LISTED} - items
    known = sum(part.sign == "boilerplate" or part.low in again for part in parts)
    return labels * 10 >= len(parts) * 8 and known * 5 >= len(parts)


def outside(whole: Whole) -> None:
    """Sentences that menus part from the article, where it is plain which one that is."""
    parts = whole.parts
    while whole.last > whole.first and (parts[whole.last].role or not parts[whole.last].prose):
        whole.last -= 1  # what readers wrote is prose too
    whole.last = _extended(parts, whole.last)
    within = range(whole.first, whole.last + 1)
    apart = [parts[i] for i in whole.prose if i not in within and not parts[i].role]
    mass = sum(parts[i].length for i in whole.prose if i in within)
    if sum(part.length for part in apart) * _CLEAR <= mass:
        for part in apart:
            part.become("boilerplate", "outside: a menu parts it from the article")
    whole.clean = not any(part.telling for part in parts)


def _extended(parts: list[Part], last: int) -> int:
    """Where the article ends that goes on in short sentences, with headings and times."""
    above = {part.low for part in parts[:last] if part.telling}
    for i in range(last + 1, len(parts)):
        part = parts[i]
        if part.telling and part.short and part.low in above:
            continue  # an advertisement, as above
        if part.role or part.sign not in ("", "dateline") or comments.is_speaker(parts, i):
            break
        if part.ended and part.text.count(" ") >= _SENTENCE:
            last = i
        elif i > last + _HEADED:
            break
    return last
