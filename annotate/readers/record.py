"""
What readers are given and give: options, and the records of files that hold many articles.
"""

import re
from dataclasses import dataclass

from annotate.model import Metadata

__all__ = [
    "DEFAULT",
    "LARGEST",
    "Aside",
    "BadRecord",
    "Options",
    "Portion",
    "Record",
    "Several",
    "is_place",
]

LARGEST = 200_000_000
"""Bytes that a file may unpack to."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about reading."""

    fields: tuple[tuple[str, str], ...] = ()  # ours and theirs: ("title", "headline")
    largest: int = LARGEST
    split: bool | None = None  # a file that seems to hold many; None: where it surely does


DEFAULT = Options()

_SILENT = Metadata()


@dataclass(frozen=True, slots=True)
class Record:
    """One article in a file of many."""

    label: str  # names it in its file: a line's number, an entry's id, an address
    data: bytes  # its own bytes, which are kept as the original
    format: str  # whose reader reads them
    metadata: Metadata = _SILENT  # what its file says of it; wins over what is read
    captured: str | None = None  # UTC ISO 8601
    besides: Metadata = _SILENT  # what its name says, where nothing else does

    @property
    def is_lasting(self) -> bool:
        """Whether the label goes on naming it when others are put in above it."""
        return not is_place(self.label)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said of it but what it says itself."""
        return self.captured is None and self.metadata == _SILENT and self.besides == _SILENT


def is_place(label: str) -> bool:
    """Whether a label says but where in its file a record stands."""
    place = r"(?s)(?:.+, )?(?:line|record|entry|message|article|row) \d+"
    return re.fullmatch(place, label) is not None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be read, and why, in words that follow the file's name and label."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Portion:
    """A range of bytes of a file of many; it begins and ends where a record may."""

    format: str
    start: int
    end: int
    before: int  # lines of the file before it; of a web archive, records


@dataclass(frozen=True, slots=True)
class Aside:
    """What else there is to tell of a file of many, in words that follow its name."""

    words: str


@dataclass(frozen=True, slots=True)
class Several:
    """What a file turned out to hold when it was read: more articles than one."""

    records: tuple[Record | BadRecord, ...]  # in their order
    remarks: tuple[str, ...] = ()  # on the file, in words that follow its name
