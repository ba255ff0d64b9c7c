"""
The files that `annotate add` is given: found, measured and read, one at a time.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate.errors import UnreadableSource

__all__ = ["SUFFIXES", "Source", "find", "load"]

SUFFIXES = frozenset({".txt", ".text"})
"""What is taken from a folder; a file named by itself may have any suffix."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to add, or why there is none: `name` as given, `problem` in words."""

    name: str
    problem: str | None = None


def find(paths: tuple[str, ...]) -> Iterator[Source]:
    """Every file of the paths, folders walked in order of names; hidden files left out."""
    for path in paths:
        if path == "-":
            yield Source("-")
        elif os.path.isdir(path):
            yield from _in_folder(path)
        elif os.path.exists(path):
            yield Source(path)
        else:
            yield Source(path, "there is no such file or folder")


def _in_folder(folder: str) -> Iterator[Source]:
    empty = True
    trouble: list[OSError] = []
    for top, folders, files in os.walk(folder, onerror=trouble.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                empty = False
                yield Source(os.path.join(top, name))
    for error in trouble:
        yield Source(str(error.filename), f"cannot be read: {error.strerror}")
    if empty and not trouble:
        wanted = ", ".join(sorted(SUFFIXES))
        yield Source(folder, f"has no articles in it (files that end in {wanted})")


def load(source: Source, *, limit: int) -> bytes:
    """The bytes of a source, at most `limit`; raises UnreadableSource without reading more."""
    try:
        if source.name == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            data = _read(source.name, limit)
    except OSError as error:
        raise UnreadableSource(f"cannot be read: {error.strerror or error}") from error
    if len(data) > limit:
        raise UnreadableSource(
            f"is larger than {limit / 1e6:g} MB; --max-size MB takes larger ones"
        )
    return data


def _read(path: str, limit: int) -> bytes:
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        # asking for the limit would allot it; what has no size or grows is read on
        data = file.read(min(size, limit) + 1)
        return data + file.read(limit + 1 - len(data)) if len(data) > size else data
