"""
How articles are taken in: what they may cost, and how many are read at once.
"""

import os
from dataclasses import dataclass

from annotate.readers.record import Options

__all__ = ["DEFAULT", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said once of all articles of an `add`."""

    fields: tuple[tuple[str, str], ...] = ()  # of JSON and CSV: (ours, theirs)
    largest: int = 20_000_000  # bytes of an article
    seconds: float = 60  # that an article may take to be read
    workers: int | None = None  # processes that read when there are many; None: the cores
    allow_private: bool = False  # fetch from addresses inside one's own network, too
    pause: float = 1  # seconds between two addresses of a list at one host
    split: bool | None = None  # files that seem to hold many articles; None: that surely do
    indexes: bool = True  # else the search index is left to whoever opens the database next
    apart: bool = False  # each is an article of its own until shards are gathered

    @property
    def options(self) -> Options:
        """What readers have to know."""
        return Options(self.fields, split=self.split)

    @property
    def processes(self) -> int:
        """How many processes read when there are many articles."""
        return self.workers or _cores()


DEFAULT = Settings()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
