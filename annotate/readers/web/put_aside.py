"""
A look after the fact: whether most of what a page says at length was put aside.

Sentences that hardly are links and stand in no menu are what somebody wrote. Where most of
them would be no part of the article, trafilatura is asked again, with all that it can do; and
where the article would have next to nothing of them, all of them are taken. Either is said.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress

from annotate.readers.web import measures, parts
from annotate.readers.web.blocks import Page
from annotate.readers.web.titles import letters

__all__ = ["ALL", "MORE", "taken_back"]

MORE = "has more text than seemed to be its article; what stands apart from the rest is taken, too"
ALL = "has text that does not look like an article; all that reads like sentences is taken"

_LONG = 100  # characters of a paragraph that nobody takes for a label
_INNER = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*(?:\s|$)|[。！？]")
_MOST = 0.5  # share of the sentences of a page
_MUCH = 0.5  # of what was taken: so much more is worth to be taken back
_LEAST = 600  # characters
_NOTHING = 0.1  # share of the sentences of a page, which is none of an article


def taken_back(
    page: Page,
    taken: Sequence[bool],
    out: Sequence[bool],
    ask: Callable[[], Sequence[bool] | None],
) -> tuple[list[bool], str | None]:
    """The choice, with what was wrongly put aside, and what is to be said; `ask` tells more."""
    sizes = _sentences(page, taken, out)
    everything, found = sum(sizes), sum(compress(sizes, taken))
    if not everything or everything - found <= _MOST * everything:
        return list(taken), None
    others = ask() or [False] * len(sizes)
    more = [size > 0 and mark for size, mark in zip(sizes, others, strict=True)]
    if sum(compress(sizes, more)) - sum(compress(sizes, map(min, more, taken))) > _MUCH * found:
        return list(map(max, taken, more)), MORE
    article = sum(block.size for block in compress(page.blocks, taken))
    if found < _NOTHING * everything and everything > max(_LEAST, article):
        return [is_of or size > 0 for is_of, size in zip(taken, sizes, strict=True)], ALL
    return list(taken), None


def _sentences(page: Page, taken: Sequence[bool], out: Sequence[bool]) -> list[int]:
    """For each block its characters, where it is long, has sentences, and is no copy."""
    known = cache(lambda: "".join(letters(block.text) for block in compress(page.blocks, taken)))
    comments = set[int]()
    said = {
        words for words in {each.words for each in page.elements} if parts.COMMENTS.search(words)
    }
    for element in page.elements:
        parent = element.parent.index if element.parent else -1
        told = element.words in said and element.tag not in ("html", "body")
        if told or parent in comments:
            comments.add(element.index)
    return [
        block.size
        if block.size >= _LONG
        and block.links < measures.FEW_LINKS * block.size
        and _INNER.search(block.text)
        and not is_out
        and block.inside.index not in comments
        and (is_of or letters(block.text) not in known())
        else 0
        for block, is_of, is_out in zip(page.blocks, taken, out, strict=True)
    ]
