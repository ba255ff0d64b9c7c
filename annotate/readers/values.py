"""
The objects of a JSON file that is no lines: an array of them, or one after the other.

Only braces, brackets and strings are looked at, so that each object's own bytes
are had without holding the file.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotate.errors import UnreadableSource

__all__ = ["objects"]

_BLOCK = 1 << 18
_SIGN = re.compile(rb'["{}\[\]]')
_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)


def objects(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """
    Every outermost object with the line it starts on; None for one longer than `longest`.

    Raises UnreadableSource at the end of an array that is not closed.
    """
    scanner = _Scanner(longest)
    while block := file.read(_BLOCK):
        scanner.buffer += block
        while scanner.advance():
            yield scanner.take()
        scanner.drop()
    if scanner.depth:  # the file breaks off inside an object
        scanner.at = len(scanner.buffer)
        yield scanner.take()
    elif scanner.arrays:
        raise UnreadableSource("is cut off: its array has no end")


class _Scanner:
    """A place in the file, and what is held of the object around it."""

    def __init__(self, longest: int) -> None:
        self.buffer = bytearray()  # from the object's start, if in one
        self.at = 0  # in the buffer: how far it was looked at
        self.arrays = 0  # open around objects
        self.depth = 0  # of braces and brackets, from the object's own
        self._longest = longest
        self._line = 1  # of the buffer's start
        self._started = 0  # the line of the object's start, if in one
        self._in_string = False
        self._too_long = False

    def advance(self) -> bool:
        """Go to the end of the next object; False if the buffer ends before it."""
        while not self._in_string or self._string_ends():
            sign = _SIGN.search(self.buffer, self.at)
            if sign is None:
                self.at = len(self.buffer)
                return False
            self.at = sign.end()
            if sign[0] == b'"':
                self._in_string = True
            elif not self.depth and sign[0] in b"[]":
                self.arrays = max(0, self.arrays + (1 if sign[0] == b"[" else -1))
            elif sign[0] in b"}]":
                self.depth -= bool(self.depth)
                if not self.depth and self._started:
                    return True
            else:
                self._open()
        return False

    def take(self) -> tuple[int, bytes | None]:
        """The object up to here, which goes from the buffer."""
        too_long = self._too_long or self.at > self._longest
        found = self._started, None if too_long else bytes(self.buffer[: self.at])
        self.depth, self._started, self._too_long = 0, 0, False
        self._forget(self.at)
        return found

    def drop(self) -> None:
        """Forget what is no part of an object, or of one that is too long."""
        self._too_long = self._too_long or self.at > self._longest
        if not self.depth or self._too_long:
            self._forget(self.at)

    def _open(self) -> None:
        if not self.depth:
            self._forget(self.at - 1)
            self._started, self.at = self._line, 1
        self.depth += 1

    def _forget(self, end: int) -> None:
        self._line += self.buffer.count(b"\n", 0, end)
        del self.buffer[:end]
        self.at = 0

    def _string_ends(self) -> bool:
        match = _STRING.match(self.buffer, self.at)
        assert match  # even nothing matches
        self.at = match.end()
        self._in_string = not match[1]
        return not self._in_string
