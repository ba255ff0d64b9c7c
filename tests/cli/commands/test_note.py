"""`annotate note` and `annotate notes`."""

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Run


def notes(run: Run) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(run("notes", "-f", "json").stdout)
    return listed


def texts(run: Run) -> list[object]:
    return [note["text"] for note in notes(run)]


def test_a_note_is_written_changed_and_deleted(run: Run) -> None:
    said = run("note", "harbour:1", "A *note*.").stdout
    [note] = notes(run)
    short = str(note["id"])[-8:]
    assert said == f"noted {short} on harbour:1\n"
    assert run("note", "--edit", short, "Other words.").stdout == f"changed {short} on harbour:1\n"
    assert texts(run) == ["Other words."]
    assert run("note", "--edit", short, "--private").exit_code == 0
    assert [n["private"] for n in notes(run)] == [True]
    assert run("note", "--delete", short).stdout == f"deleted {short} on harbour:1\n"
    assert notes(run) == []


def test_the_json_of_notes_has_everything(run: Run) -> None:
    run("note", "harbour:2", "Really?", "--quote", "human shields", "--private")
    [note] = notes(run)
    assert note | {"id": "", "short": "", "created": "", "updated": ""} == {
        "id": "", "on": "harbour:2", "text": "Really?", "private": True, "coder": "anna",
        "created": "", "updated": "", "short": "", "by": "anna (private)", "gone": None,
        "quote": {
            "exact": "human shields", "prefix": "“We used them as ",
            "suffix": ",” the harbour master said of th", "start": 17, "end": 30,
        },
    }  # fmt: skip


def test_a_note_comes_from_stdin(run: Run) -> None:
    run("note", "harbour:1", "-", stdin="# A title\r\n\r\nAnd more.\n")
    assert texts(run) == ["# A title\n\nAnd more."]
    run("note", "--edit", str(notes(run)[0]["id"]), "-", stdin=b"caf\xe9")
    assert texts(run) == ["caf\ufffd"]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that adds a line, and a file that shows what it was given."""
    script, seen = tmp_path / "editor.py", tmp_path / "seen.txt"
    script.write_text(
        "import os, pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"pathlib.Path({str(seen)!r}).write_text(path.read_text())\n"
        "path.write_text(path.read_text() + os.environ.get('TYPED', 'Written in an editor.'))\n"
        "os.utime(path, (0, 0))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    return seen


def test_a_note_is_written_in_the_editor(run: Run, editor: Path) -> None:
    run("note", "harbour:1")
    assert texts(run) == ["Written in an editor."]
    run("note", "--edit", str(notes(run)[0]["id"]))
    assert editor.read_text() == "Written in an editor.\n"
    assert texts(run) == ["Written in an editor.\nWritten in an editor."]


def test_nothing_written_in_the_editor_is_no_note(
    run: Run, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPED", " \n")
    result = run("note", "harbour:1")
    assert (result.exit_code, result.stderr) == (1, "Error: the note is empty; nothing was kept\n")
    monkeypatch.setenv("EDITOR", "true")
    result = run("note", "harbour:1")
    told = "Error: the editor was left without saving; nothing was kept\n"
    assert (result.exit_code, result.stderr) == (1, told)
    monkeypatch.setenv("EDITOR", "false")
    assert run("note", "harbour:1").exit_code == 1


UNPLACED = {
    "an unknown article": (["harbor"], "nearest: harbour"),
    "an unknown paragraph": (["harbour:9"], "it has paragraphs 1-3"),
    "a quote that is not there": (["harbour:2", "--quote", "shelds"], "does not stand in"),
}


@pytest.mark.parametrize(("words", "told"), UNPLACED.values(), ids=UNPLACED)
def test_a_note_that_cannot_be_placed_is_refused_before_it_is_written(
    run: Run, editor: Path, words: list[str], told: str
) -> None:
    result = run("note", *words)
    assert (result.exit_code, told in result.stderr, editor.exists()) == (1, True, False)


def test_notes_are_listed_by_place_and_coder(run: Run) -> None:
    run("tags", "define", "sea")
    run("note", "harbour:1", "One.")
    run("--coder", "berta", "note", "harbour", "Two.")
    run("note", "tag:sea", "Three.")

    def listed(*words: str) -> list[str]:
        return [n["text"] for n in json.loads(run("notes", *words, "-f", "json").stdout)]

    assert listed() == ["One.", "Two.", "Three."]
    assert listed("harbour") == ["One.", "Two."]
    assert listed("harbour:1") == ["One."]
    assert listed("tag:sea") == ["Three."]
    assert listed("--by", "berta") == ["Two."]


def test_every_change_of_a_note_is_undone(run: Run, db: sqlite3.Connection) -> None:
    states = [made_up.dump(db)]
    for words in (["harbour:1", "One."], ["--edit", "?", "Two."], ["--delete", "?"]):
        if "?" in words:
            words[1] = str(notes(run)[0]["id"])
        run("note", *words)
        states.append(made_up.dump(db))
    for state in reversed(states[:-1]):
        assert run("undo").exit_code == 0
        assert made_up.dump(db) == state


def test_a_note_on_a_version_is_refused(run: Run) -> None:
    result = run("note", "harbour@2", "words")
    assert result.exit_code == 1
    assert "a note on an article is on all its versions" in result.stderr


def test_an_edit_with_a_ref_is_wrong_usage(run: Run) -> None:
    assert run("note", "--edit", "3f2a91bc", "harbour:1", "words").exit_code == 2


def test_anothers_note_is_changed_and_deleted_only_with_everyone(
    run: Run, db: sqlite3.Connection
) -> None:
    short = run("note", "harbour:1", "I am not sure.").stdout.split()[1]
    before = made_up.dump(db)
    for words in (["--edit", short, "Wrong."], ["--edit", short, "--private"], ["--delete", short]):
        refused = run("--coder", "ben", "note", *words)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == (
            f"Error: note {short} on harbour:1 is anna's, and you are ben;"
            " --everyone changes or deletes it all the same\n"
        )
    assert made_up.dump(db) == before
    run("--coder", "ben", "note", "--edit", short, "Wrong.", "--everyone")
    assert [(n["coder"], n["changed_by"], n["by"]) for n in notes(run)] == [
        ("anna", "ben", "anna, changed by ben")
    ]
    assert "✎ anna, changed by ben: Wrong." in run("show", "harbour:1").stdout
    assert "anna, changed by ben" in run("find", "--notes", "wrong").stdout
    assert run("undo").exit_code == 0
    assert made_up.dump(db) == before
    run("--coder", "ben", "note", "--edit", short, "Wrong.", "--everyone")
    run("note", "--edit", short, "Right.")
    assert ["changed_by" in note for note in notes(run)] == [False]
    run("--coder", "ben", "note", "--delete", short, "--everyone")
    assert notes(run) == []


def test_anothers_note_is_refused_before_it_is_written(run: Run, editor: Path) -> None:
    short = run("--coder", "ben", "note", "harbour", "His.").stdout.split()[1]
    assert (run("note", "--edit", short).exit_code, editor.exists()) == (1, False)


def test_everyone_is_of_a_change(run: Run) -> None:
    assert run("note", "harbour:1", "Words.", "--everyone").exit_code == 2


def test_a_tag_with_others_work_on_it_says_so_before_it_is_deleted(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    run("--coder", "ben", "tag", "harbour:2", "sea")
    run("--coder", "ben", "note", "tag:sea", "His.")
    told = run("tags", "delete", "sea").stderr
    assert "sea stands on 2 passages and has 1 notes; --force" in told
    assert told.endswith("; 2 of these are other coders'\n")
