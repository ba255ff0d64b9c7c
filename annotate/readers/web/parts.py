"""
What each block of a page is: by its markup if it is of the article, else by where it stands.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeGuard

from annotate.model import Block
from annotate.readers.web import remark
from annotate.readers.web.blocks import Element, Page
from annotate.text.roles import steps

__all__ = ["COMMENTS", "assign"]

_MARKUP = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "blockquote": "quote", "li": "list_item", "dt": "list_item", "dd": "list_item",
    "figcaption": "caption", "caption": "caption", "summary": "heading", "tr": "list_item",
}  # fmt: skip
_OF_ARTICLE = frozenset({"heading", "quote", "list_item", "caption", "byline", "dateline"})
_BESIDE = frozenset({"byline", "dateline"})
_WRITTEN = frozenset({"body", "comment", "quote"})
_NEAR = 8  # blocks before or after the article in which its byline may stand
_MANY = 20_000  # blocks, more than which would take seconds to guess at
_SENTENCE = 150  # characters of a heading that ends like a sentence and is one
_SEVERAL = 3  # blocks
_ARTICLE = "page: it stands in the article"
_BESIDES = "page: it stands beside the article"
_ARCHIVED = "page: an archive has added it"
_CACHED = re.compile(r"(?:This is )?Google['’]s cache of https?://")
_UNASKED = "page: it has too many blocks to look at their words"
_STOPS = tuple('.!?…。！？؟۔।:"”»’')
COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?-?_?(?:list|body|content|text|area|thread|wrap\w*|section|item)?"
    r"|commentlist|disqus_thread|usercomments?)(?=$|[\s_])"
)
"""What elements are called in which readers comment."""
_FORMS = re.compile(r"respond|comment-?_?form|reply|login|form\b")
_NOTES = re.compile(r"(?:^|\s)(?:(?:doc-)?(?:foot|end)notes?|sd(?:foot|end)note\w*)(?=$|\s)")


def assign(
    page: Page,
    is_article: Sequence[bool],
    text: str,
    spans: Sequence[tuple[int, int]],
    title: str | None,
    byline: str | None,
) -> tuple[Block, ...]:
    """The blocks of the page's text with the role of each."""
    reading = _Reading(page, is_article, _guessed(text, spans), byline)
    found = [reading.role(i) for i in range(len(page.blocks))]
    if (at := reading.shown(title)) is not None:
        found[at] = "title", "page: it has the words of the title that the page gives"
    return tuple(
        Block(start, end, role, None, because)
        for (start, end), (role, because) in zip(spans, found, strict=True)
    )


def _guessed(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[Block]:
    if len(spans) > _MANY:
        return [Block(start, end, "body", None, _UNASKED) for start, end in spans]
    return steps.assign(text, spans)


class _Reading:
    """What is known of a page before any block has its role."""

    def __init__(
        self, page: Page, is_article: Sequence[bool], guessed: Sequence[Block], byline: str | None
    ) -> None:
        self.blocks, self.elements = page.blocks, page.elements
        self.is_article, self.guessed = is_article, guessed
        self.byline = _letters(byline or "")
        of = [i for i, one in enumerate(is_article) if one] or [0]
        self.near = range(max(0, of[0] - _NEAR), min(len(is_article), of[-1] + 1 + _NEAR))
        self.marked = self._marked()
        self.holds_comments = self._inherited(COMMENTS)
        self.holds_notes = self._inherited(_NOTES)
        self.of_archive = self._inherited(remark.BAR)

    def role(self, i: int) -> tuple[str, str | None]:
        """What a block is, but for the title, and why."""
        block, guessed = self.blocks[i], self.guessed[i]
        tag = self._markup(block.inside, block.text)
        marked = _MARKUP[tag] if tag else None
        if block.inside.index in self.of_archive or _CACHED.match(block.text):
            return "boilerplate", _ARCHIVED
        if self.is_article[i] or block.inside.index in self.holds_notes:
            if marked:
                return marked, f"markup: the page marks it so ({tag})"
            is_of = guessed.role in _OF_ARTICLE or guessed.role == "body"
            return (guessed.role, guessed.because) if is_of else ("body", _ARTICLE)
        if marked == "caption":
            return "caption", f"markup: the page marks it so ({tag})"
        if i in self.near and self.byline and _letters(block.text) == self.byline:
            return "byline", "page: it has the words of the byline that the page gives"
        if i in self.near and guessed.role in _BESIDE:
            return guessed.role, guessed.because
        if guessed.role in _WRITTEN and block.inside.index in self.holds_comments:
            return "comment", "markup: the page says that comments stand there"
        return "boilerplate", _BESIDES

    def shown(self, title: str | None) -> int | None:
        """The block that shows the title: a heading rather than another, the first of them."""
        wanted = _letters(title or "")
        before = self.blocks[: self.near.stop]
        same = [i for i, block in enumerate(before) if _letters(block.text) == wanted]
        return min(same, key=self._rank, default=None) if wanted else None

    def _rank(self, i: int) -> int:
        tag = self.blocks[i].inside.tag
        return 0 if tag == "h1" else 1 if _MARKUP.get(tag) == "heading" else 2

    def _markup(self, inside: Element, text: str) -> str | None:
        """The tag that says what it is."""
        tag = self.marked[inside.index]
        is_sentence = len(text) > _SENTENCE and text.endswith(_STOPS)
        return None if tag and _MARKUP[tag] == "heading" and is_sentence else tag

    def _marked(self) -> list[str | None]:
        """For each element the nearest tag that says a role."""
        wide = self._wide()
        marked: list[str | None] = []
        for element in self.elements:
            own = element.tag if element.tag in _MARKUP else None
            if own is None or element.index in wide:
                own = marked[element.parent.index] if _is_real(element.parent) else None
            if element.tag in ("td", "th"):
                own = None  # a table of whole paragraphs is there for the layout
            marked.append(own)
        return marked

    def _wide(self) -> frozenset[int]:
        """Elements that most of the article stands in, which say nothing of its parts."""
        held = Counter(
            block.inside.index
            for block, is_of in zip(self.blocks, self.is_article, strict=True) if is_of
        )  # fmt: skip
        enough = max(_SEVERAL, held.total() // 2)
        for element in reversed(self.elements):
            if _is_real(element.parent) and held[element.index]:
                held[element.parent.index] += held[element.index]
        return frozenset(index for index, number in held.items() if number > enough)

    def _inherited(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """The elements in which a class says so, but for forms."""
        found = set[int]()
        told = {words for words in {each.words for each in self.elements} if pattern.search(words)}
        for element in self.elements:
            is_told = element.words in told and element.tag not in ("html", "body")
            is_of = is_told or (_is_real(element.parent) and element.parent.index in found)
            if is_of and element.tag != "form" and not _FORMS.search(element.words):
                found.add(element.index)
        return frozenset(found)


def _is_real(element: Element | None) -> TypeGuard[Element]:
    return element is not None and element.index >= 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
