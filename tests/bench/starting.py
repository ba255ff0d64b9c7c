"""One `annotate tag`, and one TAB, beside an interpreter that imports what a command needs."""

from collections.abc import Callable, Iterator
from itertools import count

from . import building, clock
from .place import SMALL, Place
from .report import Figure

__all__ = ["help", "start", "tab"]

TARGET = 1.15
AT_TAB = 1.2
AT_HELP = 1.6


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


def help(place: Place) -> Iterator[Figure]:
    """What a group says of its commands <= 1.6 x `annotate tag REF TAG`."""
    db = place.copy(place.database(SMALL), "help.db")
    numbers = count(1)

    def called(*words: str) -> float:
        return clock.of_process(place.annotate(db, *words), env=place.env(ANNOTATE_CODER="Bench"))

    tasks: dict[str, Callable[[], float]] = {
        "tag": lambda: called("tag", f"{next(numbers)}:3", "bench/help"),
        "--help": lambda: called("--help"),
        "tags --help": lambda: called("tags", "--help"),
    }
    for task in tasks.values():
        task()
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(35, 5), tasks).items()}
    tag = found.pop("tag")
    for name, measured in found.items():
        yield Figure(f"{name}, beside tag", measured, tag, "ms", AT_HELP)


def tab(place: Place) -> Iterator[Figure]:
    """What TAB asks, at 5,000 tags <= 1.2 x `python -c 'import sqlite3, click'`."""
    db = place.copy(place.database(SMALL), "tab.db")
    building.code(db, taggings=5_000)

    def at(line: str) -> Callable[[], float]:
        asks = {"_ANNOTATE_COMPLETE": "bash_complete", "COMP_LINE": f"annotate {line}"}
        env = place.env(**asks, COMP_WORDBREAKS=" \t\n\"'><=;|&(:", ANNOTATE_CODER="Bench")
        return lambda: clock.of_process(place.annotate(db), env={**env, "ANNOTATE_DB": str(db)})

    tasks = {
        "floor": lambda: clock.of_process(
            place.python("-c", "import sqlite3, click"), env=place.env()
        ),
        "a command": at("t"),
        "a ref": at("tag a"),
        "a number": at("tag 1:"),
        "a tag": at("tag 1:3 leaf-01"),
        "a tag in a query": at("find 'war tag:leaf-01"),
    }
    for task in tasks.values():
        task()
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(35, 5), tasks).items()}
    floor = found.pop("floor")
    for name, measured in found.items():
        yield Figure(f"TAB, {name}", measured, floor, "ms", AT_TAB)
