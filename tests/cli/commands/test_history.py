"""`annotate history`, `undo` and `check`, and in whose name things are done."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Run


def test_history_says_who_did_what_when(run: Run) -> None:
    run("tag", "harbour:1", "sea", "old ice")
    run("--coder", "berta", "tags", "define", "sea", "--definition", "Salt water.")
    latest, tagging, *_ = json.loads(run("history", "-f", "json").stdout)
    assert latest["at"] >= tagging["at"]
    assert latest | {"at": ""} == {
        "id": 5, "at": "", "coder": "berta", "changes": 1, "tables": ["tags"], "undone": False,
        "words": 'tags define sea --definition "Salt water."', "state": "",
        "undid": None, "redid": None, "of": "",
    }  # fmt: skip
    assert tagging["words"] == 'tag harbour:1 sea "old ice"'
    assert tagging["changes"] == 4
    assert [
        e["words"] for e in json.loads(run("history", "--by", "berta", "-f", "json").stdout)
    ] == [latest["words"]]


WORDS = {
    "a coder that is called like a command": (
        ["--coder", "tag", "tag", "harbour:1", "x"], "tag harbour:1 x",
    ),
    "an empty word": (["note", "harbour:1", "A", "--quote", "ice"], None),
    "a long note": (["note", "harbour:1", "x" * 500], f"note harbour:1 {'x' * 184}…"),
    "lines and controls": (["note", "harbour:1", "a\nb\x1b[1m"], 'note harbour:1 "a b[1m"'),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), WORDS.values(), ids=WORDS)
def test_a_command_is_kept_as_it_was_typed_on_one_line(
    run: Run, typed: list[str], kept: str | None
) -> None:
    run(*typed)
    latest = json.loads(run("history", "-f", "json").stdout)[0]["words"]
    assert latest == (kept or "add museum.txt")


def test_undo_says_what_it_took_back(run: Run, db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    run("tag", "harbour:1,2", "sea")
    told = run("undo").stdout
    assert told.startswith("undone: tag harbour:1,2 sea (anna, 20")
    assert told.endswith("Z; 3 changes)\n")
    assert made_up.dump(db) == before
    states = [e["state"] for e in json.loads(run("history", "-f", "json").stdout)]
    assert states == ["", "undone", "", "", ""]


def test_undo_takes_back_an_add_of_several_articles_at_once(
    run: Run, db: sqlite3.Connection, tmp_path: Path
) -> None:
    before = made_up.dump(db)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"This is article number {number} of a few.\n")
    run("add", *(tmp_path / f"{number}.txt" for number in range(3)))
    assert run("undo").exit_code == 0
    assert made_up.dump(db) == before


def test_everything_can_be_undone_down_to_nothing(run: Run) -> None:
    assert [run("undo").exit_code for _ in range(3)] == [0, 0, 0]
    assert json.loads(run("articles", "-f", "json").stdout) == []
    result = run("undo")
    assert (result.exit_code, result.stderr) == (1, "Error: nothing to undo\n")


def test_check_says_all_is_well_or_what_is_not(run: Run, db: sqlite3.Connection) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "all is well\n")
    db.execute("update paragraphs set number = 7 where id = 1")
    result = run("check")
    told = "harbour, paragraph at position 1: numbered 7, should be 1\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, told, "")


def coder(run: Run, *options: str) -> str:
    run(*options, "tag", "harbour:1", "sea")
    name: str = json.loads(run("history", "-f", "json").stdout)[0]["coder"]
    return name


def test_the_coder_is_the_option_then_the_variable(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coder(run) == "anna"
    assert coder(run, "--coder", "  Berta \t Beispiel\n") == "Berta Beispiel"


def test_the_coder_is_gits_user_when_no_other_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ANNOTATE_CODER")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "config", "--global", "user.name", "Carla Ødegård"], check=True)
    assert coder(run) == "Carla Ødegård"


def test_the_coder_is_the_login_name_without_git(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ANNOTATE_CODER")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "dora")
    assert coder(run) == "dora"


@pytest.mark.parametrize(
    "words", [["history", "--by", "nosuch"], ["notes", "--by", "nosuch"],
              ["find", "the", "--coder", "nosuch"]],
)  # fmt: skip
def test_a_coder_whom_nobody_knows_is_said(run: Run, words: list[str]) -> None:
    run("tag", "harbour:1", "sea")
    told = "nobody called nosuch has done anything here; coders: anna"
    assert told in run(*words).stderr
    assert "nobody" not in run(*words[:-1], "anna").stderr
