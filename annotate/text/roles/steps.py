"""
The role of each paragraph: the steps that look for it, in the order in which they speak.

The article is what lies between the first and the last paragraph of prose. Before
it stand the title and who wrote when; after it the author's life, the readers'
comments, and what the page has to sell. In doubt a paragraph is `body`: better
a stray line numbered than a sentence of the author's left out.

Text that was scraped has lines of its page around the article; documents have none, and the
steps that look for such are not asked of them.

A paragraph has a *sign* (what it shows) before it has a *role*. A later step overrules
an earlier one. Whichever changes a paragraph leaves in `because` its name and its
reason: `annotate show --why` prints them. What each does and does not take is said by
examples, in `tests/text/roles/cases/NAME.yml`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate.model import ROLES, Block
from annotate.text.roles import (
    again,
    authors,
    comments,
    doubt,
    extent,
    head,
    middle,
    set_apart,
    signs,
    spread,
    tail,
    teasers,
)
from annotate.text.roles.whole import Whole

__all__ = ["STEPS", "Step", "assign"]


class Step(NamedTuple):
    """A question asked of all paragraphs: its name, what it finds, and the function that does."""

    name: str
    finds: str
    apply: Callable[[Whole], None]
    of_pages: bool = False
    """Whether it looks for what only scraped pages have; documents are not asked."""


def _rest(whole: Whole) -> None:
    """The role by the sign of a paragraph; of one without any sign, body."""
    for part in whole.parts:
        if not part.role:
            part.role = part.sign if part.sign in ROLES else _BY_SIGN[part.sign]
            part.because = part.because or _BODY


_BY_SIGN = {"": "body", "count": "boilerplate", "form": "boilerplate"}
_BODY = "rest: no step says otherwise"

_FIRST = (
    Step("signs", "What a paragraph shows by itself.", signs.read),
    Step("credits", "Who made a picture, on the line below the one that says so.", head.credits),
    Step("doubt", "What pages say and authors may, where no line is surely the page's.",
         doubt.settle, of_pages=True),
    Step("repeated labels", "Labels that stand on a page again and again.", again.labels,
         of_pages=True),
    Step("said twice", "Paragraphs that stood above already.", again.paragraphs, of_pages=True),
    Step("cut headlines", "Short lines that break off, several of them.", teasers.cut,
         of_pages=True),
    Step("glued headlines", "Headlines that run into their summaries, several of them.",
         teasers.glued, of_pages=True),
)  # fmt: skip
_WITH_PROSE = (
    Step("series", "Headings with numbers that count up, each above what it heads.",
         middle.series),
    Step("comments", "What readers wrote, and the forms to write with.", comments.mark,
         of_pages=True),
    Step("other articles", "Where the article stands; prose below the head of a list of others.",
         extent.find, of_pages=True),
    Step("title", "The line above the text that reads most like a headline.", head.title),
    Step("menu", "Lines above the head of the article, and the title elsewhere.", head.menu,
         of_pages=True),
    Step("head", "Names, dates and labels between title and text.", head.mark),
    Step("outside", "Sentences below the end of the page, if it is plain which that is.",
         extent.outside, of_pages=True),
    Step("list items", "Items with a bullet or number as their neighbours have, or alone.",
         middle.items),
    Step("links", "A headline with a bullet, alone between sentences.", middle.links,
         of_pages=True),
    Step("authors", "Who wrote, said below: a name, a life in a sentence, a box with both.",
         authors.mark),
    Step("spread", "What stands between lines of the page and reads like one.", spread.mark,
         of_pages=True),
    Step("list below", "Lines of one shape that follow the text: dates of a tour, results.",
         tail.listed),
    Step("tail", "Labels, names and lists below the last sentence.", tail.mark, of_pages=True),
    Step("set apart", "Someone else's words: after a colon, in dialogue, as a post.",
         set_apart.mark),
    Step("labels", "Labels in a row between the sentences, where the page has others.",
         middle.labels, of_pages=True),
    Step("middle", "Headings and lists between the sentences.", middle.mark),
)  # fmt: skip
_WITHOUT_PROSE = (Step("verse", "The title of a poem or the like.", head.alone),)
_LAST = (Step("rest", "What no step took.", _rest),)

STEPS = _FIRST + _WITH_PROSE + _WITHOUT_PROSE + _LAST
"""All of them; some are for texts with prose, some for texts without."""


def assign(
    text: str, spans: Sequence[tuple[int, int]], *, is_page: bool = True
) -> tuple[Block, ...]:
    """
    The paragraphs with the role of each, and which step gave it, in the same order.

    A document - a PDF, a book, a file somebody wrote - is no page (`is_page`): what is not
    its article's, its reader knows by place and repetition, and no words are a sign of it.
    """
    whole = Whole(text, spans, is_page=is_page)
    _apply(_FIRST, whole)
    whole.settle_prose()
    _apply((_WITH_PROSE if whole.prose else _WITHOUT_PROSE) + _LAST, whole)
    return tuple(
        Block(start, end, part.role, None, part.because)
        for (start, end), part in zip(spans, whole.parts, strict=True)
    )


def _apply(steps: Sequence[Step], whole: Whole) -> None:
    for step in steps:
        if whole.is_page or not step.of_pages:
            step.apply(whole)
