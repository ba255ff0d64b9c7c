"""
Roles where a format says what a paragraph is: its word counts before any guess.
"""

from collections.abc import Sequence

from annotate.model import Block
from annotate.text import roles

__all__ = ["assign"]


def assign(
    text: str, spans: Sequence[tuple[int, int]], marks: Sequence[str | None]
) -> tuple[Block, ...]:
    """
    The paragraphs with the role of each, in the same order.

    A mark is the role that the format gives a paragraph, None where it says nothing;
    `body` says that it is running text, which may yet be a byline or the like.
    """
    return tuple(
        Block(block.start, block.end, block.role if mark in (None, "body") else mark)
        for block, mark in zip(roles.assign(text, spans), marks, strict=True)
    )
