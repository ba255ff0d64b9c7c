"""`annotate diff`."""

import csv
import io
import json
import os
import pty
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests import lives, made_up
from tests.conftest import Run

DAWN = "The ferry left at dawn, and nobody waved from the quay."
NOON = DAWN.replace("dawn", "noon")
ROPE, LAMP, MAST = "One rope was cut.", "The lamp went out at sea.", "A mast stood on the quay."
LOG = "The log has nothing of that night."


@pytest.fixture
def ferry(db: sqlite3.Connection) -> None:
    """An article in three versions."""
    lives.put(
        db, "ferry",
        [
            {"a": DAWN, "b": ROPE, "c": f"{LAMP} {MAST}", "d": LOG},
            {"a": NOON, "b": ROPE, "c": f"{LAMP} {MAST}", "d": LOG},
            {"d": LOG, "b": ROPE, "c": LAMP, "e": MAST, "f": "It is day."},
        ],
        [(2, "edited", "a", "a"), (3, "removed", "a", None), (3, "moved", "d", "d"),
         (3, "split", "c", "c"), (3, "split", "c", "e"), (3, "added", None, "f")],
    )  # fmt: skip


def flat(output: str) -> str:
    return " ".join(output.split())


@pytest.mark.usefixtures("ferry")
def test_what_changed_is_shown_word_by_word_with_its_tags(run: Run) -> None:
    run("tag", "ferry@1:1", "time")
    shown = flat(run("diff", "ferry", "1", "2").stdout)
    assert shown == (
        "Ferry ferry · version 1 · 2026-01-01 → version 2 · 2026-02-01 1 edited, 3 unchanged"
        " 1 → 1 edited, 90 % sure The ferry left at [-dawn-]{+noon+}, and nobody waved from the"
        " quay. #time … 3 paragraphs unchanged"
    )


@pytest.mark.usefixtures("ferry")
def test_the_last_two_versions_are_the_default(run: Run) -> None:
    shown = flat(run("diff", "ferry").stdout)
    assert "version 2 · 2026-02-01 → version 3 · 2026-03-01" in shown
    assert shown.endswith(
        f"1 removed [-{NOON}-]"
        f" 4 → 1 moved, 90 % sure {LOG}"
        " … 1 paragraph unchanged"
        f" 3 → 3, 4 split, 90 % sure {LAMP} {{+¶+}} {MAST}"
        " 5 added {+It is day.+}"
    )


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize("words", [["ferry", "1"], ["ferry@1"], ["fer@1", "3"]], ids=" ".join)
def test_one_version_is_compared_with_the_current_one(run: Run, words: list[str]) -> None:
    assert "version 1 · 2026-01-01 → version 3" in run("diff", *words).stdout


@pytest.mark.usefixtures("ferry")
def test_all_shows_what_did_not_change(run: Run) -> None:
    assert f"2 → 2 unchanged {ROPE}" in flat(run("diff", "ferry", "--all").stdout)
    record = json.loads(run("diff", "ferry", "--all", "-f", "json").stdout)
    assert "same" in [change["move"] for change in record["changes"]]


@pytest.mark.usefixtures("ferry")
def test_the_json_of_diff_is_a_contract(run: Run) -> None:
    run("tag", "ferry@1:1", "time")
    run("note", "ferry@1:1", "a secret", "--private")
    result = run("diff", "ferry", "1", "2", "-f", "json")
    assert "secret" not in result.stdout
    record = json.loads(result.stdout)
    [change] = record.pop("changes")
    assert record == {
        "article": "ferry", "title": "Ferry", "versions": 3,
        "old": {"version": 1, "retrieved": "2026-01-01T00:00:00.000Z", "sha256": "ferry 1"},
        "new": {"version": 2, "retrieved": "2026-02-01T00:00:00.000Z", "sha256": "ferry 2"},
        "counts": {"edited": 1, "same": 3},
    }  # fmt: skip
    [old], [new] = change.pop("old"), change.pop("new")
    assert (old.pop("key"), new.pop("key")) != ("", "")
    assert old == {"number": 1, "role": "body", "text": DAWN, "tags": ["time"]}
    assert new == {"number": 1, "role": "body", "text": NOON, "tags": ["time"]}
    pieces = change.pop("pieces")
    assert "".join(p["text"] for p in pieces if p["kind"] != "added") == DAWN
    assert change == {"move": "edited", "has_moved": False, "score": 0.9}
    [line] = run("diff", "ferry", "1", "2", "-f", "nl").stdout.splitlines()
    assert json.loads(line)["pieces"] == pieces


@pytest.mark.usefixtures("ferry")
def test_a_row_of_csv_has_both_wordings(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("diff", "ferry", "-f", "csv").stdout)))
    assert [row["move"] for row in rows] == ["removed", "moved", "split", "added"]
    assert rows[2] | {"tags": ""} == {
        "move": "split", "score": "0.9", "from": "3", "to": "3 4", "tags": "",
        "old": f"{LAMP} {MAST}", "new": f"{LAMP}\n\n{MAST}",
    }  # fmt: skip


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["harbour"], "harbour has only version 1: there is nothing to compare it with"),
        (["ferry", "9"], "no version 9 of ferry; it has versions 1-3"),
        (["ferry", "0"], "no version 0 of ferry; it has versions 1-3"),
        (["ferry", "2", "1"], "version 2 is later than 1; say `annotate diff ferry 1 2`"),
        (["ferry:2"], "'ferry:2' names paragraphs; say an article, like ferry"),
        (["nothing"], "no article 'nothing'"),
    ],
    ids=str,
)
def test_what_cannot_be_compared_is_told_in_a_line(run: Run, words: list[str], told: str) -> None:
    result = run("diff", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {told}")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize("words", [["ferry", "x"], ["ferry", "1", "2", "3"], ["ferry@1", "2", "3"]])
def test_a_wrong_call_is_told_so(run: Run, words: list[str]) -> None:
    assert run("diff", *words).exit_code == 2


def test_no_text_steers_a_terminal(run: Run, db: sqlite3.Connection) -> None:
    lives.put(db, "bad", [{"a": "Words \x1b[2J here\u202e."}, {"a": "Words \x1b[31m there."}])
    shown = run("diff", "bad").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.usefixtures("ferry")
def test_a_terminal_shows_colours(path: Path, environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    command = [str(made_up.COMMAND), "--db", str(path), "diff", "ferry", "1", "2"]
    subprocess.run(command, stdout=theirs, env=environment, timeout=60, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "\x1b[31m[-dawn-]\x1b[0m\x1b[32m{+noon+}\x1b[0m" in shown
