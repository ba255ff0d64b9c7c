"""Folders of shards as `add --dask` leaves them, made in this process."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from annotate import prepared
from annotate.corpus import articles, in_already, indexing
from annotate.corpus.database import Command, open_write
from annotate.intake.settings import Settings
from annotate.model import Draft
from annotate.prepared import Prepared
from annotate.shards import plan as plans
from annotate.shards.plan import File, Made, Plan, Task
from annotate.shards.shard_folder import ShardFolder
from tests import made_up

Item = tuple[str, Prepared]
"""A source, and what was read from it."""


def item(source: str, draft: Draft, more: bytes = b"") -> Item:
    """An article from the bytes of its text, and some more."""
    return source, prepared.of(draft, draft.text.encode() + more)


def short(count: int, first: int = 0) -> list[Item]:
    """So many articles that share nothing, of two paragraphs."""
    return [
        item(f"{n}.txt", made_up.draft(f"The day {n} of the frost.", f"It froze {n} ships.",
                                       title=f"Day {n} of frost"))
        for n in range(first, first + count)
    ]  # fmt: skip


def put(folder: Path, shards: Iterable[Sequence[Item]], errors: Sequence[str] = ()) -> ShardFolder:
    """A folder with the plan, and what its tasks made."""
    folder.mkdir(exist_ok=True)
    place = ShardFolder(str(folder))
    tasks = []
    for number, items in enumerate(shards, 1):
        name = f"{number:06}"
        tasks.append(Task(name, (File(f"{name}.txt"),)))
        put_shard(place, name, items, errors)
    plan = Plan(
        paths=("articles",), folder=str(folder), seen_from=str(folder.parent), settings=Settings(),
        tasks=tuple(tasks), coder="anna", words="add articles",
    )  # fmt: skip
    plans.save(plan, place)
    return place


def put_shard(
    place: ShardFolder, name: str, items: Sequence[Item], errors: Sequence[str] = ()
) -> None:
    """What one task makes."""
    path = Path(place.path) / f"{name}.db"
    blank(path)
    with closing(open_write(path, durable=False)) as db:
        indexing.defer(db)
        command = Command(db, coder="anna", words="add")
        with command:
            for source, new in items:
                articles.apart(command, new, source=source)
        db.execute("pragma wal_checkpoint(truncate)")
        db.execute("pragma journal_mode = delete")
    sign(place, name, {"added": len(items), "failed": len(errors)}, errors)


def sign(
    place: ShardFolder, name: str, statuses: dict[str, int] | None = None,
    errors: Sequence[str] = (),
) -> None:  # fmt: skip
    """Say that a shard is as its task left it."""
    data = (Path(place.path) / f"{name}.db").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    plans.save_made(Made(name, statuses or {}, tuple(errors), (), len(data), digest), place)


def blank(path: Path) -> None:
    """A database without articles."""
    made_up.empty(path)


def add(db: sqlite3.Connection, items: Iterable[Item]) -> None:
    """Add them as `annotate add` does, where each is in before the next is looked at."""
    command = Command(db, coder="anna", words="add")
    for source, new in items:
        is_lasting = "#line" not in source and source != "-"
        known = in_already.by_source(db, partial(str, new.digest), source, is_lasting=is_lasting)
        if known and in_already.unchanged(db, new.digest, known.slug):
            articles.learn(command, known.slug, new.metadata)  # what a table beside it says
        if known is None:
            articles.store(command, new, source=source, is_lasting=is_lasting)


_ROWS = (
    "select * from articles", "select * from paragraphs", "select * from wordings",
    "select * from lineage", "select * from originals order by sha256", "select * from old_slugs",
    "select id, article, number, sha256, source, media_type, text from versions",
    "select id, article, source, url, sha256 from addresses", "select * from unspaced",
    "select parted, unindexed from state",
    "select what, row, count(*) from history group by what, row order by what, row",
)  # fmt: skip


def rows(path: str | os.PathLike[str]) -> list[list[tuple[object, ...]]]:
    """All that is in a corpus, but for times and commands."""
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(sql).fetchall() for sql in _ROWS]
