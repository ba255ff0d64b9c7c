"""
A printed line, and what can be seen of it.

Positions are in points, from the left and from the bottom of the page. Those of
right-to-left lines are mirrored, so that `left` is where each line begins.
"""

import re
from dataclasses import dataclass

__all__ = ["BULLET", "NUMBERED", "Line", "ends_sentence", "starts_low"]

BULLET = re.compile(r"[•◦‣●▪■□○►➢✓✔➤–—\uf0b7\uf0a7\uf0d8-][ \t]+(?=\S|$)")
"""A sign that starts an item of a list."""

NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)][ \t]+(?=\S|$)")
"""A number that may start an item of a list."""

_SENTENCE_END = re.compile(r"[.!?…:。！？؟۔।](?:[\"'”’»)\]」』）]|\[\d{1,3}\])*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or as much of one as stands together."""

    text: str
    page: int  # from 1
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of its type
    bold: bool = False
    base: float = 0.0  # where its letters stand
    first: float = 0.0  # how wide its first word is
    turned: bool = False  # not horizontal

    @property
    def height(self) -> float:
        """From the bottom to the top."""
        return self.top - self.bottom


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, or announces what follows."""
    return _SENTENCE_END.search(text[-12:].rstrip()) is not None


def starts_low(text: str) -> bool:
    """Whether a text begins inside a sentence: in lower case, or with what closes something."""
    return text[:1].islower() or text[:1] in ",;)]”’»%"
