"""
What speaks for the site, or leads away from the article.
"""

import re
from itertools import islice

from annotate.text.roles import page_words, phrasing
from annotate.text.roles.part import FAST, LONG, WORD, Part

__all__ = ["is_pitch"]

_INVITING = 60  # characters, in which a line invites
_LONGER = 250  # characters; what is longer needs still more [125-250 alike, 312: -1]
_OWNER = 300  # characters of a line that says whose the page is [150-600 alike]
_FIRST = 2  # words, of which one invites [1-4 alike]
_ADDRESSED = 4  # words to the reader that count [2-8 alike]
# [2-5 alike, 8: -.0003/-.0007]
_WEIGHT = 4  # points of words and phrases of pages that make a paragraph the page's
_THIN = 40  # words for each point at most [32-80 alike, 20: +.0016/+.0015]
_STUDIES = r"related (?:work|works|research|literature|studies)"  # in a paper


def is_pitch(part: Part, low: str) -> bool:
    """Whether it speaks for the site, or leads away from the article."""
    if part.length <= _OWNER and phrasing.is_owned(low):
        return True
    if _invites(low):
        return True
    if part.length > LONG:
        return _is_long_pitch(part, low)
    hits = len(page_words.JUNK_PHRASES & phrasing.held(low))
    starts = phrasing.JUNK.begin(low) and not re.fullmatch(_STUDIES, low)
    if not part.ended:
        if " » " in low or low.count(" > ") > 1 or low.count(" › ") > 1:
            return True
        return starts or hits > 0 or low.startswith("welcome to ")
    if not hits and not starts:
        return False
    tokens = WORD.findall(low)
    address = sum(map(page_words.ADDRESS.__contains__, tokens))
    telling = len(page_words.TRIGGERS.intersection(low.split()))
    starts = starts or any(map(phrasing.JUNK.begin, re.split(r"[.!?] ", low)[1:]))
    several = hits > 1 and part.length <= FAST
    address = address if telling or part.length <= FAST else 0
    return several or bool(hits and (starts or address)) or bool(starts and address and telling)


def _is_long_pitch(part: Part, low: str) -> bool:
    """The same of a paragraph: only if it speaks to the reader, or starts as a link does."""
    tokens = WORD.findall(low)
    address = sum(map(page_words.ADDRESS.__contains__, tokens))
    starts = phrasing.JUNK.begin(low)
    if not address and not starts:
        return False
    hits = len(page_words.JUNK_PHRASES & phrasing.held(low))
    if (not hits and not starts) or (part.length > _LONGER and hits + starts < 2):
        return False
    telling = len(page_words.TRIGGERS.intersection(low.split()))
    weight = 2 * hits + telling + min(address, _ADDRESSED) + 2 * starts
    return weight >= _WEIGHT and weight * _THIN >= len(tokens)


def _invites(low: str) -> bool:
    """Whether it asks to be followed elsewhere."""
    start = low[:_INVITING]
    if not any(map(start.__contains__, page_words.INVITATIONS)):  # as hardly any line, and quick
        return False
    first = islice(WORD.finditer(start), _FIRST)
    if page_words.INVITATIONS.isdisjoint(word[0] for word in first):
        return False
    return not page_words.SOCIAL.isdisjoint(WORD.findall(low[:_LONGER]))
