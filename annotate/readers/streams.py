"""
Files of text that holds many records, as a stream of UTF-8: unpacked, marks and UTF-16 gone.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from annotate.errors import UnreadableSource

__all__ = ["as_utf8", "lines", "peek", "skip_line"]

_BLOCK = 1 << 18  # bytes read at a time
_GZIP = b"\x1f\x8b"
_DAMAGED = (OSError, EOFError, zlib.error)
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def as_utf8(file: BinaryIO) -> BinaryIO:
    """The file's bytes from where it stands, in UTF-8 if it is UTF-16, unpacked if gzip."""
    head, file = _peeked(file)
    if head.startswith(_GZIP):
        head, file = _peeked(cast(BinaryIO, gzip.GzipFile(fileobj=file)))
    if head.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    elif encoding := next((_WIDE[mark] for mark in _WIDE if head.startswith(mark)), None):
        file.read(2)
        file = _buffered(_Recoded(file, encoding))
    return file


def lines(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, trimmed, with their numbers; None for one that is longer."""
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest and not line.endswith(b"\n"):
            skip_line(file)
            yield number, None
        elif line := line.strip():
            yield number, line


def peek(stream: BinaryIO) -> bytes:
    """The bytes that come next in a stream of `as_utf8`, as many as it holds."""
    return cast(io.BufferedReader, stream).peek(_BLOCK)


def skip_line(file: BinaryIO) -> None:
    """Read on to the end of a line, holding little of it."""
    while (more := file.readline(_BLOCK)) and not more.endswith(b"\n"):
        pass


def _peeked(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a file, and the file with them still to come."""
    whole = _buffered(_Guarded(file))
    return whole.peek(4)[:4], cast(BinaryIO, whole)


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, _BLOCK)


class _Guarded(io.RawIOBase):
    """A file whose damage is told in our words; closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        # what can be read before a damage is given: read() would lose it
        self._read = getattr(file, "read1", file.read)

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._read(len(room))
        except _DAMAGED as error:
            raise UnreadableSource(f"is damaged, or cut off: {error}") from error
        room[: len(data)] = data
        return len(data)


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
