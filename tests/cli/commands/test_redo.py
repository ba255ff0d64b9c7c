"""`annotate redo`, and what `undo` and `history` say of it."""

import csv
import io
import json
import sqlite3
from pathlib import Path

from annotate.corpus import check
from tests import made_up
from tests.conftest import Run

STRIKE = """Harbour strike enters second week

Dockers at the northern quay walked out on Monday over a new shift plan that will save 12 million.

The spokeswoman said the plan was drawn up without talks, and the harbour stood still for a day.

Ferry passengers were told to use the southern terminal until further notice.

The mayor called on both sides to meet at the town hall before the end of the week.
"""
RIVER = """A story of the river

The first paragraph tells of the river and the people who cross it every day on their way.

The second paragraph tells of the bridge that was {} by anyone.

The third paragraph tells of the children who swim in the river when the summer is hot and long.
"""


def test_one_undo_too_many_is_taken_back(run: Run, db: sqlite3.Connection, tmp_path: Path) -> None:
    file = tmp_path / "strike.txt"
    file.write_text(STRIKE)
    run("add", file)
    run("tag", "harbour-strike:1-4", "strike")
    run("tag", "harbour-strike:2", "--quote", "without talks", "voice")
    before = made_up.dump(db)
    assert run("tag", "harbour-strike", "2", "voice").exit_code == 2
    words = [run("undo").stdout.partition(" (")[0] for _ in range(3)]
    assert words == [
        'undone: tag harbour-strike:2 --quote "without talks" voice',
        "undone: tag harbour-strike:1-4 strike",
        f"undone: add {file}",
    ]
    assert [run("redo").stdout.partition(" (")[0] for _ in range(3)] == [
        words.replace("undone", "redone") for words in reversed(words)
    ]
    assert made_up.dump(db) == before
    result = run("redo")
    assert (result.exit_code, result.stderr) == (1, "Error: nothing to redo\n")


def test_undo_says_how_to_get_it_back_and_that_articles_are_gone(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    assert run("undo").stderr == "annotate redo puts it back\n"
    assert run("undo").stderr == "1 article is gone; annotate redo puts it back\n"
    assert run("redo").stderr == ""


def test_redo_can_be_of_the_one_that_is_named(run: Run) -> None:
    for tag in ("sea", "ice"):
        run("tag", "harbour:1", tag)
    run("undo")
    run("undo")
    assert run("redo", "--of", "5").stdout.startswith("redone: tag harbour:1 ice (")
    assert run("redo", "--of", "5").stderr == (
        "Error: nothing to redo with the number 5 (`annotate history` lists what is undone)\n"
    )
    assert run("redo").stdout.startswith("redone: tag harbour:1 sea (")


def test_redo_says_what_it_put_back(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    undone = run("undo").stdout
    assert run("redo").stdout == undone.replace("undone", "redone")


def test_history_shows_what_an_undo_and_a_redo_were_of(run: Run) -> None:
    run("tag", "harbour:1", "sea")
    run("undo")
    run("redo")
    redo, undo, tag, *_ = json.loads(run("history", "-f", "json").stdout)
    assert [tag["id"], undo["undid"], redo["redid"]] == [4, 4, 4]
    assert undo["of"] == redo["of"] == "tag harbour:1 sea"
    assert [tag["state"], undo["state"], redo["state"]] == ["", "undone", ""]
    lines = run("history").stdout.splitlines()
    assert lines[1].endswith("  redo (of 4: tag harbour:1 sea)")
    assert lines[2].endswith("  undo (of 4: tag harbour:1 sea)")
    row = next(csv.DictReader(io.StringIO(run("history", "-f", "csv").stdout)))
    assert (row["words"], row["redid"], row["of"]) == ("redo", "4", "tag harbour:1 sea")


def test_a_redo_after_other_work_is_refused_in_a_line(run: Run, tmp_path: Path) -> None:
    run("tag", "harbour:1", "sea")
    run("undo")
    run("--coder", "ben", "tags", "define", "sea")
    result = run("redo")
    assert (result.exit_code, result.stdout) == (1, "")
    told = "Error: cannot redo `tag harbour:1 sea`: what it made was changed or used since by"
    assert result.stderr.startswith(f"{told} `tags define sea` (ben, ")
    assert result.stderr.endswith(
        "; `annotate undo --by ben` takes that back first, then `annotate redo --by anna`\n"
    )


def test_an_undo_leaves_nobodys_quote_on_other_words(
    run: Run, db: sqlite3.Connection, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RIVER.format("broken by the war and never built again"))
    run("--coder", "anna", "add", file)
    file.write_text(RIVER.format("blown up by soldiers in the second winter and never repaired"))
    run("--coder", "ben", "add", file)
    run("--coder", "anna", "tag", "a-story:2", "--quote", "blown up by soldiers", "t/q")
    result = run("undo", "--by", "ben")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        "the tag t/q of anna on “blown up by soldiers” in a-story-of-the-river:2 would be left on"
        " other words; it was put there since by"
        ' `tag a-story:2 --quote "blown up by soldiers" t/q` (anna, '
    ) in result.stderr
    assert list(check.problems(db)) == []
