"""
What is no article, however much of it there is: blocks apart from the `<article>` that is shown.

Hidden text stays where it goes on from shown text (a click may show it), and where
nothing is shown. Forms, dialogs, comments and the like are told by their markup alone,
which may wrap a whole page: they are apart only where an `<article>` has its text outside
of them. In it stands much that is set off; only the form for a newsletter is none of it.
The offers that Substack puts between paragraphs are apart wherever they stand.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from annotate.readers.web.blocks import Block, Element, Page

__all__ = ["blocks"]

_FRAMES = frozenset({"form", "dialog", "aside"})
_FRAMED = re.compile(
    r"(?<![\w-])(?:advert(?:isement)?s?|ad-?slots?|(?:alert)?dialog|comments|comment-?list"
    r"|disqus_thread|(?:cookie|gdpr|cmp)s?[_-]?(?:consent|banner|notice|wall|bar|popup|overlay)"
    r"|cookieconsent|consent[_-]?(?:banner|wall|popup|overlay))(?![\w-])"
)
_OFFER = re.compile(
    r"(?<![\w-])(?:subscription-widget(?:-wrap)?|subscribe-widget|captioned-button-wrap"
    r"|install-substack-app-embed|community-chat|direct-message|poll-embed)(?![\w-])"
)
_BUTTON = re.compile(r"(?<![\w-])button-wrapper(?![\w-])")
_NEWSLETTER = re.compile(r"newsletter|subscribe|sign-?up|mailing")


def blocks(page: Page, prose: Sequence[int]) -> list[bool]:
    """For each block whether it is apart; `prose` has the characters of those that are prose."""
    hidden = [block.inside.is_hidden for block in page.blocks]
    framed = _within(page, _is_frame)
    asked = _within(page, _is_newsletter)
    offered = _within(page, _is_offer)
    shown = [
        block.inside
        for block, size, is_hidden, is_framed in zip(
            page.blocks, prose, hidden, framed, strict=True
        )
        if size and not is_hidden and not is_framed
    ]
    articles = {around.index for inside in shown if (around := _article(inside))}
    beside = {inside.parent.index for inside in shown if inside.parent}
    return [
        is_offered
        or (is_hidden and bool(shown) and not _goes_on(block, articles, beside))
        or (is_framed and bool(articles) and _index(_article(block.inside)) not in articles)
        or (is_asked and bool(articles))
        for block, is_hidden, is_framed, is_asked, is_offered in zip(
            page.blocks, hidden, framed, asked, offered, strict=True
        )
    ]


def _is_frame(element: Element) -> bool:
    return element.tag in _FRAMES or _is_framed(element.words)


def _is_newsletter(element: Element) -> bool:
    return element.tag == "form" and _NEWSLETTER.search(element.words) is not None


def _is_offer(element: Element) -> bool:
    is_button = element.tag == "p" and _BUTTON.search(element.words) is not None
    return is_button or _is_offered(element.words)


# the same classes come again and again
@lru_cache(maxsize=4096)
def _is_framed(words: str) -> bool:
    return _FRAMED.search(words) is not None


@lru_cache(maxsize=4096)
def _is_offered(words: str) -> bool:
    return _OFFER.search(words) is not None


def _within(page: Page, is_meant: Callable[[Element], bool]) -> list[bool]:
    """For each block whether it stands in such an element."""
    inside: list[bool] = []
    for element in page.elements:
        around = _index(element.parent)
        inside.append(is_meant(element) or (around >= 0 and inside[around]))
    return [block.inside.index >= 0 and inside[block.inside.index] for block in page.blocks]


def _goes_on(block: Block, articles: set[int], beside: set[int]) -> bool:
    """Whether hidden text stands in an article with shown text, or right beside such text."""
    outermost = block.inside
    while outermost.parent and outermost.parent.is_hidden:
        outermost = outermost.parent
    return _index(_article(outermost)) in articles or _index(outermost.parent) in beside


def _article(element: Element) -> Element | None:
    found: Element | None = element
    while found is not None and found.tag != "article":
        found = found.parent
    return found


def _index(element: Element | None) -> int:
    return element.index if element else -1
