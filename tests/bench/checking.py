"""What `annotate check` costs, and listing the history, however large the corpus is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from . import clock
from .place import SMALL, Place
from .report import Figure

__all__ = ["check", "history"]

AN_ARTICLE = 0.4  # ms, of some 26 paragraphs
MEMORY = 60.0  # MB
FLAT = 1.15


def check(place: Place) -> Iterator[Figure]:
    """Checking 100,000 articles <= .4 ms of CPU each, less the start, in 60 MB."""
    db = place.database(place.large)
    of_sqlite = min(_floor(db) for _ in range(place.rounds(2, 1)))
    spent = [clock.of_process_with_memory(place.annotate(db, "check"), env=place.env())
             for _ in range(place.rounds(2, 1))]  # fmt: skip
    start = clock.of_process(place.annotate(place.empty("none.db"), "check"), env=place.env())
    cpu, memory = (min(each) for each in zip(*spent, strict=True))
    cpu -= start
    name = f"check of {place.large:,} articles"
    yield Figure(f"{name}, each, beside 1 ms", cpu * 1000 / place.large, 1.0, "ms", AN_ARTICLE)
    yield Figure(f"{name}, beside SQLite's own checks", cpu, of_sqlite, "s", 0, None)
    yield Figure(f"{name}, memory beside {MEMORY:.0f} MB", memory, MEMORY, "MB", 1)


def history(place: Place) -> Iterator[Figure]:
    """Listing the history behind an `add` of 100,000 articles <= 1.15 x behind one of 1,000."""
    paths = {"large": place.database(place.large), "small": place.database(SMALL)}
    found = clock.medians(
        place.rounds(25, 5),
        {
            name: lambda path=path: clock.of_process(  # type: ignore[misc]
                place.annotate(path, "history"), env=place.env()
            )
            for name, path in paths.items()
        },
    )
    name = f"history behind {place.large:,} articles, beside {SMALL:,}"
    yield Figure(name, found["large"] * 1000, found["small"] * 1000, "ms", FLAT)


def _floor(path: Path) -> float:
    """What SQLite's own examinations of the file and of the search index take."""
    with closing(sqlite3.connect(path)) as db:

        def examine() -> None:
            db.execute("pragma integrity_check").fetchall()
            sql = "insert into paragraphs_fts (paragraphs_fts, rank) values ('integrity-check', 1)"
            db.execute(sql)
            db.rollback()

        return clock.of_call(examine)
