"""
The databases that are measured on: thousands of made-up articles, put in as `annotate add` does.

Articles are made in processes beside, a few batches ahead, and streamed into
`articles.add`; nothing of them is kept but the database.
"""

import multiprocessing
import sqlite3
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from random import Random

from annotate.corpus import articles, database, indexing, tags
from annotate.corpus.database import Command
from annotate.model import Draft
from annotate.readers import plain

from . import corpus

__all__ = ["BRANCH", "CODER", "COMMON_TAG", "LEAF", "RARE_TAG", "WIDE_TAG", "build", "code"]

CODER = "Bench"
COMMON_TAG, RARE_TAG = "bench/common", "bench/rare"
BRANCH, LEAF, WIDE_TAG = "branch-01", "branch-01/leaf-0105", "wide"
BATCH = 200  # articles a process makes at a time
AHEAD = 4  # batches

Made = tuple[int, bytes, Draft]


def build(path: Path, count: int) -> None:
    """A new database of `count` articles; tags on each tenth and on each hundredth of them."""
    db = database.open_write(path, create=True, durable=False)
    # nothing is lost when this is cut short: it is begun anew
    for pragma in ("synchronous = off", "cache_size = -200000", "wal_autocheckpoint = 20000"):
        db.execute(f"pragma {pragma}")
    indexing.defer(db)
    command = Command(db, coder=CODER, words="add")
    for batch in _made(count):
        with command:
            for number, data, draft in batch:
                articles.add(command, draft, data, source=f"{number}.txt")
    indexing.catch_up(db)
    tags.add(Command(db, coder=CODER, words="tag"), _wishes(db))
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()


def code(path: Path, *, taggings: int, wide: int = 0) -> None:
    """
    Put 5,000 tags, 50 roots with 99 under each, on paragraphs all over the articles.

    And one tag on so many of the paragraphs.
    """
    db = database.open_write(path, durable=False)
    names = [f"branch-{n // 100:02}/leaf-{n:04}" if n % 100 else f"branch-{n // 100:02}"
             for n in range(5_000)]  # fmt: skip
    sql = """
        select a.slug || ':' || p.number from paragraphs p join articles a on a.id = p.article
        where p.number is not null
    """
    refs = [ref for (ref,) in db.execute(sql)]
    chosen = Random(taggings).choices(refs, k=taggings)
    wishes = (tags.Request(ref, (names[n % len(names)],)) for n, ref in enumerate(chosen))
    tags.add(Command(db, coder=CODER, words="tag"), wishes)
    everywhere = Random(wide).sample(refs, k=min(wide, len(refs)))
    wishes = (tags.Request(ref, (WIDE_TAG,)) for ref in everywhere)
    tags.add(Command(db, coder=CODER, words="tag"), wishes)
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()


def _made(count: int) -> Iterator[list[Made]]:
    """The articles in order, in batches, made a few ahead, so that memory stays bounded."""
    firsts = iter(range(1, count + 1, BATCH))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        pending: deque[Future[list[Made]]] = deque()
        while True:
            for first in firsts:
                pending.append(pool.submit(_batch, first, min(BATCH, count + 1 - first)))
                if len(pending) == AHEAD:
                    break
            if not pending:
                return
            yield pending.popleft().result()


def _batch(first: int, count: int) -> list[Made]:
    return [
        (number, data, plain.read(data))
        for number in range(first, first + count)
        for data in (corpus.article(number),)
    ]


def _wishes(db: sqlite3.Connection) -> Iterator[tags.Request]:
    """One tag on a paragraph of each tenth article, another on one of each hundredth."""
    slugs = db.execute("select slug from articles where id % 10 = 0 order by id").fetchall()
    for i, (slug,) in enumerate(slugs):
        names = (COMMON_TAG, RARE_TAG) if i % 10 == 0 else (COMMON_TAG,)
        yield tags.Request(f"{slug}:2", names)
