"""
The lines of all pages as the paragraphs of an article, each with what it looks like.

What stands apart from the text - heads and feet of pages, footnotes, captions -
is put where it does not part a paragraph that runs on over it.
"""

import re
from collections.abc import Iterator, Sequence

from annotate.readers.paged import columns, furniture, paragraphs
from annotate.readers.paged.columns import Column
from annotate.readers.paged.hyphens import Words
from annotate.readers.paged.line import BULLET, NUMBERED, Line, ends_sentence, starts_low
from annotate.readers.paged.paragraphs import Page, Paragraph
from annotate.readers.pieces import Piece

__all__ = ["read"]

_LARGE = 1.12  # of the size of the body: a heading
_SMALL = 0.94  # of the size of the body: a footnote
_LONGEST_HEADING = 250  # characters
_NOTE = re.compile(r"\[?\d{1,3}[\]. )]|[*†‡§¶]")
_CAPTION = re.compile(
    r"(?i)(?:fig(?:ure|\.|ura)?|tab(?:le|elle|leau|la|\.)|abb(?:ildung|\.)|photo|foto|chart|map"
    r"|plate|рис\.|图|図|表) ?\d{1,3}(?:[.-]\d{1,3})?[a-z]? ?[.:|–—]"
)


def read(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The paragraphs of the pages in the order in which they are read."""
    away = furniture.find(pages)
    text = [[line for line in page if line not in away] for page in pages]
    size = paragraphs.body_size(line for page in text for line in page)
    words = Words(line.text for page in text for line in page)
    arranged = [columns.arranged(page, size) for page in text]
    notes = [_footnotes(page, size) for page in arranged]
    body = [
        [item for item in page if item[0] not in under]
        for page, under in zip(arranged, notes, strict=True)
    ]
    found = _joined(paragraphs.paragraphs(body))
    marked = _marked(found, size, words)
    return list(_merged(marked, _apart(pages, away, arranged, notes, words)))


def _footnotes(page: Page, size: float) -> set[Line]:
    """The small lines at the foot of each column, from the first with a number or sign on."""
    found: set[Line] = set()
    for column in dict.fromkeys(column for _, column in page):
        lines = sorted((line for line, c in page if c == column), key=lambda line: line.bottom)
        small = 0
        while small < len(lines) and lines[small].size < size * _SMALL:
            small += 1
        under = lines[:small][::-1]
        if small < len(lines):
            while under and not _NOTE.match(under[0].text):
                under.pop(0)
            found.update(under)
    return found


def _joined(found: list[Paragraph]) -> list[Paragraph]:
    """Puts together again what a caption stands between."""
    kept: list[Paragraph] = []
    for paragraph in found:
        before = next((p for p in reversed(kept[-4:]) if not _CAPTION.match(p.first.text)), None)
        parted = before is not None and before is not kept[-1]
        if before and parted and _goes_on(before, paragraph):
            before.lines += paragraph.lines
            before.columns += paragraph.columns
        else:
            kept.append(paragraph)
    return kept


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    return (
        not ends_sentence(before.last.text)
        and starts_low(paragraph.first.text)
        and abs(before.last.size - paragraph.first.size) < 0.5
    )


def _marked(found: list[Paragraph], size: float, words: Words) -> list[Piece]:
    title = _title(found, size)
    return [
        Piece(
            _text(paragraph, words),
            "title" if paragraph is title else _mark(paragraph, size, found, at),
            paragraph.first.page,
        )
        for at, paragraph in enumerate(found)
    ]


def _text(paragraph: Paragraph, words: Words) -> str:
    texts = [line.text for line in paragraph.lines]
    return "\t".join(texts) if paragraph.is_row else words.joined(texts)


def _title(found: list[Paragraph], size: float) -> Paragraph | None:
    """The first of the largest headings on the first page."""
    heads = [p for p in found if p.first.page == 1 and _is_heading(p, size)]
    large = [p for p in heads if p.first.size > size * 1.2 and len(p.first.text) > 3]
    return max(large, key=lambda p: round(p.first.size), default=None)


def _mark(paragraph: Paragraph, size: float, found: list[Paragraph], at: int) -> str | None:
    text = paragraph.first.text
    if paragraph.first.turned:
        return "boilerplate"
    if _CAPTION.match(text):
        return "caption"
    if paragraph.is_row or _is_item(paragraph, found, at):
        return "list_item"
    if _is_heading(paragraph, size):
        return "heading"
    if _is_quote(paragraph):
        return "quote"
    return "body" if len(paragraph.lines) > 1 or ends_sentence(text) else None


def _is_heading(paragraph: Paragraph, size: float) -> bool:
    length = sum(len(line.text) for line in paragraph.lines)
    if length > _LONGEST_HEADING or paragraph.is_row or not re.search(r"[^\W\d_]", paragraph.first.text):
        return False
    if all(line.size > size * _LARGE for line in paragraph.lines):
        return True
    bold = all(line.bold for line in paragraph.lines) and paragraph.first.size > size * _SMALL
    return bold and len(paragraph.lines) < 4 and paragraph.last.text[-1] not in ".,;:"


def _is_item(paragraph: Paragraph, found: list[Paragraph], at: int) -> bool:
    """Whether it starts with a bullet, or with a number as one beside it does."""
    if BULLET.match(paragraph.first.text):
        return True
    if not NUMBERED.match(paragraph.first.text) or paragraph.first.bold:
        return False
    beside = found[max(0, at - 1) : at] + found[at + 1 : at + 2]
    return any(NUMBERED.match(other.first.text) for other in beside)


def _is_quote(paragraph: Paragraph) -> bool:
    """Whether all of its lines are set in on both sides."""
    if len(paragraph.lines) < 2:
        return False
    return all(
        line.left - column.left > 1.2 * line.size and column.right - line.right > 0.9 * line.size
        for line, column in zip(paragraph.lines, paragraph.columns, strict=True)
    )


def _apart(
    pages: Sequence[Sequence[Line]],
    away: set[Line],
    arranged: Sequence[Page],
    notes: Sequence[set[Line]],
    words: Words,
) -> Iterator[tuple[int, Piece]]:
    """The running heads, footnotes and running feet, each with the page it closes."""
    for number, page in enumerate(pages, 1):
        text = [line for line in page if line not in away]
        middle = sum(line.bottom for line in text) / len(text) if text else 0.0
        edges = [line for line in page if line in away]
        for line in (line for line in edges if line.bottom > middle):
            yield number - 1, Piece(line.text, "boilerplate", number)
        under: list[tuple[Line, Column]] = [
            item for item in arranged[number - 1] if item[0] in notes[number - 1]
        ]
        for note in _notes(under):
            yield number, Piece(words.joined([line.text for line in note]), "body", number)
        for line in (line for line in edges if line.bottom <= middle):
            yield number, Piece(line.text, "boilerplate", number)


def _notes(under: list[tuple[Line, Column]]) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line, _ in under:
        if not found or _NOTE.match(line.text):
            found.append([])
        found[-1].append(line)
    return found


def _merged(body: list[Piece], apart: Iterator[tuple[int, Piece]]) -> Iterator[Piece]:
    """What stands apart goes before the first paragraph that begins after its page."""
    waiting = list(apart)
    waiting.sort(key=lambda item: item[0])
    at = 0
    for piece in body:
        while at < len(waiting) and waiting[at][0] < (piece.page or 0):
            yield waiting[at][1]
            at += 1
        yield piece
    yield from (piece for _, piece in waiting[at:])
