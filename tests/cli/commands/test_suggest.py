"""`annotate suggest`, and `annotate review` of what it suggests."""

import json
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotate.coding import suggesting
from annotate.corpus import suggestions
from annotate.corpus.database import open_write
from tests import made_up, shipping
from tests.cli.commands.test_review import Walk, walk
from tests.conftest import Process, Run

__all__ = ["walk"]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A paper with its first half read, in place of the made-up articles."""
    path = tmp_path / "paper.db"
    with closing(open_write(path, create=True)) as db:
        shipping.fill(db)
        shipping.read(db, range(1, 81))
        db.execute("pragma wal_checkpoint(truncate)")
    return path


def ids(run: Run) -> list[str]:
    return [each["id"] for each in json.loads(run("review", "--suggested", "-f", "json").stdout)]


def test_it_says_how_good_it_is_and_lists_what_it_suggests(run: Run) -> None:
    told = run("suggest", "ships", "-n", "3")
    assert told.exit_code == 0
    assert told.stderr.splitlines() == [
        "20 of 80 different paragraphs read have ships (25%)",
        "cross-validation: 100% of what is suggested is right (20 of 20; 95 %: 84% to 100%), which"
        " is 100% of what has it",
        "20 of 80 others are above the line, the 3 likeliest are suggested; where the tag is rarer"
        " than in what was read, fewer are right",
    ]
    head, *rows = told.stdout.splitlines()
    assert head.split() == ["id", "ref", "tag", "score", "text"]
    assert len(rows) == 3
    assert all(" ships " in row and " The " in row for row in rows)


def test_as_json_it_has_all_of_each(run: Run, db: sqlite3.Connection) -> None:
    [first, second] = json.loads(run("suggest", "shi", "-n", "2", "-f", "json").stdout)
    assert [first["id"], second["id"]] == ids(run)
    found = suggestions.queue(db)[0]
    assert first == {
        "id": found.name, "tag": "ships", "article": "paper", "ref": found.ref, "key": found.key,
        "score": found.score, "text": found.text, "model": "words", "at": found.at,
    }  # fmt: skip
    sheet = run("review", "--suggested", "-f", "csv").stdout.splitlines()
    assert sheet[0] == "id,tag,article,ref,key,score,text,model,at"


def test_what_is_no_better_than_chance_is_not_suggested(run: Run) -> None:
    thrown = random.Random(1)
    refs = ",".join(str(number) for number in range(1, 81) if thrown.random() < 0.25)
    run("tag", f"paper:{refs}", "thrown")
    run("read", "paper:1-80")
    told = run("suggest", "thrown")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "that is hardly better than chance: nothing is suggested" in told.stderr
    assert run("suggest", "thrown", "-f", "json").stdout == "[]\n"
    assert run("code", "--plain", "--order", "unsure", stdin="q\n").exit_code == 0


def test_of_many_that_were_read_it_is_said_how_many_are_learned_from(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "MOST_READ", 60)
    assert run("suggest", "ships").stderr.splitlines()[0] == (
        "80 different paragraphs are read, of which 60 are learned from: 20 of these have ships"
        " (33%)"
    )


def test_of_too_little_it_says_how_much_is_missing(run: Run) -> None:
    run("tags", "define", "boats")
    refused = run("suggest", "boats")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    assert "it takes 10 more with it and 50 more read" in refused.stderr
    assert "nearest: boats, ships" in run("suggest", "barges").stderr


def test_without_the_extra_it_is_said_what_to_install(
    path: Path, environment: dict[str, str]
) -> None:
    code = "import sys; sys.modules['sklearn'] = None; from annotate.__main__ import main; main()"
    call = [sys.executable, "-c", code, "suggest", "ships"]
    done = subprocess.run(
        call, env={**environment, "ANNOTATE_DB": str(path)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: suggesting tags needs one more package: pip install 'annotate-corpus[suggest]'\n"
    )


def test_nothing_else_imports_scikit_learn(path: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; from annotate.cli import main\n"
        "for words in (['review', '--suggested'], ['code', '--plain'], ['suggest', '--help']):\n"
        "    try: main(words)\n"
        "    except SystemExit: pass\n"
        "print('sklearn' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**environment, "ANNOTATE_DB": str(path)}, input="q\n",
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "False False"


def test_in_another_process_it_is_the_same(run: Run, process: Process) -> None:
    first = run("suggest", "ships", "-f", "csv").stdout
    again = process("suggest", "ships", "-f", "csv").stdout.decode()
    assert _without_times(again) == _without_times(first)


def _without_times(told: str) -> list[str]:
    return [line.rpartition(",")[0] for line in told.splitlines()]


def test_answers_by_options(run: Run, db: sqlite3.Connection) -> None:
    run("suggest", "ships", "-n", "4")
    one, two, three, four = ids(run)
    told = run("review", "--accept", one, "--reject", two, "--accept", three)
    assert [line.split()[2:] for line in told.stdout.splitlines()] == [
        ["+ships"], ["+ships"], ["not", "ships"],
    ]  # fmt: skip
    sql = "select coder, origin from taggings order by id desc limit 2"
    assert [tuple(row) for row in db.execute(sql)] == [("anna", "model")] * 2
    assert ids(run) == [four]
    assert run("undo").stdout.startswith(f"undone: review --accept {one} --reject {two}")
    assert ids(run) == [one, two, three, four]
    run("redo")
    assert ids(run) == [four]
    again = run("review", "--accept", one)
    assert (again.exit_code, again.stderr.partition(";")[0]) == (1, f"Error: {one} was accepted")


def test_all_answers_or_none(run: Run) -> None:
    run("suggest", "ships", "-n", "2")
    one, two = ids(run)
    refused = run("review", "--accept", one, "--reject", "s999")
    assert (refused.exit_code, "no suggestion s999" in refused.stderr) == (1, True)
    assert ids(run) == [one, two]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--reject", "3"], "'3' is no suggestion; one is like s12"),
        (["--accept", "sx"], "'sx' is no review, like 3, and no suggestion, like s12"),
        (["--accept", "s" + "9" * 30], "is no review"),
        (["--accept", "٣"], "is no review"),
        (["--tag", "ships"], "--tag goes with --suggested"),
        (["--suggested", "--gone"], "say --gone or --suggested"),
        (["--suggested", "--accept", "s1"], "say either what to list, or answers"),
        (["--accept", "s1", "--whole"], "go with one --accept or --move"),
        (["--move", "s1", "paper:1"], "is not a valid integer"),
    ],
    ids=lambda words: " ".join(words)[:20] if isinstance(words, list) else "",
)
def test_wrong_usage(run: Run, words: list[str], told: str) -> None:
    refused = run("review", *words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert told in refused.stderr


def test_what_waits_is_told_to_who_reviews(run: Run) -> None:
    assert run("review").stderr == "nothing to review\n"
    run("suggest", "ships", "-n", "1")
    assert run("review").stderr == (
        "nothing to review\n1 suggestion waits: annotate review --suggested\n"
    )
    assert run("review", "-f", "json").stdout == "[]\n"
    assert run("review", "--suggested", "nowhere").exit_code == 1
    assert run("review", "--suggested", "--tag", "ship").stdout.count("ships") == 1
    run("tags", "define", "boats")
    assert "nothing is suggested" in run("review", "--suggested", "--tag", "boats").stderr


def test_they_are_gone_through_key_by_key(walk: Walk, run: Run, db: sqlite3.Connection) -> None:
    run("suggest", "ships", "-n", "3")
    one, two, three = suggestions.queue(db)
    told = walk("x", "a", "r", "u", "s", "s", "q", args=("--suggested",))
    assert f"1 of 3: {one.name}, {one.ref}" in told
    assert "a accept · r reject · s skip · u undo · q quit" in told
    assert f"undone: review --reject {two.name}" in told
    assert "2 left open" in told
    assert ids(run) == [two.name, three.name]
    sql = "select words from commands order by id desc limit 1 offset 2"
    assert db.execute(sql).fetchone()[0] == f"review --accept {one.name}"


def test_nothing_to_go_through_is_said(walk: Walk) -> None:
    assert "nothing is suggested" in walk(args=("--suggested",))


def test_hostile_words_do_not_steer_the_terminal(run: Run, db: sqlite3.Connection) -> None:
    hostile = "The ferry \x1b[31m\x9b lay at anchor off the quay, as number 9 of this paper tells."
    made_up.add(db, made_up.draft(hostile, title="Odd"), "odd.txt")
    told = run("suggest", "ships")
    assert "\x1b" not in told.stdout + told.stderr
    assert "odd:1" in told.stdout


def test_suggestions_are_in_no_copy(run: Run, tmp_path: Path) -> None:
    run("suggest", "ships")
    run("review", "--accept", ids(run)[0], "--reject", ids(run)[1])
    run("--coder", "ben", "suggest", "ships")
    done = run("publish", tmp_path / "site", "--title", "Paper", "--base-url", "https://a.org/")
    assert done.exit_code == 0, done.stderr
    [copy] = (tmp_path / "site").rglob("*.db")
    with closing(sqlite3.connect(copy)) as db:
        names = {row[0] for row in db.execute("select name from sqlite_master")}
        assert not {name for name in names if "suggest" in name or "unsure" in name}
        assert {row[0] for row in db.execute("select origin from taggings")} == {"hand", "model"}


def test_line_by_line_they_are_answered_by_a_key(run: Run, db: sqlite3.Connection) -> None:
    run("suggest", "ships")
    first = suggestions.queue(db, article="paper")
    assert any(each.ref == "paper:81" for each in first)
    told = run("code", "--plain", stdin="+\n!\nu\n:reject\nx\n?\nq\n")
    lines = told.stdout.splitlines()
    assert "      ? #ships + accepts, ! rejects" in lines
    assert [line for line in lines if line in ("+ships (accepted)", "not ships")] == [
        "+ships (accepted)", "not ships",
    ]  # fmt: skip
    assert told.stderr.count("no tag is suggested here") == 1
    assert "        !  it is not for this paragraph, and is not suggested again" in lines
    assert told.exit_code == 1
    unsure = run("code", "--plain", "--order", "unsure", stdin="q\n").stdout
    assert ", least sure first" in unsure
