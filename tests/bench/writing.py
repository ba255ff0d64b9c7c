"""Eight programs that write at once."""

import multiprocessing
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.managers import SyncManager
from pathlib import Path
from threading import Barrier

from annotate.corpus import database, tags
from annotate.corpus.database import Command
from annotate.corpus.ids import uuid7

from .place import CODER, SMALL, Place
from .report import Figure
from .tagging import refs

__all__ = ["writers"]

TARGET = 2.5
WRITERS = 8
WRITES = 500  # each
TAG = "bench/writers"

Write = Callable[[sqlite3.Connection, str], object]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one writer needed: CPU seconds, and when it began and ended."""

    cpu: float
    began: float
    ended: float


def writers(place: Place) -> Iterator[Figure]:
    """8 x 500 `tags.add`, each its own transaction, <= 2.5 x the bare inserts; no lock error."""
    source = place.database(SMALL)
    wanted = refs(source, WRITERS * WRITES)
    with multiprocessing.get_context("spawn").Manager() as manager:
        rounds = [_round(place, source, wanted, manager) for _ in range(place.rounds(5, 1))]
    for i, what in enumerate(("CPU", "wall")):
        ours, bare = (statistics.median(r[which][i] for r in rounds) for which in (0, 1))
        name = f"{WRITERS} writers x {WRITES} taggings, {what}"
        yield Figure(name, ours * 1000, bare * 1000, "ms", TARGET)


def _round(
    place: Place, source: Path, wanted: Sequence[str], manager: SyncManager
) -> tuple[tuple[float, float], tuple[float, float]]:
    ours = _together(place.copy(source, "writers.db"), wanted, _tag, manager)
    bare = place.copy(source, "writers-bare.db")
    return ours, _together(bare, _prepared(bare, wanted), _insert, manager)


def _together(
    path: Path, wanted: Sequence[str], write: Write, manager: SyncManager
) -> tuple[float, float]:
    """The CPU and the clock's seconds of all writers; raises what any of them raises."""
    start = manager.Barrier(WRITERS)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WRITERS, mp_context=context) as pool:
        shares = [wanted[i::WRITERS] for i in range(WRITERS)]
        futures = [pool.submit(_writer, path, share, write, start) for share in shares]
        spent = [future.result() for future in futures]
    began, ended = min(s.began for s in spent), max(s.ended for s in spent)
    return sum(s.cpu for s in spent), ended - began


def _writer(path: Path, share: Sequence[str], write: Write, start: Barrier) -> Spent:
    db = database.open_write(path, durable=False)
    start.wait(60)
    began, cpu = time.monotonic(), time.process_time()
    for words in share:
        write(db, words)
    spent = Spent(time.process_time() - cpu, began, time.monotonic())
    db.close()
    return spent


def _tag(db: sqlite3.Connection, ref: str) -> None:
    tags.add(Command(db, coder=CODER, words=f"tag {ref} {TAG}"), [tags.Request(ref, (TAG,))])


def _prepared(path: Path, wanted: Sequence[str]) -> list[str]:
    """Without the history, and with the tag; returns the row ids of the paragraphs as text."""
    db = database.open_write(path)
    for event in ("insert", "update", "delete"):
        db.execute(f"drop trigger taggings_history_{event}")
    db.execute("insert into tags (id, name) values (99, ?)", [TAG])
    sql = "select id from paragraphs where number is not null order by id limit ?"
    ids = [str(row["id"]) for row in db.execute(sql, [len(wanted)])]
    db.close()
    return ids


def _insert(db: sqlite3.Connection, paragraph: str) -> None:
    db.execute("begin immediate")
    db.execute(
        "insert into taggings (id, paragraph, tag, coder, created) values (?, ?, 99, ?, ?)",
        [uuid7(), int(paragraph), CODER, database.now()],
    )
    db.execute("commit")
