"""
Which blocks of a page are the article: a sum of small decision trees over their measures.

The trees are in `content.json`; `python -m tests.quality.pagefit` makes them anew from
labelled pages. One sum knows what trafilatura takes for the article, the other does
without, for pages that are too large for it. Of cards, sections and tables it often takes
a paragraph or none: there both are asked, and the one that keeps a block is followed.
On a page where nothing is likely, what is likeliest is the article: better a stray line
numbered than an article left out.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, takewhile
from pathlib import Path

import trafilatura
from lxml import etree

from annotate import trees
from annotate.readers.web import apart, measures, microformats, put_aside
from annotate.readers.web.blocks import Block, Page

__all__ = [
    "LIMIT",
    "MODEL",
    "adjoining",
    "all_of",
    "chosen",
    "found",
    "is_doubtful",
    "likely",
    "marked",
    "together",
    "whole",
    "wider",
]

MODEL = Path(__file__).with_name("content.json")
LIMIT = 0.42
"""The likelihood from which on a block is of the article; cross-validated, the best F1."""

# on 400 articles of other kinds than the labelled pages: word F1 .930 to .949 by these two;
# .3 and .85 are better there (.952), and cost as much on the labelled ones
_LITTLE = 0.2  # share of a page's prose that trafilatura takes, where it may be wrong
_MOST = 0.7  # share of the prose that the article is, where nothing is looked for beside it

_MUCH = 0.1  # share of the article's prose that trafilatura finds right before or behind it
_LABELS = 8  # blocks that are no prose, between paragraphs of an article [3-8 alike]
_NEAR = 0.6  # share of the likeliest block's likelihood that is always enough
_MANY = 20_000  # blocks, more than which would take seconds to weigh
_NODES = 50_000  # elements that trafilatura is given
_SIZE = 1_000_000  # characters
_DEEPEST = 150
_ITEMS = frozenset({"li", "tr", "dt", "dd"})
_ITEM = frozenset({"li"})
_SHOWN = frozenset({"figure", "figcaption", "pre"})
_PARTS = frozenset({"h2", "h3", "h4", "h5", "h6", *_ITEM})
_LONG = 25  # letters that no two parts of a page have in common by chance
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError,
             TypeError, ValueError, etree.LxmlError)  # fmt: skip
_WORD = re.compile(r"\w+")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of empty pages


def found(page: Page, root: etree._Element) -> tuple[list[bool], str | None]:
    """For each block whether it is of the article, and what is to be said of that."""
    if len(page.blocks) > _MANY:
        return _unweighed(page), None
    if told := microformats.content(page):
        out = apart.blocks(page, measures.prose(page))
        return [is_of and not is_out for is_of, is_out in zip(told, out, strict=True)], None
    marks = marked(page, root)
    scores = likely(page, marks)
    if marks is not None and is_doubtful(page, marks):
        scores = wider(scores, likely(page, None))
    out = apart.blocks(page, _prose_outside_menus(page))
    scores = [0.0 if is_out else score for score, is_out in zip(scores, out, strict=True)]
    taken = adjoining(page, whole(page, chosen(together(page, scores))), marks or ())
    taken = [is_of and not is_out for is_of, is_out in zip(taken, out, strict=True)]
    unseen = list(map(max, out, _beside(page)))
    return put_aside.taken_back(page, taken, unseen, lambda: marked(page, root, fully=True))


def adjoining(page: Page, taken: Sequence[bool], marks: Sequence[bool]) -> list[bool]:
    """The choice, with the blocks before and behind it that trafilatura takes without a gap."""
    of = [i for i, is_of in enumerate(taken) if is_of]
    filled = list(taken)
    if not of or not marks:
        return filled
    prose = _prose_outside_menus(page)
    for steps in (range(of[0] - 1, -1, -1), range(of[-1] + 1, len(filled))):
        run = list(takewhile(lambda i: marks[i] or page.blocks[i].inside.tag in _SHOWN, steps))
        last = max((at for at, i in enumerate(run) if prose[i]), default=-1)
        if sum(prose[i] for i in run) >= _MUCH * sum(compress(prose, taken)):
            for i in run[: last + 1]:
                filled[i] = marks[i]
    return filled


def all_of(page: Page) -> list[bool]:
    """For each block whether it is of the article, where there is no page around it."""
    return [not is_out for is_out in apart.blocks(page, measures.prose(page))]


def is_doubtful(page: Page, marks: Sequence[bool]) -> bool:
    """Whether trafilatura takes little of a page's prose."""
    prose = measures.prose(page)
    return sum(compress(prose, marks)) < _LITTLE * sum(prose)


