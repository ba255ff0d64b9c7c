"""
A text whose roles are looked for: its paragraphs, and where its article stands among them.
"""

from collections.abc import Sequence

from annotate.text.roles.part import Part

__all__ = ["Whole"]


class Whole:
    """What the steps work on, one after another."""

    __slots__ = ("apart", "begin", "clean", "first", "last", "parts", "prose", "spans", "text")

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text, self.spans = text, spans
        self.parts: list[Part] = []
        self.prose: list[int] = []
        """The places of its prose."""
        self.begin = self.first = self.last = 0
        """The places of the article's first prose, the first that is no headline, the last."""
        self.apart: list[int] = []
        """The places of prose below it that more than a menu parts from it."""
        self.clean = False
        """Whether the page shows nothing of its own, as far as steps up to `outside` know."""
