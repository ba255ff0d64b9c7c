"""A publication stands in its place whole, or not at all."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from annotate.corpus import copying, locking, publication, tags, withdrawing
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_read, open_write
from annotate.errors import AnnotateError, BadInput, DatabaseTrouble, Leaking, NotFound
from annotate.publish import folder, publishing
from annotate.publish.publishing import Wanted
from tests import disks, made_up
from tests.conftest import Run
from tests.publish.conftest import Put, beside, rows


def test_a_folder_of_others_is_left_alone(put: Put, work: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put()
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put(place=work.parent)
    with pytest.raises(BadInput, match="is a file; name a folder"):
        put(place=tmp_path / "site" / "mine.txt")
    (tmp_path / "site" / "mine.txt").unlink()
    put()  # an empty one will do
    (tmp_path / "site" / "CNAME").write_text("x.example")
    with pytest.raises(BadInput, match="has what publish did not write: CNAME; move it elsewhere"):
        put()


def test_an_earlier_one_that_cannot_be_read_is_named(put: Put) -> None:
    site = put().place
    (site / "corpus.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(DatabaseTrouble, match="nobody knows which links it has; remove"):
        put()


def test_one_of_another_annotate_is_named(put: Put) -> None:
    copy = put().place / "corpus.db"
    with closing(sqlite3.connect(copy)) as db:
        db.execute("drop view stood")
    with pytest.raises(DatabaseTrouble, match=r"cannot be read \(another annotate wrote it\)"):
        put()


@pytest.fixture
def record(put: Put, tmp_path: Path) -> Path:
    """What a publication without its copy keeps of its links, in a folder of its own."""
    file = tmp_path / "files" / "links.db"
    file.parent.mkdir()
    withdrawing.record(str(put().place / "corpus.db"), str(file))
    return file


def changed(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)


def replaced(file: Path, make: Callable[[Path], None]) -> None:
    file.unlink()
    make(file)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "of another release, without a table": lambda file: changed(file, "drop table stood"),
    "without an older column": lambda file: changed(file, "alter table stood drop occurrence"),
    "without what it says": lambda file: changed(file, "alter table publication drop cite_as"),
    "without what ended": lambda file: changed(file, "drop table tombstones"),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-4096]),
    "no database": lambda file: file.write_bytes(b"links\n" * 100),
    "a folder": lambda file: replaced(file, Path.mkdir),
    "a link to nowhere": lambda file: replaced(file, lambda path: path.symlink_to("nowhere")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_record_that_cannot_be_read_is_named(record: Path, damage: str) -> None:
    DAMAGE[damage](record)
    with pytest.raises(DatabaseTrouble) as told:
        folder.previous(record.parent, [record.name], record.name)
    assert str(told.value).startswith(f"{record} cannot be read (")
    assert str(told.value).endswith(f"; remove {record.parent} to publish anew")


def test_an_empty_record_is_none(record: Path) -> None:
    record.write_bytes(b"")
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        folder.previous(record.parent, [record.name], record.name)


def test_a_record_that_may_only_be_read_will_do(record: Path) -> None:
    record.chmod(0o400)
    told = folder.previous(record.parent, [record.name], record.name)
    assert told is not None
    assert told.revision


def test_a_copy_that_is_damaged_among_its_links_is_named(put: Put) -> None:
    copy = put().place / "corpus.db"
    with closing(sqlite3.connect(copy)) as db:
        sql = "select rootpage from sqlite_master where tbl_name = 'tombstones' and type = 'index'"
        [root] = db.execute(sql).fetchone()
        [size] = db.execute("pragma page_size").fetchone()
    with copy.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(DatabaseTrouble, match=r"site/corpus.db cannot be read \(database disk"):
        put()


@pytest.mark.parametrize("place", ["", "/", "f/site", "n" * 250, "loop/site"])
def test_a_place_that_cannot_be_is_refused(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "f").write_text("a file")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput):
        put(place=cast("Path", place))
    assert beside(tmp_path) == ["f", "loop"]


def test_two_at_once_do_not_disturb_each_other(put: Put, tmp_path: Path) -> None:
    with (
        folder.making(tmp_path / "site") as new,
        pytest.raises(BadInput, match="site is being published by another process; wait for it"),
    ):
        put()
    assert not new.exists()


def test_what_is_not_ours_is_not_cleaned_away(put: Put, tmp_path: Path) -> None:
    (tmp_path / ".site.publishing").mkdir()
    (tmp_path / ".site.publishing" / "mine.txt").write_text("mine")
    with pytest.raises(
        BadInput, match="is in the way, left by a call of another kind or not ours; remove it"
    ):
        put()
    assert (tmp_path / ".site.publishing" / "mine.txt").exists()


def test_where_folders_cannot_change_places_two_steps_do(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(title="Old")
    monkeypatch.setattr(sys, "platform", "plan9")
    assert put(title="New").replaced
    assert beside(tmp_path) == ["site"]
    (tmp_path / "site").rename(tmp_path / ".site.previous")  # as a kill between them leaves it
    done = put(licence="CC0")
    assert (done.told.title, done.cleaned, beside(tmp_path)) == ("New", (), ["site"])


def test_a_locked_database_is_named(
    put: Put, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "LOCK_WAIT", 0.2)
    with closing(sqlite3.connect(work, isolation_level=None)) as db:
        db.execute("pragma locking_mode = exclusive")
        db.execute("begin exclusive")
        with pytest.raises(DatabaseTrouble, match=f"{work} is locked by another program"):
            put()
    assert beside(tmp_path) == []


def test_a_damaged_database_is_named(put: Put, work: Path, tmp_path: Path) -> None:
    data = bytearray(work.read_bytes())
    with closing(sqlite3.connect(work)) as db:
        sql = "select rootpage from sqlite_master where name = 'paragraphs'"
        [root] = db.execute(sql).fetchone()
    data[4096 * (root - 1) : 4096 * root] = b"\xff" * 4096
    work.write_bytes(data)
    with pytest.raises(DatabaseTrouble, match=f"{work} is damaged"):
        put()
    assert beside(tmp_path) == []


def test_what_would_leak_is_not_published(
    put: Put, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(copying.ALLOWED["versions"], "source", copying.IS)  # a fault of ours
    with pytest.raises(Leaking, match="table versions, column source: path “harbour"):
        put()
    assert beside(tmp_path) == []
    monkeypatch.undo()
    first = put()
    monkeypatch.setitem(copying.ALLOWED["taggings"], "coder", copying.IS)
    with pytest.raises(Leaking, match="name of a coder “Anna Secretsson”"):
        put(title="Other")
    assert rows(first.place, "select title from publication") == [("corpus",)]
    assert beside(tmp_path) == ["site"]


FOLDERS = ["site", "anna", "corpus", "nginx", "conf", "docker", "home", "data", "license", "public"]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_may_be_called_as_what_is_public(work: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    moved = work.rename(tmp_path / name / "corpus.db")
    with closing(open_write(moved)) as db:
        tags.add(Command(db, coder="anna", words="a"), [tags.Request("museum:1", ("ice",))])
    with closing(open_read(moved)) as db:
        wanted = Wanted(Choice(names=True))
        assert publishing.publish(db, tmp_path / "out", wanted, agree=bool).alike


def test_an_empty_corpus_is_published(tmp_path: Path) -> None:
    with closing(open_write(tmp_path / "empty.db", create=True)) as db:
        done = publishing.publish(db, tmp_path / "site", Wanted(), agree=bool)
    assert (done.contents.articles, done.told.title) == ((), "empty")


def test_a_link_to_a_folder_stays_one(put: Put, tmp_path: Path) -> None:
    put(place=tmp_path / "real")
    (tmp_path / "site").symlink_to("real")
    assert put(title="Again").place == tmp_path / "real"
    assert (tmp_path / "site").is_symlink()


def test_folders_above_are_made_and_unmade(put: Put, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        put(Choice(articles=("nothing",)), place=tmp_path / "a" / "b" / "site")
    assert beside(tmp_path) == []
    assert put(place=tmp_path / "a" / "b" / "site").place.is_dir()


def test_a_copy_is_not_published(put: Put, tmp_path: Path) -> None:
    site = put().place
    with (
        closing(open_read(site / "corpus.db")) as db,
        pytest.raises(BadInput, match="is a published copy; name the working database"),
    ):
        publishing.publish(db, tmp_path / "other", Wanted(), agree=lambda _: True)


def test_a_copy_is_never_written(put: Put) -> None:
    copy = put().place / "corpus.db"
    before = copy.read_bytes()
    with pytest.raises(DatabaseTrouble, match="is a published copy, which only `annotate publish`"):
        open_write(copy)
    assert (copy.read_bytes(), beside(copy.parent)) == (
        before,
        sorted({*publishing.OURS} - {"corpus.db"}),
    )


def test_a_full_disk_leaves_nothing(put: Put, tmp_path: Path) -> None:
    with disks.mounted(tmp_path / "disk", size=200_000) as disk:
        with pytest.raises(AnnotateError, match="the disk is full"):
            put(place=disk / "site")
        assert list(disk.iterdir()) == []


def test_files_that_may_not_grow_are_the_places_fault(put: Put, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
    try:
        with pytest.raises(AnnotateError, match=f"^{tmp_path}/site cannot be"):
            put()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not any("site" in entry.name for entry in tmp_path.iterdir())


def test_a_copy_says_what_it_is(put: Put) -> None:
    done = put(title="Lindow")
    with closing(open_read(done.place / "corpus.db")) as db:
        assert publication.of(db) == done.told


KILLED = [
    ("mkdir", 1), ("openat", 900), ("pwrite64", 1), ("pwrite64", 30), ("pwrite64", 80),
    ("write", 3), ("write", 9), ("fsync", 1), ("fsync", 6), ("renameat2", 1), ("unlink", 1),
    ("unlinkat", 1), ("unlinkat", 5), ("rmdir", 1),
]  # fmt: skip


@pytest.mark.parametrize(("call", "at"), KILLED)
def test_a_killed_call_leaves_old_or_new(
    run: Run, work: Path, tmp_path: Path, environment: dict[str, str], call: str, at: int
) -> None:
    site = tmp_path / "site"
    assert run("publish", site, "--title", "Old").exit_code == 0
    old = {file.name: file.read_bytes() for file in site.iterdir()}
    killing = ["strace", "-f", "-qq", "-o", "/dev/null", f"--inject={call}:signal=KILL:when={at}"]
    subprocess.run(
        [*killing, made_up.COMMAND, "publish", site, "--title", "New"],
        env={**environment, "ANNOTATE_DB": str(work)}, capture_output=True, check=False,
    )  # fmt: skip
    found = {file.name: file.read_bytes() for file in site.iterdir()}
    assert found == old or (b"# New" in found["README.md"] and {*found} == {*old})
    left = beside(tmp_path) != ["site"]
    again = run("publish", site, "--title", "Newer")
    assert again.exit_code == 0
    assert ("was left by a call that broke off; it is gone" in again.stderr) == left
    assert beside(tmp_path) == ["site"]
