"""Opening the database, and what its file can be instead of what it should."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from annotate.corpus import database, locking, migrated, migrations
from annotate.corpus.database import Command, open_read, open_write, transaction
from annotate.errors import DatabaseTrouble, NotFound
from tests import made_up
from tests.disks import made_read_only, mounted


def count(db: sqlite3.Connection) -> int:
    return int(db.execute("select count(*) from articles").fetchone()[0])


def a_text(path: Path) -> None:
    path.write_text("This is no database, but a text that is long enough to look like one. " * 20)


def a_foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table recipes (id integer primary key)")


def a_foreign_database_with_migrations(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table _sqlite_migrations (migration_set text, name text)")
        db.execute("insert into _sqlite_migrations values ('llm', 'm001_initial')")
        db.commit()


def a_newer_database(path: Path) -> None:
    with closing(open_write(path, create=True)) as db:
        db.execute("""
            insert into _sqlite_migrations (migration_set, name, applied_at)
            values ('annotate', 'm999_wonders', '2030-01-01')""")


def a_damaged_database(path: Path) -> None:
    with closing(open_write(path, create=True)):
        pass
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192)


TROUBLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (a_text, "is not a database; name another with --db"),
    "a foreign database": (a_foreign_database, "is an SQLite database, but not one of annotate's"),
    "another's migrations": (
        a_foreign_database_with_migrations,
        "is an SQLite database, but not one of annotate's",
    ),
    "a newer database": (a_newer_database, "was made by a newer annotate"),
    "a folder": (Path.mkdir, "is a folder; name a file with --db"),
    "no bytes": (Path.touch, "is empty, as after a copy that broke off; go back to a backup"),
    "damage": (a_damaged_database, "is damaged"),
}


@pytest.mark.parametrize("opened", [open_read, open_write], ids=["reading", "writing"])
@pytest.mark.parametrize(("make", "told"), TROUBLE.values(), ids=TROUBLE)
def test_what_is_no_database_of_ours_is_refused(
    tmp_path: Path,
    make: Callable[[Path], object],
    told: str,
    opened: Callable[[Path], sqlite3.Connection],
) -> None:
    path = tmp_path / "corpus.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseTrouble, match=f"^{re.escape(str(path))} {told}"):
        opened(path).close()
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("opened", [open_read, open_write], ids=["reading", "writing"])
def test_a_missing_database_is_not_made(
    tmp_path: Path, opened: Callable[[Path], sqlite3.Connection]
) -> None:
    with pytest.raises(NotFound, match="`annotate add PATH` makes one"):
        opened(tmp_path / "corpus.db")
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "100% #1?.db"
    with closing(open_write(path, create=True)) as db:
        assert count(db) == 0
        assert db.execute("pragma journal_mode").fetchone()[0] == "wal"
    assert path.exists()


def test_a_database_in_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseTrouble, match="cannot be used"):
        open_write(tmp_path / "file" / "corpus.db", create=True)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.touch()
    with closing(open_write(path, create=True)) as db:
        assert count(db) == 0


def test_an_older_database_is_migrated_when_it_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = (
        *migrations.MIGRATIONS,
        ("m100_more", "create table more (id integer primary key) strict;"),
    )
    monkeypatch.setattr(migrations, "MIGRATIONS", newer)
    monkeypatch.setattr(migrated, "NAMES", tuple(name for name, _ in newer))
    with closing(open_read(path)) as db:
        assert db.execute("select count(*) from more").fetchone()[0] == 0
        assert count(db) == 3


def test_a_database_opened_for_reading_cannot_be_written(path: Path) -> None:
    with (
        closing(open_read(path)) as db,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        db.execute("delete from commands")


@pytest.fixture
def read_only(tmp_path: Path, built: Path) -> Iterator[Path]:
    """A folder with the database on a file system that is mounted read-only."""
    with mounted(tmp_path / "mounted") as folder:
        shutil.copy(built, folder / "corpus.db")
        made_read_only(folder)
        yield folder


def test_a_database_in_a_read_only_folder_can_be_read(read_only: Path) -> None:
    with closing(open_read(read_only / "corpus.db")) as db:
        assert count(db) == 3


def test_a_database_in_another_users_folder_can_be_read(built: Path) -> None:
    with tempfile.TemporaryDirectory() as name:  # that of the tests is closed to others
        folder = Path(name)
        shutil.copy(built, folder / "corpus.db")
        (folder / "corpus.db").chmod(0o444)
        folder.chmod(0o555)
        code = (
            "import os, sys; from annotate.corpus.database import open_read; import sqlite3\n"
            "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
            "db = open_read(sys.argv[1])\n"
            "print(db.execute('select count(*) from articles').fetchone()[0])"
        )
        command: list[str | Path] = [sys.executable, "-c", code, folder / "corpus.db"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        assert (done.stdout, done.stderr) == ("3\n", "")


def test_a_database_in_a_read_only_folder_cannot_be_written(read_only: Path) -> None:
    def write() -> None:
        with closing(open_write(read_only / "corpus.db")) as db:
            made_up.add(db, made_up.draft("More."))

    with pytest.raises(DatabaseTrouble, match=r"read-only|may be written"):
        write()


def test_what_a_program_began_is_not_committed_by_a_command(db: sqlite3.Connection) -> None:
    db.execute("begin")
    db.execute("update state set closed = 1")
    with pytest.raises(DatabaseTrouble, match="within a transaction"):
        Command(db, coder="anna", words="tag").__enter__()
    assert db.in_transaction


@pytest.mark.parametrize(("load", "seconds"), [(0.5, 5), (6, 15), (900, 15)])
def test_a_lock_is_waited_for_five_seconds_and_longer_on_a_busy_machine(
    monkeypatch: pytest.MonkeyPatch, load: float, seconds: float
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0, 0))
    assert locking.patience() == seconds


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))


def test_a_lock_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "LOCK_WAIT", 0.3)
    with closing(open_write(path)) as other, closing(open_write(path)) as db, transaction(other):
        started = time.monotonic()
        with pytest.raises(DatabaseTrouble, match=f"^{path} is locked by another program"):
            made_up.add(db, made_up.draft("More."))
        assert time.monotonic() - started >= 0.3
        with closing(open_read(path)) as reader:  # readers never wait
            assert count(reader) == 3


def test_a_database_that_is_wholly_locked_is_not_read_past_its_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "LOCK_WAIT", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        with pytest.raises(DatabaseTrouble, match="is locked by another program"):
            open_read(path)


OPENING = """
import sys
from annotate.corpus.database import Command, open_write
db = open_write(sys.argv[1], create=True)
with Command(db, coder="anna", words="open"):
    db.execute("insert into tags (name) values (?)", [sys.argv[2]])
