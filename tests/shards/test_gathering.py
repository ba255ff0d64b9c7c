"""Gathering shards into one corpus, on the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus.database import MANY, open_write
from annotate.model import Draft
from annotate.shards import gatherer
from annotate.shards import plan as plans
from annotate.shards.shard_folder import ShardFolder
from annotate.text import key as keys
from tests import disks, made_up
from tests.conftest import Run
from tests.shards import making_shards
from tests.shards.making_shards import Item, item, short

COUNT = 7  # articles of the folder
SHARDS = (short(3), short(0), short(4, 3))


@pytest.fixture
def folder(tmp_path: Path) -> ShardFolder:
    """Three shards, one of them without articles."""
    return making_shards.put(tmp_path / "shards", SHARDS)


@pytest.fixture
def plain(tmp_path: Path) -> list[list[tuple[object, ...]]]:
    """The rows of a corpus to which the same was added."""
    path = tmp_path / "plain.db"
    making_shards.blank(path)
    with closing(open_write(path)) as db:
        making_shards.add(db, [each for shard in SHARDS for each in shard])
    return making_shards.rows(path)


def test_shards_become_one_corpus(
    run: Run, folder: ShardFolder, tmp_path: Path, plain: list[list[tuple[object, ...]]]
) -> None:
    done = run("gather", folder.place, "-o", tmp_path / "new.db")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "7 added\n")
    assert making_shards.rows(tmp_path / "new.db") == plain
    assert schema_of(tmp_path / "new.db") == schema_of(tmp_path / "plain.db")


def schema_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return sorted(sql for (sql,) in db.execute("select sql from sqlite_master where sql > ''"))


def test_what_is_gathered_is_sound_and_found_and_can_be_taken_back(
    run: Run, folder: ShardFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("gather", folder.place, "-o", tmp_path / "new.db").exit_code == 0
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "new.db"))
    assert run("check").stderr == "all is well\n"
    assert run("find", "frost").stdout.count("frost:") == COUNT
    [done] = json.loads(run("history", "-f", "json").stdout)
    assert done["words"] == f"gather {folder.place} -o {tmp_path / 'new.db'}"
    assert run("undo").exit_code == 0
    assert run("articles", "-f", "nl").stdout == ""
    assert run("redo").exit_code == 0
    assert run("check").stderr == "all is well\n"


def test_a_corpus_with_annotations_is_added_to(run: Run, path: Path, tmp_path: Path) -> None:
    changed = made_up.draft(*made_up.HARBOUR, "In May the first ship came in.", title="Harbour")
    folder = making_shards.put(
        tmp_path / "shards",
        [short(2), [item("harbour.txt", changed), item("wasps.txt", _orchard())]],
    )
    assert run("tag", "harbour:2", "shields").exit_code == 0
    done = run("gather", folder.place, "--into", path)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "harbour: 1 removed, 1 added (annotate diff harbour)",
        "2 added, 1 updated, 1 unchanged",
    ]
    assert "human shields" in run("find", "--tag", "shields").stdout
    assert run("check").stderr == "all is well\n"


def test_what_a_table_says_by_now_is_learnt(run: Run, tmp_path: Path) -> None:
    for byline, options in (("Per Dal", "-o"), ("Ida Holm", "--into")):
        said = made_up.draft(*made_up.MUSEUM, title="Museum", byline=byline)
        folder = making_shards.put(tmp_path / byline, [[item("m.txt", said)]])
        done = run("gather", folder.place, options, tmp_path / "new.db")
        assert done.exit_code == 0
    assert done.stderr == "1 unchanged\n"
    with closing(sqlite3.connect(tmp_path / "new.db")) as db:
        assert db.execute("select byline from articles").fetchall() == [("Ida Holm",)]


def test_a_file_is_no_folder(run: Run, path: Path, tmp_path: Path) -> None:
    done = run("gather", path, "-o", tmp_path / "new.db")
    assert (done.exit_code, done.stderr) == (
        1, f"Error: {path} cannot be gathered: Not a directory\n",
    )  # fmt: skip


def _orchard() -> Draft:
    return made_up.draft(*made_up.ORCHARD, title="Orchard")


@pytest.mark.parametrize("options", [("-o", "new.db"), ("--into", "000001.db")])
def test_a_corpus_is_not_among_the_shards(
    run: Run, folder: ShardFolder, options: tuple[str, str]
) -> None:
    path = Path(folder.place) / options[1]
    done = run("gather", folder.place, options[0], path)
    told = f"{path} is in {folder.place}, among the shards: name another folder"
    assert (done.exit_code, done.stderr) == (1, f"Error: {told}\n")
    assert run("gather", folder.place, "-o", path.parent.parent / "new.db").exit_code == 0


def test_of_many_like_known_ones_it_is_said_how_to_see_them(run: Run, tmp_path: Path) -> None:
    alike = [
        item(f"{n}.txt", made_up.draft(*made_up.ORCHARD, f"Copy {n} alone.", title=f"Copy {n}"))
        for n in range(8)
    ]
    folder = making_shards.put(tmp_path / "shards", [alike])
    told = run("gather", folder.place, "-o", tmp_path / "new.db").stderr.splitlines()
    assert all(" is like copy-0 (3 of " in line for line in told[:5])
    assert told[5:] == ["2 more are like known ones; annotate same SLUG shows which", "8 added"]


def test_sources_are_seen_from_the_corpus(run: Run, folder: ShardFolder, tmp_path: Path) -> None:
    run("gather", folder.place, "-o", tmp_path / "below" / "new.db")
    with closing(sqlite3.connect(tmp_path / "below" / "new.db")) as db:
        assert db.execute("select source from versions").fetchone() == ("../0.txt",)


def test_what_could_not_be_added_is_told(run: Run, tmp_path: Path) -> None:
    folder = making_shards.put(tmp_path / "shards", [short(1)], ["b.pdf: is damaged"])
    done = run("gather", folder.place, "-o", tmp_path / "new.db")
    assert done.stderr.splitlines() == ["Error: b.pdf: is damaged", "1 added, 1 failed"]


@pytest.mark.parametrize("options", [[], ["-o", "a.db", "--into", "b.db"], ["-o", ""]],
                         ids=["none", "both", "empty"])  # fmt: skip
def test_one_corpus_is_named(run: Run, folder: ShardFolder, options: list[str]) -> None:
    done = run("gather", folder.place, *options)
    assert (done.exit_code, "say -o FILE" in done.stderr) == (2, True)


def test_the_folder_is_named(run: Run, tmp_path: Path) -> None:
    done = run("gather", "", "-o", tmp_path / "new.db")
    assert (done.exit_code, "DIR is the folder that --shards named" in done.stderr) == (2, True)


def _gone(folder: Path) -> None:
    (folder / "000003.db").unlink()


def _undone(folder: Path) -> None:
    (folder / "000001.json").unlink()
    (folder / "000003.json").unlink()


def _damaged(folder: Path) -> None:
    data = bytearray((folder / "000003.db").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "000003.db").write_bytes(data)


def _signed_though_damaged(folder: Path) -> None:
    data = (folder / "000003.db").read_bytes()
    (folder / "000003.db").write_bytes(data[: len(data) // 2] + bytes(len(data) // 2))
    making_shards.sign(ShardFolder(str(folder)), "000003")


def _cut_off(folder: Path) -> None:
    os.truncate(folder / "000003.db", 4096)


def _older(folder: Path) -> None:
    _changed(folder, "delete from _sqlite_migrations where name = 'm030_seconds'")


def _newer(folder: Path) -> None:
    _changed(
        folder, "insert into _sqlite_migrations (migration_set, name) values ('annotate', 'm999')"
    )


def _changed(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "000003.db")) as db, db:
        for sql in statements:
            db.execute(sql)
    making_shards.sign(ShardFolder(str(folder)), "000003")


def _planned_by_newer(folder: Path) -> None:
    plan = (folder / "plan.json").read_text()
    (folder / "plan.json").write_text(plan.replace(plans.SCHEMA, "m999_later"))


def _without_plan(folder: Path) -> None:
    (folder / "plan.json").unlink()


BAD: list[tuple[Callable[[Path], None], str]] = [
    (_gone, "shard 000003 is not there: nothing is gathered"),
    (_undone, "shard 000001 is not there, nor are 1 more: nothing is gathered"),
    (_damaged, "shard 000003 is damaged; remove 000003.json"),
    (_signed_though_damaged, "shard 000003 is damaged ("),
    (_cut_off, "shard 000003 has 4,096 bytes instead of"),
    (_older, "shard 000003 was made by an older annotate"),
    (_newer, "was made by a newer annotate"),
    (_planned_by_newer, "were made by a newer annotate"),
    (_without_plan, "there is no plan at"),
]


@pytest.mark.parametrize(("spoil", "told"), BAD, ids=[each.__name__[1:] for each, _ in BAD])
def test_nothing_is_gathered_of_what_is_not_whole(
    run: Run, folder: ShardFolder, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(Path(folder.place))
    done = run("gather", folder.place, "-o", tmp_path / "new.db")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert told in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_a_role_that_nobody_knows_is_refused(run: Run, folder: ShardFolder, tmp_path: Path) -> None:
    place = Path(folder.place)
    _changed(place, "pragma ignore_check_constraints = on", "update paragraphs set role = 'x'")
    making_shards.sign(folder, "000003", {"added": 4})
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed: role in"):
        run("gather", place, "-o", tmp_path / "new.db")


@pytest.mark.parametrize("spoil", [_gone, _damaged, _older], ids=lambda each: each.__name__[1:])
def test_it_is_gathered_without(
    run: Run, folder: ShardFolder, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(Path(folder.place))
    done = run("gather", folder.place, "-o", tmp_path / "new.db", "--without", "000003")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == ["left out: 000003 (000003.txt)", "3 added"]


def test_a_shard_that_is_left_out_is_one(run: Run, folder: ShardFolder, tmp_path: Path) -> None:
    done = run("gather", folder.place, "-o", tmp_path / "new.db", "--without", "3")
    assert (done.exit_code, done.stderr) == (
        1, "Error: there is no shard 3; the plan has 000001 to 000003\n",
    )  # fmt: skip


def test_a_shard_that_is_written_is_not_gathered(
    run: Run, folder: ShardFolder, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(Path(folder.place) / "000001.db")) as db:
        db.execute("begin exclusive")
        done = run("gather", folder.place, "-o", tmp_path / "new.db")
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: shard 000001 is locked by another program; try again, or --without 000001 leaves"
        " it out\n",
    )


def test_a_folder_is_gathered_by_one_at_a_time(
    run: Run, folder: ShardFolder, tmp_path: Path
) -> None:
    with folder.held("add --dask"):
        done = run("gather", folder.place, "-o", tmp_path / "new.db")
    assert done.exit_code == 1
    assert "is in use: add --dask by process" in done.stderr


def test_a_file_that_is_there_is_left_alone(run: Run, folder: ShardFolder, path: Path) -> None:
    before = path.read_bytes()
    done = run("gather", folder.place, "-o", path)
    assert (done.exit_code, done.stderr) == (
        1, f"Error: {path} is there already; --into {path} adds to it\n",
    )  # fmt: skip
    assert path.read_bytes() == before


def test_a_corpus_to_add_to_is_there(run: Run, folder: ShardFolder, tmp_path: Path) -> None:
    done = run("gather", folder.place, "--into", tmp_path / "new.db")
    assert (done.exit_code, done.stderr) == (
        1, f"Error: no database at {tmp_path / 'new.db'}; -o {tmp_path / 'new.db'} makes it\n"
    )  # fmt: skip


KILLED = """
import os, signal, sys
from importlib import import_module
from annotate.corpus import gathering
gathering.ARTICLES = 2
place, name, times = sys.argv[1].split()
module, left = import_module("annotate." + place), int(times)
def killed(*given, act=getattr(module, name), **named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return act(*given, **named)
setattr(module, name, killed)
from annotate.cli import main
main(sys.argv[2:])
"""
POINTS = [
    "corpus.schema apply 1", "corpus.gathered begin 1", "corpus.gathered note 1",
    "corpus.gathered note 2", "corpus.gathered note 4", "corpus.indexing catch_up 1",
    "corpus.keyed by_table 1", "corpus.keyed by_index 1",
    "corpus.gathered problems 2", "corpus.gathered finish 1",
]  # fmt: skip


def killed(point: str, environment: dict[str, str], *words: str | Path) -> None:
    """Run the command up to where it is killed."""
    call = [sys.executable, "-c", KILLED, point, *map(str, words)]
    done = subprocess.run(call, env=environment, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


@pytest.mark.parametrize("point", POINTS)
def test_the_same_call_goes_on_after_a_kill(
    run: Run, folder: ShardFolder, tmp_path: Path, environment: dict[str, str], point: str,
    plain: list[list[tuple[object, ...]]],
) -> None:  # fmt: skip
    words = ("gather", folder.place, "-o", tmp_path / "new.db")
    killed(point, environment, *words)
    done = run(*words)
    assert (done.exit_code, done.stderr) == (0, "7 added\n")
    assert making_shards.rows(tmp_path / "new.db") == plain


def test_of_what_goes_on_all_changes_are_counted(
    run: Run, tmp_path: Path, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    long = made_up.draft(*(f"It froze {n} times." for n in range(MANY)), title="A long frost")
    shards = making_shards.put(tmp_path / "shards", [[item("long.txt", long)], short(3)])
    words = ("gather", shards.place, "-o", tmp_path / "new.db")
    killed("corpus.gathered note 2", environment, *words)
    assert run(*words).stderr == "4 added\n"
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "new.db"))
    assert run("check").stderr == "all is well\n"


def test_a_shard_that_was_left_out_before_the_kill_is_taken(
    run: Run, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shards = [short(3), short(3, first=3), short(3, first=6)]
    folder = making_shards.put(tmp_path / "shards", shards)
    words = ("gather", folder.place, "-o", tmp_path / "new.db")
    killed("corpus.gathered note 2", environment, *words, "--without", "000001")
    assert run(*words).stderr == "9 added\n"
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "new.db"))
    assert run("check").stderr == "all is well\n"
    assert len(run("articles", "-f", "nl").stdout.splitlines()) == 9


def test_of_a_shard_that_is_left_out_later_it_is_said_that_it_is_in(
    run: Run, folder: ShardFolder, tmp_path: Path, environment: dict[str, str]
) -> None:
    words = ("gather", folder.place, "-o", tmp_path / "new.db")
    killed("corpus.indexing catch_up 1", environment, *words)
    told = run(*words, "--without", "000003").stderr
    assert told == "left out: 000003 (000003.txt), but for what is in\n7 added\n"


def test_another_folder_has_to_wait(
    run: Run, folder: ShardFolder, tmp_path: Path, environment: dict[str, str]
) -> None:
    corpus = tmp_path / "new.db"
    killed("corpus.gathered note 2", environment, "gather", folder.place, "-o", corpus)
    other = making_shards.put(tmp_path / "other", [short(1)])
    done = run("gather", other.place, "--into", corpus)
    assert (done.exit_code, done.stderr) == (
        1,
        f"Error: {corpus} has the gathering of {folder.path} under way; end it first: annotate"
        f" gather {folder.path} --into {corpus}; or take it back: annotate undo\n",
    )
    assert run("gather", folder.place, "--into", corpus).stderr == "7 added\n"


@pytest.fixture
def unfinished(
    folder: ShardFolder, tmp_path: Path, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:  # fmt: skip
    """A new corpus whose gathering was killed when some of it was in; that of the commands."""
    corpus = tmp_path / "new.db"
    killed("corpus.gathered note 4", environment, "gather", folder.place, "-o", corpus)
    monkeypatch.setenv("ANNOTATE_DB", str(corpus))
    return corpus


def test_or_what_is_in_is_taken_back(
    run: Run, folder: ShardFolder, unfinished: Path, tmp_path: Path
) -> None:
    before = schema_of(Path(folder.place) / "000001.db")
    assert set(before) - set(schema_of(unfinished)) == {INDEX}
    assert run("undo").exit_code == 0
    assert set(before) <= set(schema_of(unfinished))
    other = making_shards.put(tmp_path / "other", [short(2, first=20)])
    assert run("gather", other.place, "--into", unfinished).stderr == "2 added\n"
    assert run("check").stderr == "all is well\n"


INDEX = "CREATE INDEX paragraphs_key on paragraphs (key, article)"


def test_what_is_in_is_found_by_its_key_meanwhile(
    run: Run, folder: ShardFolder, unfinished: Path, tmp_path: Path
) -> None:
    key = keys.key("It froze 1 ships.")
    assert "It froze 1 ships." in run("cite", key).stdout
    assert run("tag", key[:8], "frost").exit_code == 0
    (tmp_path / "again.txt").write_text(
        "Day 1 of frost\n\nThe day 1 of the frost.\n\nIt froze 1 ships.\n"
    )
    assert "like: day-1-of-frost" in run("add", tmp_path / "again.txt").stderr
    assert run("gather", folder.place, "-o", unfinished).stderr == "7 added\n"
    assert run("find", "--tag", "frost").stdout.count("It froze 1 ships.") == 1
    assert run("check").stderr == "all is well\n"


def test_meanwhile_nothing_is_forgotten_or_published(
    run: Run, folder: ShardFolder, unfinished: Path, tmp_path: Path
) -> None:
    [first, *_] = json.loads(run("articles", "-f", "json").stdout)
    told = (
        f"the gathering of {folder.path} is not at its end; `annotate gather {folder.path} --into"
        f" {unfinished}` goes on, `annotate undo` gives it up\n"
    )
    done = run("check")
    assert (done.exit_code, done.stdout) == (1, told)
    site = tmp_path / "site"
    for words in (
        ("forget", "article", first["slug"], "--yes"),
        ("publish", site), ("publish", site, "--dry-run"), ("publish", site, "--static"),
    ):  # fmt: skip
        done = run(*words)
        assert (done.exit_code, done.stderr) == (1, f"Error: {told}")
    assert not site.exists()
    assert run("gather", folder.place, "-o", unfinished).stderr == "7 added\n"
    assert run("forget", "article", first["slug"], "--yes").exit_code == 0
    assert run("check").stderr == "all is well\n"


def test_what_was_undone_in_the_middle_is_gathered_again(
    run: Run, folder: ShardFolder, tmp_path: Path, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    words = ("gather", folder.place, "-o", tmp_path / "new.db")
    killed("corpus.gathered note 4", environment, *words)
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "new.db"))
    assert run("undo").exit_code == 0
    assert run(*words).stderr == "7 added\n"
    assert run("check").stderr == "all is well\n"


def test_a_damaged_page_is_found_at_the_end(
    run: Run, folder: ShardFolder, tmp_path: Path, environment: dict[str, str]
) -> None:
    words = ("gather", folder.place, "-o", tmp_path / "new.db")
    killed("corpus.indexing catch_up 1", environment, *words)
    with closing(open_write(tmp_path / "new.db")):
        pass  # the log goes into the file
    data = (tmp_path / "new.db").read_bytes()
    assert b"It froze 5 ships" in data
    (tmp_path / "new.db").write_bytes(data.replace(b"It froze 5 ships", b"It froze 6 ships"))
    done = run(*words)
    assert done.exit_code == 1
    assert "new.db is damaged: article 3 of shard 000003 is not what was taken" in done.stderr


def test_too_little_room_is_told_beforehand(run: Run, folder: ShardFolder, tmp_path: Path) -> None:
    with disks.mounted(tmp_path / "disk", size=500_000) as disk:
        done = run("gather", folder.place, "-o", disk / "new.db")
        assert (done.exit_code, list(disk.iterdir())) == (1, [])
    assert "MB, and its disk has 1 MB free: make room, or gather on another" in done.stderr


def test_what_is_gathered_stays_when_the_disk_is_full(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = making_shards.put(tmp_path / "shards", [_long(n) for n in range(6)])
    monkeypatch.setattr(gatherer, "GROWS", 0)
    with disks.mounted(tmp_path / "disk", size=12_000_000) as disk:
        words = ("gather", folder.place, "-o", disk / "new.db")
        (disk / "ballast").write_bytes(bytes(9_500_000))
        done = run(*words)
        assert done.exit_code == 1
        assert "the disk is full" in done.stderr
        assert done.stderr.endswith("; what is gathered stays, and the same call goes on\n")
        with closing(sqlite3.connect(disk / "new.db")) as db:
            assert 0 < db.execute("select count(*) from articles").fetchone()[0] < 120
        (disk / "ballast").unlink()
        assert run(*words).stderr == "120 added\n"


def _long(shard: int) -> list[Item]:
    return [
        item(f"{n}.txt", made_up.draft(f"The {n}th day. {'Frost. ' * 1500}", title=f"Day {n} of"))
        for n in range(20 * shard, 20 * shard + 20)
    ]


def test_shards_in_object_storage_are_fetched(
    run: Run, folder: ShardFolder, tmp_path: Path, plain: list[list[tuple[object, ...]]]
) -> None:
    place = _put_away(folder)
    done = run("gather", place, "-o", tmp_path / "new.db")
    assert (done.exit_code, done.stderr) == (0, "7 added\n")
    assert making_shards.rows(tmp_path / "new.db") == plain
    assert "lock.json" not in ShardFolder(place).names()


def test_one_of_these_that_is_damaged_is_found_when_it_is_fetched(
    run: Run, folder: ShardFolder, tmp_path: Path
) -> None:
    _damaged(Path(folder.place))
    place = _put_away(folder)
    words = ("gather", place, "-o", tmp_path / "new.db")
    done = run(*words)
    assert done.exit_code == 1
    assert "shard 000003 is damaged; remove 000003.json" in done.stderr
    assert run(*words, "--without", "000003").stderr.endswith("3 added\n")


def _put_away(folder: ShardFolder) -> str:
    """The same in storage that has addresses; it lives as long as this process."""
    place = f"memory://{Path(folder.place).parent.name}"
    there = ShardFolder(place)
    for name in folder.names():
        data = folder.read(name)
        assert data is not None
        there.write(name, data)
    return place
