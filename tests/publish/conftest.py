"""A working database with what is private, and ways to publish it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import (
    defining,
    describing,
    notes,
    tags,
)
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_read, open_write
from annotate.model import Metadata
from annotate.publish import publishing
from annotate.publish.configuration import Access
from annotate.publish.publishing import Published, Wanted
from annotate.publish.saying import Said

SECRET = "the private thought of a coder"
Put = Callable[..., Published]


@pytest.fixture
def work(path: Path) -> Path:
    """The made-up articles with annotations of two coders, private, deleted and edited ones."""
    with closing(open_write(path)) as db:

        def anna() -> Command:
            return Command(db, coder="Anna Secretsson", words=f"said {SECRET}")

        def ben() -> Command:
            return Command(db, coder="ben", words="b")

        defining.define(anna(), "actor/master", definition="Who rules.", colour="#c0392b")
        defining.define(anna(), "unused", definition=SECRET)
        quote = tags.Request("harbour:2", ("actor/master",), quote="harbour master")
        tags.add(anna(), [quote, tags.Request("harbour:1", ("ice",))])
        tags.add(ben(), [tags.Request("orchard:1", ("insect/wasp",), quote="Wasps")])
        notes.add(anna(), "harbour:1", "A cold one.")
        notes.add(ben(), "orchard", "On pears.")
        notes.add(ben(), "tag:ice", "On ice.")
        notes.add(anna(), "harbour:1", SECRET, private=True)
        [gone] = notes.add(anna(), "harbour:3", f"deleted {SECRET}")
        notes.delete(anna(), gone.id)
        [changed] = notes.add(anna(), "harbour:3", f"before {SECRET}")
        notes.edit(anna(), changed.id, "after", private=None)
        describing.edit(anna(), "harbour", Metadata(published="2026-03-01", site="Lindow News"))
        describing.edit(anna(), "orchard", Metadata(published="2025"))
        db.execute("pragma wal_checkpoint(truncate)")
    return path


@pytest.fixture
def put(work: Path, tmp_path: Path) -> Put:
    """Publish that database in `site`."""

    def call(
        choice: Choice | None = None, *, agree: publishing.Agree = lambda _: True,
        access: Access | None = None, place: Path | None = None, **said: str,
    ) -> Published:  # fmt: skip
        wanted = Wanted(choice or Choice(), access or Access(), Said(**said))
        with closing(open_read(work)) as db:
            return publishing.publish(
                db, tmp_path / "site" if place is None else place, wanted, agree=agree
            )

    return call


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{folder}/corpus.db?immutable=1", uri=True)) as db:
        return db.execute(sql).fetchall()


def beside(folder: Path) -> list[str]:
    """What is in a folder besides the database of the test."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("corpus.db"))
