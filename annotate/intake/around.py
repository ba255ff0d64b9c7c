"""
All that tells of files while a folder is walked: what lies beside them, and in folders above.
"""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotate.intake import exports, generators, sidecar
from annotate.intake.beside import SILENT, Beside
from annotate.model import Metadata

__all__ = ["Around", "Told"]


class Told(NamedTuple):
    """What is told at the end of a folder: of which file of it, in words that follow its name."""

    path: str
    words: str
    is_problem: bool


class Around:
    """What tells of the files of the folder that is walked now; the nearest wins."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Beside]] = []

    def enter(self, top: str, folders: Sequence[str], files: Sequence[str]) -> Iterator[Told]:
        """Go to a folder; what the folders that are left by this have to tell."""
        while self._open and not _is_in(top, self._open[-1][0]):
            yield from _told(*self._open.pop())
        if sidecar.NAME in files:
            self._open.append((top, sidecar.Sidecar(top)))
        for kind in (*exports.KINDS, *generators.KINDS):
            if kind.is_here(top, folders, files):
                self._open.append((top, kind(top)))

    def leave(self) -> Iterator[Told]:
        """End; what is left to tell."""
        while self._open:
            yield from _told(*self._open.pop())

    def of(self, path: str) -> Metadata:
        """What is said of a file."""
        said = SILENT
        for top, beside in self._open:
            said = beside.of(_below(path, top)).over(said)
        return said

    def leaves_out(self, path: str) -> bool:
        """Whether a file is no article, or nothing in a folder, whose path ends in `/`."""
        return any(beside.leaves_out(_below(path, top)) for top, beside in self._open)


def _told(top: str, beside: Beside) -> Iterator[Told]:
    for name, words in beside.problems():
        yield Told(os.path.join(top, name), words, is_problem=True)
    for words in beside.remarks():
        yield Told(top, words, is_problem=False)


def _is_in(path: str, top: str) -> bool:
    return path == top or path.startswith(os.path.join(top, ""))


def _below(path: str, top: str) -> str:
    return path[len(os.path.join(top, "")) :].replace(os.sep, "/")
