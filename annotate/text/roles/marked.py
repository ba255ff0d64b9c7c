"""
Roles where a format says what a paragraph is: its word counts before any guess.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotate.model import Block
from annotate.text.roles import steps

__all__ = ["assign"]


def assign(
    text: str, spans: Sequence[tuple[int, int]], marks: Sequence[str | None]
) -> tuple[Block, ...]:
    """
    The paragraphs with the role of each, in the same order.

    A mark is the role that the format gives a paragraph, None where it says nothing;
    `body` says that it is running text, which may yet be a byline or the like. Where
    the format has a title, there is no other; where it has lists, nor are there others.
    """
    if not any(marks):
        return steps.assign(text, spans)
    known = {"title", "list_item"}.intersection(mark for mark in marks if mark)
    return tuple(
        replace(block, role=_role(block.role, mark, known))
        for block, mark in zip(steps.assign(text, spans), marks, strict=True)
    )


def _role(guessed: str, mark: str | None, known: set[str]) -> str:
    if mark not in (None, "body"):
        return str(mark)
    if guessed == "title" and guessed in known:
        guessed = "heading"
    if guessed == "list_item" and guessed in known and mark == "body":
        return "body"
    return "body" if guessed == "heading" and mark == "body" else guessed
