"""Ten thousand taggings at once, and moved to another tag."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from annotate.corpus import database, merging, tags
from annotate.corpus.database import Command
from annotate.corpus.ids import uuid7

from . import clock
from .place import CODER, SMALL, Place
from .report import Figure

__all__ = ["merge", "refs", "tag_many"]

TARGET = 2.5
MANY = 10_000
TAG = "bench/many"
OTHER = "bench/other"
MERGED = 3


def tag_many(place: Place) -> Iterator[Figure]:
    """A bulk call <= 2.5 x `executemany` of the same rows without the history."""
    source = place.database(SMALL)
    wanted = refs(source, MANY)
    lines = place.work / "many.jsonl"
    lines.write_text("".join(json.dumps({"ref": r, "tags": [TAG]}) + "\n" for r in wanted))

    def through_cli(*words: str) -> float:
        path = place.copy(source, "many-cli.db")
        env = place.env(ANNOTATE_CODER=CODER)
        return clock.of_process(place.annotate(path, "tag", *words), env=env, stdin=lines)

    tasks = {
        "measured": lambda: _through_api(place.copy(source, "many.db"), wanted),
        "floor": lambda: _bare(place.copy(source, "many-bare.db"), wanted),
        "cli": lambda: through_cli("--jsonl", "-"),
        "start": lambda: through_cli(wanted[0], TAG),
    }
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(9, 3), tasks).items()}
    cli = found["cli"] - found["start"]
    yield Figure(f"{MANY:,} taggings, tags.add", found["measured"], found["floor"], "ms", TARGET)
    yield Figure(f"{MANY:,} taggings, CLI less start", cli, found["floor"], "ms", TARGET)


def merge(place: Place) -> Iterator[Figure]:
    """Merging a tag into another <= 3 x `executemany` of its taggings without the history."""
    source = place.database(SMALL)
    wanted = refs(source, MANY)

    def merged(path: Path) -> float:
        db = database.open_write(path)
        for tag in (TAG, OTHER):
            requests = [tags.Request(ref, (tag,)) for ref in wanted[: MANY if tag == TAG else 1]]
            tags.add(Command(db, coder=CODER, words="tag"), requests)
        command = Command(db, coder=CODER, words="merge")
        seconds = clock.of_call(lambda: merging.merge(command, [TAG], OTHER))
        db.close()
        return seconds

    tasks = {
        "measured": lambda: merged(place.copy(source, "merged.db")),
        "floor": lambda: _bare(place.copy(source, "merged-bare.db"), wanted),
    }
    found = {k: v * 1000 for k, v in clock.medians(place.rounds(9, 3), tasks).items()}
    yield Figure(f"{MANY:,} taggings merged", found["measured"], found["floor"], "ms", MERGED)


def refs(path: Path, count: int) -> list[str]:
    """So many refs of one paragraph each, in the order of the articles."""
    db = database.open_read(path)
    rows = db.execute(
        """
        select a.slug || ':' || p.number from paragraphs p join articles a on a.id = p.article
        where p.number is not null order by p.id limit ?
        """,
        [count],
    ).fetchall()
    db.close()
    return [ref for (ref,) in rows]


def _through_api(path: Path, wanted: list[str]) -> float:
    db = database.open_write(path)
    command = Command(db, coder=CODER, words="tag")
    requests = [tags.Request(ref, (TAG,)) for ref in wanted]
    seconds = clock.of_call(lambda: tags.add(command, requests))
    db.close()
    return seconds


def _bare(path: Path, wanted: list[str]) -> float:
    db = database.open_write(path)
    for event in ("insert", "update", "delete"):
        db.execute(f"drop trigger taggings_history_{event}")
    tag = db.execute("insert into tags (name) values (?)", [TAG]).lastrowid
    ids = [
        row["id"]
        for row in db.execute(
            "select id from paragraphs where number is not null order by id limit ?", [len(wanted)]
        )
    ]
    rows: list[tuple[object, ...]] = [(uuid7(), i, tag, CODER, database.now()) for i in ids]
    seconds = clock.of_call(lambda: _insert(db, rows))
    db.close()
    return seconds


def _insert(db: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    with database.transaction(db):
        db.executemany(
            "insert into taggings (id, paragraph, tag, coder, created) values (?, ?, ?, ?, ?)", rows
        )
