"""
Headings of marked-up documents: which one is the title.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotate.readers.pieces import Piece

__all__ = ["HEADS", "settled"]

HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The marks of headings by their level, until they are settled."""

_TEXT = frozenset({None, "body", "quote", "list_item"})


def settled(pieces: Sequence[Piece], title: str | None = None) -> list[Piece]:
    """The paragraphs with headings that are nothing but headings, and at most one the title."""
    marks = [piece.mark for piece in pieces]
    if not {"title", *HEADS} & set(marks):  # its headings, if any, are made by hand
        return [replace(p, mark=None) if p.mark == "body" else p for p in pieces]
    at = marks.index("title") if "title" in marks else _title(pieces, title)
    found = ["heading" if mark in ("title", *HEADS) else mark for mark in marks]
    if at is not None:
        found[at] = "title"
    return [
        piece if piece.mark == mark else replace(piece, mark=mark)
        for piece, mark in zip(pieces, found, strict=True)
    ]


def _title(pieces: Sequence[Piece], title: str | None) -> int | None:
    """
    The heading that has the words of the title, or else the first, of the first level.

    Where there are several at that level it is the title if no text stands above it.
    """
    heads = [i for i, piece in enumerate(pieces) if piece.mark in HEADS]
    for i in heads:
        if title and " ".join(pieces[i].text.split()).casefold() == title.casefold():
            return i
    tops = [i for i in heads if pieces[i].mark == "h1"]
    if title or not tops or tops[0] != heads[0]:
        return None
    is_above = all(piece.mark not in _TEXT for piece in pieces[: tops[0]])
    return tops[0] if len(tops) == 1 or is_above else None
