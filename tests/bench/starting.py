"""One `annotate tag` process, beside an interpreter that imports what it cannot do without."""

from collections.abc import Callable, Iterator
from itertools import count

from . import clock
from .place import SMALL, Place
from .report import Figure

__all__ = ["start"]

TARGET = 1.15


def start(place: Place) -> Iterator[Figure]:
    """`annotate tag REF TAG` <= 1.15 x `python -c 'import sqlite3, click'`."""
    db = place.copy(place.database(SMALL), "start.db")
    numbers = count(1)

    def tag(**env: str) -> float:
        words = place.annotate(db, "tag", f"{next(numbers)}:3", "bench/start")
        return clock.of_process(words, env=place.env(**env))

    def floor() -> float:
        return clock.of_process(place.python("-c", "import sqlite3, click"), env=place.env())

    tasks: dict[str, Callable[[], float]] = {
        "floor": floor,
        "given": lambda: tag(ANNOTATE_CODER="Bench"),
        "asked": tag,
    }
    for task in tasks.values():
        task()  # once, so that the bytecode is there
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(75, 11), tasks).items()}
    yield Figure("tag, coder in environment", found["given"], found["floor"], "ms", TARGET)
    yield Figure("tag, coder asked of git", found["asked"], found["floor"], "ms", TARGET)
