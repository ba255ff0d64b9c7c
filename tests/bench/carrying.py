"""Taggings carried out and in."""

import csv
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from annotate.anchor import quote
from annotate.corpus import database
from annotate.corpus.database import Command
from annotate.corpus.ids import uuid7s
from annotate.exchange import incoming, outgoing

from . import clock
from .place import CODER, SMALL, Place
from .report import Figure

__all__ = ["carrying", "held"]

OUT, IN = 3, 4  # times the floors
FAST = 20_000  # taggings a CPU second, here and now; a slow machine has fewer
FLAT = 40_000  # kB that memory may grow by, whatever is carried
TAGS = 10  # on each paragraph, every second one on words of it
_INSERT = """
    insert into taggings (id, paragraph, tag, coder, created, exact, prefix, suffix, start)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

Row = tuple[object, ...]


def carrying(place: Place) -> Iterator[Figure]:
    """
    Out <= 3 x reading the view and `csv.writer`; in <= 4 x `executemany` of the same rows.

    And 20,000 a CPU second, and memory that does not grow.
    """
    source = place.database(SMALL)
    full = place.copy(source, "carried.db")
    rows = _fill(full)
    made = {form: place.work / f"carried.{form}" for form in ("csv", "jsonl")}
    for form, file in made.items():
        _out(full, form, file)
    tasks = {
        "out csv": lambda: _timed_out(full, "csv", place.work / "out"),
        "out jsonl": lambda: _timed_out(full, "jsonl", place.work / "out"),
        "out floor": lambda: _bare_out(full, place.work / "bare.csv"),
        "in csv": lambda: _in(place.copy(source, "in.db"), made["csv"]),
        "in jsonl": lambda: _in(place.copy(source, "in.db"), made["jsonl"]),
        "in floor": lambda: _bare_in(place.copy(source, "bare.db"), rows),
    }
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(5, 1), tasks).items()}
    for way, most in (("out", OUT), ("in", IN)):
        for form in made:
            took = found[f"{way} {form}"]
            name = f"{len(rows):,} taggings {way}, {form}"
            yield Figure(name, took, found[f"{way} floor"], "ms", most)
            a_second = len(rows) / took * 1000
            yield Figure(f"{name}, a CPU second", a_second, FAST, "", 1, "at least")
    for way, grown in _grown(place, full, source, made["csv"]).items():
        yield Figure(f"memory for {way}", grown, 0, "kB", FLAT, "more by at most")


def _fill(path: Path) -> list[Row]:
    """Put tags on every paragraph; returns the rows."""
    db = database.open_write(path, durable=False)
    with Command(db, coder=CODER, words="fill"):
        names = [[f"carried/{number}"] for number in range(TAGS)]
        db.executemany("insert into tags (name) values (?)", names)
        sql = "select id from tags where name like 'carried/%' order by id"
        tags = [row["id"] for row in db.execute(sql)]
        rows: list[Row] = []
        for row in db.execute("select id, text from paragraphs where number is not null"):
            for number, tag in enumerate(tags):
                at = quote.at(row["text"], 5 * number, 5 * number + 20)
                words = (at.exact, at.prefix, at.suffix, at.start) if number % 2 else (None,) * 4
                rows.append((row["id"], tag, CODER, "2026-11-21T09:30:00.000Z", *words))
        ids = uuid7s(len(rows))
        rows = [(id, *row) for id, row in zip(ids, rows, strict=True)]
        db.executemany(_INSERT, rows)
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    return rows


def _out(path: Path, form: str, file: Path) -> None:
    db = database.open_read(path)
    with outgoing.into(str(file)) as opened:
        outgoing.export(db, outgoing.Wanted("taggings"), form, opened)
    db.close()


def _timed_out(path: Path, form: str, file: Path) -> float:
    return clock.of_call(lambda: _out(path, form, file))


def _bare_out(path: Path, file: Path) -> float:
    def write() -> None:
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows(db.execute("select * from coding"))

    db = database.open_read(path)
    seconds = clock.of_call(write)
    db.close()
    return seconds


def _in(path: Path, file: Path) -> float:
    def bring() -> None:
        with file.open("rb") as opened:
            incoming.bring(Command(db, coder=CODER, words="import"), opened)

    db = database.open_write(path, durable=False)
    seconds = clock.of_call(bring)
    db.close()
    return seconds


def _bare_in(path: Path, rows: list[Row]) -> float:
    db = database.open_write(path, durable=False)
    tags = {(row[2], f"carried/{row[2]}") for row in rows}
    db.executemany("insert into tags (id, name) values (?, ?)", sorted(tags))
    seconds = clock.of_call(lambda: _insert(db, rows))
    db.close()
    return seconds


def _insert(db: sqlite3.Connection, rows: list[Row]) -> None:
    with database.transaction(db):
        db.executemany(_INSERT, rows)


_MEASURED = """
import sys
from pathlib import Path
from tests.bench import carrying
path, file, way = sys.argv[1:]
before = carrying.held()
if way == "in":
    carrying._in(Path(path), Path(file))
else:
    carrying._out(Path(path), "csv", Path(file))
print(carrying.held() - before)
"""


def held() -> int:
    """The most memory (kB) that this process ever had; what it was forked from does not count."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1])


def _grown(place: Place, full: Path, source: Path, file: Path) -> dict[str, float]:
    """By how much (kB) a process grows that carries all of it out, or in."""
    ways = {"out": (full, place.work / "grown.csv"), "in": (place.copy(source, "grown.db"), file)}
    return {
        way: float(subprocess.check_output(place.python("-c", _MEASURED, str(db), str(table), way)))
        for way, (db, table) in ways.items()
    }
