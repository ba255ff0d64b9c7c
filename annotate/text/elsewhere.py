"""
Where the article begins and ends, and what on its page leads elsewhere.

Menus, heads of lists ("Most read") and the head of readers' comments part the prose
of a page into groups; the article is the heaviest.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from annotate.text import furniture
from annotate.text.parts import Part, beside, counted

__all__ = ["extended", "extent", "listed", "mark", "repeated", "tail", "twice"]

_MENU = 6  # lines in a row that may be a menu
_TALK = 4  # readers may write more than the author did
_CLEAR = 5  # times as much as all sentences elsewhere
_CLOSE = 4  # lines
_HEAD = 45  # characters; what is longer is no head of a list
_RUNNING = 100  # characters; two paragraphs of so many in a row are an article, not teasers
_AGAIN = 3  # times that a label stands on a page before it is the page's own
_LISTED = 4  # lines that are enough for a list
_PARTING = (" – ", " -- ", " - ", " — ", ": ", " @ ", "\t", "$", "€", "£", "%")
_LABEL = 40  # characters
_SENTENCE = 4  # spaces
_HEADED = 2  # lines above a sentence
_LEADING = 60  # characters; a line with a colon that is not longer may be a label of a form


def repeated(parts: list[Part]) -> None:
    """Labels that stand on a page again and again are the page's, not the article's."""
    short = [
        part for part in parts if part.short and part.sign in ("", "list_item") and not part.row
    ]
    if len(short) < _AGAIN:
        return
    lines = Counter(part.low for part in short)
    starts = Counter(_start(part) for part in short)
    beside = Counter(
        part.low
        for above, part, below in zip(parts, parts[1:], [*parts[2:], None], strict=False)
        if (above.prose or above.sign == "boilerplate" or (below and below.prose))
        and not (below and below.marked and not part.marked)  # the head of a list
    )
    for part in short:
        if beside[part.low] * 2 < lines[part.low]:
            continue  # as in a song, or a program
        start = _start(part)
        again = lines[part.low] >= _AGAIN and part.last not in ":："
        if part.length <= _LABEL and (again or (" " in start and starts[start] > _AGAIN)):
            part.sign = "boilerplate"


def _start(part: Part) -> str:
    """What stands before a colon, unless a number stands behind it, as in marks and results."""
    start, colon, rest = part.low.partition(": ")
    return start if colon and not re.search(r"\d", rest) else ""


def twice(parts: list[Part]) -> None:
    """Paragraphs that stood above already: an article once more, or the words of its pictures."""
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
        near = parts[max(0, i - 2) : i + 3]
        alone = not parts[i].ended and parts[i - 1].prose
        if alone or any(part.sign == "caption" for part in near):
            parts[i].sign, parts[i].prose = "caption", False
        elif parts[i].ended and len(again) >= _AGAIN:
            parts[i].sign, parts[i].prose = "boilerplate", False


def extent(parts: list[Part], prose: list[int]) -> tuple[int, int]:
    """The first and last prose of the article: what no menu parts from the most of it."""
    groups = [[prose[0]]]
    teased = [False]  # whether the head of a list of other articles does
    talk = [1]  # how much less a group weighs below the head of readers' comments
    lines: Mapping[str, int] = {}
    if len(parts) >= len(prose) + _MENU:
        lines = Counter(part.low for part in parts)
    for before, i in pairwise(prose):
        if before + 1 == i:
            groups[-1].append(i)
            continue
        between = parts[before + 1 : i]
        headed = any(part.sign == "count" and part.role != "heading" for part in between) * _TALK
        headed = max(headed, any(part.speaker for part in between) * _TALK**3)
        menu = len(between) >= _MENU and _is_menu(between, lines)
        led = any(map(_leads_away, between[:-1])) and not _is_running(parts, i)
        led = led or (_leads_away(between[-1]) and _tops_teasers(between[-1], parts[i : i + 2]))
        if headed or menu or led or any(map(_ends_page, between)):
            groups.append([])
            teased.append(led)
            talk.append(max(headed, talk[-1]))
        groups[-1].append(i)
    weights = [
        sum(parts[i].length for i in group) / less for group, less in zip(groups, talk, strict=True)
    ]
    heaviest = weights.index(max(weights))
    main = groups[heaviest]
    for group, led in zip(groups, teased, strict=True):
        if led and group[0] > main[-1]:
            for i in group:
                parts[i].role = "boilerplate"
    begins = [group[0] for group in groups[: heaviest + 1] if _is_signed(parts, group[0])]
    return (begins[-1] if begins else main[0]), main[-1]


def _is_signed(parts: list[Part], i: int) -> bool:
    """Whether it is said closely above who wrote it, or when, as above the lead of an article."""
    return any(part.sign in ("byline", "dateline") for part in parts[max(0, i - _CLOSE) : i])


def _leads_away(part: Part) -> bool:
    """Whether it is the head of a list of other articles."""
    return part.short and part.length <= _HEAD and part.low.startswith(furniture.LEADS)


def _tops_teasers(head: Part, below: list[Part]) -> bool:
    """Whether a line right above prose speaks of what pages have, or that is short and no more."""
    if not furniture.SITES.isdisjoint(head.words()):
        return len(below) > 1 and (below[1].prose or (below[1].short and not below[1].sign))
    return all(part.prose and part.length < _RUNNING for part in below)


def _is_running(parts: list[Part], i: int) -> bool:
    """Whether prose goes on for two paragraphs, as teasers do not."""
    two = parts[i : i + 2]
    return len(two) == 2 and all(part.prose and part.length >= _RUNNING for part in two)


def _ends_page(part: Part) -> bool:
    """Whether it says whose the page is, as its last lines do."""
    return part.sign == "boilerplate" and any(map(part.low.__contains__, furniture.OWNERS))


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


def extended(parts: list[Part], last: int) -> int:
    """Where the article ends that goes on in short sentences, with headings and times."""
    above = {part.low for part in parts[:last] if part.telling}
    for i in range(last + 1, len(parts)):
        part = parts[i]
        if part.telling and part.short and part.low in above:
            continue  # an advertisement, as above
        if part.role or part.sign not in ("", "dateline") or part.speaker:
            break
        if part.ended and part.text.count(" ") >= _SENTENCE:
            last = i
        elif i > last + _HEADED:
            break
    return last


def mark(parts: list[Part], prose: list[int], first: int, last: int) -> None:
    """Sentences that menus part from the article, where it is plain which one that is."""
    outside = [parts[i] for i in prose if not (first <= i <= last or parts[i].role)]
    mass = sum(parts[i].length for i in prose if first <= i <= last)
    if sum(part.length for part in outside) * _CLEAR <= mass:
        for part in outside:
            part.role = "boilerplate"


def listed(parts: list[Part], last: int) -> None:
    """Lines of one shape that follow the last paragraph of prose: dates of a tour, results."""
    i = last + 1
    while i < len(parts) and i < last + 3 and not _shape(parts[i]):
        i += 1
    for end in range(i, len(parts) + 1):
        if end == len(parts) or not _shape(parts[end]):
            break
    if end - i < _LISTED:
        return
    alike = Counter(shape for part in parts[i:end] for shape in _shape(part))
    if alike.most_common(1)[0][1] * 4 < (end - i) * 3:
        return
    for part in parts[i:end]:
        part.role = "list_item"
    for part in parts[last + 1 : i]:
        if part.short and not part.role and part.sign in ("", "boilerplate"):
            part.role = "heading"


def _shape(part: Part) -> set[str]:
    """The signs that part what a line of a list says, none if it is no such line."""
    if part.role or not part.short or not re.search(r"\d", part.text) or "©" in part.text:
        return set()
    return {sign for sign in _PARTING if sign in part.text}


def _bullets(parts: list[Part], last: int) -> None:
    """Lists with bullets below the last paragraph of prose that say more than a menu, and heads."""
    end = last + 1
    while end < len(parts):
        start = end
        while end < len(parts) and parts[end].marked:
            end += 1
        if end - start >= _AGAIN and _says_more(parts[start:end], parts[start - 1]):
            for part in parts[start:end]:
                if part.sign in ("", "list_item"):
                    part.role = part.role or "list_item"
            head = parts[start - 1]
            if start > last + 1 and head.short and not head.role and head.sign in ("", "list_item"):
                head.role = "heading"
        end += end == start


def _says_more(items: list[Part], head: Part) -> bool:
    """Whether items are more than the labels of a menu, and below no line of the page's own."""
    said = sum(part.text.count(" ") > 3 or not part.short for part in items)
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


def tail(parts: list[Part], last: int, clean: bool) -> None:
    """Labels and names below the last paragraph of prose, where the page shows any of its own."""
    authors = clean and _closes(parts, last)
    said = _announced(parts, last)
    dates = [part for part in parts[last + 1 :] if not part.role and part.sign == "dateline"]
    if len(dates) > 1:  # of other articles
        authors = False
        for part in dates:
            part.role = "boilerplate"
    _bullets(parts, last)
    led = False
    for i in range(last + 1, len(parts)):
        part = parts[i]
        led = led or (_leads_away(part) and not part.role)
        owned = part.text[0] == "©" or (led and not part.prose)
        if owned and not part.role and part.sign != "byline":
            part.role = "boilerplate"  # whose page it is, or what else is on it
        if part.role or part.sign not in ("", "list_item") or i in said:
            continue
        if part.sign and (parts[i - 1].role or parts[i - 1].sign) != "boilerplate":
            continue
        if part.row and any(other.row for other in parts[i - 1 : i + 2 : 2]):
            continue
        if part.short and part.last not in ":：":
            if part.name and beside(parts, i, ("byline",)):
                part.role = "byline"
            elif not authors:
                part.role = "boilerplate"
