"""
The role of each paragraph: what it shows by itself, then where it stands.

The article is what lies between the first and the last paragraph of prose. Before
it stand the title and who wrote when; after it the author's life, the readers'
comments, and what the page has to sell. In doubt a paragraph is `body`: better
a stray line numbered than a sentence of the author's left out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotate.model import ROLES, Block
from annotate.text import (
    authors,
    comments,
    doubt,
    elsewhere,
    furniture,
    heads,
    quotations,
    signs,
    teasers,
)
from annotate.text import vocabulary as words
from annotate.text.parts import SHORT, Part, counted

__all__ = ["assign"]

_BY_SIGN = {"": "body", "count": "boilerplate", "form": "boilerplate"}
_SHOUTED = 40  # characters in capitals that are longer than headings are
_LABEL = 24  # characters of a menu's lines, on average
_STARTING = 42  # characters of a label with its colon
_HEADLINE = 3  # spaces that a headline has at least
_LISTED = 4  # short lines in a row that are a list, not headings


def assign(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The paragraphs with the role of each, in the same order."""
    parts = [signs.part(text[start:end]) for start, end in spans]
    doubt.settle(parts)
    comments.speakers(parts)
    elsewhere.repeated(parts)
    elsewhere.twice(parts)
    teasers.cut(parts)
    teasers.glued(parts, [i for i, part in enumerate(parts) if part.prose])
    prose = [i for i, part in enumerate(parts) if part.prose]
    if prose:
        comments.mark(parts, prose)
        prose = [i for i in prose if not parts[i].role] or prose
        begin, last = elsewhere.extent(parts, prose)
        first = next(i for i in prose if i >= begin and (i == last or not heads.ended(parts, i)))
        heads.mark(parts, first, last)
        for part in parts[begin:first]:
            part.role = part.role or ("body" if part.prose else "")  # no title, so what it says
        while last > first and (parts[last].role or not parts[last].prose):
            last -= 1  # what readers wrote is prose too
        last = elsewhere.extended(parts, last)
        elsewhere.mark(parts, prose, first, last)
        clean = not any(part.telling for part in parts)
        _lists(parts, first, last, clean)
        authors.mark(parts)
        _spread(parts, first, last)
        elsewhere.listed(parts, last)
        elsewhere.tail(parts, last, clean)
        quotations.mark(text, spans, parts)
        _middle(parts, first, last)
    else:
        heads.alone(parts)
    for part in parts:
        if not part.role:
            part.role = part.sign if part.sign in ROLES else _BY_SIGN[part.sign]
    return tuple(
        Block(start, end, part.role) for (start, end), part in zip(spans, parts, strict=True)
    )


def _lists(parts: list[Part], first: int, last: int, clean: bool) -> None:
    """Long list items: a number or bullet counts where a neighbour has one too."""
    for before, part in pairwise(parts):
        if (before.marked and part.marked) or _begin_alike(before, part):
            for item in (before, part):
                item.sign = item.sign or "list_item"
    links = []
    for i in range(first + 1, last):
        before, part, after = parts[i - 1 : i + 2]
        if part.sign != "list_item" or before.marked or after.marked or not after.ended:
            continue
        if _is_numbered(part):
            part.role = "heading"
        elif before.prose and after.prose and before.last not in ":：" and _is_link(part):
            links.append(part)
    if len(links) == 1 or not clean:  # else the author sets such a line above each paragraph
        for part in links:
            part.role = "boilerplate"


def _is_link(part: Part) -> bool:
    """Whether it reads as a headline with a bullet: alone between paragraphs, a link to it."""
    words = part.text[part.marked :]
    return part.marked > 0 and part.short and words[:1].isupper() and words.count(" ") >= _HEADLINE


def _begin_alike(part: Part, other: Part) -> bool:
    """Whether two short lines begin with the same words and a colon, as those of a list do."""
    start, colon, _ = part.text[:_STARTING].partition(": ")
    return bool(colon) and " " in start and other.text.startswith(start + ": ")


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
        if part.ended and first <= i <= last and _is_apart(part, before):
            continue
        if not before.telling:
            continue
        after = [later.sign for later in parts[i + 1 : i + 3]]
        listed = part.sign == "list_item" and (before.last in ":：" or before.marked)
        if listed or ("boilerplate" in after and _pitches(part)):
            part.role = "boilerplate"


