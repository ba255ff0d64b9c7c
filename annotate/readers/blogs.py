"""
Feeds that are exports of whole blogs: of WordPress, of Blogger.

All that an entry has there is its article, so that its paragraphs are those of its markup.
"""

from collections import Counter
from typing import Any

from annotate.model import Draft, Metadata
from annotate.readers import blogger, pieces, says, wordpress
from annotate.readers.markup import headings, walk
from annotate.readers.pieces import Piece

__all__ = ["Blog", "draft", "is_exported", "published"]

_TITLE = "record: it is the title that its record gives"
_FIRST = 4  # paragraphs among which the title is looked for


def is_exported(data: bytes) -> bool:
    """Whether an entry, in the tag that its feed starts with, is of such an export."""
    return wordpress.is_export(data) or blogger.is_entry(data)


def published(data: bytes, found: Any) -> str | None:
    """When an entry was published; a draft was not."""
    if wordpress.is_export(data):
        return wordpress.published(found)
    _, unpublished = blogger.kind(data)
    return None if unpublished else says.day(found.get("published"))


def draft(data: bytes, text: str, said: Metadata, media_type: str) -> Draft:
    """The draft of an entry, which begins with its title."""
    html = wordpress.html(text) if wordpress.is_export(data) else blogger.html(text)
    found = headings.settled(walk.pieces(html), said.title)
    title = said.title
    if title and not any(_same(piece.text, title) for piece in found[:_FIRST]):
        below = (_below(piece) for piece in found)
        found = [Piece(title, "title", because=_TITLE), *below]
    return pieces.draft(found, said, media_type)


def _below(piece: Piece) -> Piece:
    return Piece(piece.text, "heading") if piece.mark == "title" else piece


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


class Blog:
    """A feed that may be such an export: whose names its authors have, what is no article."""

    def __init__(self, before: bytes) -> None:
        self._is_wordpress = wordpress.is_export(before)
        self._names = wordpress.authors(before) if self._is_wordpress else {}
        self._left_out = Counter[str]()
        self._unpublished = Counter[str]()
        self._entries = 0

    def is_article(self, data: bytes) -> bool:
        """Whether an entry is one; what is none is counted."""
        self._entries += 1
        other, unpublished = wordpress.kind(data) if self._is_wordpress else blogger.kind(data)
        if other:
            self._left_out[other] += 1
        elif unpublished:
            self._unpublished[unpublished] += 1
        return other is None

    def is_textless(self, data: bytes) -> bool:
        """Whether an entry without a text is one of an export, which is counted."""
        is_exported = self._is_wordpress or blogger.is_entry(data)
        self._left_out["without a text"] += is_exported
        return is_exported

    def byline(self, data: bytes, found: Any) -> str | None:
        """Who wrote an entry, if the feed says more of it than the entry."""
        return wordpress.named(found, self._names) if self._is_wordpress else None

    def told(self) -> str | None:
        """What is left out, and what was not published, in words that follow the file's name."""
        others, unpublished = +self._left_out, +self._unpublished
        words = list[str]()
        if others:
            is_are = "is" if others.total() == 1 else "are"
            all_of = f"{self._entries:,} entr{'y' if self._entries == 1 else 'ies'}"
            counted = f"of {all_of} {others.total():,} {is_are} no article"
            words.append(f"{counted}: {_counts(others)}")
        if unpublished:
            is_was = "was" if unpublished.total() == 1 else "were"
            words.append(f"{unpublished.total():,} {is_was} not published: {_counts(unpublished)}")
        return f"is a blog's export; {'; '.join(words)}" if words else None


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counted.most_common())
