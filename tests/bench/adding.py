"""Adding articles: many to an empty database, and a few to a large one."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from annotate.corpus import database

from . import clock, corpus
from .clock import Cost
from .place import ROOT, Place
from .report import Figure

__all__ = ["CLOCK_TARGET", "CPU_TARGET", "WORKERS_TARGET", "add", "add_to_large", "others"]

CPU_TARGET, CLOCK_TARGET = 2.1, 1.45  # times the floor: one worker, two
WORKERS_TARGET = 1.55  # times as fast two are as one
FLOORS = {"tuned": "tuned as we are", "roles": "with roles"}
LARGE_TARGET = 1.1
FEW = 100


def add(place: Place) -> Iterator[Figure]:
    """
    `annotate add FOLDER` beside its floor: one big transaction, then one FTS rebuild.

    CPU by one worker, beside the floor, beside one whose index is written in pieces as large as
    ours, and beside one that gives roles as well, so that one sees what storing costs. By the
    clock two workers beside the floor, and beside one: nothing else should run meanwhile.
    """
    found = clock.in_turn(place.rounds(3, 3), _adding(place))
    name = f"add {place.middle:,} articles"

    def cpu(which: str) -> float:
        return median(each.cpu for each in found[which])

    def clocked(one: str, other: str) -> tuple[float, float]:
        pairs = zip(found[one], found[other], strict=True)
        return clock.middle((a.clock, b.clock) for a, b in pairs)

    yield Figure(f"{name}, 1 worker, CPU", cpu("one"), cpu("floor"), "s", CPU_TARGET)
    for floor in ("tuned", "roles"):
        told = f"{name}, 1 worker, CPU, floor {FLOORS[floor]}"
        yield Figure(told, cpu("one"), cpu(floor), "s", 0, None)
    yield Figure(f"{name}, 2 workers, clock", *clocked("two", "floor"), "s", CLOCK_TARGET)
    told = f"{name}, 1 worker beside 2, clock"
    yield Figure(told, *clocked("one", "two"), "s", WORKERS_TARGET, "at least")
    yield others(name, [*found["one"], *found["two"], *found["floor"]])


def others(name: str, runs: Sequence[Cost]) -> Figure:
    """How busy the machine was with other things: so many cores, as a figure by the clock."""
    busy, took = sum(each.others for each in runs), sum(each.clock for each in runs)
    return Figure(f"{name}, others' CPU meanwhile", busy, took, "s", 0, None)


def _adding(place: Place) -> dict[str, Callable[[], Cost]]:
    folder = place.files(1, place.middle)
    ours, bare = place.work / "add.db", place.work / "add-floor.db"

    def measured(workers: str) -> Cost:
        _start_over(ours)
        words = place.annotate(ours, "add", "--workers", workers, str(folder))
        return clock.cost(words, env=place.env())

    def floor(*options: str) -> Cost:
        _start_over(bare)
        words = place.python("-m", "tests.bench.floors", str(folder), str(bare), *options)
        return clock.cost(words, env=place.env(), cwd=ROOT)

    return {
        "one": lambda: measured("1"), "two": lambda: measured("2"), "floor": floor,
        "tuned": lambda: floor("--tuned"), "roles": lambda: floor("--roles"),
    }  # fmt: skip


def add_to_large(place: Place) -> Iterator[Figure]:
    """Adding 100 articles to the large database <= 1.1 x adding them to an empty one."""
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
        return clock.of_process(
            place.annotate(path, "add", "--workers", "1", str(folder)), env=place.env()
        )

    tasks = {"measured": lambda: adding("measured"), "floor": lambda: adding("floor")}
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(9, 3), tasks).items()}
    name = f"add {FEW} articles to {place.large:,}"
    yield Figure(name, found["measured"], found["floor"], "ms", LARGE_TARGET)


def _start_over(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
