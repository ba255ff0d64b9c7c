"""
An article of an export as paragraphs with marks: nothing of it is dropped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.model import Metadata
from annotate.readers.exports import heads, particulars
from annotate.readers.exports.heads import Extent
from annotate.readers.exports.line_kinds import Line
from annotate.readers.exports.particulars import Said
from annotate.readers.exports.seams import Part
from annotate.readers.markup.headings import HEADS
from annotate.readers.pieces import Piece

__all__ = ["Article", "Texts", "articles"]

Texts = Callable[[Sequence[Sequence[Piece]]], Sequence[Sequence[Piece]]]
"""The paragraphs of the texts of articles, of pieces as their file parts them."""

_BECAUSE = "export: {}"
_LONG = 80  # characters
_PROSE = 100  # characters of a line between labels that is to be read


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an export: its paragraphs, what is said of it, what it is numbered by."""

    pieces: tuple[Piece, ...]
    said: Metadata
    id: str | None = None


def articles(parts: Sequence[Part], texts: Texts) -> list[Article]:
    """What the parts of a file are as articles."""
    found = [heads.extent(part.lines) for part in parts]
    bodies = [
        [*_body(part.lines[extent.start : extent.end], is_cut=extent.is_cut)]
        for part, extent in zip(parts, found, strict=True)
    ]
    return list(map(_article, parts, found, texts(bodies)))


def _article(part: Part, found: Extent, body: Sequence[Piece]) -> Article:
    head, tail = part.lines[: found.start], part.lines[found.end :]
    said = particulars.said(head, tail)
    is_marked = any(line.piece.mark == "text" for line in part.lines)
    pieces = [*_all(part.cover, "a cover sheet or an index"), *_head(head, said)]
    pieces += map(_settled, body)
    pieces += _tail(tail, is_marked=is_marked)
    return Article(tuple(replace(each, page=said.page) for each in pieces), said.metadata, said.id)


def _all(those: Sequence[Line], what: str) -> Iterator[Piece]:
    return (_aside(line.piece, what) for line in those)


def _aside(piece: Piece, what: str) -> Piece:
    return replace(piece, mark="boilerplate", because=_BECAUSE.format(what))


def _marked(piece: Piece, mark: str, what: str) -> Piece:
    return replace(piece, mark=mark, because=_BECAUSE.format(what))


def _head(those: Sequence[Line], said: Said) -> Iterator[Piece]:
    is_titled = any(line.field == "title" for line in those)
    for line in those:
        if line.field in _LABELLED and line.value:
            yield from _cut(line, _LABELLED[line.field], f"what {line.field} is")
        elif line.field == "prose" and len(line.value) >= _PROSE:
            yield from _cut(line, None, "a summary")
        elif line in said.titles and not is_titled:
            yield _marked(line.piece, "title", "its place in the head of an article")
        elif line in said.bylines:
            yield _marked(line.piece, "byline", "its place in the head of an article")
        elif line.kind == "date":
            yield _marked(line.piece, "dateline", "a date in the head of an article")
        else:
            yield _aside(line.piece, f"the head of an article ({line.kind})")


_LABELLED = {"title": "title", "byline": "byline", "caption": "caption"}


def _cut(line: Line, mark: str | None, what: str) -> Iterator[Piece]:
    """A label, and what stands behind it."""
    words = line.piece.text
    if line.at:
        yield _aside(replace(line.piece, text=words[: line.at], traces=()), "a label")
    yield replace(
        line.piece, text=words[line.at :], mark=mark, traces=(), because=_BECAUSE.format(what)
    )


def _body(those: Sequence[Line], *, is_cut: bool) -> Iterator[Piece]:
    for i, line in enumerate(those):
        if line.field == "text" and (line.kind == "code" or (is_cut and not i)):
            if line.value:
                yield from _cut(line, None, "the text of an article")
            else:
                yield _aside(line.piece, "a label")
        elif line.kind == "body":
            yield _aside(line.piece, "a label above the text")
        else:
            yield line.piece


def _settled(piece: Piece) -> Piece:
    """A paragraph of text; a long one is no heading, whatever it looks like."""
    mark = piece.mark
    if mark in _HEADINGS and len(piece.text) < _LONG:
        return replace(piece, mark="heading")
    if mark in (None, "text", "body", *_HEADINGS):
        return replace(piece, mark="body" if len(piece.text) >= _LONG else None)
    return piece


_HEADINGS = ("title", *HEADS)


def _tail(those: Sequence[Line], *, is_marked: bool) -> Iterator[Piece]:
    """Labels and their like; where the format marks what is text, all else is of pictures."""
    is_picture = is_closed = False
    for line in those:
        is_closed = is_closed or line.kind == "closing"
        is_picture = line.field == "caption" or (is_picture and line.kind == "text")
        if is_closed:
            yield _aside(line.piece, "what is below the end of an article")
        elif line.field in ("caption", "prose") and len(line.value) > _PROSE / 2:
            yield from _cut(line, "caption" if is_picture else None, "what is below an article")
        elif line.kind == "text" and (is_picture or _is_prose(line)):
            mark = "caption" if is_picture or is_marked else None
            yield replace(line.piece, mark=mark, because=_BECAUSE.format("text below an article"))
        else:
            yield _aside(line.piece, f"the tail of an article ({line.kind})")


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and heads.is_sentence(line)
