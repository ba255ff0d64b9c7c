"""A transcript from the file to the citation: the times of its paragraphs are kept and told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main

TALK = """WEBVTT

00:00:02.000 --> 00:00:09.000
<v Mara>The ferry left at dawn, and nobody waved to it from the quay.

01:02:04.500 --> 01:02:09.000
<v Tomas>It came back at noon with a cargo of lamps. {}
"""


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "corpus.db"))
    path = tmp_path / "talk.vtt"
    path.write_text(TALK.format("We sold them."))
    run("add", str(path))
    return path


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def seconds(ref: str = "1") -> list[int | None]:
    return [row.get("seconds") for row in json.loads(run("show", ref, "-f", "json"))["paragraphs"]]


def test_times_are_shown_and_cited(talk: Path) -> None:
    shown = run("show", "1")
    assert "   1   0:02  Mara: The ferry left" in shown
    assert "   2  1:02:04  Tomas: It came back" in shown
    assert ", at 1:02:04, para. 2," in run("cite", "1:2")
    assert json.loads(run("cite", "1:2", "-f", "json"))["seconds"] == 3724
    assert "At 1:02:04" in run("cite", "1:2", "-f", "bibtex")


def test_times_come_along_to_the_next_version_and_back(talk: Path) -> None:
    run("tag", "1:2", "cargo")
    talk.write_text(TALK.format("We sold them all.").replace("01:02:04", "01:03:00"))
    run("add", str(talk))
    assert seconds() == [2, 3780]
    assert seconds("1@1") == [2, 3724]
    run("undo")
    assert seconds() == [2, 3724]
    run("check")


def test_a_piece_begins_where_its_paragraph_did(talk: Path) -> None:
    run("split", "1:2", "We sold")
    assert seconds() == [2, 3724, 3724]
    run("undo")
    run("join", "1:1-2")
    assert seconds() == [2]
