"""What reaches a terminal, and what a program reads."""

import csv
import json
import os
import pty
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from annotate.cli import output
from annotate.corpus.database import open_write
from tests import made_up
from tests.conftest import Process, Run
from tests.made_up import draft

EVIL = "A \x1b]0;title\x07 and \x1b[8mhidden\x1b[0m and \x9b31m words, \u202eturned\u202c around."


@pytest.fixture
def evil(path: Path) -> Path:
    with closing(open_write(path)) as db:
        made_up.add(db, draft(EVIL, title=f"Evil {EVIL}", byline="\x1b[31mNobody"))
    return path


def terminal(path: Path, environment: dict[str, str], *words: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [made_up.COMMAND, "--db", path, *words],
        env={**environment, "TERM": "xterm", "COLUMNS": "80"}, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with open(ours, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(4096):
                shown += piece
        except OSError:  # how a terminal tells that the other side has gone
            pass
    process.wait()
    return shown.decode()


SHOWING = {
    "show": ["show", "evil"],
    "show as csv": ["show", "evil", "-f", "csv"],
    "show as json": ["show", "evil", "-f", "json"],
    "show as lines": ["show", "evil", "-f", "nl"],
    "articles": ["articles"],
    "articles as csv": ["articles", "-f", "csv"],
    "find": ["find", "hidden words"],
    "find as json": ["find", "hidden words", "-f", "json"],
    "cite": ["cite", "evil:1"],
    "an error": ["tag", "evil:1", "--quote", "\x1b[31mzebra", "x"],
}


@pytest.mark.parametrize("words", SHOWING.values(), ids=SHOWING)
def test_no_text_steers_the_terminal(
    evil: Path, environment: dict[str, str], words: list[str]
) -> None:
    shown = terminal(evil, environment, *words)
    for ours in ("\x1b[1m", "\x1b[0m", "\x1b[36m"):
        shown = shown.replace(ours, "")
    assert [c for c in shown if c in "\x1b\x07\x9b\u202e"] == []
    assert "hidden" in shown or "nearest" in shown or "begins" in shown


def test_our_own_colours_are_shown_on_a_terminal(evil: Path, environment: dict[str, str]) -> None:
    assert "human \x1b[1mshields\x1b[0m,”" in terminal(evil, environment, "find", "shields")
    assert "\x1b[1mHarbour\x1b[0m" in terminal(evil, environment, "show", "harbour")


def test_a_program_reads_the_very_words(evil: Path, process: Process, run: Run) -> None:
    read = json.loads(process("show", "evil", "-f", "json").stdout)
    assert read["paragraphs"][0]["text"] == EVIL
    by_line = json.loads(process("show", "evil", "-f", "nl").stdout)
    assert by_line["text"] == EVIL
    _, row = csv.reader(process("show", "evil", "-f", "csv").stdout.decode().split("\n")[:2])
    assert EVIL in row


TABLES = {
    "aligned": ([("a", "b"), ("long", "c")], "x     y\na     b\nlong  c\n"),
    "wide letters": ([("摩苏尔", "b"), ("a", "c")], "x       y\n摩苏尔  b\na       c\n"),
    "combining marks": ([("e\u0301", "b"), ("aa", "c")], "x   y\ne\u0301   b\naa  c\n"),
    "white space": ([("a\n b", "c\td")], "x     y\na  b  c d\n"),
    "nothing": ([("", None)], "x  y\n\n"),
    "cut": ([("a", "word " * 30)], f"x  y\na  {'word ' * 19}w…\n"),
    "cut wide letters": ([("a", "摩" * 60)], f"x  y\na  {'摩' * 48}…\n"),
    "empty": ([], ""),
}


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES)
def test_tables_are_aligned_and_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[object, object]], expected: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "100")
    output.show_table([{"x": x, "y": y} for x, y in rows], ["x", "y"])
    assert capsys.readouterr().out == expected
