"""
What a manuscript is asked for beside its words: tags, and where its lines begin.

Each is kept with the visible characters of its paragraph that stand before it. White
space may be folded, signs that show as nothing dropped and the paragraph cut: the
count stays true, and at the end gives the place in the text. Nothing is kept unless
asked for, so that articles, of which only the words are wanted, are read as fast.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from annotate.readers.markup import tokens
from annotate.readers.markup.shown import BLOCKS
from annotate.readers.markup.tokens import Tag

__all__ = ["LINE_MARK", "Trace", "Traces", "joined", "placed", "shared"]

LINE_MARK = "annotate:line:"
"""A comment that begins so says which line of the manuscript the text after it is from."""

_WANTED = BLOCKS | {"a", "q", "code"}
# all that any reader folds or drops, or writes where there was nothing
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff]+")
_SEEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff]+")


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Trace(NamedTuple):
    """A tag, or where a line begins, after so many visible characters of its paragraph."""

    seen: int
    name: str  # of the tag; nothing for a line
    closing: bool = False
    told: Mapping[str, str] = _NOTHING
    line: int = 0


_Kept = tuple[int, int, str, bool, Mapping[str, str], int]  # piece, characters of it, a trace


class Traces:
    """The traces of the paragraph that is being read; `place` counts its pieces so far."""

    def __init__(self, *, lines: bool = True) -> None:
        self._kept: list[_Kept] = []
        self._waiting: list[Trace] = []  # for the first paragraph that has words
        self._lines = lines
        self._line = 0  # the last that was kept
        self._shift = 0  # from lines of the page to lines of the manuscript

    def opened(self, place: int, name: str, told: Mapping[str, str] = _NOTHING) -> None:
        """An element begins."""
        if name in _WANTED:
            self._kept.append((place, 0, name, False, told, 0))

    def closed(self, place: int, name: str) -> None:
        """An element ends."""
        if name in _WANTED:
            self._kept.append((place, 0, name, True, _NOTHING, 0))

    def tag(self, place: int, tag: Tag) -> None:
        """An element begins, by its tag."""
        if tag.name in _WANTED:
            self.opened(place, tag.name, tokens.attributes(tag) if "=" in tag.rest else _NOTHING)

    def comment(self, tag: Tag) -> None:
        """A comment may say from which line of the manuscript the next text is."""
        if said := re.fullmatch(rf"{LINE_MARK}(\d{{1,9}})", tag.rest, re.ASCII):
            self._shift = int(said[1]) - tag.line

    def text(self, place: int, text: str, line: int) -> None:
        """The next piece is this text, which begins on a line."""
        if not self._lines:
            return
        line += self._shift
        if line != self._line:
            self._kept.append((place, 0, "", False, _NOTHING, line))
        self._line = line
        for ended in re.finditer("\n", text):
            self._line += 1
            self._kept.append((place, ended.end(), "", False, _NOTHING, self._line))

    def cut(self, place: int) -> None:
        """The pieces from here on are gone, or are one."""
        at = len(self._kept)
        while at and self._kept[at - 1][:2] > (place, 0):
            at -= 1
        self._kept[at:] = _at(place, self._kept[at:])

    def taken(self, pieces: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[Trace, ...]]:
        """For each of the texts that the pieces became its traces; they wait if there is none."""
        traces = [*self._waiting, *_counted(self._kept, pieces)] if texts else []
        if texts:
            self._waiting, self._line = [], 0
        else:
            self._waiting += _counted(_at(0, self._kept), [])
        self._kept = []
        return shared(traces, texts)


def _counted(kept: Iterable[_Kept], pieces: Sequence[str]) -> Iterator[Trace]:
    before = [0, *accumulate(map(_seen, pieces))]
    piece = done = seen = 0
    for place, at, name, closing, told, line in kept:
        if place != piece:
            piece, done, seen = place, 0, before[place]
        if at > done:
            seen, done = seen + _seen(pieces[piece][done:at]), at
        yield Trace(seen, name, closing, told, line)


def _at(place: int, kept: Iterable[_Kept]) -> list[_Kept]:
    return [(place, 0, name, closing, told, line) for _, _, name, closing, told, line in kept]


def _seen(text: str) -> int:
    return len(_UNSEEN.sub("", text))


def shared(traces: Sequence[Trace], texts: Sequence[str]) -> Iterator[tuple[Trace, ...]]:
    """The traces of a paragraph for each of the texts it is cut into."""
    if len(texts) == 1:
        yield tuple(traces)
        return
    waiting = list(reversed(traces))
    begin = 0
    for number, text in enumerate(texts, 1):
        end = begin + _seen(text)
        own: list[Trace] = []
        while waiting and (
            number == len(texts) or waiting[-1].seen + (not waiting[-1].closing) <= end
        ):
            trace = waiting.pop()
            own.append(trace._replace(seen=trace.seen - begin))
        begin = end
        yield tuple(own)


def joined(parts: Iterable[tuple[str, Sequence[Trace]]]) -> tuple[Trace, ...]:
    """The traces of texts that become one."""
    found: list[Trace] = []
    before = 0
    for text, traces in parts:
        found += (trace._replace(seen=trace.seen + before) for trace in traces)
        before += _seen(text)
    return tuple(found)


def placed(text: str, traces: Sequence[Trace]) -> Iterator[tuple[int, Trace]]:
    """The traces with their places: what opens before the next visible character, else after."""
    if not any(trace.seen for trace in traces):
        yield from ((0, trace) for trace in traces)
        return
    runs = [run.span() for run in _SEEN.finditer(text)]
    before = [0, *accumulate(end - start for start, end in runs)]
    for trace in traces:
        find = bisect_left if trace.closing else bisect_right
        run = min(max(find(before, trace.seen) - 1, 0), len(runs) - 1)
        yield min(runs[run][0] + trace.seen - before[run], runs[run][1]), trace
