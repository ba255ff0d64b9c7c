"""
The bytes of a file of records, which may be packed record by record, with its damage marked.
"""

import re
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO

__all__ = ["Broken", "Source", "Stop"]

_BLOCK = 1 << 16  # bytes read, and unpacked, at a time
_GZIP = b"\x1f\x8b"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
_PATIENCE = 10_000  # starts in a row at which nothing can be unpacked
_START = re.compile(rb"(?<![^\n])WARC/[01]\.\d{1,2}[ \t]*\r?\n")
_LONGEST_START = 32
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1 << 17


class Stop(Enum):
    """Why there are no more bytes."""

    RECORD = "a packed piece ends, and the next one starts a record"
    DAMAGE = "bytes that cannot be unpacked"
    END = "the end of the file"


_BROKEN = {
    Stop.RECORD: "is not as long as it says",
    Stop.DAMAGE: "is damaged: it cannot be unpacked",
    Stop.END: "is cut off",
}


class Broken(Exception):
    """A record ends before it should; what comes after can be read."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(_BROKEN[stop])


class Source:
    """A place in the file; nothing is read across a stop but by `find`."""

    def __init__(self, file: BinaryIO) -> None:
        self.held = bytearray()  # read and not taken
        self.stop: Stop | None = None  # behind what is held
        self._items = _items(file)

    def find(self) -> Iterator[Stop]:
        """Go to the next line that starts a record, or to the end; the stops on the way."""
        while not (match := _START.search(self.held)):
            del self.held[:-_LONGEST_START]
            if not self._fill():
                assert self.stop
                yield self.stop
                if self.stop is Stop.END:
                    return
                self.held.clear()
                self.stop = None
        del self.held[: match.start()]

    def head(self) -> bytes:
        """The lines up to a blank one; raises Broken."""
        while not (match := _HEAD_END.search(self.held)):
            if len(self.held) > _LONGEST_HEAD or not self._fill():
                self.held.clear()  # without a blank line there is no record in it
                raise self._broken()
        return self._take(match.end())

    def read(self, size: int) -> bytes:
        """So many bytes; raises Broken."""
        while len(self.held) < size:
            if not self._fill():
                raise self._broken()
        return self._take(size)

    def skip(self, size: int) -> None:
        """Go on by so many bytes, holding none; raises Broken."""
        while size:
            if not self.held and not self._fill():
                raise self._broken()
            size -= len(self._take(min(size, len(self.held))))

    def is_between(self) -> bool:
        """Whether a record ends here: blank lines, then another or a stop; raises Broken."""
        while len(self.held) < _LONGEST_START and self._fill():
            pass
        if self.stop is Stop.DAMAGE and len(self.held) < _LONGEST_START:
            raise self._broken()
        rest = self.held[:_LONGEST_START].lstrip(b"\r\n")
        return not rest or rest.startswith(b"WARC/")

    def put_back(self, data: bytes) -> None:
        """Bytes to be read again."""
        self.held[:0] = data

    def _broken(self) -> Broken:
        stop = self.stop or Stop.END
        if stop is Stop.DAMAGE:  # it is told once
            self.held.clear()
            self.stop = None
        return Broken(stop)

    def _fill(self) -> bool:
        """Whether there are more bytes before a stop."""
        if self.stop:
            return False
        item = next(self._items, Stop.END)
        if isinstance(item, Stop):
            self.stop = item
            return False
        self.held += item
        return True

    def _take(self, size: int) -> bytes:
        taken = bytes(self.held[:size])
        del self.held[:size]
        return taken


def _items(file: BinaryIO) -> Iterator[bytes | Stop]:
    """The file's bytes in blocks, unpacked, and what stops them."""
    data = file.read(_BLOCK)
    if not data.startswith(_GZIP):
        while data:
            yield data
            data = file.read(_BLOCK)
        return
    failures = 0
    while data and failures < _PATIENCE:
        failures += 1
        member = _Member(data, file)
        for item in member:
            if isinstance(item, bytes):
                failures = 0
            if failures < 2:  # damage is told once, wherever members seem to start in it
                yield item
        data = member.rest


class _Member(Iterator[bytes | Stop]):
    """One packed piece, which `data` begins: its blocks; then `rest` is what comes after it."""

    def __init__(self, data: bytes, file: BinaryIO) -> None:
        self.rest = data
        self._file = file
        self._blocks = self._unpacked()

    def __next__(self) -> bytes | Stop:
        return next(self._blocks)

    def _unpacked(self) -> Iterator[bytes | Stop]:
        engine = zlib.decompressobj(31)
        is_first = True
        while not engine.eof:
            try:
                found = engine.decompress(self.rest, _BLOCK)
            except zlib.error:
                if is_first:  # it is not the record before that is damaged
                    yield Stop.RECORD
                yield Stop.DAMAGE
                self.rest = self._next_start(self.rest[is_first:])
                return
            is_done = not self.rest and not found
            self.rest = engine.unconsumed_tail or engine.unused_data or self._file.read(_BLOCK)
            if found:
                if is_first and found.startswith(b"WARC/"):
                    yield Stop.RECORD
                yield found
                is_first = False
            elif is_done:  # the file ends in the middle
                yield Stop.DAMAGE
                return
        self.rest = self.rest.lstrip(b"\0")

    def _next_start(self, data: bytes) -> bytes:
        """The bytes from where another piece seems to start."""
        while not (match := _MEMBER.search(data)):
            more = self._file.read(_BLOCK)
            if not more:
                return b""
            data = data[-_LONGEST_START:] + more
        return data[match.start() :]
