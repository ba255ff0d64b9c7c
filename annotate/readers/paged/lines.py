"""
The lines of a PDF's page: characters to words, words on one height to lines.

A word further away than words are is not in the line, but in the next column
or cell. A small raised number at the end of a word is the sign of a footnote, and
is written `[1]`.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from annotate.readers.paged import gutters, scripts
from annotate.readers.paged.line import Line

__all__ = ["FURTHEST", "MOST", "lines"]

MOST = 200_000  # characters of a page

FURTHEST = 1e9  # points; pages are 14,400 wide at most

_HYPHEN = "\x02"  # what the library makes of a hyphen at the end of a line
_UNKNOWN = r"[\x01\x03-\x08\x0e-\x1f]"  # a glyph that the file says nothing of
_WORD = re.compile(rf"[^\s\x00-\x1f]+\x02?|\x02|{_UNKNOWN}")
_APOSTROPHE = re.compile(r"['’](?=.)")
_FAR = 1.5  # heights of a word, beyond which the next one is in another column
_SMALL = 0.87  # of the size of the other characters: a raised number
_RAISED = 0.15  # of the size of the others: how much higher it stands
_SPACE = 0.12  # of the height of a character
_CLOSING = re.compile(r"[.,;:!?…)\]»”’،؛؟۔]+")
# a sign stands after a word or a mark; other raised numbers are exponents
_NOTED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\w\s]))(\d{1,3})$")
# by the names of fonts; LaTeX has its own: CMBX10, NimbusRomNo9L-Medi
_BOLD = re.compile(
    r"(?i)bold|black|heavy|semibd|demi(?!ital)|[-,]b[di]?$|(?:cm|sf|lm|ec|pl)(?:ss)?bx|-medi(?!um|ital)"
)
_PRIVATE = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\u2028": " ", "\xad": "-", "\u2010": "-"}
)


class _Word(NamedTuple):
    text: str  # none of a glyph that nobody can read, which has its place all the same
    left: float
    right: float
    bottom: float
    top: float
    at: int  # the number of a character in its midst
    broken: bool  # the hyphen at its end breaks it
    backwards: bool = False  # each letter stands left of the one before: mirrored, upside down


class _Style(NamedTuple):
    size: float
    bold: bool


def lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of a page in the order in which they are written."""
    text = page.get_textpage()
    try:
        words = _turned_back(list(_words(text.raw)), page)
        rows = gutters.parted([row for row in _rows(words) if any(word.text for word in row)])
        found = [_line(text.raw, row, number) for row in rows if any(word.text for word in row)]
        return [replace(line, base=line.bottom) for line in found] if page.get_rotation() else found
    finally:
        text.close()


def _words(text: "raw.FPDF_TEXTPAGE") -> Iterator[_Word]:
    get, count = raw.FPDFText_GetUnicode, min(raw.FPDFText_CountChars(text), MOST)
    letters = "".join([_letter(get(text, at)) for at in range(count)])
    if _HYPHEN in letters:  # or a glyph with this number, which ends no line
        letters = re.sub(_HYPHEN, lambda found: _hyphen(text, found.start()), letters)
    for found in _WORD.finditer(letters):
        start, word = found.start(), found[0]
        if re.fullmatch(_UNKNOWN, word):
            left, bottom, right, top = _box(text, start)
            yield _Word("", left, right, bottom, top, start, False)
            continue
        for sign in _APOSTROPHE.finditer(word):
            if _is_apart(text, found.start() + sign.end()):  # a space that the library overlooks
                yield _word(text, start, letters[start : found.start() + sign.end()], False)
                start = found.start() + sign.end()
        word = letters[start : found.end()]
        yield _word(text, start, word.replace(_HYPHEN, "-"), word.endswith(_HYPHEN))


def _hyphen(text: "raw.FPDF_TEXTPAGE", at: int) -> str:
    return "\x01" if raw.FPDFText_HasUnicodeMapError(text, at) == 1 else _HYPHEN


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