def _is_apart(part: Part, before: Part) -> bool:
    """Whether a sentence has nothing to do with the label above it."""
    if part.marked or not before.short or _addresses(part):
        return False
    return not any(map(before.low.__contains__, furniture.JUNK_PHRASES))


def _pitches(part: Part) -> bool:
    """Whether it is short, or speaks as a page does."""
    if part.length < 50:
        return True
    return _addresses(part)


def _addresses(part: Part) -> bool:
    """Whether it speaks to the reader, or of what the site sells."""
    tokens = part.words()
    return not (furniture.ADDRESS.isdisjoint(tokens) and furniture.TRIGGERS.isdisjoint(tokens))


def _middle(parts: list[Part], first: int, last: int) -> None:
    """Headings and lists between the paragraphs of prose."""
    dirt = sum(part.telling for part in parts[first:last])
    dirty = dirt > 1 and dirt * 10 >= last - first
    styled = any(_is_shouted(part) for part in parts[first:last])
    i = first
    while i < last:
        end = i
        while end < last and _is_label(parts[end]):
            end += 1
        for start, stop in _runs(parts, i, end):
            role = _run_role(parts, start, stop, dirty, styled)
            for part in parts[start:stop]:
                part.role = role
        i = max(end, i + 1)


def _is_shouted(part: Part) -> bool:
    """Whether it is a heading in capitals, too short for a link."""
    return part.text.isupper() and part.length < _SHOUTED and _is_label(part)


def _runs(parts: list[Part], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of labels among lines, which sentences that were cut part."""
    if end - start > 1 and parts[start - 1].last in ":：":
        yield start, end  # a list, whose items may end with commas
        return
    for i in range(start, end):
        if _goes_on(parts[i], parts[i + 1]):
            if start < i:
                yield start, i
            start = i + 1
    if start < end:
        yield start, end


def _run_role(parts: list[Part], i: int, run: int, dirty: bool, styled: bool) -> str:
    """
    What labels in a row are: a heading, a list, or a menu if the text has dirt elsewhere too.

    Where short ones are in capitals, that is the style of the article's headings.
    """
    if run - i > 1 and parts[i - 1].last in ":：":
        return "list_item"
    if run - i >= _LISTED and sum(not part.words() for part in parts[i:run]) * 2 > run - i:
        return "boilerplate"  # the numbers of pages
    shouted = parts[i].length >= _SHOUTED and parts[i].text.isupper() and not styled
    if run - i == 1 and shouted and any(map(str.isalpha, parts[i - 1].text)):
        return "boilerplate"  # a link to another article
    around = parts[max(0, i - 2) : run + 2]
    known = sum(part.telling for part in around)
    between = run - i == 1 and parts[run].prose and not parts[i - 1].telling
    page = "list_item" if run - i > 2 and counted(parts[i:run]) else "boilerplate"
    if known * 4 >= len(around) and len(around) > _LISTED and not between:
        return page
    if dirty and run - i > 1 and _is_links(parts[i:run]):
        return page
    return "list_item" if run - i >= _LISTED else "heading"


def _is_links(parts: list[Part]) -> bool:
    """Whether lines in a row are as short as labels, or all written as headlines are."""
    if sum(part.length for part in parts) <= _LABEL * len(parts):
        return True
    return all(heads.is_capital(part) for part in parts)


def _goes_on(part: Part, after: Part) -> bool:
    """Whether it is the first part of a sentence that was cut, by a line break on its page."""
    if part.marked or after.marked:
        return False
    if part.length <= 30:
        return part.last == ","
    last = part.text.rsplit(maxsplit=1)[-1]
    return part.text[-1] in ",、，" or after.text[0].islower() or last in words.STOP_WORDS


def _is_label(part: Part) -> bool:
    if part.role or part.sign or part.last in ":：" or part.text[1:3] == ": ":
        return False  # "Q: " and "A: " are said in an interview
    return part.short or (part.length <= SHORT // 2 and _asks(part))


def _asks(part: Part) -> bool:
    """Whether it is a sentence that may be a heading, not a question asked by the way."""
    if part.bold or part.text.isupper():
        return True
    if part.text[-1] != "?" or part.text.count(" ") < 2 or part.text[0] in "–—":
        return False
    return not any(sign in part.text[:-1] for sign in ",:!?.")
