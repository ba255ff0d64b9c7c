"""
Many strings looked for at once, in one pass over bytes.

What is searched is cut into *windows* of 16 bytes, end to end, and each block of them
compared with a set: for any number of needles at the speed of a set. (An automaton of Aho
and Corasick is three to ten times slower from some thousand needles on, as it leaves
the processor's cache.) Of a needle the set has a window for each of the places at which
it may begin beside those that are cut, so that one of them is whole wherever it stands;
what the set finds is then compared in full. Needles too short for that have windows of 8.
"""

import struct
import sys
from array import array
from collections.abc import Collection, Iterator, Sequence

__all__ = ["LEAST", "Needles"]

NARROW, WIDE = 8, 16
LEAST = 2 * NARROW - 1  # bytes that have a whole window, wherever they stand
BLOCK = 1024  # windows compared with the set at once

Window = int | bytes


class Needles:
    """Byte strings of at least `LEAST` bytes, each known by its number."""

    def __init__(self, needles: Collection[bytes], sample: bytes = b"") -> None:
        self.strings = tuple(needles)
        self._sieves = [_Sieve(self.strings, width, sample) for width in (NARROW, WIDE)]

    def found(self, data: bytes) -> Iterator[tuple[int, int]]:
        """The numbers of needles that stand there, and where; each at least once a block."""
        for sieve in self._sieves:
            yield from sieve.found(data)


class _Sieve:
    """The needles whose windows have one width; of narrow ones, the rarest in a sample."""

    def __init__(self, strings: Sequence[bytes], width: int, sample: bytes) -> None:
        self._strings, self._width = strings, width
        self._places: dict[Window, int] = {}  # a needle's number and the window's place in it
        self._more: dict[Window, list[int]] = {}  # of other needles with the same window
        common = set(_shifted(sample)) if width == NARROW else set()
        for number, needle in enumerate(strings):
            if (len(needle) >= 2 * WIDE - 1) == (width == WIDE):
                for window, offset in _rarest(needle, width, common):
                    place = number << 8 | offset
                    if self._places.setdefault(window, place) != place:
                        self._more.setdefault(window, []).append(place)

    def found(self, data: bytes) -> Iterator[tuple[int, int]]:
        windows = self._places.keys()
        size = self._width * BLOCK
        for start in range(0, len(data) if windows else 0, size):
            for window in windows & _cut(data, start, self._width):
                yield from self._compared(data, window, start, start + size)

    def _compared(
        self, data: bytes, window: Window, start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        sought = window if isinstance(window, bytes) else window.to_bytes(NARROW, sys.byteorder)
        places = [self._places[window], *self._more.get(window, ())]
        at = data.find(sought, start, end)
        while at >= 0:
            for place in places:
                number, begin = place >> 8, at - (place & 0xFF)
                if begin >= 0 and data.startswith(self._strings[number], begin):
                    yield number, begin
            at = data.find(sought, at + 1, end)


_WHOLE = struct.Struct(f"{WIDE}s" * BLOCK)


def _cut(data: bytes, start: int, width: int) -> Collection[Window]:
    """A block of windows, end to end."""
    count = min((len(data) - start) // width, BLOCK)
    if width == NARROW:
        return array("Q", data[start : start + count * width])
    whole = _WHOLE if count == BLOCK else struct.Struct(f"{WIDE}s" * count)
    return whole.unpack_from(data, start)


def _shifted(data: bytes) -> Iterator[int]:
    """The narrow windows at every place."""
    for shift in range(min(NARROW, len(data))):
        yield from array("Q", data[shift : shift + (len(data) - shift) // NARROW * NARROW])


def _rarest(needle: bytes, width: int, common: Collection[Window]) -> Iterator[tuple[Window, int]]:
    """For each place beside the cut ones where a needle may begin a window, and its offset."""
    last = min(len(needle), 0x100) - width
    every = [needle[offset : offset + width] for offset in range(last + 1)]
    found: list[Window] = list(every)
    if width == NARROW:
        found = [int.from_bytes(each, sys.byteorder) for each in every]
    for residue in range(width):
        offsets = range(residue, last + 1, width)
        best = next((offset for offset in offsets if found[offset] not in common), residue)
        yield found[best], best
