"""
An article as the readers of XML find it, and what they ask of words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.pieces import Piece

__all__ = ["Article", "day", "first_day", "person"]

_MIDNIGHT = re.compile(r"(\d{4}-?\d\d-?\d\d)T0{2}:?0{2}(?::?0{2})?")
_CAPITALS = re.compile(r"[^\W\d_]+")
_SHORT = 4  # letters of what may be an agency


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: what names it, what its head says, and its paragraphs."""

    label: str | None
    said: Metadata
    pieces: tuple[Piece, ...]


def day(said: str | None) -> str | None:
    """A date; midnight without a zone is how some write a day."""
    words = (said or "").strip()
    midnight = _MIDNIGHT.fullmatch(words)
    return says.day(midnight[1] if midnight else words)


def first_day(told: Sequence[str | None]) -> str | None:
    """The first of what is said that is a date."""
    return next((found for each in told if (found := day(each))), None)


def person(said: str | None) -> str | None:
    """A name without the “By” before it, in capitals and small letters."""
    name = says.name(said)
    if name is None or name != name.upper() or (len(name) <= _SHORT and " " not in name):
        return name
    return _CAPITALS.sub(lambda word: word[0].capitalize(), name)
