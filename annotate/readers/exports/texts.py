"""
Plain text of an export: its head and tail by lines, the text between by paragraphs.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from annotate.readers.exports import line_kinds
from annotate.readers.pieces import Piece
from annotate.text import split

__all__ = ["lined", "parted"]

_WRAPPED = 45  # characters; a label on a shorter line does not go on below it
_LONGEST = 2000  # characters of a label that goes on
_WIDEST = 110  # characters of a line that was broken at a width
_MOST = 0.8  # of the lines that have another right below
_INDENTED = ("  ", "\t")  # begins a paragraph
_BLOCK = re.compile(r"\S(?:.|\n(?![ \t\r]*\n)(?![ \t]{2,}\S))*")

_Cut = Callable[[str], Sequence[tuple[int, int]]]


def lined(text: str) -> list[Piece]:
    """The lines of a text, each with the empty ones above it; those that go on are one."""
    found: list[Piece] = []
    above, kind = "", ""
    for line in text.splitlines(keepends=True):
        if not line.strip():
            above += line
            continue
        known = line_kinds.of(Piece(line)).kind
        if found and not above and known == "text" and _goes_on(found[-1].text, kind, line):
            found[-1] = Piece(found[-1].text + line)
        else:
            found.append(Piece(above + line))
            kind = known
        above = ""
    return found


def _goes_on(before: str, kind: str, line: str) -> bool:
    """Whether a line is the rest of the label or the sentence above it."""
    last = before.rstrip("\r\n").rpartition("\n")[2]
    is_wrapped = _WRAPPED <= len(last) <= _WIDEST and len(before) < _LONGEST
    if not is_wrapped or kind not in ("label", "text"):
        return False
    return not line[:1].isspace() and not before.lstrip("\r\n")[:1].isspace()


def parted(bodies: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The lines of the texts of a file as paragraphs, each run of them that has the same mark."""
    cut = _blocks if _is_wrapped(bodies) else split.paragraphs
    return [[piece for run in _runs(body) for piece in _paragraphs(run, cut)] for body in bodies]


def _is_wrapped(bodies: Sequence[Sequence[Piece]]) -> bool:
    """Whether lines go on below where no empty line is between, in most of the cases."""
    texts = ("".join(piece.text for piece in body) for body in bodies)
    within = [
        len(before.strip())
        for text in texts
        for before, line in pairwise(text.splitlines())
        if before.strip() and line.strip() and not line.startswith(_INDENTED)
    ]
    wrapped = sum(_WRAPPED <= length <= _WIDEST for length in within)
    return bool(within) and wrapped >= _MOST * len(within)


def _blocks(text: str) -> list[tuple[int, int]]:
    spans = ((found.start(), found.end()) for found in _BLOCK.finditer(text))
    return [piece for start, end in spans for piece in split.pieces(text, start, end)]


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.mark, piece.because) != (run[0].mark, run[0].because):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _paragraphs(run: list[Piece], cut: _Cut) -> Iterator[Piece]:
    whole = "".join(piece.text for piece in run)
    return (replace(run[0], text=whole[start:end]) for start, end in cut(whole))
