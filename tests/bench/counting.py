"""Counts of tags."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from annotate.corpus import database, frequencies

from . import building, clock
from .place import SMALL, Place
from .report import Figure

__all__ = ["stats"]

MANY = 100_000
SECONDS = 1  # here and now; a slow machine takes longer
TIMES = 8  # a bare count of the same taggings, paragraphs and articles


def stats(place: Place) -> Iterator[Figure]:
    """Tags of 100,000 taggings <= 1 s and <= 8 x a bare `group by`; likewise by all else."""
    path = place.copy(place.database(SMALL), "counted.db")
    taggings = 1_000 if place.quick else MANY
    building.code(path, taggings=taggings)
    tasks = {
        "tags": lambda: _timed(path, frequencies.of_tags),
        "month": lambda: _timed(path, lambda db: frequencies.crossed(db, "month")),
        "coder": lambda: _timed(path, lambda db: frequencies.crossed(db, "coder")),
        "together": lambda: _timed(path, lambda db: frequencies.crossed(db, "tag")),
        "floor": lambda: _timed(path, lambda db: db.execute(_BARE).fetchall()),
    }
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(5, 1), tasks).items()}
    for name in ("tags", "month", "coder", "together"):
        yield Figure(f"{taggings:,} taggings, {name}", found[name], found["floor"], "ms", TIMES)
        yield Figure(f"{taggings:,} taggings, {name}, all CPU", found[name], 1000, "ms", SECONDS)


_BARE = """
    select t.tag, count(*), count(distinct t.paragraph), count(distinct p.article)
    from taggings t join paragraphs p on p.id = t.paragraph
    where p.removed is null group by t.tag
"""


def _timed(path: Path, count: Callable[[sqlite3.Connection], object]) -> float:
    db = database.open_read(path)
    seconds = clock.of_call(lambda: count(db))
    db.close()
    return seconds
