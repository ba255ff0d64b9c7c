"""
What each block of a page is: by its markup if it is of the article, else by where it stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.model import Block
from annotate.readers.web.blocks import Element, Page
from annotate.text import roles

__all__ = ["assign"]

_MARKUP = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "blockquote": "quote", "li": "list_item", "dt": "list_item", "dd": "list_item",
    "figcaption": "caption", "caption": "caption", "summary": "heading",
}  # fmt: skip
_OF_ARTICLE = frozenset({"heading", "quote", "list_item", "caption", "byline", "dateline"})
_BESIDE = frozenset({"byline", "dateline"})
_NEAR = 8  # blocks before or after the article in which its byline may stand
_SENTENCE = 150  # characters of a heading that ends like a sentence and is one
_SEVERAL = 3  # blocks
_STOPS = tuple('.!?…。！？؟۔।:"”»’')
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?-?_?(?:list|body|content|text|area|thread|wrap\w*|section|item)?"
    r"|commentlist|disqus_thread|usercomments?)(?=$|[\s_])"
)
_FORMS = re.compile(r"respond|comment-?_?(?:form|reply|respond)|reply|login|form")


def assign(
    page: Page,
    is_article: Sequence[bool],
    text: str,
    spans: Sequence[tuple[int, int]],
    title: str | None,
) -> tuple[Block, ...]:
    """The blocks of the page's text with the role of each."""
    guessed = [block.role for block in roles.assign(text, spans)]
    found = ["boilerplate"] * len(guessed)
    wide = _wide(page, is_article)
    near = range(*_extent(is_article))
    for i, block in enumerate(page.blocks):
        marked = _markup(block.inside, block.text, wide)
        if is_article[i]:
            found[i] = marked or (guessed[i] if guessed[i] in _OF_ARTICLE else "body")
        elif marked == "caption":
            found[i] = "caption"
        elif i in near and guessed[i] in _BESIDE:
            found[i] = guessed[i]
        elif _is_comment(block.inside, guessed[i]):
            found[i] = "comment"
    if (at := _title(page, title, near.stop)) is not None:
        found[at] = "title"
    return tuple(Block(start, end, role) for (start, end), role in zip(spans, found, strict=True))


def _up(element: Element | None) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.parent


def _wide(page: Page, is_article: Sequence[bool]) -> frozenset[int]:
    """Elements that most of the article stands in, which say nothing of its parts."""
    held = Counter[int]()
    of = [block.inside.index for block, is_of in zip(page.blocks, is_article, strict=True) if is_of]
    for index in of:
        held[index] += 1
    for element in reversed(page.elements):
        if element.parent is not None and held[element.index]:
            held[element.parent.index] += held[element.index]
    return frozenset(i for i, n in held.items() if n > max(_SEVERAL, len(of) // 2))


def _markup(inside: Element, text: str, wide: frozenset[int]) -> str | None:
    """The role by the nearest markup that says it."""
    if inside.tag == "tr":
        return "list_item"
    for element in _up(inside):
        role = _MARKUP.get(element.tag)
        if role == "heading" and len(text) > _SENTENCE and text.endswith(_STOPS):
            return None
        if role and element.index not in wide:
            return role
    return None


def _extent(is_article: Sequence[bool]) -> tuple[int, int]:
    """Where the article stands, with a margin."""
    of = [i for i, one in enumerate(is_article) if one] or [0]
    return max(0, of[0] - _NEAR), min(len(is_article), of[-1] + 1 + _NEAR)


def _title(page: Page, title: str | None, end: int) -> int | None:
    """The block that shows the title: a heading rather than another, the first of them."""
    wanted = _letters(title or "")
    if not wanted:
        return None
    same = [i for i, block in enumerate(page.blocks[:end]) if _letters(block.text) == wanted]
    return min(same, key=lambda i: _rank(page.blocks[i].inside), default=None)


def _rank(inside: Element) -> int:
    """The lower the more a title: h1, another heading, anything else."""
    heading = next((e.tag for e in _up(inside) if _MARKUP.get(e.tag) == "heading"), "")
    return 0 if heading == "h1" else 1 if heading else 2


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _is_comment(inside: Element, guessed: str) -> bool:
    """Whether a block that is not of the article is what a reader wrote, plainly."""
    if guessed == "boilerplate":
        return False
    around = [element.words for element in _up(inside) if element.tag not in ("body", "html")]
    within = any(_COMMENTS.search(words) for words in around)
    return within and not any(_FORMS.search(words) for words in around[:3]) and guessed in (
        "body", "comment", "quote",
    )  # fmt: skip