def _word(text: "raw.FPDF_TEXTPAGE", start: int, letters: str, broken: bool) -> _Word:
    end = start + len(letters) - 1
    first, last = _box(text, start), _box(text, end)
    backwards = start < end and first[0] > last[0] and first[2] > last[2]
    if rtl := scripts.rtl_part(letters):
        boxes = [_box(text, at) for at in range(start, end + 1)]
        begin, stop = boxes[rtl.start()], boxes[rtl.end() - 1]
        if begin[0] + begin[2] < stop[0] + stop[2]:  # it is written as it is seen
            turned = scripts.turned(rtl[0])
            letters = letters[: rtl.start()] + turned + letters[rtl.end() :]
        first, last = min(boxes), max(boxes, key=lambda box: box[2])
    if letters[-1].isdigit() and last[1] > first[1] and _is_raised(text, end, start):
        letters = _NOTED.sub(r"[\1]", letters)
        last = (last[0], first[1], last[2], first[3])
    elif letters[0].isdigit() and first[1] > last[1] and _is_raised(text, start, end):
        letters = re.sub(r"^(\d{1,3})(?!\d)", r"[\1] ", letters)
        first = (first[0], last[1], first[2], last[3])
    return _Word(
        letters.translate(_PRIVATE), min(first[0], last[0]), max(first[2], last[2]),
        min(first[1], last[1]), max(first[3], last[3]), (start + end + 1) // 2, broken,
        backwards,
    )  # fmt: skip


def _is_raised(text: "raw.FPDF_TEXTPAGE", at: int, beside: int) -> bool:
    """Whether a character is smaller than another, and stands higher."""
    size = _style(text, beside).size
    if not 0 < _style(text, at).size < _SMALL * size:
        return False
    (_, low), (_, high) = _origin(text, beside), _origin(text, at)
    return high - low > _RAISED * size


def _origin(text: "raw.FPDF_TEXTPAGE", at: int) -> tuple[float, float]:
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, across, up)
    return _within(across.value), _within(up.value)


def _is_apart(text: "raw.FPDF_TEXTPAGE", at: int) -> bool:
    """Whether there is room for a space before a character."""
    before, after = _box(text, at - 1), _box(text, at)
    return after[0] - before[2] > _SPACE * (after[3] - after[1])


def _box(text: "raw.FPDF_TEXTPAGE", at: int) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    return _within(box.left), _within(box.bottom), _within(box.right), _within(box.top)


def _within(place: float) -> float:
    """A coordinate that can be reckoned with: nothing is further off, infinite or no number."""
    return place if -FURTHEST < place < FURTHEST else math.copysign(FURTHEST, place)


def _turned_back(words: list[_Word], page: pdfium.PdfPage) -> list[_Word]:
    """The words of a page that is shown turned as they are seen."""
    turn = page.get_rotation()
    if not turn:
        return words
    width, height = page.get_size()
    return [_turn(word, turn, width, height) for word in words]


def _turn(word: _Word, turn: int, width: float, height: float) -> _Word:
    left, right, bottom, top = word.left, word.right, word.bottom, word.top
    if turn == 90:
        sides = (bottom, top, height - right, height - left)
    elif turn == 180:
        sides = (width - right, width - left, height - top, height - bottom)
    else:
        sides = (width - top, width - bottom, left, right)
    return word._replace(left=sides[0], right=sides[1], bottom=sides[2], top=sides[3])


def _rows(words: list[_Word]) -> Iterator[list[_Word]]:
    row: list[_Word] = []
    left = right = 0.0
    for word in words:
        if row and _is_beside(row[-1], word, left, right):
            row.append(word)
            left, right = min(left, word.left), max(right, word.right)
            continue
        if row and not word.text:
            continue
        if row:
            yield row
        row, left, right = [word], word.left, word.right
    if row:
        yield row


