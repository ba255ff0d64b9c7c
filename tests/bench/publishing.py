"""What a publication costs beside the plainest copy of the same rows that can be searched."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from annotate.corpus import copying
from annotate.corpus.choosing import Choice
from annotate.corpus.database import open_read
from annotate.publish import leaks, publishing
from annotate.publish.publishing import Wanted
from annotate.web.plain import building
from annotate.web.plain.leaves import Leaves

from . import clock
from .place import Place
from .report import Figure

__all__ = ["publish", "static"]

TARGET = 1.5
WITH_TEST = 2


def publish(place: Place) -> Iterator[Figure]:
    """
    `annotate publish` <= 1.5 x its floor: the same rows copied, and the indexes rebuilt.

    With the leak test, which is part of it, <= 2 x.
    """
    path, site, bare = place.database(place.middle), place.work / "site", place.work / "bare.db"

    def measured() -> float:
        shutil.rmtree(site, ignore_errors=True)
        with closing(open_read(path)) as db:
            return clock.of_call(
                lambda: publishing.publish(db, site, Wanted(), agree=lambda _: False)
            )

    def floor() -> float:
        bare.unlink(missing_ok=True)
        return clock.of_call(lambda: _copied(path, bare))

    def tested() -> float:
        with closing(open_read(path)) as db, closing(open_read(site / "corpus.db")) as copy:
            return clock.of_call(lambda: leaks.check(site, db, copy))

    tasks = {"measured": measured, "tested": tested, "floor": floor}
    found = clock.medians(place.rounds(3, 3), tasks)
    name = f"publish {place.middle:,} articles"
    yield Figure(
        f"{name}, but the test", found["measured"] - found["tested"], found["floor"], "s", TARGET
    )
    yield Figure(name, found["measured"], found["floor"], "s", WITH_TEST)


def _copied(path: Path, bare: Path) -> None:
    """Tables of the same names with all their columns, in one transaction, and their indexes."""
    with closing(sqlite3.connect(bare, isolation_level=None)) as db:
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        db.execute("pragma cache_size = -65536")
        db.execute("attach ? as work", [str(path)])
        made = db.execute(
            "select type, name, tbl_name, sql from work.sqlite_master where sql is not null"
        ).fetchall()
        db.execute("begin")
        for kind, name, _, sql in made:
            if kind == "table" and name in copying.ALLOWED:
                db.execute(sql)
                db.execute(f"insert into main.{name} select * from work.{name}")
        for kind, name, table, sql in made:
            if (kind == "index" and table in copying.ALLOWED) or name in copying.INDEXES:
                db.execute(sql)
        for name in copying.INDEXES:
            db.execute(f"insert into main.{name} ({name}) values ('rebuild')")
        db.execute("commit")


FEW = 100  # articles: each has some 170 files


def static(place: Place) -> Iterator[Figure]:
    """`annotate publish --static`, without search, beside the writing of its very files."""
    path, pages, bare = (
        place.database(place.middle),
        place.work / "pages",
        place.work / "bare",
    )
    chosen = Wanted(Choice(articles=tuple(str(n) for n in range(1, FEW + 1))))
    kind = building.kind(lambda _done, _count: None, search=False)

    def measured() -> float:
        shutil.rmtree(pages, ignore_errors=True)
        with closing(open_read(path)) as db:
            return clock.of_call(
                lambda: publishing.publish(db, pages, chosen, agree=lambda _: False, kind=kind)
            )

    def floor() -> float:
        shutil.rmtree(bare, ignore_errors=True)
        files = [(str(p.relative_to(pages)), p.read_bytes()) for p in _files(pages)]
        leaves = Leaves(bare)

        def write() -> None:
            for name, body in files:
                leaves.put(quote(name), body)

        return clock.of_call(write)

    found = clock.medians(place.rounds(3, 3), {"measured": measured, "floor": floor})
    count = sum(1 for _ in _files(pages))
    name = f"static: {FEW} articles, {count:,} files"
    yield Figure(name, found["measured"], found["floor"], "s", 1.0, None)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
