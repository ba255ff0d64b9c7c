"""The whole job, from sources to stored articles, without a command line."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

import pytest

from annotate.corpus import indexing
from annotate.corpus.database import Command, open_write, path_of
from annotate.errors import BadInput
from annotate.intake import adding, sources, storing
from annotate.intake.item import Item
from annotate.intake.later import Later
from annotate.intake.notices import FieldsTaken, LeftOut, Notice, OtherFormats, Remark, Watcher
from annotate.intake.settings import Settings
from annotate.intake.storing import Outcome, Target
from annotate.model import Metadata
from annotate.prepared import Prepared
from tests import made_up
from tests.made_up import HARBOUR, ORCHARD


class Noted(Watcher):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.passed = 0
        self.work: list[str] = []

    def tell(self, notice: Notice) -> None:
        self.notices.append(notice)

    def many(self, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            self.passed += 1
            yield item

    def working(self, on: str) -> AbstractContextManager[None]:
        self.work.append(on)
        return nullcontext()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_write(made_up.empty(tmp_path / "new.db"))) as db:
        yield db


def into(db: sqlite3.Connection) -> Later:
    return Later(path_of(db), lambda: Command(db, coder="anna", words="add"))


def added(
    db: sqlite3.Connection, *paths: Path, watcher: Watcher | None = None,
    settings: Settings | None = None, target: Target | None = None,
) -> list[Outcome]:  # fmt: skip
    watcher = watcher or Watcher()
    found = sources.find(map(str, paths), watcher)
    with adding.adding(
        into(db), found, watcher=watcher,
        settings=settings or Settings(workers=1), target=target or Target(),
    ) as outcomes:  # fmt: skip
        return list(outcomes)


def test_each_source_has_an_outcome_in_order(db: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(HARBOUR))
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 9)
    found = added(db, tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt")
    assert [one.added and one.added.status for one in found] == ["added", None, None]
    assert found[0].error is None
    assert "looks like a binary file" in str(found[1].error)
    assert found[2].error == f"{tmp_path / 'c.txt'}: there is no such file or folder"


def test_what_there_is_to_tell_comes_as_values(db: sqlite3.Connection, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.md").write_text("\n\n".join(HARBOUR))
    (folder / "b.djvu").write_bytes(b"x")
    (folder / "figures.csv").write_text("year,count\n2016,1\n2017,2\n")
    (folder / "news.jsonl").write_text(json.dumps({"headline": "T", "body": " ".join(ORCHARD)}))
    (folder / "page.txt").write_text(
        f"<!doctype html><html><body><p>{ORCHARD[0]}</p></body></html>"
    )
    watcher = Noted()
    found = added(db, folder, watcher=watcher)
    assert [one.error for one in found] == [None, None, None]
    left, fields, remark, others = watcher.notices
    assert isinstance(left, LeftOut)
    assert str(left).startswith(f"{folder / 'figures.csv'} is left out: it has no text in it")
    assert isinstance(fields, FieldsTaken)
    assert fields.fields == {"text": "body", "title": "headline"}
    assert isinstance(remark, Remark)
    assert str(remark).startswith(f"{folder / 'page.txt'} ")
    assert others == OtherFormats(str(folder), {".djvu": 1})
    assert str(others) == f"{folder}: left out, as of other formats: 1 .djvu"


def test_when_they_are_many_the_watcher_sees_them_pass_and_the_index_comes_last(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    for number in range(storing.MANY + 5):
        text = "\n\n".join(f"{sentence} Number {number}." for sentence in HARBOUR)
        (tmp_path / f"{number:02}.txt").write_text(text)
    watcher = Noted()
    assert len(added(db, *sorted(tmp_path.glob("*.txt")), watcher=watcher)) == storing.MANY + 5
    assert (watcher.passed, watcher.work) == (storing.MANY + 5, ["indexing"])
    assert not indexing.is_behind(db)


def test_whoever_stops_in_the_middle_leaves_a_whole_index(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.intake import storing

    monkeypatch.setattr(storing, "BATCH_BYTES", 100)
    for number in range(storing.MANY + 5):
        (tmp_path / f"{number:02}.txt").write_text(f"{HARBOUR[0]} Number {number}.")
    found = sources.find(map(str, sorted(tmp_path.glob("*.txt"))))
    with adding.adding(into(db), found) as outcomes:
        next(outcomes)
    count = db.execute("select count(*) as n from articles").fetchone()["n"]
    assert 1 <= count < storing.MANY + 5
    assert not indexing.is_behind(db)


def test_trying_stores_nothing_and_gives_what_would_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(HARBOUR))
    found = list(adding.tried(sources.find([str(tmp_path / "a.txt"), "gone.txt"])))
    assert [item.name for item, _ in found] == [str(tmp_path / "a.txt"), "gone.txt"]
    assert isinstance(found[0][1], Prepared)
    assert found[1][1] == "there is no such file or folder"


def test_what_is_said_of_one_article_is_not_said_of_several() -> None:
    two = [sources.Source("a.txt"), sources.Source("b.txt")]
    with pytest.raises(BadInput, match="--title is said of one article"):
        sources.described(two, Metadata(title="T"))
    [one] = sources.described(two[:1], Metadata(title="T"))
    assert one == sources.Source("a.txt", said=Metadata(title="T"))


def test_a_larger_article_than_allowed_is_an_error(db: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR[0])
    [found] = added(db, tmp_path / "a.txt", settings=Settings(largest=10, workers=1))
    assert "is larger than 1e-05 MB" in str(found.error)


def test_the_next_version_of_an_article_that_is_named(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(HARBOUR))
    (tmp_path / "b.txt").write_text("\n\n".join(HARBOUR[:-1]))
    [first] = added(db, tmp_path / "a.txt")
    assert first.added
    [second] = added(db, tmp_path / "b.txt", target=Target(first.added.slug))
    assert second.added
    assert (second.added.slug, second.added.version) == (first.added.slug, 2)
