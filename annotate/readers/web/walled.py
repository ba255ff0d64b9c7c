"""
The whole text of a page that shows only a part: `articleBody`, which is there for search engines.

Where the page shows that text, its blocks with these words are the article. Where it does
not, as behind a wall, and its own article is shorter, the text stands in the place of that,
and it is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import compress
from operator import and_, or_
from typing import Any

from lxml import etree

from annotate.readers.web import blocks, linked, measures, tree
from annotate.readers.web.blocks import Block, Element, Page
from annotate.readers.web.titles import letters
from annotate.text import split

__all__ = ["REMARK", "Body", "Opened", "body", "opened"]

REMARK = "shows {shown:,} of {all:,} words; the text is what it tells search engines (articleBody)"

_NAME = "articleBody"
_LEAST = 200  # letters of a text that is one
_LONGEST = 500_000  # characters
_LONGER = 1.2  # times the article that the page shows
_SHOWN = 0.7  # share of the text that the page shows, where it shows it all but for a few words
_LONG = 25  # letters that no two parts of a page have in common by chance


@dataclass(frozen=True, slots=True)
class Opened:
    """The blocks of a page with its whole text among them, and what is to be said of it."""

    page: Page
    is_article: Sequence[bool]
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article as its page's data have it, and whether they have its title, too."""

    text: str = ""
    is_named: bool = False


def body(root: etree._Element, title: str | None) -> Body:
    """The text of the article in the page's data: of several the one with its title."""
    things = [
        thing
        for script in root.iter("script")
        if _NAME in (script.text or "") and linked.is_script(script)
        for thing in linked.things(script.text or "")
        if isinstance(thing.get(_NAME), str)
    ]
    named = [one for one in things if title and letters(_headline(one)) == letters(title)]
    found = {one[_NAME] for one in named or things}
    found |= {one.get("content") or "" for one in root.iter("meta") if one.get("itemprop") == _NAME}
    return Body(max(found, key=len), bool(named)) if named or len(found) == 1 else Body()


def _headline(thing: dict[str, Any]) -> str:
    return linked.line(str(thing.get("headline") or thing.get("name") or ""))


def opened(page: Page, is_article: Sequence[bool], body: Body) -> Opened:
    """The page with the text of its article, if that is more than what was found of it."""
    told = _blocks(body.text[:_LONGEST]) if len(body.text) >= _LEAST else []
    whole = "".join(letters(block.text) for block in told)
    if len(whole) < _LEAST:
        return Opened(page, is_article)
    keys = [letters(block.text) for block in page.blocks]
    shown = [len(key) >= _LONG and key in whole for key in keys]
    found = sum(map(len, compress(keys, is_article)))
    if sum(map(len, compress(keys, shown))) >= _SHOWN * len(whole):
        is_enough = found >= _SHOWN * len(whole)
        return Opened(page, is_article if is_enough else list(map(or_, is_article, shown)))
    is_known = body.is_named or any(map(and_, is_article, shown))
    if len(whole) <= _LONGER * found or not is_known:
        return Opened(page, is_article)
    return _with(page, is_article, told)


def _blocks(text: str) -> list[Block]:
    """The paragraphs of a text, marked up or not."""
    text = linked.unescaped(text)
    if not tree.has_tags(text):
        text = "".join(f"<p>{escape(text[a:b])}</p>" for a, b in split.paragraphs(text))
    root = tree.parsed(text)
    return [] if root is None else blocks.page(root).blocks


def _with(page: Page, is_article: Sequence[bool], told: Sequence[Block]) -> Opened:
    """The page with the whole text in the place of its article; what it shows of it, as it does."""
    keys = [letters(block.text) for block in page.blocks]
    own = {key: block for key, block in zip(keys, page.blocks, strict=True) if key}
    elements = list(page.elements)
    whole = [own.get(letters(block.text)) or _placed(block, elements) for block in told]
    known = set(map(id, whole))
    at = _place(page, is_article)
    before = [block for block in page.blocks[:at] if id(block) not in known]
    after = [block for block in page.blocks[at:] if id(block) not in known]
    joined = "".join(letters(block.text) for block in told)
    shown = [len(block.text.split()) for key, block in zip(keys, page.blocks, strict=True)
             if len(key) >= _LONG and key in joined]  # fmt: skip
    return Opened(
        replace(page, blocks=[*before, *whole, *after], elements=elements),
        [*[False] * len(before), *[True] * len(whole), *[False] * len(after)],
        REMARK.format(shown=sum(shown), all=sum(len(block.text.split()) for block in told)),
    )


def _place(page: Page, is_article: Sequence[bool]) -> int:
    """Where the article's sentences begin, or what else there is of it ends."""
    prose = measures.prose(page)
    found = [i for i, is_of in enumerate(is_article) if is_of]
    return next((i for i in found if prose[i]), found[-1] + 1 if found else 0)


def _placed(block: Block, elements: list[Element]) -> Block:
    """A block that the page does not show, in an element of its own."""
    elements.append(Element(len(elements), block.inside.tag, "", None, 0, False, False))
    return replace(block, inside=elements[-1])
