"""
A text whose roles are looked for: its paragraphs, and where its article stands among them.
"""

from collections.abc import Sequence

from annotate.text.roles.part import Part

__all__ = ["Whole"]


class Whole:
    """What the steps work on, one after another."""

    __slots__ = (
        "apart",
        "begin",
        "clean",
        "first",
        "is_page",
        "last",
        "parts",
        "prose",
        "spans",
        "text",
        "title",
        "top",
    )

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], *, is_page: bool) -> None:
        self.text, self.spans = text, spans
        self.is_page = is_page
        """Whether it may be of a page, with menus; a document has nothing but its article."""
        self.parts: list[Part] = []
        self.prose: list[int] = []
        """The places of its prose."""
        self.begin = self.first = self.last = 0
        """The places of the article's first prose, the first that is no headline, the last."""
        self.apart: list[int] = []
        """The places of prose below it that more than a menu parts from it."""
        self.top = 0
        """Where the head of the article begins: above, there may be a menu."""
        self.title: int | None = None
        """The place of the title, if it has one."""
        self.clean = True
        """Whether the page shows nothing of its own, as far as steps up to `outside` know."""

    def settle_prose(self) -> None:
        """Take all prose for the article's, as that of a document is."""
        self.prose = [i for i, part in enumerate(self.parts) if part.prose]
        if self.prose:
            self.begin = self.first = self.prose[0]
            self.last = self.prose[-1]
