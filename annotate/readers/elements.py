"""
The elements of one name in an XML file, each with its own bytes, without holding the file.

Only tags of that name, CDATA sections and comments are looked at, so that what is
broken elsewhere in the file does no harm.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["Elements"]

_BLOCK = 1 << 16
_BEFORE = 1 << 18  # bytes that are kept of what comes before the first element
_LAST = 10_000  # bytes that are kept of the end of the file
_LONGEST_TAG = 64  # bytes of a name in its brackets
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


class Elements(Iterator[bytes | None]):
    """Every element with one of the names, the first one met; None for one that is too long."""

    def __init__(self, file: BinaryIO, names: tuple[bytes, ...], longest: int) -> None:
        self.before = b""  # what comes before the first element
        self.last = b""  # the last bytes of the file, once all is read
        self.is_cut = False  # whether the file broke off in the element that was given last
        self._file = file
        self._longest = longest
        self._token = _tokens(rb"(?:[\w.-]{1,20}:)?(?:" + b"|".join(names) + b")")
        self._buffer = bytearray()  # from the element's start, if in one
        self._at = 0  # in the buffer: how far it was looked at
        self._until = b""  # what ends the CDATA section or comment
        self._inside = False
        self._too_long = False

    def __next__(self) -> bytes | None:
        while not self._advance():
            self._drop()
            block = self._file.read(_BLOCK)
            if not block:
                return self._rest()
            self._buffer += block
            self.last = (self.last + block[-_LAST:])[-_LAST:]
        return self._take(self._at)

    def _rest(self) -> bytes | None:
        """What the file breaks off in; raises StopIteration if that is no element."""
        if not self._inside:
            raise StopIteration
        self._inside, self.is_cut = False, True
        return self._take(len(self._buffer))

    def _advance(self) -> bool:
        """Go to the end of the next element; False if the buffer ends before it."""
        while not self._until or self._section_ends():
            token = self._token.search(self._buffer, self._at)
            if token is None:
                self._at = max(self._at, len(self._buffer) - _LONGEST_TAG)
                return False
            if token[1]:
                self._until = _ENDS[bytes(token[1])]
            elif token[2]:
                if self._inside:  # the one before was not closed
                    self._at = token.start()
                    self._inside = False
                    return True
                self._open(token)
                continue
            elif self._inside:
                self._at = token.end()
                self._inside = False
                return True
            self._at = token.end()
        return False

    def _open(self, token: re.Match[bytes]) -> None:
        if not self.before:
            self._token = _tokens(re.escape(bytes(token[2])))
            self.before = bytes(self._buffer[: min(token.start(), _BEFORE)]) or b"\n"
        length = token.end() - token.start()
        del self._buffer[: token.start()]
        self._inside, self._at = True, length

    def _take(self, end: int) -> bytes | None:
        too_long = self._too_long or end > self._longest
        found = None if too_long else bytes(self._buffer[:end])
        del self._buffer[:end]
        self._at, self._too_long = 0, False
        return found

    def _drop(self) -> None:
        """Forget what is no part of an element, or of one that is too long."""
        self._too_long = self._too_long or (self._inside and self._at > self._longest)
        if self._too_long or (self.before and not self._inside):
            del self._buffer[: self._at]
            self._at = 0
        elif not self._inside and self._at > _BEFORE:
            del self._buffer[_BEFORE : self._at]
            self._at = _BEFORE

    def _section_ends(self) -> bool:
        """Whether the CDATA section or comment ends in the buffer."""
        end = self._buffer.find(self._until, self._at)
        if end < 0:
            self._at = max(self._at, len(self._buffer) - len(self._until) + 1)
            return False
        self._at = end + len(self._until)
        self._until = b""
        return True


def _tokens(name: bytes) -> re.Pattern[bytes]:
    """The start of a section, or the start or end tag of an element."""
    section = rb"(<!\[CDATA\[|<!--)"
    return re.compile(section + rb"|<(" + name + rb")(?=[\s/>])|</(?:" + name + rb")\s{0,9}>")
