"""
Where the article begins and ends among the prose of its page.

Menus, heads of lists ("Most read") and the head of readers' comments part the prose
of a page into groups; the article is the heaviest. A menu alone puts no prose aside: an
article may have a row of buttons in its midst, and a paragraph above it.
"""

from itertools import pairwise, takewhile
from typing import NamedTuple

from annotate.text.roles import comments, head, page_words, phrasing
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
_SENTENCE = 4  # spaces [2-8 alike]
_HEADED = 2  # lines above a sentence [1-4 alike]


def find(whole: Whole) -> None:
    """Prose below the head of a list of other articles, apart from the heaviest group."""
    parts = whole.parts
    whole.prose = [i for i in whole.prose if not parts[i].role] or whole.prose
    if whole.prose[0] and _opens(parts):
        whole.prose.insert(0, 0)
    groups = _groups(parts, whole.prose)
    heaviest = max(groups, key=lambda group: group.weight(parts))
    main = groups.index(heaviest)
    for group in groups[main + 1 :]:
        if group.is_others(parts):
            for i in group.places:
                parts[i].become("boilerplate", "other articles: it stands below their head")
    begins = [g.places[0] for g in groups[: main + 1] if _is_signed(parts, g.places[0])]
    running = next(g for g in groups if g is heaviest or g.is_running(parts) or not g.places[0])
    whole.begin = begins[-1] if begins else running.places[0]
    below = list(takewhile(lambda group: not group.is_apart(parts), groups[main + 1 :]))
    *_, last = heaviest, *(group for group in below if group.is_running(parts))
    whole.last = last.places[-1]
    whole.apart = [i for group in groups[main + 1 + len(below) :] for i in group.places]
    whole.first = next(
        i for i in whole.prose if i >= whole.begin and (i == whole.last or not head.ended(parts, i))
    )


def _opens(parts: list[Part]) -> bool:
    """Whether the text begins with a sentence, however short: no page does."""
    part = parts[0]
    if part.role or part.sign or not part.ended or part.text.count(" ") < _SENTENCE:
        return False
    return not head.ended(parts, 0)


class _Group(NamedTuple):
    """Prose that nothing parts."""

    places: list[int]
    is_led: bool  # whether the head of a list of other articles stands above it
    talk: int  # how much less it weighs, below the head of readers' comments
    is_ended: bool  # whether the end of a page or of its comments stands above it

    def weight(self, parts: list[Part]) -> float:
        """How much prose it is."""
        return sum(parts[i].length for i in self.places) / self.talk

    def is_running(self, parts: list[Part]) -> bool:
        """Whether it goes on somewhere as an article does."""
        return any(_is_running(parts, i) for i in self.places)

    def is_others(self, parts: list[Part]) -> bool:
        """Whether it is of other articles, by the head above it and by how short it is."""
        return self.is_led and not self.is_running(parts)

    def is_apart(self, parts: list[Part]) -> bool:
        """Whether more than a menu parts it from what stands above."""
        return self.is_ended or self.is_others(parts)


def _groups(parts: list[Part], prose: list[int]) -> list[_Group]:
    groups = [_Group([prose[0]], False, 1, False)]
    for before, i in pairwise(prose):
        if before + 1 < i:
            between = parts[before + 1 : i]
            talk = _talk(parts, before + 1, i)
            led = _is_led(parts, between, i)
            ended = talk > 0 or any(map(_ends_page, between))
            if ended or led or (len(between) >= _MENU and _is_menu(between)):
                groups.append(_Group([], led, max(talk, groups[-1].talk), ended))
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
    return part.short and part.length <= _HEAD and phrasing.LEADS.begin(part.low)


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
    return part.sign == "boilerplate" and phrasing.is_owned(part.low)


def _is_menu(parts: list[Part]) -> bool:
    """Whether lines are mostly labels, some of them a page's."""
    if counted(parts):
        return False
    labels = sum(part.short or part.sign == "boilerplate" for part in parts)
    known = sum(part.sign == "boilerplate" for part in parts)
    return labels * 10 >= len(parts) * 8 and known * 5 >= len(parts)


def outside(whole: Whole) -> None:
    """Sentences below the end of a page, or below other texts, where it is plain which it is of."""
    parts = whole.parts
    while whole.last > whole.first and (parts[whole.last].role or not parts[whole.last].prose):
        whole.last -= 1  # what readers wrote is prose too
    whole.last = _extended(parts, whole.last)
    within = range(whole.first, whole.last + 1)
    apart = [parts[i] for i in whole.apart if i not in within and not parts[i].role]
    mass = sum(parts[i].length for i in whole.prose if i in within)
    if sum(part.length for part in apart) * _CLEAR <= mass:
        for part in apart:
            part.become("boilerplate", "outside: it stands below the end of the page")
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
