"""
Headings and lists between the paragraphs of an article.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotate.text.roles import article_words, head
from annotate.text.roles.part import SHORT, Part, counted
from annotate.text.roles.whole import Whole

__all__ = ["items", "labels", "links", "mark", "series"]

# [20-50 alike, 80: -.0002/-.0004]
_SHOUTED = 40  # characters in capitals that are longer than headings are
_LABEL = 24  # characters of a menu's lines, on average [19-48 alike, 12: -.0004/-.0008]
_HEADLINE = 3  # spaces that a headline has at least [1-6 alike]
_LISTED = 4  # short lines in a row that are a list, not headings [2-4 alike, 5: -.0001/-.0003]
# [8-10 alike, 5: -.0003/-.0007, 12: +.0003/+.0004]
_DIRTY = 10  # paragraphs, of which one is the page's in a text with dirt
# [2-3 alike, 1: -.0002/-.0005, 4: +.0004/+.0003]
_AROUND = 2  # paragraphs on each side that say what labels between them are
# [3-4 alike, 2: -.0001/-.0003, 5: +.0003/+.0004]
_KNOWN = 4  # paragraphs around labels, of which one is the page's if these are, too
_COUNTED = 3  # lines with words and a number that are a list [1-6 alike]
# [15-60 alike]
_CUT = 30  # characters; what is longer may be the first part of a sentence without a comma
_VALUE = 3  # characters of a value that counts no pages
_ROMAN = {"I": 1, "V": 5, "X": 10}
# what stands before the number, and the number: `#1`, `Step 2:`, `No. 3`, `IV.`, `第5`
_NUMBERED = re.compile(
    r"((?:[^\W\d_]{2,12}\.? |第)?[#№]? ?)(\d{1,3}|[IVX]{1,5}(?=[.:)]))(?![\d%,]|\.\d)"
    r"(?:\s?[.:)–—-]\s?|\s?[、。]|\s+)(?=\S)"
)
_ASKING = 60  # characters of a heading that asks [30-120 alike]
_ASKED = 2  # spaces in it at least [1-2 alike, 3: -1]


def items(whole: Whole) -> None:
    """Long list items: a number or bullet counts where a neighbour has one too."""
    for before, part in pairwise(whole.parts):
        if before.marked and part.marked:
            for item in (before, part):
                if not item.sign:
                    item.sign, item.because = "list_item", "list items: a neighbour begins so, too"
    for _before, part, _after in _alone(whole):
        if _is_numbered(part):
            part.become(
                "heading", "list items: it is a label with a number, alone between sentences"
            )


def links(whole: Whole) -> None:
    """Headlines with a bullet, which lead away, unless the author sets one above each paragraph."""
    found = [
        part
        for before, part, after in _alone(whole)
        if before.prose
        and after.prose
        and before.last not in ":："
        and _is_link(part)
        and not part.role
    ]
    if len(found) == 1 or not whole.clean:
        for part in found:
            part.become(
                "boilerplate", "links: it is a headline with a bullet, alone between sentences"
            )


def _alone(whole: Whole) -> Iterator[tuple[Part, Part, Part]]:
    """The items that have no neighbour, and stand above a sentence, with what is beside them."""
    for i in range(whole.first + 1, whole.last):
        before, part, after = whole.parts[i - 1 : i + 2]
        if part.sign == "list_item" and not (before.marked or after.marked) and after.ended:
            yield before, part, after


def _is_link(part: Part) -> bool:
    """Whether it reads as a headline with a bullet: alone between paragraphs, a link to it."""
    words = part.text[part.marked :]
    return part.marked > 0 and part.short and words[:1].isupper() and words.count(" ") >= _HEADLINE


def _is_numbered(part: Part) -> bool:
    """Whether it is a label with a number, which between paragraphs of prose is a heading."""
    return part.short and part.marked > 0 and part.text[0].isdigit()


def labels(whole: Whole) -> None:
    """Labels that are a menu's, where the page has lines of its own elsewhere too."""
    parts, first, last = whole.parts, whole.first, whole.last
    dirt = sum(part.telling for part in parts[first:last])
    dirty = dirt > 1 and dirt * _DIRTY >= last - first
    styled = any(_is_shouted(part) for part in parts[first:last])
    for start, stop in _found(parts, first, last):
        if because := _of_page(parts, start, stop, dirty, styled):
            for part in parts[start:stop]:
                part.become("boilerplate", f"labels: {because}")


def mark(whole: Whole) -> None:
    """Headings and lists between the paragraphs of prose."""
    parts = whole.parts
    for start, stop in _found(parts, whole.first, whole.last):
        role, because = _run_role(parts, start, stop)
        for part in parts[start:stop]:
            part.become(role, f"middle: {because}")