db.close()
"""


def test_four_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    for attempt in range(3):
        path = tmp_path / f"{attempt}.db"
        commands = [[sys.executable, "-c", OPENING, str(path), name] for name in "abcd"]
        processes = [subprocess.Popen(c, stderr=subprocess.PIPE, text=True) for c in commands]
        told = [process.communicate()[1] for process in processes]
        assert told == [""] * 4
        with closing(open_read(path)) as db:
            assert [n for (n,) in db.execute("select name from tags order by 1")] == list("abcd")


def test_a_command_that_changes_nothing_leaves_no_trace(db: sqlite3.Connection) -> None:
    before = db.execute("select count(*) from commands").fetchone()[0]
    with Command(db, coder="anna", words="nothing") as command:
        pass
    assert command.id is None
    assert db.execute("select count(*) from commands").fetchone()[0] == before


def test_a_command_that_fails_leaves_no_trace(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    command = Command(db, coder="anna", words="half")

    def fail() -> None:
        with command:
            db.execute("insert into tags (name) values ('half')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (made_up.dump(db), command.id, db.in_transaction) == (before, None, False)
    assert db.execute("select count(*) from commands where words = 'half'").fetchone()[0] == 0


def test_a_command_inside_itself_is_the_same_transaction(
    db: sqlite3.Connection, anna: Command
) -> None:
    before = made_up.dump(db)

    def fail() -> None:
        with anna:
            db.execute("insert into tags (name) values ('outer')")
            with anna:
                db.execute("insert into tags (name) values ('inner')")
            assert db.in_transaction
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (made_up.dump(db), db.in_transaction, anna.id) == (before, False, None)


def test_several_transactions_of_a_command_are_one_entry_of_the_history(
    anna: Command,
) -> None:
    for name in ("one", "two"):
        with anna:
            anna.db.execute("insert into tags (name) values (?)", [name])
    sql = "select count(distinct command), count(*) from history where what = 'tags'"
    assert tuple(anna.db.execute(sql).fetchone()) == (1, 2)


def test_what_another_program_writes_belongs_to_no_command(
    path: Path, db: sqlite3.Connection, anna: Command
) -> None:
    with anna:
        db.execute("insert into tags (name) values ('ours')")
    with closing(sqlite3.connect(path)) as other:
        other.execute("insert into tags (name) values ('theirs')")
        other.commit()
    sql = "select command is null from history where what = 'tags' order by id"
    assert [outside for (outside,) in db.execute(sql)] == [0, 1]


def test_now_is_utc_to_the_millisecond() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", database.now())


def test_the_time_goes_on_from_one_second_to_the_next() -> None:
    before, end = time.time_ns() // 1_000_000, time.monotonic() + 1.1
    told = [database.now()]
    while time.monotonic() < end:
        told.append(database.now())
    after = time.time_ns() // 1_000_000
    assert told == sorted(told)
    first, last = (
        round(datetime.fromisoformat(at).timestamp() * 1000) for at in told[:: len(told) - 1]
    )
    assert before <= first < first + 1000 <= last <= after


def test_a_command_is_synced_at_its_end_by_a_commit_that_is_durable(path: Path) -> None:
    with closing(open_write(path, durable=False)) as db:
        command = Command(db, coder="anna", words="many")
        with command:
            db.execute("insert into tags (name) values ('many')")
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        command.sync()
        assert statements[0] == "pragma synchronous = full"
        assert statements[-1] == "commit"
        assert any(said.startswith("update state set command") for said in statements)
        assert db.execute("pragma synchronous").fetchone()[0] == 2


def test_a_command_that_did_nothing_syncs_nothing(path: Path) -> None:
    with closing(open_write(path, durable=False)) as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        Command(db, coder="anna", words="nothing").sync()
        assert statements == []
