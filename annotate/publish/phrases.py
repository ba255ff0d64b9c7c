"""
Short strings looked for at once, at a cost that their number does not change.

As words: what is searched is cut into words, and beside those that a short string has as
its longest, the places are compared at which it may begin. Within longer words: by their
first bytes, wherever these stand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from struct import iter_unpack

from annotate.publish.needles import FEW

__all__ = ["SURE", "Phrases", "Within"]

SURE = 6  # bytes of a string that is looked for within longer words as well
_LETTERS = bytes(c if c in b"abcdefghijklmnopqrstuvwxyz" or c > 127 else 32 for c in range(256))
_IN_WORDS = bytes(c if c in b"0123456789" else _LETTERS[c] for c in range(256))
"""Keys and hashes are one word each, whatever they end with."""
_ESCAPED = re.compile(rb"(%[0-9a-f]{2}|\\(u[0-9a-f]{4}|x[0-9a-f]{2}))$")
_ESCAPE = 6  # bytes of the longest


class Phrases:
    """Byte strings with letters that are found, once, where they are no part of longer words."""

    def __init__(self, needles: Iterable[bytes] = ()) -> None:
        self._needles: set[bytes] = set()
        # a word → how many begin so far before it, and are so long
        self._shapes: defaultdict[bytes, Counter[tuple[int, int]]] = defaultdict(Counter)
        for needle in needles:
            self.add(needle)

    def add(self, needle: bytes) -> None:
        """Look for a string as well, if it has a letter."""
        word = _longest(needle)
        if word and needle not in self._needles:
            self._shapes[word][needle.index(word), len(needle)] += 1
            self._needles.add(needle)

    def __contains__(self, needle: bytes) -> bool:
        return needle in self._needles

    def found(self, data: bytes, least: int = 0) -> Iterator[bytes]:
        """Those of so many bytes that stand there; they are not looked for any more."""
        padded, at = b" %b " % data.translate(_LETTERS), 0
        for word in filter(self._shapes.__contains__, padded.split()):
            at = padded.index(b" %b " % word, at)
            found = set()
            for offset, length in self._shapes[word]:
                begin = at - offset
                needle = data[begin : begin + length] if begin >= 0 else b""
                if len(needle) < least or needle not in self._needles:
                    continue
                if _is_apart(data, begin, begin + len(needle)):
                    found.add(needle)
            for needle in found:
                self._forget(needle)
            yield from found
            at += len(word) + 1

    def _forget(self, needle: bytes) -> None:
        self._needles.discard(needle)
        word = _longest(needle)
        shapes, shape = self._shapes[word], (needle.index(word), len(needle))
        shapes[shape] -= 1
        if not shapes[shape]:
            del shapes[shape]
        if not shapes:
            del self._shapes[word]


def _is_apart(data: bytes, begin: int, end: int) -> bool:
    """Whether what stands there is no part of a longer word, a key or a hash."""
    before, after = data[max(begin - _ESCAPE, 0) : begin], data[end : end + 1]
    if after.translate(_IN_WORDS).strip():
        return False
    return bool(_ESCAPED.search(before)) or not before[-1:].translate(_IN_WORDS).strip()


def _longest(needle: bytes) -> bytes:
    """Its longest word, which so stands in no other of them."""
    return max(needle.translate(_LETTERS).split(), key=len, default=b"")


class Within:
    """Byte strings of `SURE` bytes or more that are found wherever they stand."""

    def __init__(self, needles: Iterable[bytes] = ()) -> None:
        self._heads: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for needle in needles:
            self.add(needle)

    def add(self, needle: bytes) -> None:
        """Look for a string as well, if it is long enough."""
        if len(needle) >= SURE:
            self._heads[needle[:SURE]].add(needle)

    def found(self, data: bytes) -> Iterator[bytes]:
        """Those that stand there."""
        for head in self._standing(data):
            at = data.find(head)
            while at >= 0:
                yield from (each for each in self._heads[head] if data.startswith(each, at))
                at = data.find(head, at + 1)

    def _standing(self, data: bytes) -> set[bytes]:
        if len(self._heads) <= FEW:
            return {head for head in self._heads if head in data}
        return self._heads.keys() & _windows(data)


def _windows(data: bytes) -> Iterator[bytes]:
    """What stands at every place, `SURE` bytes of it."""
    for shift in range(min(SURE, len(data))):
        whole = len(data) - (len(data) - shift) % SURE
        yield from chain.from_iterable(iter_unpack(f"{SURE}s", data[shift:whole]))
