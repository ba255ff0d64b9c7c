"""Gathering shards, beside the floor of adding the same articles."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate.corpus.database import Command, open_write
from annotate.intake.notices import Watcher
from annotate.intake.settings import Settings
from annotate.shards import gatherer, making, planning
from annotate.shards import plan as plans
from annotate.shards.gatherer import Gathering
from annotate.shards.making import Half, Job
from annotate.shards.shard_folder import ShardFolder

from . import clock
from .place import CODER, ROOT, Place
from .report import Figure

__all__ = ["gather"]

TARGET = 0.59  # .35 ms an article, where the floor takes .597


def gather(place: Place) -> Iterator[Figure]:
    """`annotate gather` <= .59 x the CPU of the floor of `add`; comparing at the end apart."""
    folder = place.files(1, place.middle)
    shards = _made(place, folder)
    ours, plain = place.work / "gathered.db", place.work / "plain.db"

    def measured() -> float:
        with _gathering(shards, ours) as gathering:
            return clock.of_call(lambda: list(gathering.taken()))

    def compared() -> float:
        with _gathering(shards, ours) as gathering:
            list(gathering.taken())
            return clock.of_call(gathering.compare)

    def floor() -> float:
        _start_over(plain)
        words = place.python("-m", "tests.bench.floors", str(folder), str(plain))
        return clock.of_process(words, env=place.env(), cwd=ROOT)

    tasks = {"measured": measured, "compared": compared, "floor": floor}
    found = {
        name: 1000 * seconds / place.middle
        for name, seconds in clock.medians(place.rounds(3, 1), tasks).items()
    }
    name = f"gather {place.middle:,} articles, each"
    told = f"{name}, beside the floor of add"
    yield Figure(told, found["measured"], found["floor"], "ms", TARGET)
    yield Figure(f"{name}, compared, beside that", found["compared"], found["floor"], "ms", 0, None)
    for path in (ours, plain):
        _start_over(path)
    shutil.rmtree(shards)


@contextmanager
def _gathering(shards: Path, path: Path) -> Iterator[Gathering]:
    """A gathering into a new file, which is not there before."""
    _start_over(path)

    def begin() -> Command:
        db = open_write(path, create=True, durable=False)
        return Command(db, coder=CODER, words="gather")

    with gatherer.gathering_of(
        ShardFolder(str(shards)), str(path), begin, is_new=True, watcher=Watcher()
    ) as gathering:
        yield gathering
        gathering.command.db.close()


def _made(place: Place, folder: Path) -> Path:
    """Shards of a folder of articles, as a cluster makes them."""
    shards = place.work / "shards"
    there = ShardFolder(str(shards))
    there.make()
    plan = planning.planned(
        (str(folder),), Settings(), seen_from=str(shards), coder=CODER, words="add"
    )
    plans.save(plan, there)
    for task in plan.tasks:
        half = making.make(Job(plan, str(shards), task))
        assert isinstance(half, Half)
        there.rename(half.file, f"{task.name}.db")
        plans.save_made(half.made, there)
    return shards


def _start_over(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        if os.path.exists(f"{path}{end}"):
            os.unlink(f"{path}{end}")
