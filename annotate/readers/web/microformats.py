"""
Pages that mark their one entry for programs (microformats: h-entry, e-content), as blogs do and
what Medium exports: the element that holds the text says so.
"""

import re

from annotate.readers.web import measures
from annotate.readers.web.blocks import Page

__all__ = ["content"]

_ENTRY = re.compile(r"(?<![\w-])h-entry(?![\w-])")
_CONTENT = re.compile(r"(?<![\w-])e-content(?![\w-])")
_MOST = 0.5  # share of a page's prose that an entry has which is what the page is about


def content(page: Page) -> list[bool] | None:
    """For each block whether it is of the entry; None where not one entry is most of the page."""
    entries = [
        each for each in page.elements if "h-entry" in each.words and _ENTRY.search(each.words)
    ]
    if len(entries) != 1:
        return None
    texts = [each for each in page.elements if _CONTENT.search(each.words)]
    if len(texts) != 1:
        return None
    inside = set[int]()
    for element in page.elements:
        if element is texts[0] or (element.parent and element.parent.index in inside):
            inside.add(element.index)
    found = [block.inside.index in inside for block in page.blocks]
    prose = measures.prose(page)
    of_entry = sum(size for size, is_of in zip(prose, found, strict=True) if is_of)
    return found if of_entry > _MOST * sum(prose) else None
