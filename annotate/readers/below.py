"""
The objects of arrays that stand deep in JSON, each with its own bytes, without holding the file.

What is beside the way that leads to them is passed over by its braces and strings alone.
Arrays on the way are gone through, so that `a[].b[]` is one way; `*` is any name.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from annotate.errors import UnreadableSource

__all__ = ["ANY", "objects"]

ANY = "*"
"""What stands in a way for whatever name there is."""

_BLOCK = 1 << 18
_DEEPEST = 50  # arrays and objects on the way
_SIGN = re.compile(rb'["{}\[\],:]')
_BRACE = re.compile(rb'["{}\[\]]')
_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)


def objects(file: BinaryIO, way: tuple[str, ...], longest: int) -> Iterator[bytes | None]:
    """
    Every object of the arrays that the names lead to; None for one longer than `longest`.

    Raises UnreadableSource where the file is cut off.
    """
    scanner = _Scanner(file, longest)
    try:
        while sign := scanner.peek():
            yield from _values(scanner, way, _DEEPEST)
            if sign not in b"{[":
                scanner.skip()
    except EOFError as error:
        raise UnreadableSource("is cut off: what it began has no end") from error


def _values(scanner: "_Scanner", way: tuple[str, ...], deep: int) -> Iterator[bytes | None]:
    """The objects in the array or object that comes next; of other values none."""
    if not deep:
        raise UnreadableSource("is JSON nested too deep")
    sign = scanner.peek()
    if sign == b"{" and not way:
        yield scanner.cut()
    elif sign == b"{":
        scanner.take()
        while (sign := scanner.needed()) != b"}":
            if sign != b'"':
                scanner.skip()
            elif _leads(scanner.key(), way[0]):  # else its value is what comes next
                yield from _values(scanner, way[1:], deep - 1)
        scanner.take()
    elif sign == b"[":
        scanner.take()
        while (sign := scanner.needed()) != b"]":
            if sign in b"{[":
                yield from _values(scanner, way, deep - 1)
            else:
                scanner.skip()
        scanner.take()


def _leads(key: str | None, name: str) -> bool:
    return key is not None and name in (key, ANY)


class _Scanner:
    """A place in the file, and what is held before it of the value that is cut."""

    def __init__(self, file: BinaryIO, longest: int) -> None:
        self._file = file
        self._longest = longest
        self._buffer = bytearray()
        self._at = 0
        self._start: int | None = None  # of what is held; None: nothing is

    def peek(self) -> bytes:
        """The sign that comes next, commas and colons passed over; nothing at the end."""
        while True:
            sign = _SIGN.search(self._buffer, self._at)
            if sign is None:
                self._at = len(self._buffer)
                if not self._more():
                    return b""
            elif sign[0] in b",:":
                self._at = sign.end()
            else:
                self._at = sign.start()
                return sign[0]

    def needed(self) -> bytes:
        """The sign that comes next; raises EOFError if there is none."""
        if sign := self.peek():
            return sign
        raise EOFError

    def take(self) -> None:
        """Go past the sign."""
        self._at += 1

    def key(self) -> str | None:
        """The name that the string which comes next is; None if it is no name but a value."""
        word = self.cut()
        sign = self._past(_SIGN)
        self._at -= 1
        if sign != b":" or word is None:
            return None
        try:
            return str(json.loads(word))
        except ValueError:
            return None

    def cut(self) -> bytes | None:
        """The bytes of a value, which it goes past; None if they are too many."""
        self._start = self._at
        self.skip()
        found = None if self._start is None else bytes(self._buffer[self._start : self._at])
        self._start = None
        return found if found is not None and len(found) <= self._longest else None

    def skip(self) -> None:
        """Go past a value."""
        depth = 1
        while depth:
            sign = self._past(_BRACE)
            if sign == b'"':
                self._end_string()
            elif sign in b"{[":
                depth += 1
                continue
            else:
                depth -= 1
            if depth == 1:
                return

    def _past(self, signs: re.Pattern[bytes]) -> bytes:
        while (sign := signs.search(self._buffer, self._at)) is None:
            self._at = len(self._buffer)
            if not self._more():
                raise EOFError
        self._at = sign.end()
        return sign[0]

    def _end_string(self) -> None:
        while True:
            rest = _STRING.match(self._buffer, self._at)
            assert rest  # even nothing matches
            self._at = rest.end()
            if rest[1]:
                return
            if not self._more():
                raise EOFError

    def _more(self) -> bool:
        """Read on, forgetting what is no longer wanted; False at the end of the file."""
        if self._start is not None and self._at - self._start > self._longest:
            self._start = None
        gone = self._at if self._start is None else self._start
        del self._buffer[:gone]
        self._at -= gone
        self._start = None if self._start is None else 0
        block = self._file.read(_BLOCK)
        self._buffer += block
        return bool(block)
