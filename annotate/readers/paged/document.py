"""
The lines of all pages as the paragraphs of an article, each with what it looks like.

What stands apart from the text - heads and feet of pages, footnotes, captions -
is put where it does not part a paragraph that runs on over it.
"""

import re
from collections.abc import Iterator, Sequence

from annotate.readers.paged import columns, running_heads
from annotate.readers.paged.hyphens import Words
from annotate.readers.paged.line import BULLET, NUMBERED, Line, ends_sentence, starts_low
from annotate.readers.paged.paragraphs import Paragraph, is_cut, paragraphs
from annotate.readers.paged.setting import INDENT, Placed, body_size, observed, with_insets
from annotate.readers.pieces import Piece

__all__ = ["read"]

_LARGE = 1.12  # of the size of the body: a heading
_SMALL = 0.94  # of the size of the body: a footnote
_LONGEST_HEADING = 250  # characters
_NOTE = re.compile(r"\[?\d{1,3}[\]. )]|[*†‡§¶]")
_SIGN = re.compile(r"(?<=\S)\[(\d{1,3})\]")
# `3.1 Web Crawling`, not a row of a list of contents, which ends with a page
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|[A-Z](?:\.\d{1,2}){1,3}\.?) {1,3}"
    r"[^\W\d_a-z][^.;]{2,90}(?<![\d.,;:])"
)
_BECAUSE = {
    "title": "layout: of the headings on the first page it is the largest",
    "heading": "layout: it is larger or bolder than the text, or has the number of a section",
    "quote": "layout: it is set in on both sides",
    "list_item": "layout: it has a bullet or number, or is a row of a table",
    "caption": "layout: it begins as the words of figures and tables do",
    "boilerplate": "layout: it is turned",
}
_EDGE = "layout: pages have it at their head or foot"
_CAPTION = re.compile(
    r"(?i)(?:fig(?:ure|\.|ura)?|tab(?:le|elle|leau|la|\.)|abb(?:ildung|\.)|photo|foto|chart|map"
    r"|plate|рис\.|图|図|表) ?\d{1,3}(?:[.-]\d{1,3})?[a-z]? ?[.:|–—]"
)


