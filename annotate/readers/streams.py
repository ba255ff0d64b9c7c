"""
Files of text that holds many records, as a stream of UTF-8: unpacked, marks and UTF-16 gone.
"""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from annotate.errors import UnreadableSource

__all__ = ["SOME", "as_utf8", "is_as_it_is", "lines", "mark", "peek", "skip_blank", "skip_line"]
__all__ += ["within"]

SOME = 100  # blank lines, from which on there may be many

_BLOCK = 1 << 18  # bytes read at a time
_PACKED = 1 << 14  # the same of a packed file, of which a thousand times as many may come
_GZIP = b"\x1f\x8b"
_DAMAGED = (OSError, EOFError, zlib.error)
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def as_utf8(file: BinaryIO) -> BinaryIO:
    """The file's bytes from where it stands, in UTF-8 if it is UTF-16, unpacked if gzip."""
    small = io.BufferedReader(_Guarded(file), _PACKED)
    packed = small.peek(2).startswith(_GZIP)
    file = cast(BinaryIO, gzip.GzipFile(fileobj=small) if packed else small)
    # of a packed file what can be read before a damage is given: read() would lose it
    stream = io.BufferedReader(_Guarded(file, by_block=packed), _BLOCK)
    head, file = stream.peek(4), cast(BinaryIO, stream)
    if head.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    elif encoding := next((_WIDE[mark] for mark in _WIDE if head.startswith(mark)), None):
        file.read(2)
        file = cast(BinaryIO, io.BufferedReader(_Recoded(file, encoding), _BLOCK))
    return file


def is_as_it_is(head: bytes) -> bool:
    """Whether a file that begins so is neither packed nor in UTF-16: its bytes are the stream's."""
    return not head.startswith((_GZIP, *_WIDE))


def mark(file: BinaryIO) -> int:
    """The bytes of the mark at the head of a file in UTF-8, 0 without; goes to its start."""
    file.seek(0)
    size = len(codecs.BOM_UTF8) if file.read(3) == codecs.BOM_UTF8 else 0
    file.seek(0)
    return size


def within(file: BinaryIO, start: int, end: int) -> BinaryIO:
    """The bytes of a file from one place to another, as they are."""
    file.seek(start)
    return io.BufferedReader(_Guarded(cast(BinaryIO, _Within(file, end - start))), _BLOCK)


def lines(file: BinaryIO, longest: int, before: int = 0) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, trimmed, with their numbers; None for one that is longer."""
    number, blank = before, 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest and not line.endswith(b"\n"):
            skip_line(file)
            yield number, None
        elif line := line.strip():
            yield number, line
        else:
            blank += 1
            number += skip_blank(file)[0] if blank % SOME == 0 else 0


def peek(stream: BinaryIO) -> bytes:
    """The bytes that come next in a stream of `as_utf8`, as many as it holds."""
    return cast(io.BufferedReader, stream).peek(_BLOCK)


def skip_blank(file: BinaryIO, blank: bytes = b" \t\r\n\v\f") -> tuple[int, int]:
    """Read on over lines of nothing but these bytes, by the block; how many, and their bytes."""
    run = re.compile(b"[" + re.escape(blank) + b"]*")
    count = size = 0
    while head := peek(file):
        found = run.match(head)
        assert found  # even nothing matches
        end = found.end()
        if end < len(head):  # from the start of its line on it is still to be read
            end = head.rfind(b"\n", 0, end) + 1
        count, size = count + file.read(end).count(b"\n"), size + end
        if end < len(head):
            break
    return count, size


def skip_line(file: BinaryIO) -> int:
    """Read on to the end of a line, holding little of it; how many bytes they were."""
    size = 0
    while more := file.readline(_BLOCK):
        size += len(more)
        if more.endswith(b"\n"):
            break
    return size


class _Guarded(io.RawIOBase):
    """A file whose damage is told in our words; closing it leaves the file open."""

    def __init__(self, file: BinaryIO, *, by_block: bool = True) -> None:
        self._read = getattr(file, "read1", file.read) if by_block else file.read

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._read(len(room))
        except _DAMAGED as error:
            raise UnreadableSource(f"is damaged, or cut off: {error}") from error
        room[: len(data)] = data
        return len(data)


class _Within(io.RawIOBase):
    """So many bytes from where a file stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        return data


class _Recoded(io.RawIOBase):
    """A file in another encoding, as UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            data = self._file.read(_BLOCK)
            self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        part, self._ready = self._ready[: len(room)], self._ready[len(room) :]
        room[: len(part)] = part
        return len(part)
