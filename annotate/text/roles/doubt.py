"""
What may be the page's or the author's: “Get the basics right”, “Share it with nobody.”

Where other lines are surely the page's, so are these; on a page that shows none of
its own, the author says them.
"""

import re

from annotate.text.roles import page_words, phrasing
from annotate.text.roles.part import WORD, Part
from annotate.text.roles.whole import Whole

__all__ = ["may_be_said", "settle"]

SAID = 100  # characters; what is not longer says one thing [80-200 alike, 50: -1]
# [1-6 alike]
_HEADING = 3  # spaces of a heading that holds a phrase of pages; two, if it only starts so

_QUOTE_MARKS = '"“”«»„‘「'
_HEADED = "doubt: right above prose it is a heading of the author's"
_TURNS = frozenset(":：»›>|@©→←↓%")  # in the words of a link


def may_be_said(part: Part, low: str) -> bool:
    """Whether an author may say so: in a sentence not full of a page's words, as a heading."""
    if phrasing.is_owned(low) or _TURNS.intersection(low):
        return False
    if part.text[0] in _QUOTE_MARKS and part.ended:
        return True
    hits = len(page_words.JUNK_PHRASES & phrasing.held(low))
    starts = phrasing.JUNK.begin(low)
    tokens = set(WORD.findall(low))
    of_site = not (page_words.SITES.isdisjoint(tokens) and page_words.SOCIAL.isdisjoint(tokens))
    addressed = not page_words.ADDRESS.isdisjoint(tokens)
    if part.ended and part.length > SAID:
        return not (hits and starts) and (hits < 2 or not (of_site and addressed))
    if part.ended:
        return not of_site and (hits + starts < 2 or not addressed)
    if hits == 1 and not starts:
        return low.count(" ") >= _HEADING
    return (
        not (hits or of_site)
        and low.count(" ") >= _HEADING - 1
        and low.startswith(page_words.SAYABLE)
    )


def settle(whole: Whole) -> None:
    """Leave to the author what may be said in an article, where no line is surely the page's."""
    parts = whole.parts
    if not any(part.doubted for part in parts):
        return
    dirty = any(map(_is_dirt, parts))
    for part, below in zip(parts, [*parts[1:], parts[-1]], strict=True):
        above = below.prose or part is parts[0]
        headed = above and part.short and part.low.startswith(page_words.DEEDS)
        if part.doubted and (headed or not dirty):
            part.show("", _HEADED if headed else "doubt: the page shows nothing of its own")
            part.prose = part.running


def _is_dirt(part: Part) -> bool:
    """Whether it is a label of the page, or says whose that is; no sentence is that surely."""
    if part.sign in ("count", "form"):
        return part.sign == "form" or re.search(r"\d", part.text) is not None
    if part.doubted or not part.telling:
        return False
    return not part.ended or phrasing.is_owned(part.low)
