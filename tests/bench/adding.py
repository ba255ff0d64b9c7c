"""Adding articles: many to an empty database, and a few to a large one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from annotate.corpus import database

from . import clock, corpus
from .place import ROOT, Place
from .report import Figure

__all__ = ["add", "add_to_large"]

TARGET = 1.3
LARGE_TARGET = 1.2
FEW = 100


def add(place: Place) -> Iterator[Figure]:
    """
    `annotate add FOLDER` <= 1.3 x its floor: one big transaction, then one FTS rebuild.

    Beside a floor that gives roles as well, so that one sees what storing costs.
    """
    folder = place.files(1, place.middle)
    ours, bare = place.work / "add.db", place.work / "add-floor.db"

    def measured() -> float:
        _start_over(ours)
        return clock.of_process(place.annotate(ours, "add", str(folder)), env=place.env())

    def floor(*options: str) -> float:
        _start_over(bare)
        words = place.python("-m", "tests.bench.floors", str(folder), str(bare), *options)
        return clock.of_process(words, env=place.env(), cwd=ROOT)

    tasks = {"measured": measured, "floor": floor, "roles": lambda: floor("--roles")}
    found = clock.medians(place.rounds(3, 3), tasks)
    name = f"add {place.middle:,} articles"
    yield Figure(name, found["measured"], found["floor"], "s", TARGET)
    yield Figure(f"{name}, floor with roles", found["measured"], found["roles"], "s", 0, None)
    for path in (ours, bare):
        _start_over(path)


def add_to_large(place: Place) -> Iterator[Figure]:
    """Adding 100 articles to the large database <= 1.2 x adding them to an empty one."""
    large = place.database(place.large)
    # new ones each time, in this run and in the next
    db = database.open_read(large)
    [first] = db.execute("select max(id) + 1 from articles").fetchone()
    db.close()
    firsts = {"measured": first, "floor": first}

    def adding(which: str) -> float:
        folder = place.work / "few"
        shutil.rmtree(folder, ignore_errors=True)
        corpus.write(folder, firsts[which], FEW)
        firsts[which] += FEW
        path = large if which == "measured" else place.empty("few.db")
        return clock.of_process(place.annotate(path, "add", str(folder)), env=place.env())

    tasks = {"measured": lambda: adding("measured"), "floor": lambda: adding("floor")}
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(9, 3), tasks).items()}
    name = f"add {FEW} articles to {place.large:,}"
    yield Figure(name, found["measured"], found["floor"], "ms", LARGE_TARGET)


def _start_over(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
