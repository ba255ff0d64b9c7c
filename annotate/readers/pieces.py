"""
Paragraphs as a format itself parts them, put together as a draft.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotate.errors import UnreadableSource
from annotate.model import Block, Draft, Metadata
from annotate.readers.markup.traces import Trace, shared
from annotate.text import clean, layout, metadata, split
from annotate.text.roles import marked

__all__ = ["Piece", "draft", "kept", "placed"]

_UNSEEN = " \n\t\xa0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, what its format says it is, the page it begins on, and its traces."""

    text: str
    mark: str | None = None
    page: int | None = None
    traces: tuple[Trace, ...] = ()  # where they are asked for
    because: str = marked.SO  # why it has its mark
    seconds: int | None = None  # of a recording, where it begins in it


def draft(
    pieces: Iterable[Piece], told: Metadata, media_type: str, captured: str | None = None
) -> Draft:
    """The draft of paragraphs in order; what is told wins over what their words say."""
    found = list(kept(pieces))
    if not found:
        raise UnreadableSource("has no text")
    text, spans = layout.laid_out(piece.text for piece in found)
    blocks = _blocks(text, spans, found)
    return Draft(text, blocks, told.over(metadata.of(text, blocks)), media_type, captured)


def placed(text: str, pieces: Iterable[Piece], told: Metadata, media_type: str) -> Draft:
    """The draft of a text as it is, in which paragraphs stand in order, word for word."""
    found, spans, at = [], [], 0
    for piece in pieces:
        if words := piece.text.strip():
            start = text.index(words, at)
            at = start + len(words)
            cut = list(split.pieces(text, start, at))
            spans += cut
            found += [piece] * len(cut)
    blocks = _blocks(text, spans, found)
    return Draft(text, blocks, told.over(metadata.of(text, blocks)), media_type)


def _blocks(
    text: str, spans: Sequence[tuple[int, int]], pieces: Sequence[Piece]
) -> tuple[Block, ...]:
    """The blocks; what is marked as no part of the article is no sign of what others are."""
    within = [
        (span, piece)
        for span, piece in zip(spans, pieces, strict=True)
        if piece.mark != "boilerplate"
    ]
    marks = [piece.mark for _, piece in within]
    guessed = iter(marked.assign(text, [span for span, _ in within], marks, is_page=False))
    return tuple(
        Block(*span, piece.mark, piece.page, piece.because, piece.seconds)
        if piece.mark == "boilerplate"
        else _marked(next(guessed), piece)
        for span, piece in zip(spans, pieces, strict=True)
    )


def _marked(block: Block, piece: Piece) -> Block:
    because = piece.because if block.because == marked.SO else block.because
    if because == block.because and piece.page is None and piece.seconds is None:
        return block
    return replace(block, page=piece.page, because=because, seconds=piece.seconds)


def kept(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces with anything to see: cleaned, trimmed, none too long."""
    for piece in pieces:
        words = clean.multiline(re.sub("[\xad\ufffe\uffff]", "", piece.text))
        if words.strip(_UNSEEN):
            texts = [words[start:end] for start, end in split.pieces(words, 0, len(words))]
            for text, traces in zip(texts, shared(piece.traces, texts), strict=True):
                is_same = text == piece.text and traces == piece.traces
                yield piece if is_same else replace(piece, text=text, traces=traces)