def _found(parts: list[Part], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of labels within the article."""
    end = first
    for i in range(first, last):
        if i < end or not _is_label(parts[i]):
            continue
        end = i + 1
        while end < last and _is_label(parts[end]):
            end += 1
        yield from _runs(parts, i, end)


def _is_shouted(part: Part) -> bool:
    """Whether it is a heading in capitals, too short for a link."""
    return part.length < _SHOUTED and part.text.isupper() and _is_label(part)


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


def _of_page(parts: list[Part], i: int, run: int, dirty: bool, styled: bool) -> str:
    """
    Why labels in a row are of a menu, if the text has dirt elsewhere too; else nothing.

    Where short ones are in capitals, that is the style of the article's headings.
    """
    if run - i > 1 and parts[i - 1].last in ":：":
        return ""
    if run - i >= _LISTED and _count_pages(parts[i:run]):
        return "it is a number among others, as of pages"
    if run - i >= _LISTED and _is_table(parts[i:run]):
        return ""
    shouted = parts[i].length >= _SHOUTED and parts[i].text.isupper() and not styled
    if run - i == 1 and shouted and any(map(str.isalpha, parts[i - 1].text)):
        return "it is a long line in capitals, as links are"
    if run - i >= _COUNTED and counted(parts[i:run]):
        return ""
    around = parts[max(0, i - _AROUND) : run + _AROUND]
    known = sum(part.telling for part in around)
    between = run - i == 1 and parts[run].prose and not parts[i - 1].telling
    many = known * _KNOWN >= len(around) and len(around) > _LISTED and not between
    if many or (dirty and run - i > 1 and _is_links(parts[i:run])):
        return "it is a label among others where the page shows lines of its own"
    return ""


def _count_pages(parts: list[Part]) -> bool:
    """Whether most lines are numbers that count pages, or how often a page was shared."""
    numbers = [part.text for part in parts if not part.words()]
    if len(numbers) * 2 <= len(parts):
        return False
    if len(numbers) == len(parts) and max(map(len, numbers)) < _VALUE:
        return True
    digits = [int(text) for text in numbers if re.fullmatch(r"\d{1,3}", text)]
    counts = sum(b - a == 1 for a, b in pairwise(digits))
    return len(digits) == len(numbers) and counts + 1 >= len(digits)


def _is_table(parts: list[Part]) -> bool:
    """Whether a third of the lines or more are values, one in each."""
    values = sum(re.search(r"\d", part.text) is not None and not part.words() for part in parts)
    return values * 3 >= len(parts)


def series(whole: Whole) -> None:
    """Headings that begin alike, with numbers that count up, each above longer text."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for i, (part, below) in enumerate(pairwise(whole.parts)):
        if part.length > _ASKING or part.sign not in ("", "list_item") or not below.prose:
            continue
        if below.length > part.length and (found := _NUMBERED.match(part.text)):
            runs.setdefault(found[1].lower(), []).append((i, _number(found[2])))
    for run in runs.values():
        counted = [number for _, number in run]
        if len(run) >= _COUNTED and all(abs(b - a) == 1 for a, b in pairwise(counted)):
            for i, _ in run:
                whole.parts[i].become("heading", "series: others have the numbers beside its own")
                whole.parts[i].prose = False


def _number(digits: str) -> int:
    """The number that digits, Roman ones too, are of."""
    if digits.isdigit():
        return int(digits)
    values = [_ROMAN[digit] for digit in digits.upper()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _run_role(parts: list[Part], i: int, run: int) -> tuple[str, str]:
    """What labels in a row are: a list or a heading."""
    if run - i > 1 and parts[i - 1].last in ":：":
        return "list_item", "a colon announces it"
    if run - i >= _COUNTED and counted(parts[i:run]):
        return "list_item", "it is one of many lines with words and numbers"
    if run - i >= _LISTED:
        return "list_item", "it is one of many short lines in a row"
    return "heading", "it is a short line between sentences"


def _is_links(parts: list[Part]) -> bool:
    """Whether lines in a row are as short as labels, or all written as headlines are."""
    if sum(part.length for part in parts) <= _LABEL * len(parts):
        return True
    return all(head.is_capital(part) for part in parts)


def _goes_on(part: Part, after: Part) -> bool:
    """Whether it is the first part of a sentence that was cut, by a line break on its page."""
    if part.marked or after.marked:
        return False
    if part.length <= _CUT:
        return part.last == ","
    last = part.text.rsplit(maxsplit=1)[-1]
    return part.text[-1] in ",、，" or after.text[0].islower() or last in article_words.STOP_WORDS


def _is_label(part: Part) -> bool:
    if part.length > SHORT or part.role or part.sign:
        return False
    if part.last in ":：" or part.text[1:3] == ": ":
        return False  # "Q: " and "A: " are said in an interview
    return part.short or (part.length <= _ASKING and _asks(part))


def _asks(part: Part) -> bool:
    """Whether it is a sentence that may be a heading, not a question asked by the way."""
    if part.bold or part.text.isupper():
        return True
    if part.text[-1] != "?" or part.text.count(" ") < _ASKED or part.text[0] in "–—":
        return False
    return not any(sign in part.text[:-1] for sign in ",:!?.")
