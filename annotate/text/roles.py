"""
The role of each paragraph: what it shows by itself, then where it stands.

The article is what lies between the first and the last paragraph of prose. Before
it stand the title and who wrote when; after it the author's life, the readers'
comments, and what the page has to sell. In doubt a paragraph is `body`: better
a stray line numbered than a sentence of the author's left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from annotate.model import ROLES, Block
from annotate.text import authors, comments, heads, quotations, signs
from annotate.text import vocabulary as words
from annotate.text.signs import Part, beside

__all__ = ["assign"]

_BY_SIGN = {"": "body", "count": "boilerplate", "form": "boilerplate"}
_MENU = 6  # lines in a row that may be a menu
_TALK = 4  # readers may write more than the author did
_CLEAR = 5  # times as much as all sentences elsewhere
_LABEL = 24  # characters of a menu's lines, on average
_LISTED = 4  # short lines in a row that are a list, not headings


def assign(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The paragraphs with the role of each, in the same order."""
    parts = [signs.part(text[start:end]) for start, end in spans]
    prose = [i for i, part in enumerate(parts) if part.prose]
    if prose:
        first, last = _extent(parts, prose)
        first = next(i for i in prose if i >= first and (i == last or not heads.ended(parts, i)))
        heads.mark(parts, first, last)
        comments.mark(parts, prose)
        while last > first and (parts[last].role or not parts[last].prose):
            last -= 1  # what readers wrote is prose too
        _elsewhere(parts, prose, first, last)
        _lists(parts)
        authors.mark(parts)
        _spread(parts, first, last)
        _tail(parts, last)
        quotations.mark(text, spans, parts)
        _middle(parts, first, last)
    for part in parts:
        if not part.role:
            part.role = part.sign if part.sign in ROLES else _BY_SIGN[part.sign]
    return tuple(
        Block(start, end, part.role) for (start, end), part in zip(spans, parts, strict=True)
    )


def _extent(parts: list[Part], prose: list[int]) -> tuple[int, int]:
    """The first and last prose of the article: what no menu parts from the most of it."""
    groups = [[prose[0]]]
    said = [False]  # whether the head of readers' comments stands above a group
    lines: Mapping[str, int] = {}
    if len(parts) >= len(prose) + _MENU:
        lines = Counter(part.low for part in parts)
    for before, i in pairwise(prose):
        between = parts[before + 1 : i]
        headed = any(part.sign == "count" for part in between)
        menu = len(between) >= _MENU and _is_menu(between, lines)
        if headed or menu or any(map(_ends_page, between)):
            groups.append([])
            said.append(headed or said[-1])
        groups[-1].append(i)
    weights = [
        sum(parts[i].length for i in group) / (_TALK if talk else 1)
        for group, talk in zip(groups, said, strict=True)
    ]
    main = groups[weights.index(max(weights))]
    return main[0], main[-1]


def _ends_page(part: Part) -> bool:
    """Whether it says whose the page is, as its last lines do."""
    return part.sign == "boilerplate" and any(map(part.low.__contains__, words.OWNERS))


def _is_menu(parts: list[Part], lines: Mapping[str, int]) -> bool:
    """Whether lines are mostly labels, some of them known or standing elsewhere too."""
    labels = sum(part.short or part.sign == "boilerplate" for part in parts)
    known = sum(part.sign == "boilerplate" or lines.get(part.low, 1) > 1 for part in parts)
    return labels * 10 >= len(parts) * 8 and known * 5 >= len(parts)


def _elsewhere(parts: list[Part], prose: list[int], first: int, last: int) -> None:
    """Sentences that menus part from the article, where it is plain which one that is."""
    outside = [parts[i] for i in prose if not (first <= i <= last or parts[i].role)]
    mass = sum(parts[i].length for i in prose if first <= i <= last)
    if sum(part.length for part in outside) * _CLEAR <= mass:
        for part in outside:
            part.role = "boilerplate"


def _lists(parts: list[Part]) -> None:
    """Long list items: a number or bullet counts where a neighbour has one too."""
    for before, part in pairwise(parts):
        if before.marked and part.marked:
            for item in (before, part):
                item.sign = item.sign or "list_item"
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if before.prose and after.prose and part.sign == "list_item" and _is_numbered(part):
            part.role = "heading"


def _is_numbered(part: Part) -> bool:
    """Whether it is a label with a number, which between paragraphs of prose is a heading."""
    return part.short and part.marked > 0 and part.text[0].isdigit()


def _spread(parts: list[Part], first: int, last: int) -> None:
    """Boilerplate spreads to what stands between two lines of it and reads like it."""
    for i, part in enumerate(parts):
        if part.role or part.sign not in ("", "list_item") or not i:
            continue
        before = parts[i - 1]
        if part.prose and first <= i <= last and before.short:
            continue  # an advertisement above and one below do not make it one
        if not before.telling:
            continue
        after = [later.sign for later in parts[i + 1 : i + 3]]
        listed = part.sign == "list_item" and (before.text[-1] in ":：" or before.marked)
        if listed or ("boilerplate" in after and _pitches(part)):
            part.role = "boilerplate"


def _pitches(part: Part) -> bool:
    """Whether it is short, or speaks to the reader or of what the site sells."""
    if part.length < 50:
        return True
    tokens = part.words()
    return not (words.ADDRESS.isdisjoint(tokens) and words.TRIGGERS.isdisjoint(tokens))


def _tail(parts: list[Part], last: int) -> None:
    """Labels and names below the last paragraph of prose."""
    for i in range(last + 1, len(parts)):
        part = parts[i]
        if part.role or part.sign not in ("", "list_item"):
            continue
        if part.sign and (parts[i - 1].role or parts[i - 1].sign) != "boilerplate":
            continue
        if part.short and part.text[-1] not in ":：":
            part.role = "byline" if part.name and beside(parts, i, ("byline",)) else "boilerplate"


def _middle(parts: list[Part], first: int, last: int) -> None:
    """Headings and lists between the paragraphs of prose."""
    dirty = sum(part.telling for part in parts) * 10 >= len(parts)
    i = first
    while i < last:
        run = i
        while run < last and _is_label(parts[run]):
            run += 1
        if run == i:
            i += 1
            continue
        role = _run_role(parts, i, run, dirty)
        for part in parts[i:run]:
            part.role = role
        i = run


def _run_role(parts: list[Part], i: int, run: int, dirty: bool) -> str:
    """What labels in a row are: a heading, a list, or a menu if the text has dirt elsewhere too."""
    if run - i > 1 and parts[i - 1].text[-1] in ":：":
        return "list_item"
    around = parts[max(0, i - 2) : run + 2]
    known = sum(part.telling for part in around)
    if known * 4 >= len(around) and len(around) > _LISTED:
        return "boilerplate"
    if dirty and run - i > 1 and _is_links(parts[i:run]):
        return "boilerplate"
    return "list_item" if run - i >= _LISTED else "heading"


def _is_links(parts: list[Part]) -> bool:
    """Whether lines in a row are as short as labels, or all written as headlines are."""
    if sum(part.length for part in parts) <= _LABEL * len(parts):
        return True
    return all(heads.is_capital(part) for part in parts)


def _is_label(part: Part) -> bool:
    if part.role or part.sign or part.text[-1] in ":：" or part.text[1:3] == ": ":
        return False  # "Q: " and "A: " are said in an interview
    question = (
        part.text[-1] == "?"
        and part.length <= 60
        and part.text.count(" ") > 1
        and ":" not in part.text
    )
    return part.short or question