def wider(scores: Sequence[float], others: Sequence[float]) -> list[float]:
    """Of two opinions, for each block the one that would rather keep it."""
    return list(map(max, scores, others))


def whole(page: Page, taken: Sequence[bool]) -> list[bool]:
    """
    The choice, with what is plainly of it and in no menu or the like.

    That are items between its first and its last block; prose and headings there, where
    it is not most of the page's prose; and prose that goes on from these in the markup of
    the article, with few labels between.
    """
    of = [i for i, is_of in enumerate(taken) if is_of] or [0]
    beside, prose = _beside(page), _prose_outside_menus(page)
    is_most = sum(compress(prose, taken)) >= _MOST * sum(prose)
    tags = _ITEM if is_most else _PARTS
    filled = list(taken)
    for i in range(of[0] + 1, of[-1]):
        is_part = page.blocks[i].inside.tag in tags and _has_few_links(page.blocks[i])
        filled[i] |= not beside[i] and (is_part or (not is_most and prose[i] > 0))
    kinds = [measures.kind(block.inside) for block in page.blocks]
    known = {kind for kind, size, is_of in zip(kinds, prose, filled, strict=True) if size and is_of}
    for steps in (range(of[0] - 1, -1, -1), range(of[-1] + 1, len(filled))):
        for i in _onward(steps, prose):
            if kinds[i] not in known:
                break
            filled[i] = True
    return filled


def _prose_outside_menus(page: Page) -> list[int]:
    beside = _beside(page)
    return [0 if out else size for size, out in zip(measures.prose(page), beside, strict=True)]


def _has_few_links(block: Block) -> bool:
    return block.links < measures.FEW_LINKS * block.size


def _onward(steps: Iterable[int], prose: Sequence[int]) -> Iterator[int]:
    """The prose that is met, until there are too many labels between."""
    labels = 0
    for i in steps:
        labels = 0 if prose[i] else labels + 1
        if labels > _LABELS:
            return
        if prose[i]:
            yield i


def _unweighed(page: Page) -> list[bool]:
    """Of a page that is too large to weigh, all but menus and the like."""
    return [not is_beside for is_beside in _beside(page)]


def _beside(page: Page) -> list[bool]:
    """For each block whether it stands in a menu or the like."""
    return [block.inside.is_beside for block in page.blocks]


def chosen(scores: Sequence[float], limit: float = LIMIT) -> list[bool]:
    """For each block whether it is likely enough: where none is, those as likely as any."""
    limit = min(limit, _NEAR * max(scores, default=0))
    return [score >= limit for score in scores]


def together(page: Page, scores: Sequence[float]) -> list[float]:
    """The likelihoods, the same for all items of a list and all rows of a table."""
    lists: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks):
        if block.inside.tag in _ITEMS and block.inside.parent is not None:
            lists[block.inside.parent.index, block.inside.tag].append(i)
    joint = list(scores)
    for items in lists.values():
        size = sum(page.blocks[i].size for i in items)
        mean = sum(scores[i] * page.blocks[i].size for i in items) / size
        for i in items:
            joint[i] = mean
    return joint


def likely(page: Page, marks: Sequence[bool] | None) -> list[float]:
    """For each block how likely it is of the article; `marks` are trafilatura's, if any."""
    model = trees.load(MODEL, tuple(measures.NAMES))["alone" if marks is None else "marked"]
    rows = measures.of(page, marks or [False] * len(page.blocks))
    return [model.likely(row) for row in rows]


def marked(page: Page, root: etree._Element, *, fully: bool = False) -> list[bool] | None:
    """
    For each block whether trafilatura takes it for the article; None for no opinion.

    `fully`: with all that it can do, which takes it several times as long.
    """
    is_large = page.nodes > _NODES or sum(block.size for block in page.blocks) > _SIZE
    if is_large or any(element.depth > _DEEPEST for element in page.elements):
        return None
    # it makes a hundred of a cell of so many columns, and counts those before each of them
    etree.strip_attributes(root, "colspan", "rowspan")
    try:
        taken = trafilatura.bare_extraction(
            root,
            fast=not fully,
            favor_precision=not fully,
            favor_recall=fully,
            include_comments=False,
        )
    except _FAILURES:
        return None
    text = "" if taken is None or isinstance(taken, dict) else taken.text or ""
    lines = {letters for line in text.splitlines() if (letters := _letters(line))}
    joined = _letters(text)
    return [_is_in(_letters(block.text), lines, joined) for block in page.blocks]


def _is_in(letters: str, lines: set[str], joined: str) -> bool:
    return letters in lines or (len(letters) >= _LONG and letters in joined)


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()
