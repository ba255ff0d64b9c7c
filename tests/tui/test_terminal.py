"""A coding session in a real terminal, with real keys."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from annotate.corpus import reading
from tests import made_up
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
