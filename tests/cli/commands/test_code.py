"""`annotate code --plain`, and what is refused."""

import os
import pty
import select
import signal
import sqlite3
import subprocess
import termios
import time
from pathlib import Path

import pytest

from annotate.coding.actions import ACTIONS
from annotate.corpus import reading
from tests import made_up
from tests.conftest import Run


def on(db: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return [
        (p.ref, t.tag, t.quote.exact if t.quote else None)
        for p in reading.article(db, "harbour").paragraphs
        for t in p.taggings
    ]


def test_keys_come_from_a_pipe(run: Run, db: sqlite3.Connection) -> None:
    keys = "t ice\n\nv human … shields\nt tactic\nn A note.\nx\ni\n:back\nu\nq\nx\n"
    told = run("code", "--plain", stdin=keys)
    assert told.exit_code == 0
    assert on(db) == [("harbour:1", "ice", None), ("harbour:2", "tactic", "human shields")]
    assert (
        told.stdout.splitlines()[-2:]
        == [
            "      #tactic (c) on “human shields”",
            "      ✎ anna: A note.",
        ]
        or "undone: tag harbour:3 ice" in told.stdout
    )


def test_several_keys_may_stand_in_a_line(run: Run, db: sqlite3.Connection) -> None:
    told = run("code", "--plain", stdin="t ice\nxi xx\n")
    assert told.exit_code == 0
    assert on(db) == [("harbour:1", "ice", None), ("harbour:2", "ice", None)]


def test_a_line_with_an_action_that_is_none_is_left_out(run: Run, db: sqlite3.Connection) -> None:
    done = run("code", "--plain", stdin=b":notes\n\xff\n:note One source.\nq\n")
    assert done.exit_code == 1
    [action, encoding] = [line for line in done.stderr.splitlines() if "left out" in line]
    assert action.startswith("line 1 says :notes, which is no action (:next :back :nothing ")
    assert encoding == "line 2 is not UTF-8, and is left out"
    assert "has the key" not in done.stderr
    assert [text for (text,) in db.execute("select text from notes")] == ["One source."]


def test_a_key_that_does_nothing_is_said_and_the_session_goes_on(run: Run) -> None:
    told = run("code", "--plain", stdin="z\nn\n=\nv nowhere\n\n")
    assert told.exit_code == 1  # nobody is there to see it
    assert "no tag has the key z" in told.stderr
    assert "say note" in told.stderr
    assert "does not stand there" in told.stderr
    assert "harbour:2 · 8 unread" in told.stdout


def test_the_end_is_said(run: Run) -> None:
    told = run("code", "museum", "--plain", stdin="\n\n\n")
    assert "that was the last" in told.stderr


def test_all_keys_are_in_the_help(run: Run) -> None:
    told = run("code", "--plain", stdin="?\n").stdout
    assert all(action.does in told for action in ACTIONS.values())


def test_a_full_screen_needs_a_terminal(run: Run) -> None:
    refused = run("code")
    assert refused.exit_code == 2
    assert "--plain" in refused.stderr


def test_there_must_be_something_to_read(run: Run) -> None:
    refused = run("code", "submarine", "--plain")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "nothing to read" in refused.stderr


def test_no_corpus_is_made(run: Run, tmp_path: Path) -> None:
    refused = run("--db", tmp_path / "none.db", "code", "--plain")
    assert refused.exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_in_a_terminal_a_key_acts_at_once(
    path: Path, db: sqlite3.Connection, environment: dict[str, str]
) -> None:
    process, terminal = pty.fork()
    if process == 0:
        words = [str(made_up.COMMAND), "--db", str(path), "code", "--plain"]
        os.execve(words[0], words, {**environment, "TERM": "xterm"})
    _wait_for_question(terminal)
    for keys in (b"t", b"ice\r"):
        os.write(terminal, keys)
        _wait_for_question(terminal)
    os.write(terminal, b"\ri\x7fq")  # however fast they come
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert [ref for ref, _, _ in on(db)] == ["harbour:1", "harbour:2"]


def _wait_for_question(terminal: int) -> str:
    told, end = b"", time.monotonic() + 20
    while not told.endswith((b"? ", b": ")):
        assert time.monotonic() < end, told
        if select.select([terminal], [], [], 1)[0]:
            told += os.read(terminal, 10_000)
    return told.decode()


def test_a_line_that_is_not_utf8_is_named_and_left_out(
    path: Path, db: sqlite3.Connection, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [str(made_up.COMMAND), "--db", str(path), "code", "--plain"],
        input=b"n caf\xe9\r\nt caf\xc3\xa9\r\n", env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert "line 1 is not UTF-8" in done.stderr.decode()
    assert on(db) == [("harbour:1", "café", None)]


def test_without_any_input_there_is_nothing_to_read_keys_from(
    path: Path, environment: dict[str, str]
) -> None:
    command = f"{made_up.COMMAND} --db {path} code --plain <&-"
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"nothing to read keys from" in done.stderr


def test_a_key_is_given_by_tags_define(run: Run, db: sqlite3.Connection) -> None:
    assert run("tags", "define", "sea", "--key", "w").exit_code == 0
    moved = run("tags", "define", "wave", "--key", "w")
    assert "w was the key of sea, which has none any more" in moved.stderr
    assert db.execute("select name from tags where key = 'w'").fetchone()[0] == "wave"
    refused = run("tags", "define", "lake", "--key", "x")
    assert refused.exit_code == 1
    assert "'x' cannot be a tag's key" in refused.stderr
    assert db.execute("select count(*) from tags where name = 'lake'").fetchone()[0] == 0


def test_a_line_is_keys_and_the_first_that_asks_has_the_rest(
    run: Run, db: sqlite3.Connection
) -> None:
    told = run("code", "--plain", stdin="t ice\nxn Which UN report?\nxi t sea / lake\n")
    assert (told.exit_code, told.stderr) == (0, "")
    assert on(db) == [
        ("harbour:1", "ice", None),
        ("harbour:3", "ice", None),
        ("harbour:3", "sea/lake", None),
    ]
    assert [n.text for n in reading.article(db, "harbour").paragraphs[1].notes] == [
        "Which UN report?"
    ]


class Typed:
    """`annotate code --plain` in a terminal of its own."""

    def __init__(self, path: Path, environment: dict[str, str]) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            words = [str(made_up.COMMAND), "--db", str(path), "code", "--plain"]
            os.execve(words[0], words, {**environment, "TERM": "xterm"})
        self.waits()

    def waits(self) -> str:
        """Until it asks: what it told."""
        return _wait_for_question(self.terminal)

    def __call__(self, keys: bytes) -> str:
        os.write(self.terminal, keys)
        return self.waits()

    def ended(self) -> int:
        """Its exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@pytest.fixture
def typed(path: Path, environment: dict[str, str]) -> Typed:
    return Typed(path, environment)


def test_what_is_pasted_is_no_keys(typed: Typed, db: sqlite3.Connection) -> None:
    assert "left out" in typed(b"x and u\r" * 300)
    assert db.execute("select count(*) from readings").fetchone()[0] == 0
    assert "harbour:1 comes again" in typed(b"s")


def test_an_arrow_is_not_the_key_of_a_tag(typed: Typed, db: sqlite3.Connection) -> None:
    db.execute("insert into tags (name, key) values ('north', 'A')")
    assert "no tag has the key ␛[A" in typed(b"\x1b[A")
    assert "+north" in typed(b"A")
    assert on(db) == [("harbour:1", "north", None)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(typed: Typed, number: int) -> None:
    def is_whole() -> bool:
        modes = termios.tcgetattr(typed.terminal)[3]
        return bool(modes & termios.ICANON and modes & termios.ECHO)

    assert not is_whole()
    os.kill(typed.process, number)
    assert typed.ended() == 128 + number
    assert is_whole()


def test_a_session_that_was_stopped_goes_on(typed: Typed, db: sqlite3.Connection) -> None:
    os.kill(typed.process, signal.SIGTSTP)
    os.waitpid(typed.process, os.WUNTRACED)
    assert termios.tcgetattr(typed.terminal)[3] & termios.ICANON
    os.kill(typed.process, signal.SIGCONT)
    typed(b"x")
    assert db.execute("select count(*) from readings").fetchone()[0] == 1


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_has_no_full_screen_is_refused(
    path: Path, environment: dict[str, str], name: str
) -> None:
    process, terminal = pty.fork()
    if process == 0:
        words = [str(made_up.COMMAND), "--db", str(path), "code"]
        os.execve(words[0], words, {**environment, "TERM": name})
    told = os.read(terminal, 10_000)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 1
    assert b"--plain needs none" in told
