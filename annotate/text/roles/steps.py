"""
The role of each paragraph: the steps that look for it, in the order in which they speak.

The article is what lies between the first and the last paragraph of prose. Before
it stand the title and who wrote when; after it the author's life, the readers'
comments, and what the page has to sell. In doubt a paragraph is `body`: better
a stray line numbered than a sentence of the author's left out.

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
    Step("doubt", "What pages say and authors may, where no line is surely the page's.",
         doubt.settle),
    Step("repeated labels", "Labels that stand on a page again and again.", again.labels),
    Step("said twice", "Paragraphs that stood above already.", again.paragraphs),
    Step("cut headlines", "Short lines that break off, several of them.", teasers.cut),
    Step("glued headlines", "Headlines that run into their summaries, several of them.",
         teasers.glued),
)  # fmt: skip
_WITH_PROSE = (
    Step("comments", "What readers wrote, and the forms to write with.", comments.mark),
    Step("other articles", "Where the article stands; prose below the head of a list of others.",
         extent.find),
    Step("head", "Title, names, dates and labels above the text, and the title elsewhere.",
         head.mark),
    Step("outside", "Sentences that menus part from the article, if it is plain which that is.",
         extent.outside),
    Step("list items", "Items with a bullet or number as their neighbours have, or alone.",
         middle.items),
    Step("authors", "Who wrote, said below: a name, a life in a sentence, a box with both.",
         authors.mark),
    Step("spread", "What stands between lines of the page and reads like one.", spread.mark),
    Step("list below", "Lines of one shape that follow the text: dates of a tour, results.",
         tail.listed),
    Step("tail", "Labels, names and lists below the last sentence.", tail.mark),
    Step("set apart", "Someone else's words: after a colon, in dialogue, as a post.",
         set_apart.mark),
    Step("middle", "Headings and lists between the sentences.", middle.mark),
)  # fmt: skip
_WITHOUT_PROSE = (Step("verse", "The title of a poem or the like.", head.alone),)
_LAST = (Step("rest", "What no step took.", _rest),)

STEPS = _FIRST + _WITH_PROSE + _WITHOUT_PROSE + _LAST
"""All of them; some are for texts with prose, some for texts without."""


def assign(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The paragraphs with the role of each, and which step gave it, in the same order."""
    whole = Whole(text, spans)
    for step in _FIRST:
        step.apply(whole)
    whole.prose = [i for i, part in enumerate(whole.parts) if part.prose]
    for step in (_WITH_PROSE if whole.prose else _WITHOUT_PROSE) + _LAST:
        step.apply(whole)
    return tuple(
        Block(start, end, part.role, None, part.because)
        for (start, end), part in zip(spans, whole.parts, strict=True)
    )
