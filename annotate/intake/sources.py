"""
What is to be added: files, folders and addresses, found one at a time.
"""

import io
import math
import os
import stat
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from annotate.errors import BadInput, UnreadableSource
from annotate.intake import maildir
from annotate.intake.around import Around, Told
from annotate.intake.notices import OtherFormats, Remark, Watcher
from annotate.model import Metadata
from annotate.readers.formats import HEAD, SUFFIXES, is_read
from annotate.readers.record import LARGEST, Portion

__all__ = [
    "ABOUT",
    "Patience",
    "Source",
    "beginning",
    "described",
    "find",
    "listed",
    "load",
    "only",
    "opened",
    "text",
]
__all__ += ["too_large", "too_slow", "whole"]

ABOUT = frozenset(
    ["readme", "license", "licence", "copying", "notice", "sources", "authors", "changelog"]
)
"""Files by these names tell of their folder: only named by themselves are they articles."""

# which may well hold articles, and are not read
_DOCUMENTS = {
    *(".doc", ".pages", ".tex", ".rst", ".djvu", ".mobi", ".msg"),
    *(".ppt", ".pptx", ".odp", ".gz", ".7z", ".tar"),
}

_BUFFERED = HEAD + 4096  # bytes: what was looked at of a small file is not read again
_ADDRESSES = ("http://", "https://")
_SILENT = Metadata()
_SILENTLY = Watcher()


@dataclass(frozen=True, slots=True)
class Source:
    """A file or address to add, or why there is none: `name` as given, `problem` in words."""

    name: str
    problem: str | None = None
    said: Metadata = _SILENT  # of it, by the user
    table: Metadata = _SILENT  # of it, in the table beside it
    is_found: bool = False  # in a folder, and not named by itself
    is_listed: bool = False  # an address in a list of them
    is_maildir: bool = False  # a folder of letters
    at: str = ""  # where it is, if not at its name
    portion: Portion | None = None  # what is taken of it, if not the whole

    @property
    def path(self) -> str:
        """Where a file is."""
        return self.at or self.name

    @property
    def is_address(self) -> bool:
        """Whether it has to be fetched."""
        return self.name.lower().startswith(_ADDRESSES)


def find(paths: Iterable[str], watcher: Watcher = _SILENTLY) -> Iterator[Source]:
    """Every file of the paths, folders walked in order of names; hidden files left out."""
    for path in paths:
        if path == "-" or path.lower().startswith(_ADDRESSES):
            yield Source(path)
        elif os.path.isdir(path):
            yield from _in_folder(path, watcher)
        elif os.path.exists(path):
            yield Source(path)
        elif "://" in path:
            yield Source(path, "cannot be fetched; an address begins with http:// or https://")
        else:
            yield Source(path, "there is no such file or folder")


def listed(path: str) -> Iterator[Source]:
    """Every address in a list of them, which is a file, or stdin for `-`."""
    from annotate.readers import listed as lists

    try:
        for address in lists.found(load(Source(path), limit=LARGEST)):
            yield Source(address, is_listed=True)
    except UnreadableSource as error:
        yield Source(path, str(error))


