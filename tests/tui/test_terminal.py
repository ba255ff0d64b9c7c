"""A coding session in a real terminal, with real keys."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, chdir, closing, suppress
from pathlib import Path

import pytest

from annotate.corpus import reading
from tests import disks, made_up
from tests.conftest import Process
from tests.tui.terminal import Terminal, terminal

Start = Callable[..., Terminal]


@pytest.fixture
def start(path: Path, tmp_path: Path) -> Iterator[Start]:
    """`annotate code` in a terminal."""
    with ExitStack() as open_ones:

        def begin(*args: str, columns: int = 80, lines: int = 24, **variables: str) -> Terminal:
            folder = tmp_path / f"terminal-{len(os.listdir(tmp_path))}"
            folder.mkdir()
            environment = {"ANNOTATE_DB": str(path), "ANNOTATE_CODER": "anna", **variables}
            command = [str(made_up.COMMAND), "code", *args]
            held: AbstractContextManager[Terminal] = terminal(
                folder, command, environment, columns=columns, lines=lines
            )
            return open_ones.enter_context(held)

        yield begin


def on(db: sqlite3.Connection) -> list[tuple[str, str]]:
    paragraphs = reading.article(db, "harbour").paragraphs
    return [(p.ref, t.tag) for p in paragraphs for t in p.taggings]


def test_a_tag_is_typed_pressed_and_taken_back(start: Start, db: sqlite3.Connection) -> None:
    session = start()
    session.shows("harbour:1 · 8 unread")
    session.words("tplace/north")
    session.shows("a new tag: place/north")
    session.keys("Enter", "Enter", "o", "Enter", "o", "u")
    session.shows("harbour:3 · 6 unread · 2 done", "undone: tag harbour:3 place/north")
    assert on(db) == [("harbour:1", "place/north"), ("harbour:2", "place/north")]
    session.keys("q")
    assert session.ended() == 0


def test_what_is_typed_at_once_is_taken_in_order(start: Start, db: sqlite3.Connection) -> None:
    session = start()
    session.shows("harbour:1")
    session.keys("t", "i", "c", "e", "Enter", "Enter", "t", "c", "o", "l", "d", "Enter", "Enter")
    session.shows("harbour:3 · 6 unread")
    assert on(db) == [("harbour:1", "ice"), ("harbour:2", "cold")]


def test_a_session_that_is_killed_has_stored_every_key(
    start: Start, db: sqlite3.Connection
) -> None:
    session = start()
    session.shows("harbour:1")
    session.words("tice")
    session.keys("Enter", "Enter", "i", "Enter", "i")
    session.shows("harbour:3 · 5 unread", "+ice")
    os.kill(session.process, signal.SIGKILL)
    assert session.ended() == 128 + signal.SIGKILL
    assert [ref for ref, _ in on(db)] == ["harbour:1", "harbour:2", "harbour:3"]
    assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
    start().shows("orchard:1 · 5 unread")


@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "linux"}, {"LC_ALL": "C.UTF-8"}],
    ids=lambda v: " ".join(v),
)
def test_every_terminal_shows_it(start: Start, variables: dict[str, str]) -> None:
    session = start(**variables)
    session.shows("harbour:1 · 8 unread", "The harbour at Lindow", "Enter next")


def test_a_terminal_resized_in_the_middle(start: Start) -> None:
    session = start(columns=160, lines=50)
    session.shows("harbour:1")
    session.tmux("resize-window", "-x", "60", "-y", "15")
    session.until(lambda screen: max(map(len, screen.splitlines())) <= 60 and "harbour:1" in screen)
    session.tmux("resize-window", "-x", "30", "-y", "6")
    session.tmux("resize-window", "-x", "120", "-y", "30")
    session.words("tice")
    session.keys("Enter")
    session.shows("+ice", "harbour:1 · 7 unread")


@pytest.mark.parametrize(("columns", "lines"), [(59, 24), (80, 14)])
def test_a_terminal_too_small_is_refused(start: Start, columns: int, lines: int) -> None:
    session = start(columns=columns, lines=lines)
    assert session.ended() == 1
    assert "60×15" in session.tmux("capture-pane", "-p", "-S", "-")


def test_two_sessions_see_each_other(start: Start) -> None:
    one, other = start(), start(ANNOTATE_CODER="ben")
    one.shows("harbour:1")
    other.shows("harbour:1")
    other.words("tice")
    other.keys("Enter")
    one.shows("#ice (i) by ben")
    one.keys("i")
    other.shows("by anna")


def test_it_goes_away_and_comes_back(path: Path, tmp_path: Path, db: sqlite3.Connection) -> None:
    folder = tmp_path / "terminal"
    folder.mkdir()
    environment = {"ANNOTATE_DB": str(path), "ANNOTATE_CODER": "anna", "PS1": "$ "}
    with terminal(folder, ["bash", "--noprofile", "--norc", "-i"], environment) as shell:
        shell.shows("$")
        shell.words(f"{made_up.COMMAND} code")
        shell.keys("Enter")
        shell.shows("harbour:1 · 8 unread")
        shell.keys("C-z")
        shell.shows("Stopped", but="8 unread")
        shell.words("echo typed; fg")
        shell.keys("Enter")
        shell.shows("harbour:1 · 8 unread", but="Stopped")
        shell.words("tice")
        shell.keys("Enter")
        shell.shows("+ice")
        shell.words("q")
        shell.shows("typed", but="unread")
    assert on(db) == [("harbour:1", "ice")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(
    start: Start, db: sqlite3.Connection, number: int
) -> None:
    session = start()
    session.shows("harbour:1")
    session.words("tice")
    session.keys("Enter")
    session.shows("+ice")
    os.kill(session.process, number)
    assert session.ended() == 128 + number
    assert session.until(lambda screen: "harbour" not in screen).strip() == ""
    state = session.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}")
    assert state.split() == ["0", "1"]
    assert on(db) == [("harbour:1", "ice")]


def test_it_ends_with_its_terminal_though_nobody_says_so(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "terminal"
    folder.mkdir()
    call = f"trap '' HUP; exec {made_up.COMMAND} --db {path} code"
    with terminal(folder, ["sh", "-c", call], {"ANNOTATE_CODER": "anna"}) as session:
        session.shows("harbour:1")
        process = session.process
        session.close()
        for _ in range(40):  # more than wait to be written to a terminal
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)
                os.kill(process, signal.SIGWINCH)
            time.sleep(0.02)
        end = time.monotonic() + 20
        while _is_alive(process):
            assert time.monotonic() < end
            time.sleep(0.1)


def _is_alive(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


def test_a_full_disk_loses_no_words(path: Path, tmp_path: Path) -> None:
    command = [str(made_up.COMMAND), "--db", "corpus.db", "code"]
    size = path.stat().st_size + 400_000
    with disks.mounted(tmp_path / "disk", size=size) as disk, chdir(disk):
        shutil.copy(path, disk / "corpus.db")
        with terminal(tmp_path, command, {"ANNOTATE_CODER": "anna"}) as session:
            session.shows("harbour:1 · 8 unread")
            filler = disk / "filler"
            filler.write_bytes(b"x" * (shutil.disk_usage(disk).free - 16_384))
            session.words("nOne source.")
            session.paste(" word" * 1_900)
            session.keys("Enter")
            session.shows("the disk is full; nothing was changed", "note: ")
            filler.unlink()
            session.keys("Enter")
            session.shows("✎ anna: One source.word", "noted")
            session.keys("q")
            assert session.ended() == 0
        with closing(sqlite3.connect("corpus.db")) as db:
            assert db.execute("pragma integrity_check").fetchone()[0] == "ok"


def test_a_writer_of_another_program_is_waited_for_and_then_named(
    start: Start, db: sqlite3.Connection
) -> None:
    session = start(columns=160)
    session.shows("harbour:1")
    db.execute("begin immediate")
    session.keys("Enter")
    session.shows("harbour:2", but="locked")  # to go on needs no lock
    session.words("tice")
    session.keys("Enter")
    session.shows("is locked by another program", "tag: ice")
    db.execute("rollback")
    session.keys("Enter")
    session.shows("+ice", "harbour:2 · 7 unread")


def test_a_file_that_was_removed_is_not_written_to(start: Start, path: Path) -> None:
    session = start(columns=160)
    session.shows("harbour:1")
    path.unlink()
    session.words("tice")
    session.keys("Enter")
    session.shows("was moved, removed or replaced; nothing is stored any more", "tag: ice")
    assert not path.exists()
    session.keys("Escape", "q")
    assert session.ended() == 0


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_a_published_copy_is_refused_in_a_line(
    start: Start, process: Process, tmp_path: Path, plain: list[str]
) -> None:
    assert process("publish", tmp_path / "copy").returncode == 0
    session = start(*plain, ANNOTATE_DB=str(tmp_path / "copy/corpus.db"), columns=250)
    assert session.ended() == 1
    [told] = [line for line in session.screen.splitlines() if line.strip()]
    assert "is a published copy" in told


@pytest.mark.parametrize("says_so", [True, False])
def test_what_is_pasted_is_no_keys(start: Start, db: sqlite3.Connection, says_so: bool) -> None:
    session = start()
    session.shows("harbour:1")
    pasted = "x and u words\n" * 750
    session.paste(pasted, says_so=says_so)
    session.shows("left out", "harbour:1 · 8 unread")
    end = time.monotonic() + 60
    while "note:" not in session.screen:  # it is taking leave of the last of them
        assert time.monotonic() < end
        session.words("n")
        time.sleep(1)
    session.paste(pasted, says_so=says_so)
    session.shows("words x and u" if says_so else "left out", "note:", "harbour:1 · 8 unread")
    assert db.execute("select count(*) from readings").fetchone()[0] == 0
