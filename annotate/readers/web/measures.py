"""
What can be measured of each block of a page that tells the article from the rest.

How long it is, how much of it are links, what it stands in and beside, how much of
the page's prose its surroundings hold, what the class names around it say, and
what trafilatura takes for the article. `content` weighs it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotate.readers.web.blocks import Block, Element, Page

__all__ = ["FEW_LINKS", "NAMES", "kind", "of", "prose"]

_ALONE = (
    "size", "links", "bold", "ends", "is_p", "is_item", "heading", "is_box", "hidden", "copies",
    "depth", "nav", "header", "footer", "aside", "form", "article", "figure", "table", "lists",
    "quoted", "clutter", "clutters", "near_clutters", "story",
)  # fmt: skip
_AROUND = (
    "own_prose", "parent_prose", "parent_links", "grand_prose", "grand_links",
    "below_main", "branch_prose", "branch_links", "branch_size", "alike_prose", "alike",
    "from_first", "to_last", "since_prose", "until_prose", "place", "blocks",
)  # fmt: skip
_MARKS = (
    "marked", "own_marked", "parent_marked", "grand_marked", "branch_marked", "alike_marked",
    "from_first_marked", "to_last_marked", "below_marked",
)  # fmt: skip
_BESIDE = ("size", "links", "marked", "ends", "heading")
NAMES = (*_ALONE, *_AROUND, *_MARKS,
         *(f"{name}{step:+}" for step in (-2, -1, 1, 2) for name in _BESIDE))  # fmt: skip
"""What the measures of a block are, in order."""


_CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumb\w*|byline|author\w*|bio|comment\w*|disqus"
    r"|consent|cookie\w*|credit\w*|dateline|meta|footer|footnote\w*|header|masthead|menu|modal"
    r"|more|nav\w*|newsletter\w*|outbrain|taboola|pagination|pager|popular|popup|promo\w*"
    r"|rating\w*|recirc\w*|recommend\w*|related\w*|respond|rail|shar\w+|sidebar\w*|signup|sign-?in"
    r"|login|social\w*|sponsor\w*|subscri\w*|tags?|taglist|teaser\w*|timestamp|toc|tools?|toolbar"
    r"|trending|widget\w*|caption\w*|gallery|slideshow|latest|list|button|btn|search|follow|donate"
    r"|paywall|video\w*|player|twitter\w*|instagram\w*|facebook\w*)(?=$|[\s_-])"
)
_STORY = re.compile(
    r"article-?_?(?:body|content|text)|(?:entry|single|page|main)-?_?content|post-?_?(?:content|body|text)"
    r"|story-?_?(?:body|text)|content-?_?body|body-?_?(?:text|copy|content)|rich-?text"
    r"|entry(?:$|\s)|article__|td-post|newsbody"
)
_ENDS = ".!?…。！？؟۔।:;\"”»’')"
_PROSE = 60  # characters; so much of a sentence is no label
FEW_LINKS = 0.4
"""The share of a block that is links, from which on it is no prose."""
_MOST = 0.6  # share of the prose that the main element holds
_FAR = 99
_OUTSIDE = -1.0
_INSIDES = ("nav", "header", "footer", "aside", "form", "article", "figure", "table", "lists")
_KINDS = {"ul": "lists", "ol": "lists", "menu": "lists", "dl": "lists"}


@dataclass(slots=True)
class _Surroundings:
    """What an element holds, and what holds it."""

    size: int = 0
    links: int = 0
    prose: int = 0
    marked: int = 0
    blocks: int = 0
    within: tuple[int, ...] = (0,) * len(_INSIDES)
    clutter: int = _FAR  # how many elements up the first is whose class says so
    clutters: int = 0
    near_clutters: int = 0  # those nearer than the story's element
    story: int = _FAR
    below_marked: int = -1
    below_main: int = -1
    branch: int = 0  # the element under the main one that it is in

    def share(self, part: int) -> float:
        """A part of the characters it holds."""
        return part / self.size if self.size else 0.0


@dataclass(slots=True)
class _Alike:
    """Blocks in elements of the same name and class."""

    prose: int = 0
    marked: int = 0
    blocks: int = 0


def of(page: Page, marked: Sequence[bool]) -> list[list[float]]:
    """For each block its measures."""
    if not page.blocks:
        return []
    measuring = _Measuring(page, marked)
    rows = [measuring.row(i) for i in range(len(page.blocks))]
    return _beside(rows)


def prose(page: Page) -> list[int]:
    """For each block its characters if it is a sentence with few links, else 0."""
    return [_prose(block, block.text[-1] in _ENDS) for block in page.blocks]


class _Measuring:
    """All that is counted once for a page."""

    def __init__(self, page: Page, marked: Sequence[bool]) -> None:
        self.blocks = page.blocks
        self.elements = page.elements
        self.marked = marked
        self.ends = [block.text[-1] in _ENDS for block in self.blocks]
        self.prose = prose(page)
        self.all_prose = sum(self.prose) or 1
        self.around = [_Surroundings() for _ in page.elements]
        self._fill()
        self._look_down()
        self.copies = Counter(block.text for block in self.blocks)
        self.kinds = [kind(block.inside) for block in self.blocks]
        self.alike: defaultdict[object, _Alike] = defaultdict(_Alike)
        self._count_alike()
        here = [i for i, prose in enumerate(self.prose) if prose and self._is_main(i)] or [0]
        self.first, self.last = here[0], here[-1]
        told = [i for i, mark in enumerate(marked) if mark] or [len(self.blocks)]
        self.first_marked, self.last_marked = told[0], told[-1]
        self.since = _waits(self.blocks, self.prose)
        self.until = _waits(self.blocks[::-1], self.prose[::-1])[::-1]

    def _fill(self) -> None:
        for block, prose, mark in zip(self.blocks, self.prose, self.marked, strict=True):
            around = self.around[block.inside.index]
            around.size += block.size
            around.links += block.links
            around.prose += prose
            around.marked += block.size if mark else 0
            around.blocks += 1
        for element in reversed(self.elements):
            if element.parent and element.parent.index >= 0:
                _add(self.around[element.parent.index], self.around[element.index])

    def _look_down(self) -> None:
        """What elements have from those that they are in."""
        main = self._smallest([around.prose for around in self.around])
        marked = self._smallest([around.marked for around in self.around])
        for element in self.elements:
            own = self.around[element.index]
            parent = element.parent
            if parent is not None and parent.index >= 0:
                _inherit(own, self.around[parent.index], element.index)
            if element.index == main:
                own.below_main, own.branch = 0, element.index
            if element.index == marked:
                own.below_marked = 0
            kind = _KINDS.get(element.tag, element.tag)
            if kind in _INSIDES:
                at = _INSIDES.index(kind)
                own.within = (*own.within[:at], own.within[at] + 1, *own.within[at + 1 :])
            if element.words and element.tag not in ("body", "html"):
                _read_words(own, element.words)

    def _smallest(self, parts: Sequence[int]) -> int:
        """The smallest element that holds most of the page's prose, or of what is marked."""
        enough = _MOST * max(parts)
        most = [
            (around.size, -index)
            for index, (around, part) in enumerate(zip(self.around, parts, strict=True))
            if part and part >= enough
        ]
        return -min(most)[1] if most else -1

    def _is_main(self, i: int) -> bool:
        return self.around[self.blocks[i].inside.index].below_main >= 0

    def _count_alike(self) -> None:
        for kind, prose, mark in zip(self.kinds, self.prose, self.marked, strict=True):
            alike = self.alike[kind]
            alike.prose += prose
            alike.marked += mark
            alike.blocks += 1

    def row(self, i: int) -> list[float]:
        """The measures of a block but those of its neighbours."""
        block = self.blocks[i]
        own = self.around[block.inside.index]
        return [*self._alone(i, block, own), *self._where(i, block, own)]

    def _alone(self, i: int, block: Block, own: _Surroundings) -> list[float]:
        tag = block.inside.tag
        heading = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        return [
            block.size, block.links / block.size, block.bold / block.size, self.ends[i],
            tag == "p", tag == "li", heading, tag in ("div", "section", "article", "td"),
            block.inside.is_hidden, self.copies[block.text], block.inside.depth, *own.within,
            "quote" in tag, own.clutter, own.clutters, own.near_clutters,
            own.story,
        ]  # fmt: skip

    def _where(self, i: int, block: Block, own: _Surroundings) -> list[float]:
        parent = self._up(block.inside)
        grand = self._up(parent)
        around, above = self.around[parent.index], self.around[grand.index]
        branch = self.around[own.branch] if own.below_main >= 0 else own
        alike = self.alike[self.kinds[i]]
        all_prose = self.all_prose
        return [
            own.prose / all_prose, around.prose / all_prose, around.share(around.links),
            above.prose / all_prose, above.share(above.links),
            own.below_main, branch.prose / all_prose, branch.share(branch.links), branch.blocks,
            alike.prose / all_prose, alike.blocks,
            i - self.first, self.last - i, self.since[i], self.until[i],
            i / len(self.blocks), len(self.blocks),
            self.marked[i], own.share(own.marked), around.share(around.marked),
            above.share(above.marked), branch.share(branch.marked), alike.marked / alike.blocks,
            i - self.first_marked, self.last_marked - i, own.below_marked,
        ]  # fmt: skip

    def _up(self, element: Element) -> Element:
        parent = element.parent
        return parent if parent is not None and parent.index >= 0 else element