def _in_folder(folder: str, watcher: Watcher) -> Iterator[Source]:
    empty = True
    trouble: list[OSError] = []
    others: Counter[str] = Counter()
    around = Around()
    for top, folders, files in os.walk(folder, onerror=trouble.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _problems(around.enter(top, folders, files), watcher)
        if maildir.is_here(folders):
            empty = False
            yield from _in_maildir(top, around.of(top), watcher)
            folders[:] = [name for name in folders if name not in ("cur", "new", "tmp")]
        folders[:] = [
            name for name in folders if not around.leaves_out(os.path.join(top, name, ""))
        ]
        for name in sorted(files):
            path = os.path.join(top, name)
            if around.leaves_out(path):
                continue
            if _is_article(name) and not _is_waited_for(path):
                empty = False
                yield Source(path, table=around.of(path), is_found=True)
            elif _is_document(name):
                others[Path(name).suffix.lower()] += 1
    yield from _problems(around.leave(), watcher)
    for error in trouble:
        yield Source(str(error.filename), f"cannot be read: {error.strerror}")
    if others:
        watcher.tell(OtherFormats(text(folder), others))
    if empty and not trouble:
        wanted = ", ".join(sorted(SUFFIXES))
        yield Source(folder, f"has no articles in it (files that end in {wanted})")


def _in_maildir(top: str, said: Metadata, watcher: Watcher) -> Iterator[Source]:
    if left := maildir.others(top):
        more = f" and {len(left) - 3:,} more" if len(left) > 3 else ""
        told = f"has folders of its own ({', '.join(left[:3])}{more}), read only if they are named"
        watcher.tell(Remark(text(top), told))
    yield Source(top, table=said, is_found=True, is_maildir=True)


def _problems(told: Iterable[Told], watcher: Watcher) -> Iterator[Source]:
    """What is wrong; the watcher is told the rest."""
    for each in told:
        if each.is_problem:
            yield Source(each.path, each.words)
        else:
            watcher.tell(Remark(text(each.path), each.words))


def _is_waited_for(path: str) -> bool:
    """Whether it is a pipe or a device; what is gone by now, or cannot be looked at, is none."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _is_article(name: str) -> bool:
    low = name.lower()
    # ~$: what Word leaves beside an open file
    return (
        not name.startswith((".", "~$")) and os.path.splitext(low)[0] not in ABOUT and is_read(name)
    )


def _is_document(name: str) -> bool:
    path = Path(name.lower())
    return path.suffix in _DOCUMENTS and path.stem not in ABOUT


def described(found: Iterable[Source], said: Metadata) -> Iterator[Source]:
    """The sources; what is said of an article by hand, of the only one: else raises BadInput."""
    by_hand = said.given()
    if not by_hand:
        return iter(found)
    told = f"--{next(iter(by_hand))} is said of one article; a folder may have a metadata.csv"
    [source] = only(found, told)
    return iter([replace(source, said=said.over(source.said))])


def only(found: Iterable[Source], told: str) -> Iterator[Source]:
    """The sources if they are no more than one; else raises BadInput with what is told."""
    several = list(islice(found, 2))
    if len(several) > 1:
        raise BadInput(told)
    return iter(several)


def load(source: Source, *, limit: int) -> bytes:
    """The bytes of a file, at most `limit`; raises UnreadableSource without reading more."""
    try:
        with opened(source.name) as file:
            return whole(file, limit)
    except OSError as error:
        raise UnreadableSource(f"cannot be read: {error.strerror or error}") from error


class Patience:
    """How long may be read from a file without anything coming of it; raises UnreadableSource."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """Something came of it: from here on it may take as long again."""
        self._end = time.monotonic() + self._seconds

    def check(self) -> None:
        """Raise if it took too long."""
        if time.monotonic() > self._end:
            raise UnreadableSource(too_slow(self._seconds))


class _Watched(io.FileIO):
    """A file that is not read beyond someone's patience."""

    def __init__(self, name: str, patience: Patience) -> None:
        super().__init__(name)
        self._patience = patience

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        self._patience.check()
        return super().readinto(buffer)


def opened(name: str, patience: Patience | None = None) -> BinaryIO:
    """A file, or for `-` stdin, from which some can be read again: see `beginning`."""
    if name == "-":
        return io.BufferedReader(_Stream(sys.stdin.buffer), HEAD)
    file = io.BufferedReader(_Watched(name, patience or Patience()), _BUFFERED)
    return file if file.seekable() else io.BufferedReader(_Stream(file), HEAD)


def beginning(file: BinaryIO) -> bytes:
    """The first `HEAD` bytes of a file that was just opened, which are still to be read."""
    if file.seekable():
        head = file.read(HEAD)
        file.seek(0)
        return head
    assert isinstance(file, io.BufferedReader)
    return file.peek(HEAD)


class _Stream(io.RawIOBase):
    """A stream that fills whatever it is given, so that its beginning can be looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def whole(file: BinaryIO, limit: int, head: bytes = b"") -> bytes:
    """
    What is left of a file, at most `limit` bytes; raises UnreadableSource, reading no more.

    What `beginning` gave of it is not read again where nothing comes behind that.
    """
    data = head if 0 < len(head) < HEAD else _rest(file, limit)
    if len(data) > limit:
        raise UnreadableSource(too_large(limit))
    return data


def _rest(file: BinaryIO, limit: int) -> bytes:
    """The same, or one byte more than the limit."""
    size = os.fstat(file.fileno()).st_size if file.seekable() else limit
    # asking for the limit would allot it; what has no size or grows is read on
    data = file.read(min(size, limit) + 1)
    if len(data) > size:
        data += file.read(limit + 1 - len(data))
    return data


def too_large(limit: int) -> str:
    """What is said of a file or record with more bytes."""
    return f"is larger than {limit / 1e6:g} MB; --max-size MB takes larger ones"


def too_slow(seconds: float, done: str = "read") -> str:
    """What is said of a file or record that takes longer to be read, or what else is done."""
    return f"takes more than {seconds:g} s to be {done}; --time-limit gives it longer"


def text(path: str) -> str:
    """A path as text; bytes that are no UTF-8 as \\xNN, so that no two paths are the same."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