def _is_beside(last: _Word, word: _Word, left: float, right: float) -> bool:
    """Whether a word is in the line of the last one, which reaches from left to right."""
    if last.broken:
        return False
    if _is_turned(last) and _is_turned(word):
        return max(last.left, word.left) < min(last.right, word.right)
    lower = min(last.top - last.bottom, word.top - word.bottom)
    overlap = min(last.top, word.top) - max(last.bottom, word.bottom)
    if overlap < 0.5 * lower:
        return False
    away = max(word.left - right, left - word.right)
    return away < _FAR * max(last.top - last.bottom, word.top - word.bottom)


def _is_turned(word: _Word) -> bool:
    return len(word.text) > 3 and word.top - word.bottom > 1.5 * (word.right - word.left)


def _line(text: "raw.FPDF_TEXTPAGE", row: list[_Word], number: int) -> Line:
    left, right = min(w.left for w in row), max(w.right for w in row)
    row = [word for word in row if word.text]
    rtl = scripts.is_rtl(" ".join(word.text for word in row))
    row = _with_signs(text, _in_order(row, rtl))
    words = " ".join(word.text for word in row)
    first = row[0].right - row[0].left
    if rtl:
        left, right = -right, -left
    if scripts.is_wide(words[0]):
        first = min(first, row[0].top - row[0].bottom)  # a line may end after any character
    styles = [_style(text, word.at) for word in {row[0], row[len(row) // 2], row[-1]}]
    longest = max(row, key=lambda word: len(word.text))
    size = _style(text, longest.at).size or longest.top - longest.bottom
    return Line(
        words, number, left, right, min(w.bottom for w in row), max(w.top for w in row), size,
        all(style.bold for style in styles), _origin(text, longest.at)[1], first,
        all(map(_is_turned, row)),
    )  # fmt: skip


def _with_signs(text: "raw.FPDF_TEXTPAGE", row: list[_Word]) -> list[_Word]:
    """The words, with a small raised number that stands alone as the sign of a footnote."""
    longest = max(row, key=lambda word: len(word.text))
    found: list[_Word] = []
    for word in row:
        if re.fullmatch(r"\d{1,3}", word.text) and _is_raised(text, word.at, longest.at):
            word = word._replace(text=f"[{word.text}]")
            if found and _NOTED.search(found[-1].text + "1"):
                last = found.pop()
                word = last._replace(text=last.text + word.text, right=word.right)
        found.append(word)
    return found


def _in_order(row: list[_Word], rtl: bool) -> list[_Word]:
    """The words as they are seen, not as they are written; what touches is one word."""
    if all(map(_is_turned, row)) or (not rtl and _is_backwards(row)):
        return row
    order = [-word.right if rtl else word.left for word in row]
    if all(a <= b + 1 for a, b in pairwise(order)):
        return row
    seen = sorted(row, key=lambda word: -word.right if rtl else word.left)
    return _touching(scripts.with_runs_turned(seen, key=attrgetter("text")) if rtl else seen)


def _is_backwards(row: list[_Word]) -> bool:
    words = [word for word in row if len(word.text) > 1]
    return bool(words) and all(word.backwards for word in words)


def _touching(row: list[_Word]) -> list[_Word]:
    """The words, those put together between which there is no space."""
    found = row[:1]
    for word in row[1:]:
        last = found[-1]
        gap = max(word.left - last.right, last.left - word.right)
        height = last.top - last.bottom
        if gap < _SPACE * height or (gap < 0.4 * height and _CLOSING.fullmatch(word.text)):
            found[-1] = last._replace(
                text=last.text + word.text,
                left=min(last.left, word.left),
                right=max(last.right, word.right),
            )
        else:
            found.append(word)
    return found


def _style(text: "raw.FPDF_TEXTPAGE", at: int) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text, at, name, len(name), None)
    font = name.value.decode("utf-8", "replace") if 0 < length <= len(name) else ""
    return _Style(abs(_within(size)), _BOLD.search(font) is not None)
