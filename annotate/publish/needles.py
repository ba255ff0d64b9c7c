"""
Many strings looked for at once, in one pass over bytes.

What is searched is cut into *windows* of 16 bytes, end to end, and each block of them
compared with a set: for any number of needles at the speed of a set. (An automaton of Aho
and Corasick is three to ten times slower from some thousand needles on, as it leaves
the processor's cache; a few needles are found sooner one by one.) Of a needle the set has
a window for each of the places at which it may begin beside those that are cut, so that
one of them is whole wherever it stands; what the set finds is then compared in full.
Needles too short for that have windows of 8.
"""

import struct
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator

__all__ = ["FEW", "LEAST", "Needles"]

NARROW, WIDE = 8, 16
LEAST = 2 * NARROW - 1  # bytes that have a whole window, wherever they stand
BLOCK = 128  # windows compared with the set at once
FEW = 16  # strings that are found sooner one by one

Window = int | bytes


class Needles:
    """Byte strings of `LEAST` to 255 bytes; of longer ones the first 255 count."""

    def __init__(self, needles: Iterable[bytes], sample: bytes = b"") -> None:
        strings = {needle[:255]: needle for needle in needles}
        wide = {cut: whole for cut, whole in strings.items() if len(cut) >= 2 * WIDE - 1}
        narrow = {cut: whole for cut, whole in strings.items() if cut not in wide}
        self._sieves = [_Sieve(narrow, NARROW, sample), _Sieve(wide, WIDE, b"")]

    def found(self, data: bytes) -> Iterator[tuple[bytes, int]]:
        """The needles that stand there, and where: each at its first place, perhaps at others."""
        for sieve in self._sieves:
            yield from sieve.found(data)


class _Sieve:
    """The needles whose windows have one width; of narrow ones, the rarest in a sample."""

    def __init__(self, needles: dict[bytes, bytes], width: int, sample: bytes) -> None:
        self._needles, self._width = needles, width
        self._windows: set[Window] = set()
        self._reach = 0  # bytes before a window at which a needle may begin
        self._heads: dict[bytes, tuple[int, ...]] = {}  # first bytes → how long needles are
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # most have one length
        common = set(_shifted(sample if needles else b""))
        for needle in needles:
            for window, offset in _windows(needle, width, common):
                self._windows.add(window)
                self._reach = max(self._reach, offset)
            known = self._heads.get(needle[:width], ())
            if len(needle) not in known:
                lengths = (*known, len(needle))
                self._heads[needle[:width]] = shared.setdefault(lengths, lengths)

    def found(self, data: bytes) -> Iterator[tuple[bytes, int]]:
        if len(self._needles) > FEW:
            yield from self._sifted(data)
            return
        for needle in self._needles.values():
            if (at := data.find(needle)) >= 0:
                yield needle, at

    def _sifted(self, data: bytes) -> Iterator[tuple[bytes, int]]:
        size = self._width * BLOCK
        for start in range(0, len(data), size):
            for window in self._windows.intersection(_cut(data, start, self._width)):
                yield from self._compared(data, window, start, start + size)

    def _compared(
        self, data: bytes, window: Window, start: int, end: int
    ) -> Iterator[tuple[bytes, int]]:
        sought = window if isinstance(window, bytes) else window.to_bytes(NARROW, sys.byteorder)
        at = data.find(sought, start, end)
        while at >= 0:
            for begin in range(max(at - self._reach, 0), at + 1):
                for length in self._heads.get(data[begin : begin + self._width], ()):
                    needle = self._needles.get(data[begin : begin + length])
                    if needle is not None and data.startswith(needle, begin):
                        yield needle, begin
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


def _windows(needle: bytes, width: int, common: Collection[Window]) -> Iterable[tuple[Window, int]]:
    """For each place beside the cut ones where a needle may begin a window, and its offset."""
    if width == WIDE:
        return [(needle[offset : offset + WIDE], offset) for offset in range(WIDE)]
    return _rarest(needle, common)


def _rarest(needle: bytes, common: Collection[Window]) -> Iterator[tuple[Window, int]]:
    last = len(needle) - NARROW
    found = [int.from_bytes(needle[o : o + NARROW], sys.byteorder) for o in range(last + 1)]
    for residue in range(NARROW):
        offsets = range(residue, last + 1, NARROW)
        best = next((offset for offset in offsets if found[offset] not in common), residue)
        yield found[best], best