def _prose(block: Block, ends: bool) -> int:
    """The characters of a block that reads like sentences."""
    return (
        block.size if ends and block.size >= _PROSE and block.links < FEW_LINKS * block.size else 0
    )


def _add(to: _Surroundings, some: _Surroundings) -> None:
    to.size += some.size
    to.links += some.links
    to.prose += some.prose
    to.marked += some.marked
    to.blocks += some.blocks


def _inherit(own: _Surroundings, above: _Surroundings, index: int) -> None:
    own.within = above.within
    own.clutter, own.story = min(_FAR, above.clutter + 1), min(_FAR, above.story + 1)
    own.clutters, own.near_clutters = above.clutters, above.near_clutters
    own.below_marked = above.below_marked + (above.below_marked >= 0)
    if above.below_main >= 0:
        own.below_main = above.below_main + 1
        own.branch = above.branch if above.below_main else index


def _read_words(own: _Surroundings, words: str) -> None:
    is_clutter, is_story = _said(words)
    if is_clutter:
        own.clutter = 0
        own.clutters += 1
        own.near_clutters += 1
    if is_story:
        own.story = own.near_clutters = 0


@lru_cache(maxsize=4096)  # the same classes come again and again
def _said(words: str) -> tuple[bool, bool]:
    """Whether they say that it is no part of the article, and that it is the article."""
    return _CLUTTER.search(words) is not None, _STORY.search(words) is not None


def kind(element: Element) -> object:
    """What elements of the same markup have in common: name, class, and class around it."""
    return element.tag, element.words, element.parent.words if element.parent else ""


def _waits(blocks: Sequence[Block], prose: Sequence[int]) -> list[int]:
    """For each block the characters since the last prose."""
    waits, since = [], 0
    for block, length in zip(blocks, prose, strict=True):
        waits.append(since)
        since = 0 if length else since + block.size
    return waits


def _beside(rows: list[list[float]]) -> list[list[float]]:
    """The rows with the measures of the blocks before and after."""
    columns = [NAMES.index(name) for name in _BESIDE]
    some = [[row[column] for column in columns] for row in rows]
    none = [_OUTSIDE] * len(columns)
    padded = [none, none, *some, none, none]
    return [
        [*row, *padded[i], *padded[i + 1], *padded[i + 3], *padded[i + 4]]
        for i, row in enumerate(rows)
    ]
