"""The table of the issue: one line that says what is wrong, exit 1, and nothing half-done."""

import json
import os
import random
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotate.corpus import locking
from annotate.corpus.database import open_write, transaction
from annotate.readers.formats import SUFFIXES
from tests import made_up
from tests.conftest import Process, Run
from tests.disks import made_read_only, mounted
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, draft

GOOD = "\n\n".join([*ORCHARD, "This sentence stands in one of the good files of this test only.\n"])


def with_text(content: str | bytes) -> Callable[[Path], None]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data) and None  # type: ignore[return-value]


def nothing(path: Path) -> None: ...


def a_socket(path: Path) -> None:
    """A file that cannot be opened, not even by root."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def an_empty_folder(path: Path) -> None:
    path.mkdir()
    (path / "picture.png").touch()


def a_sparse_file(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(200_000_000)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a missing file": (nothing, "there is no such file or folder"),
    "a file that cannot be read": (a_socket, "cannot be read: No such device or address"),
    "a folder without articles": (
        an_empty_folder, f"has no articles in it (files that end in {', '.join(sorted(SUFFIXES))})",
    ),
    "an empty file": (with_text(""), "is empty"),
    "white space": (with_text(" \n\t\n"), "has only white space"),
    "nothing visible": (with_text("\ufeff\u200b\n"), "has no visible characters"),
    "a picture": (
        with_text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9),
        "looks like a binary file (PNG image), not text;"
        " OCR (ocrmypdf) makes a PDF of it that can be read",
    ),
    "noise": (with_text(random.Random(1).randbytes(5000)), "looks like a binary file, not text"),
    "200 MB on one line": (
        a_sparse_file, "is larger than 20 MB; --max-size MB takes larger ones",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "told"), BAD.values(), ids=BAD)
def test_a_bad_file_is_named_and_the_good_ones_are_added(
    run: Run, db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None], told: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "bad.txt")
    (tmp_path / "good.txt").write_text(GOOD)
    originals = db.execute("select count(*) from originals").fetchone()[0]
    result = run("add", "bad.txt", "good.txt", "-f", "json")
    bad, good = json.loads(result.stdout)
    assert bad == {
        "slug": None, "title": None, "version": None, "status": "failed", "paragraphs": None,
        "citable": None, "set_aside": None, "source": "bad.txt", "like": None,
        "error": f"bad.txt: {told}",
    }  # fmt: skip
    assert (good["status"], good["source"]) == ("added", "good.txt")
    said = result.stderr.splitlines()
    assert (said[0], said[-1]) == (f"Error: bad.txt: {told}", "1 added, 1 failed")
    assert result.exit_code == 1
    assert db.execute("select count(*) from originals").fetchone()[0] == originals + 1


@pytest.mark.skipif(os.geteuid() != 0, reason="a file of another user's is made by root only")
def test_a_file_without_permission_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD)
    secret.chmod(0)
    code = (
        "import os, sys; from annotate.intake import sources;"
        " os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        " sources.load(sources.Source(sys.argv[1]), limit=1)"
    )
    command: list[str | Path] = [sys.executable, "-c", code, secret]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "annotate.errors.UnreadableSource: cannot be read: Permission denied" in done.stderr


def test_memory_stays_bounded_whatever_the_size(
    path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    a_sparse_file(tmp_path / "huge.txt")
    # measured by a small process: a child of a large one begins as large as that
    code = (
        "import resource, subprocess, sys\n"
        "failed = subprocess.run(sys.argv[1:], stdin=open(sys.argv[-1], 'rb')).returncode\n"
        "print(failed, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    add: list[str | Path] = [made_up.COMMAND, "--db", path, "add", "-", tmp_path / "huge.txt"]
    command = [sys.executable, "-c", code, *add]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    returncode, kilobytes = map(int, done.stdout.split())
    assert returncode == 1
    assert done.stderr.count("is larger than 20 MB") == 2
    assert kilobytes < 120_000  # the interpreter and no more than 20 MB at a time


def test_one_long_line_is_cut_into_paragraphs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("An endless sentence went on, " * 10_000)
    [record] = json.loads(run("add", tmp_path / "long.txt", "-f", "json").stdout)
    assert record["paragraphs"] >= 15
    assert run("check").exit_code == 0


HOSTILE = {
    "a script": "<script>alert(1)</script> is what this paragraph says, and it says no more.",
    "Markdown": "# This is not a heading, [this](javascript:alert(1)) is *no* link.",
    "bidi controls": "\u202eThis sentence is turned around by a control character.\u202c",
    "escapes": "A bell \x07 and \x1b[31mred\x1b[0m \x1b]0;title\x07 stand in this sentence.",
    "NUL": "A single NUL \x00 stands in the middle of this long and otherwise good sentence.",
    "C1 controls": "A \x9b31m stands in the middle of this long and otherwise good sentence.",
    "CJK": "摩苏尔战役是伊拉克军队与伊斯兰国之间的战役。" * 3,
    "a private character": "\ufdd0 and \U0010fffe stand in this long and otherwise good sentence.",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_stored_as_it_is_and_shown_as_text(
    run: Run, tmp_path: Path, words: str
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes("\n\n".join([*MUSEUM, words, "The end of it.\n"]).encode())
    added = run("add", path, "-f", "json")
    slug = json.loads(added.stdout)[0]["slug"]
    shown = json.loads(run("show", slug, "-f", "json").stdout)
    assert words in [paragraph["text"] for paragraph in shown["paragraphs"]]
    table = run("show", slug, "--all").stdout
    assert [c for c in table if c in "\x00\x07\x1b\x9b\u202e"] == []
    for command in (["find", "sentence"], ["articles"], ["cite", f"{slug}:1"], ["check"]):
        result = run(*command)
        assert result.exit_code == 0
        assert [c for c in result.stdout if c in "\x00\x07\x1b\x9b\u202e"] == []


def test_lone_surrogates_are_replaced_when_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "surrogate.txt"
    path.write_bytes(MUSEUM[0].encode() + b" \xed\xa0\x80 And more.\n\n" + MUSEUM[1].encode())
    slug = json.loads(run("add", path, "-f", "json").stdout)[0]["slug"]
    assert "\ufffd And more." in run("show", slug, "-f", "json").stdout


WORDS_THAT_ARE_NO_UTF_8 = [
    ["show", b"\xff"],
    ["tag", b"\xff:1", "sea"],
    ["tag", "harbour:1", b"\xff"],
    ["note", "harbour:1", b"caf\xe9"],
    ["tags", "define", "sea", "--definition", b"\xff"],
    ["find", b"\xff"],
    ["find", "x", "--article", b"\xff"],
    ["find", "x", "--coder", b"\xff"],
    ["find", "x", "--role", b"\xff"],
    ["notes", b"\xff"],
    ["notes", "--by", b"\xff"],
    ["history", "--by", b"\xff"],
    ["undo", "--by", b"\xff"],
    ["cite", "harbour:1", "--quote", b"\xff"],
    ["cite", "harbour:1", "--base-url", b"\xff", "-f", "json"],
    ["note", "--delete", b"\xff"],
]


@pytest.mark.parametrize("words", WORDS_THAT_ARE_NO_UTF_8, ids=lambda w: " ".join(map(str, w)))
def test_words_that_are_no_utf_8_are_no_traceback(run: Run, words: list[str | bytes]) -> None:
    result = run(*(os.fsdecode(word) for word in words))
    assert result.exit_code in (0, 1)
    assert len(result.stderr.splitlines()) <= 1


MISSES = {
    "an unknown article": (["show", "harbor"], "no article 'harbor'; nearest: harbour"),
    "an unknown article in a ref": (["tag", "harbor:1", "x"], "nearest: harbour"),
    "a number out of range": (
        ["show", "harbour:9"], "no paragraph 9 in harbour; it has paragraphs 1-3",
    ),
    "an unknown version": (["show", "harbour@2"], "no version 2 of harbour; it has 1"),
    "an ambiguous prefix": (["show", "a"], "'a' could be aaa, aab; say more of the slug"),
    "a key prefix too short": (["show", "harbour:abcde"], "say a number, 3-5, or a key"),
    "an unknown key": (["cite", "0000000000000"], "`annotate find` searches words"),
    "an unknown tag": (["find", "--tag", "see"], "no tag 'see'; nearest: sea"),
    "an unknown tag to take off": (["untag", "harbour:1", "see"], "no tag 'see'; nearest: sea"),
    "an unknown role": (["find", "--role", "chapter"], "roles are title, heading, body"),
    "an unknown note": (["note", "--delete", "ffffffff"], "`annotate notes` shows their ids"),
    "a whole article": (["tag", "harbour", "x"], "like harbour:1-3"),
    "a quote that is not there": (
        ["tag", "harbour:2", "--quote", "human shelds", "x"], "the nearest are “human shields,”",
    ),
    "a quote to cite that is not there": (
        ["cite", "harbour:2", "--quote", "human shelds"], "the nearest are “human shields,”",
    ),
    "an empty note": (["note", "harbour:1", " "], "the note is empty; nothing was kept"),
    "a tag name that is none": (["tag", "harbour:1", "a//b"], "say words like actor"),
    "a colour that is none": (["tags", "define", "x", "--colour", "red"], "like #c0392b"),
    "a number beyond all": (["redo", "--of", f"{10**20}"], f"with the number {10**20} ("),
    "a review beyond all": (["review", "--leave", f"{10**20}"], f"no review {10**20};"),
    "nothing to undo": (["undo", "--by", "nobody"], "nothing to undo of nobody"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), MISSES.values(), ids=MISSES)
def test_a_miss_is_one_line_that_says_what_would_have_worked(
    run: Run, db: sqlite3.Connection, words: list[str], told: str
) -> None:
    made_up.add(db, draft("An article.", title="aaa"))
    made_up.add(db, draft("Another article.", title="aab"))
    run("tag", "harbour:1", "sea")
    before = made_up.dump(db)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert told in line
    assert made_up.dump(db) == before


WRONG_USAGE = {
    "an unknown format": (["articles", "-f", "xml"], "'xml' is not one of 'table', 'json', 'nl'"),
    "an unknown command": (["artcles"], "no command 'artcles'; did you mean articles?"),
    "an unknown option": (["tag", "--all", "x"], "No such option '--all'"),
    "no ref": (["tag"], "say what and how: annotate tag mosul:3 actor/isis"),
    "no tag": (["tag", "harbour:1"], "say what and how"),
    "nothing to find": (["find"], "say what to find"),
    "no article to add": (["add"], "name files, folders or addresses, or --urls FILE"),
    "a limit of nought": (["find", "x", "--limit", "0"], "0 is not in the range"),
    "a limit beyond all": (["find", "x", "--limit", "9" * 30], "is not in the range"),
    "a size that is none": (["add", "x", "--max-size", "nan"], "not a valid int"),
    "a note in two ways": (["note", "harbour:1", "--delete", "x"], "say REF TEXT, or"),
    "a quote of a note to delete": (["note", "--delete", "x", "--quote", "y"], "say REF TEXT, or"),
    "no tag to take off": (["untag", "harbour:1"], "say which tags, or --all"),
}


@pytest.mark.parametrize(("words", "told"), WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_told_by_click_with_exit_2(run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


COMMANDS = {
    "articles": ["articles"],
    "show": ["show", "harbour"],
    "tag": ["tag", "harbour:1", "sea"],
    "tags": ["tags"],
    "note": ["note", "harbour:1", "A note."],
    "find": ["find", "harbour"],
    "cite": ["cite", "harbour:1"],
    "history": ["history"],
    "undo": ["undo"],
    "check": ["check"],
    "serve": ["serve"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_file_that_is_no_database_is_one_line(run: Run, path: Path, words: list[str]) -> None:
    path.write_text("This is no database at all. " * 100)
    result = run(*words)
    told = f"Error: {path} is not a database; name another with --db\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_missing_database_is_one_line(run: Run, path: Path, words: list[str]) -> None:
    path.unlink()
    result = run(*words)
    told = f"Error: no database at {path}; `annotate add PATH` makes one\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
    assert not path.exists()


WRITES = {name: COMMANDS[name] for name in ("tag", "note", "undo", "check")}


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
def test_a_locked_database_is_waited_for_and_then_one_line(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(locking, "LOCK_WAIT", 0.2)
    with closing(open_write(path)) as other, transaction(other):
        result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {path} is locked by another program (waited")
    assert run(*words).exit_code == 0


@pytest.fixture
def small(tmp_path: Path, built: Path) -> Iterator[Path]:
    """The database on a file system of its own, with little room left."""
    with mounted(tmp_path / "small", size=built.stat().st_size + 400_000) as folder:
        shutil.copy(built, folder / "corpus.db")
        yield folder


def command(path: Path, environment: dict[str, str], *words: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [made_up.COMMAND, "--db", path, *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_full_disk_is_one_line_and_nothing_is_half_written(
    small: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    big = tmp_path / "big.txt"
    big.write_text(sentences(9000))
    code, told = command(small / "corpus.db", environment, "add", big)
    full = "cannot be written: the disk is full; nothing was changed by this step"
    assert (code, told) == (1, f"Error: {small / 'corpus.db'} {full}\n")
    assert command(small / "corpus.db", environment, "check") == (0, "all is well\n")
    with closing(open_write(small / "corpus.db")) as db:
        assert db.execute("select count(*) from articles").fetchone()[0] == 3


def test_a_disk_without_a_byte_left_is_one_line(small: Path, environment: dict[str, str]) -> None:
    with (small / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while ballast.write(bytes(4096)):
            pass
    full = "cannot be written: the disk is full; nothing was changed by this step"
    for words in (("articles",), ("tag", "1:1", "shields")):
        code, told = command(small / "corpus.db", environment, *words)
        assert (code, told) == (1, f"Error: {small / 'corpus.db'} {full}\n"), words
    (small / "ballast").unlink()
    assert command(small / "corpus.db", environment, "check") == (0, "all is well\n")


def test_a_file_that_may_not_grow_is_one_line_and_nothing_is_half_written(
    path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "big.txt").write_text(sentences(9000))
    limit = path.stat().st_size + 200_000
    done = subprocess.run(
        [made_up.COMMAND, "--db", path, "add", tmp_path / "big.txt"],
        env=environment, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "cannot be read or written" in done.stderr or "the disk is full" in done.stderr
    assert command(path, environment, "check") == (0, "all is well\n")
    assert len(json.loads(listed(path, environment))) == 3


def listed(path: Path, environment: dict[str, str]) -> str:
    words: list[str | Path] = [made_up.COMMAND, "--db", path, "articles", "-f", "json"]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout


def sentences(count: int) -> str:
    noise = random.Random(1)
    return "\n\n".join(f"{noise.randbytes(60).hex()} is a sentence." for _ in range(count))


def test_a_read_only_disk_can_be_read_and_not_written(
    small: Path, environment: dict[str, str]
) -> None:
    made_read_only(small)
    path = small / "corpus.db"
    assert command(path, environment, "show", "harbour")[0] == 0
    assert command(path, environment, "find", "harbour")[0] == 0
    for words in (["tag", "harbour:1", "sea"], ["add", "-"], ["undo"]):
        code, told = command(path, environment, *words)
        assert (code, len(told.splitlines())) == (1, 1), told
        assert "read-only" in told or "may be written" in told
    assert command(small / "sub" / "new.db", environment, "tags", "define", "x") == (
        1, f"Error: {small / 'sub' / 'new.db'} cannot be used: Read-only file system\n",
    )  # fmt: skip


@pytest.mark.parametrize("words", [["add", "-"], ["find", "x"], ["undo"], ["check"], ["serve"]])
def test_a_sqlite_that_is_too_old_is_one_line(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
    result = run(*words, stdin="A text.")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(
        rf"Error: {re.escape(str(path))} cannot be used: this Python has SQLite [\d.]+,"
        r" and annotate needs 3\.37 or later\n",
        result.stderr,
    )
    assert path.read_bytes() == before


def test_a_newer_database_is_one_line(run: Run, db: sqlite3.Connection, path: Path) -> None:
    db.execute("""
        insert into _sqlite_migrations (migration_set, name, applied_at)
        values ('annotate', 'm999_wonders', '2030-01-01')""")
    result = run("articles")
    told = "was made by a newer annotate; `pip install -U annotate-corpus` can read it"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {path} {told}\n"


def test_a_closed_pipe_is_no_traceback(path: Path, environment: dict[str, str]) -> None:
    with closing(open_write(path)) as db:
        for number in range(300):
            made_up.add(db, draft(f"{HARBOUR[0]} {number}", title=f"Article {number}"))
    shell = f"'{made_up.COMMAND}' --db '{path}' articles -f nl | head -1"
    done = subprocess.run(
        ["bash", "-c", shell], env=environment, capture_output=True, text=True, check=True
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


def test_nor_is_one_that_closes_before_a_table_ends(
    run: Run, path: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"{n} of many words, {'and more ' * 200}." for n in range(200)))
    assert run("add", long).exit_code == 0  # more than a pipe holds
    shell = f"'{made_up.COMMAND}' --db '{path}' export paragraphs | head -1"
    done = subprocess.run(
        shell, shell=True, capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout[:8], done.stderr) == ("ref,key,", "")


def test_the_console_script_works(process: Process) -> None:
    done = process("show", "museum")
    assert (done.returncode, done.stderr) == (0, b"")
    assert MUSEUM[1].encode() in b" ".join(done.stdout.split())
