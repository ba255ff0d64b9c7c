"""
Which blocks of a page are the article: a sum of small decision trees over their measures.

The trees are in `content.json`; `python -m tests.quality.pagefit` makes them anew from
labelled pages. One sum knows what trafilatura takes for the article, the other does
without, for pages that are too large for it. On a page where nothing is likely, what is
likeliest is the article: better a stray line numbered than an article left out.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import trafilatura
from lxml import etree

from annotate import trees
from annotate.readers.web import measures
from annotate.readers.web.blocks import Page

__all__ = ["LIMIT", "MODEL", "chosen", "found", "likely", "marked", "together"]

MODEL = Path(__file__).with_name("content.json")
LIMIT = 0.42
"""The likelihood from which on a block is of the article; cross-validated, the best F1."""

_NEAR = 0.6  # share of the likeliest block's likelihood that is always enough
_MANY = 20_000  # blocks, more than which would take seconds to weigh
_NODES = 50_000  # elements that trafilatura is given
_SIZE = 1_000_000  # characters
_DEEPEST = 150
_ITEMS = frozenset({"li", "tr", "dt", "dd"})
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_LONG = 25  # letters that no two parts of a page have in common by chance
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError,
             TypeError, ValueError, etree.LxmlError)  # fmt: skip
_WORD = re.compile(r"\w+")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of empty pages


def found(page: Page, root: etree._Element) -> list[bool]:
    """For each block whether it is of the article."""
    if len(page.blocks) > _MANY:
        return _unweighed(page)
    return chosen(together(page, likely(page, marked(page, root))))


def _unweighed(page: Page) -> list[bool]:
    """Of a page that is too large to weigh, all but menus and the like."""
    beside: list[bool] = []
    for element in page.elements:
        parent = element.parent.index if element.parent else -1
        beside.append(element.tag in _BESIDE or (parent >= 0 and beside[parent]))
    return [not beside[block.inside.index] for block in page.blocks]


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


def marked(page: Page, root: etree._Element) -> list[bool] | None:
    """For each block whether trafilatura takes it for the article; None for no opinion."""
    is_large = page.nodes > _NODES or sum(block.size for block in page.blocks) > _SIZE
    if is_large or any(element.depth > _DEEPEST for element in page.elements):
        return None
    try:
        taken = trafilatura.bare_extraction(
            root, fast=True, favor_precision=True, include_comments=False
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
