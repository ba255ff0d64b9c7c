"""
Paragraphs as a format itself parts them, put together as a draft.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from annotate.errors import UnreadableSource
from annotate.model import Block, Draft, Metadata
from annotate.text import clean, marked, metadata, split

__all__ = ["Piece", "draft"]

_BETWEEN = "\n\n"
_UNSEEN = " \n\t\xa0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, what its format says it is, and the page it begins on."""

    text: str
    mark: str | None = None
    page: int | None = None


def draft(
    pieces: Iterable[Piece], told: Metadata, media_type: str, captured: str | None = None
) -> Draft:
    """The draft of paragraphs in order; what is told wins over what their words say."""
    kept = list(_kept(pieces))
    if not kept:
        raise UnreadableSource("has no text")
    text, spans = _joined(kept)
    marks = [piece.mark for piece in kept]
    blocks, titled = marked.assign(text, spans, marks), "title" in marks
    blocks = tuple(_block(b, p, titled) for b, p in zip(blocks, kept, strict=True))
    said = {f.name: value for f in fields(told) if (value := getattr(told, f.name)) is not None}
    return Draft(
        text, blocks, replace(metadata.of(text, blocks), **said), media_type, captured
    )  # fmt: skip


def _block(block: Block, piece: Piece, titled: bool) -> Block:
    """The block with its page; what is guessed to be the title is none where one is marked."""
    is_second = titled and block.role == "title" and piece.mark != "title"
    return replace(block, page=piece.page, role="heading" if is_second else block.role)


def _kept(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces with anything to see: cleaned, trimmed, none too long."""
    for piece in pieces:
        words = clean.multiline(re.sub("[\xad\ufffe\uffff]", "", piece.text))
        if words.strip(_UNSEEN):
            for start, end in split.pieces(words, 0, len(words)):
                yield replace(piece, text=words[start:end])


def _joined(pieces: list[Piece]) -> tuple[str, list[tuple[int, int]]]:
    at, spans = 0, []
    for piece in pieces:
        spans.append((at, at + len(piece.text)))
        at += len(piece.text) + len(_BETWEEN)
    return _BETWEEN.join(piece.text for piece in pieces), spans
