"""What reaches a terminal, and what a program reads."""

import csv
import io
import json
import os
import pty
import subprocess
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from wcwidth import strip_sequences, width

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
        env={"COLUMNS": "80", **environment, "TERM": "xterm"}, stdout=theirs, stderr=theirs,
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
    assert any(words in shown for words in ("hidden", "nearest", "begins", "title␇"))


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
    "a list": ([(["a b", "a", "b"], "c")], "x            y\na b | a | b  c\n"),
    "a letter of several characters": ([("👨‍👩‍👧", "b"), ("aa", "c")], "x   y\n👨‍👩‍👧  b\naa  c\n"),
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


WIDE = {
    "Japanese": "環境省は月曜日に大気汚染の新しい基準を公表したが、専門家は緩すぎると批判した。"
    * 3,
    "Korean": "환경부는 월요일에 대기오염에 관한 새로운 기준을 공표했다고 밝혔다. " * 4,
    "Thai": "กระทรวงสิ่งแวดล้อมประกาศมาตรฐานใหม่สำหรับมลพิษทางอากาศในวันจันทร์ที่ผ่านมา" * 4,
    "emoji": "A family 👨‍👩‍👧 came with a heart ❤️ and a flag 🇳🇴 to the harbour. " * 4,
    "Latin": "The mayor “called” on both sides to meet – at the town hall before long. " * 4,
}


@pytest.mark.parametrize("columns", [40, 61, 80])
@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_no_line_is_wider_than_the_terminal(
    path: Path, environment: dict[str, str], columns: int, text: str
) -> None:
    slug = "a-slug-that-is-as-long-as-they-come-and-fills-a-line-of-a"
    with closing(open_write(path)) as db:
        made_up.add(db, draft(text, title=f"{slug.replace('-', ' ')} {text}"[:200]))
    environment = environment | {"COLUMNS": str(columns)}
    for words in (
        ["note", f"{slug}:1", text], ["tag", f"{slug}:1", text[:30].strip(), "x"], ["articles"],
        ["notes"], ["history"], ["tags"], ["show", slug], ["find", "--tag", "x"], ["review"],
    ):  # fmt: skip
        shown = terminal(path, environment, *words)
        if words[0] not in ("note", "tag", "find"):  # which name what is too long to be cut
            assert [line for line in lines_of(shown) if width(line) > columns] == []


def lines_of(shown: str) -> list[str]:
    return strip_sequences(shown).replace("\r", "").split("\n")


def test_a_pipe_has_whole_names_however_narrow(process: Process, path: Path) -> None:
    slug = "a-slug-that-is-as-long-as-they-come-and-fills-a-line-of-a"
    with closing(open_write(path)) as db:
        made_up.add(db, draft("Some words.", title=slug.replace("-", " ")))
    assert f"  {slug} " in process("articles").stdout.decode()


def test_a_spreadsheet_holds_the_very_words(run: Run) -> None:
    run("tag", "harbour:1", "police violence", "police", "violence")
    run("note", "harbour:1", "=HYPERLINK(1)\x0b and “é” 🇳🇴")
    run("note", "harbour:2", "x" * 40_000)
    (head, first, second), told = sheet(run("notes", "-f", "xlsx"))
    assert head == ("id", "on", "coder", "created", "updated", "private", "text")
    assert (first[1], first[6]) == ("harbour:1", "=HYPERLINK(1) and “é” 🇳🇴")
    assert second[6] == "x" * 32_766 + "…"
    assert told == "1 cells are cut: a spreadsheet's hold 32,767 characters; csv has all\n"
    (head, row), told = sheet(run("show", "harbour:1", "-f", "xlsx"))
    found = dict(zip(head, row, strict=True))
    assert (found["number"], found["tags"], told) == (1, "police|police violence|violence", "")


def sheet(result: Result) -> tuple[list[tuple[object, ...]], str]:
    """The rows that another program reads in it, and what was said."""
    assert result.exit_code == 0
    book = openpyxl.load_workbook(io.BytesIO(result.stdout_bytes), read_only=True)
    return list(book["annotate"].iter_rows(values_only=True)), result.stderr


def test_a_spreadsheet_is_not_poured_into_the_terminal(
    path: Path, environment: dict[str, str], run: Run
) -> None:
    assert "a spreadsheet goes into a file" in terminal(path, environment, "tags", "-f", "xlsx")


def test_a_spreadsheet_for_which_there_is_no_room_is_told_in_a_line(
    path: Path, environment: dict[str, str]
) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [made_up.COMMAND, "--db", path, "articles", "-f", "xlsx"],
            env=environment, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1, b"Error: the output cannot be written: the disk is full\n",
    )  # fmt: skip


def test_checking_says_how_far_it_is_on_a_terminal_alone(
    path: Path, environment: dict[str, str], process: Process
) -> None:
    shown = terminal(path, environment, "check").split("\r")
    assert [line.rstrip() for line in shown if line.startswith("checking paragraphs")] == [
        f"checking paragraphs (6 of 14) …{far}" for far in ("", " 0 %", " 33 %", " 66 %")
    ]
    assert process("--db", path, "check").stderr == b"all is well\n"
