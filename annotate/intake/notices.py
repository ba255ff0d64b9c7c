"""
What there is to tell while articles are added, as values; each is a sentence as text.

A `Watcher` is told; the command line prints, a program may collect or ignore.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from annotate.intake.item import Item

__all__ = [
    "FieldsTaken",
    "Interrupted",
    "LeftOut",
    "Notice",
    "OtherFormats",
    "Remark",
    "Renamed",
    "Watcher",
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell of a source."""

    source: str


@dataclass(frozen=True, slots=True)
class OtherFormats(Notice):
    """A folder holds documents that cannot be read: how many of each suffix."""

    counts: Mapping[str, int]

    def __str__(self) -> str:
        told = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(self.counts.items()))
        return f"{self.source}: left out, as of other formats: {told}"


@dataclass(frozen=True, slots=True)
class Remark(Notice):
    """What is odd about a source that is read all the same."""

    words: str

    def __str__(self) -> str:
        return f"{self.source} {self.words}"


@dataclass(frozen=True, slots=True)
class FieldsTaken(Notice):
    """Which fields of its records are taken for what, as nobody said."""

    fields: Mapping[str, str]  # ours → theirs

    def __str__(self) -> str:
        pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in self.fields.items())
        return f"{self.source}: {pairs} (--field OURS=THEIRS says otherwise)"


@dataclass(frozen=True, slots=True)
class LeftOut(Notice):
    """A file of data in a folder that holds no articles."""

    reason: str

    def __str__(self) -> str:
        return f"{self.source} is left out: {self.reason}"


@dataclass(frozen=True, slots=True)
class Interrupted(Notice):
    """Someone ended it in the middle."""

    def __str__(self) -> str:
        return "what was stored is in; the same command goes on from there"


class Watcher:
    """Who is told while articles are added; this one keeps silent."""

    def tell(self, notice: Notice) -> None:
        """There is something to tell."""

    def many(self, items: Iterator[Item]) -> Iterator[Item]:
        """The articles again, which are many: how far it is can be told as they pass."""
        return items

    def working(self, on: str) -> AbstractContextManager[object]:
        """Something takes a while in which no article passes."""
        return nullcontext()


class Renamed(Watcher):
    """A watcher who is told of sources by other names."""

    def __init__(self, watcher: Watcher, name: Callable[[str], str]) -> None:
        self._watcher, self._name = watcher, name

    def tell(self, notice: Notice) -> None:
        """Pass on what there is to tell."""
        self._watcher.tell(replace(notice, source=self._name(notice.source)))
