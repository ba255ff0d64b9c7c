"""Adding by Dask's processes on one machine."""

import shutil
import statistics
from collections.abc import Callable, Iterator

from . import clock as clocks
from . import ingesting
from .clock import Cost
from .place import ROOT, Place
from .report import Figure

__all__ = ["dask"]

TARGET = 1.8


def dask(place: Place) -> Iterator[Figure]:
    """
    `annotate add --dask local:2` >= 1.8 x as fast as local:1, by the clock; its CPU beside `add`.

    By the clock, as it is about processes at once: nothing else should run meanwhile. Its CPU is
    all that the machine did, as Dask's processes may be no children of ours. What a plain `add`
    takes is with the search index, which shards have not.
    """
    file = ingesting.lines_file(place, place.middle)

    def spread(workers: int) -> Cost:
        shards = place.work / "shards"
        shutil.rmtree(shards, ignore_errors=True)
        words = ("add", "--dask", f"local:{workers}", "--shards", str(shards), str(file))
        found = clocks.cost(
            place.annotate(place.work / "none.db", *words), env=place.env(), cwd=ROOT
        )
        shutil.rmtree(shards)
        return found

    def plain() -> Cost:
        for older in place.work.glob("many*.db*"):
            older.unlink()
        words = place.annotate(place.work / "many.db", "add", "--workers", "1", str(file))
        return clocks.cost(words, env=place.env(), cwd=ROOT)

    ways: dict[str, Callable[[], Cost]] = {
        "one": lambda: spread(1), "two": lambda: spread(2), "plain": plain,
    }  # fmt: skip
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(place.rounds(3, 1)):
        for name, way in ways.items():
            found[name].append(way())
    clock = {name: statistics.median(each.clock for each in costs) for name, costs in found.items()}
    cpu = {
        name: statistics.median(each.cpu + each.others for each in costs)
        for name, costs in found.items()
    }
    name = f"add {place.middle:,} JSON lines by Dask"
    yield Figure(
        f"{name}, 1 process beside 2, clock", clock["one"], clock["two"], "s", TARGET, "at least"
    )
    yield Figure(f"{name}, 2 processes beside add, CPU", cpu["two"], cpu["plain"], "s", 0, None)
