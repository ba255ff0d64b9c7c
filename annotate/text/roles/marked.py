"""
Roles where a format says what a paragraph is: its word counts before any guess.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotate.model import Block
from annotate.text.roles import steps

__all__ = ["SO", "assign"]

SO = "format: the source marks it so"


def assign(
    text: str,
    spans: Sequence[tuple[int, int]],
    marks: Sequence[str | None],
    *,
    is_page: bool,
) -> tuple[Block, ...]:
    """
    The paragraphs with the role of each, in the same order.

    A mark is the role that the format gives a paragraph, None where it says nothing;
    `body` says that it is running text, which may yet be a byline or the like. Where
    the format has a title, there is no other; where it has lists, nor are there others.
    """
    guessed = steps.assign(text, spans, is_page=is_page)
    if not any(marks):
        return guessed
    known = {"title", "list_item"}.intersection(mark for mark in marks if mark)
    return tuple(_settled(block, mark, known) for block, mark in zip(guessed, marks, strict=True))


def _settled(block: Block, mark: str | None, known: set[str]) -> Block:
    if mark not in (None, "body"):
        return replace(block, role=str(mark), because=SO)
    role = block.role
    if role == "title" and role in known:
        block = replace(block, role="heading", because="format: the source marks another title")
    is_list = role == "list_item" and role in known
    if mark == "body" and (is_list or block.role == "heading"):
        return replace(block, role="body", because="format: the source marks it as running text")
    return block
