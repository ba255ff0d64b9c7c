"""
Lines that say in one who wrote, when, and more: `Jo · April 19, 2019 · Mac · 7 comments`.
"""

import re

from annotate.text.dates import is_date
from annotate.text.roles import page_words
from annotate.text.roles.part import WORD

__all__ = ["names_and_days", "stamped"]

_PARTING = re.compile(r"[·•∙‧⋅|–—/~»>-]")
_BETWEEN = re.compile(r"\s*[·•∙‧⋅|]\s*|\s+[-–—/~»>]\s+")
_NAME = re.compile(r"@?[^\W\d_][^,:;!?()]{0,39}")
_STAMP = re.compile(
    r"(?:\d{4}[-./年]\s?\d\d?[-./月]\s?\d\d?日?|\d\d?[-./]\s?\d\d?[-./]\s?\d{4})"
    r"(?:[ T,]*\d\d?[:.]\d\d(?:[:.]\d\d)?)?"
)
_NAMED = 4  # words of a name at most
_LONGEST = 120  # characters


def names_and_days(text: str) -> bool:
    """Whether a line has a name, a day and what is neither, parted by dots, bars or dashes."""
    if len(text) > _LONGEST or not _PARTING.search(text):
        return False
    pieces = [piece for piece in _BETWEEN.split(text.strip("·•|–—- ")) if piece]
    if len(pieces) < 3 or not any(map(_is_day, pieces)):
        return False
    others = [piece for piece in pieces if not _is_day(piece)]
    said = [piece for piece in others if re.search(r"[^\W\d_]{3}", piece)]
    return len(others) > 1 and _is_name(others[0]) and (len(said) > 1 or len(others[0]) < 3)


def stamped(text: str) -> str | None:
    """The name in a line that is a name and a day and no more: `– Ann, April 19, 2019`."""
    if len(text) > _LONGEST or not re.search(r"\d", text):
        return None
    pieces = _BETWEEN.split(text.strip("·•|–—- "), maxsplit=1)
    if len(pieces) < 2:
        pieces = re.split(r",\s+", text.strip("·•|–—- "), maxsplit=1)
    if len(pieces) < 2 or not _is_day(pieces[1]) or not _is_name(pieces[0]):
        return None
    return pieces[0]


def _is_day(piece: str) -> bool:
    low = piece.lower()
    return is_date(low, WORD.findall(low)) or _STAMP.fullmatch(low) is not None


def _is_name(piece: str) -> bool:
    """Whether it may be a name: few words, none of them a button's or a section's."""
    words = WORD.findall(piece.lower())
    if not words or len(words) > _NAMED or not _NAME.fullmatch(piece):
        return False
    known = page_words.SECTIONS | page_words.UI_WORDS
    return not known.issuperset(words)