def read(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The paragraphs of the pages in the order in which they are read."""
    away = running_heads.find(pages)
    text = [[line for line in page if line not in away] for page in pages]
    size = body_size(line for page in text for line in page)
    words = Words(line.text for page in text for line in page)
    arranged = [
        [Placed(line, column, column) for line, column in page]
        for page in columns.arranged(text, size)
    ]
    notes = [_footnotes(page, size) for page in arranged]
    under = {line for lines in notes for line in lines}
    body = [placed for page in arranged for placed in page if placed.line not in under]
    setting = observed(body, size)
    found = _joined(paragraphs(with_insets(body, setting), setting))
    marked = _marked(found, size, words)
    return list(_merged(marked, _apart(pages, away, notes, words)))


def _footnotes(page: Sequence[Placed], size: float) -> list[Line]:
    """
    The footnotes of a page, those of each column.

    They are the small lines at its foot, from the first with a number or sign on, or
    lines of any size from one on whose number a sign in the text has.
    """
    found: list[Line] = []
    signs = {sign for placed in page for sign in _SIGN.findall(placed.line.text)}
    for column in dict.fromkeys(placed.column for placed in page):
        lines = sorted((p.line for p in page if p.column == column), key=lambda x: -x.bottom)
        starts = (at for at, line in enumerate(lines) if _NOTE.match(line.text))
        found += next(
            (lines[at:] for at in starts if at and _are_notes(lines[at:], signs, size)), []
        )
    return found


def _are_notes(lines: Sequence[Line], signs: set[str], size: float) -> bool:
    if all(line.size < size * _SMALL for line in lines):
        return True
    number = re.match(r"\[?(\d{1,3})[\]. )]", lines[0].text)
    return bool(number and number[1] in signs and len(lines) < 20)


def _joined(found: list[Paragraph]) -> list[Paragraph]:
    """Puts together again what captions stand between, or lines at the edges of pages."""
    kept: list[Paragraph] = []
    for paragraph in found:
        before = next((p for p in reversed(kept[-5:]) if not _parts(p, paragraph)), None)
        parted = before is not None and before is not kept[-1]
        if before and parted and _goes_on(before, paragraph):
            before.placed += paragraph.placed
        else:
            kept.append(paragraph)
    return kept


def _parts(paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether it may stand in the midst of another: a caption, a line at the foot of a page."""
    if _CAPTION.match(paragraph.first.text):
        return True
    return len(paragraph.lines) == 1 and paragraph.last.page != after.first.page


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    if abs(before.last.size - paragraph.first.size) >= 0.5:
        return False
    placed = paragraph.placed[0]
    is_set_in = placed.line.left - placed.inner.left > INDENT * placed.line.size
    if before.last.page != placed.line.page and is_cut(before, placed.line) and not is_set_in:
        return not NUMBERED.match(placed.line.text) and before.last.bold == placed.line.bold
    return not ends_sentence(before.last.text) and starts_low(placed.line.text)


def _marked(found: list[Paragraph], size: float, words: Words) -> list[Piece]:
    title = _title(found, size)
    marks = [_mark(paragraph, size, found, at) for at, paragraph in enumerate(found)]
    if title is not None:
        marks[title] = "title"
        for at in range(title + 1, marks.index("body") if "body" in marks else len(marks)):
            marks[at] = None  # who wrote it, and when
    return [
        Piece(
            _text(paragraph, words),
            mark,
            paragraph.first.page,
            because=_BECAUSE.get(mark or "", ""),
        )
        for paragraph, mark in zip(found, marks, strict=True)
    ]


def _text(paragraph: Paragraph, words: Words) -> str:
    texts = [line.text for line in paragraph.lines]
    return "\t".join(texts) if paragraph.is_row else words.joined(texts)


def _title(found: list[Paragraph], size: float) -> int | None:
    """The first of the largest headings on the first page."""
    large = {
        at: round(paragraph.first.size)
        for at, paragraph in enumerate(found)
        if paragraph.first.page == 1
        and paragraph.first.size > size * 1.2
        and len(paragraph.first.text) > 3
        and _is_heading(paragraph, size)
    }
    return max(large, key=large.__getitem__, default=None)


def _mark(paragraph: Paragraph, size: float, found: list[Paragraph], at: int) -> str | None:
    text = paragraph.first.text
    if paragraph.first.turned:
        return "boilerplate"
    if _CAPTION.match(text):
        return "caption"
    if len(paragraph.placed) == 1 and _SECTION.fullmatch(text):
        return "heading"
    if paragraph.is_row or _is_item(paragraph, found, at):
        return "list_item"
    if _is_heading(paragraph, size):
        return "heading"
    if _is_quote(paragraph):
        return "quote"
    is_item = len(paragraph.placed) == 1 and paragraph.placed[0].is_set_in
    return "body" if len(paragraph.lines) > 1 or (ends_sentence(text) and not is_item) else None


def _is_heading(paragraph: Paragraph, size: float) -> bool:
    length = sum(len(line.text) for line in paragraph.lines)
    if (
        length > _LONGEST_HEADING
        or paragraph.is_row
        or not re.search(r"[^\W\d_]", paragraph.first.text)
    ):
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
    if len(paragraph.placed) < 2:
        return False
    return all(
        placed.line.left - placed.column.left > 1.2 * placed.line.size
        and placed.column.right - placed.line.right > 0.9 * placed.line.size
        for placed in paragraph.placed
    )


def _apart(
    pages: Sequence[Sequence[Line]],
    away: set[Line],
    notes: Sequence[Sequence[Line]],
    words: Words,
) -> Iterator[tuple[int, Piece]]:
    """The running heads, footnotes and running feet, each with the page it closes."""
    for number, page in enumerate(pages, 1):
        text = [line for line in page if line not in away]
        middle = sum(line.bottom for line in text) / len(text) if text else 0.0
        edges = [line for line in page if line in away]
        for line in (line for line in edges if line.bottom > middle):
            yield number - 1, Piece(line.text, "boilerplate", number, because=_EDGE)
        for note in _notes(notes[number - 1]):
            yield number, Piece(words.joined([line.text for line in note]), "body", number)
        for line in (line for line in edges if line.bottom <= middle):
            yield number, Piece(line.text, "boilerplate", number, because=_EDGE)


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in lines:
        if not found or _NOTE.match(line.text) or line.size > found[-1][-1].size * 1.5:
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
