"""`annotate show --why`: which step gave each paragraph its role."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_formats import DATA, SAMPLES

SHED = """The shed by the river

By Ann Example

The shed by the river was empty on Monday, and the boats that it was built for lay in the grass.

Nobody in the village could say who had opened the doors, or what had become of the long oars.

Share this
"""
UNKNOWN = "not known: read by an earlier version of this program, or with other options"


@pytest.fixture
def shed(run: Run, tmp_path: Path) -> str:
    """The slug of an article that was added."""
    file = tmp_path / "shed.txt"
    file.write_text(SHED)
    assert run("add", file).exit_code == 0
    return "the-shed-by-the-river"


def reasons(run: Run, ref: str) -> list[tuple[str, str | None]]:
    shown = json.loads(run("show", ref, "--why", "-f", "json").stdout)
    return [(p["role"], p["because"]) for p in shown["paragraphs"]]


def test_each_paragraph_has_its_role_and_the_step_that_spoke(run: Run, shed: str) -> None:
    shown = run("show", shed, "--why").stdout.splitlines()
    assert shown[::2] == [
        "   ·  title  because of the lines above the text it reads most like a headline (title)",
        "   ·  byline  because it names who wrote, or where the text is from (signs)",
        "   1  body  because no step says otherwise (rest)",
        "   2  body  because no step says otherwise (rest)",
        "   ·  boilerplate  because it is a label of the page, or speaks for the site (signs)",
    ]
    assert shown[1] == "      The shed by the river"
    assert shown[5].endswith("…")


def test_some_paragraphs_can_be_asked_for(run: Run, shed: str) -> None:
    assert reasons(run, f"{shed}:2") == [("body", "rest: no step says otherwise")]
    assert "because" in run("show", f"{shed}:2", "--why", "-f", "csv").stdout.splitlines()[0]
    assert "because" not in run("show", f"{shed}:2", "-f", "json").stdout


def test_a_role_that_a_person_set_is_theirs(run: Run, shed: str) -> None:
    run("role", f"{shed}:2", "quote")
    assert reasons(run, f"{shed}:2") == [("quote", "role: set by hand by anna")]
    assert "quote  set by hand by anna" in run("show", shed, "--why").stdout
    assert reasons(run, f"{shed}@1")[2] == ("body", "rest: no step says otherwise")


def test_what_a_person_cut_and_joined_is_said(run: Run, shed: str) -> None:
    text = json.loads(run("show", f"{shed}:1", "-f", "json").stdout)["paragraphs"][0]["text"]
    run("split", f"{shed}:1", " ".join(text.split()[3:7]))
    cut = ["split: it was cut by hand"] * 2
    assert [because for _, because in reasons(run, f"{shed}:1-2")] == cut
    run("undo")
    run("join", f"{shed}:1-2")
    assert [because for _, because in reasons(run, f"{shed}:1")] == ["join: it was joined by hand"]


def test_what_reclassify_changed_is_of_the_site(run: Run, tmp_path: Path) -> None:
    line = "The Weekly Boat is made by five people in a shed."
    for name in ("oars", "nets", "sails", "ropes", "tar", "paint", "cork", "lead", "wax", "rust"):
        text = SHED.replace("The shed", f"The {name} shed").replace("oars", name)
        (tmp_path / f"{name}.txt").write_text(text.replace("Share this", line))
    run("add", *sorted(tmp_path.glob("*.txt")))
    assert run("reclassify", "--apply").exit_code == 0
    because = "reclassify: it stands in many articles of its site"
    assert ("boilerplate", because) in reasons(run, "the-oars-shed-by-the-river")


def test_another_role_than_the_reader_gives_now_is_not_explained(
    run: Run, shed: str, path: Path
) -> None:
    with sqlite3.connect(path) as db:
        db.execute("update paragraphs set role = 'caption' where text like 'Nobody in%'")
    assert ("caption", None) in reasons(run, shed)
    assert f"caption  {UNKNOWN}" in run("show", shed, "--why").stdout


def test_an_original_that_cannot_be_read_is_said_once(run: Run, path: Path) -> None:
    run("add", DATA / "documents/lighthouse.md")
    with sqlite3.connect(path) as db:
        db.execute("update originals set bytes = x'00' where bytes is not null")
    shown = run("show", "the-lamp-at-varde-point", "--why")
    assert shown.exit_code == 0
    assert shown.stderr.count("\n") == 1
    assert "the original cannot be unpacked" in shown.stderr
    assert UNKNOWN in shown.stdout


@pytest.mark.parametrize("sample", [*SAMPLES, "../../seeds/000_dac80d679313879e.txt"])
def test_every_format_says_why(run: Run, sample: str) -> None:
    added = json.loads(run("add", "-f", "json", DATA / sample).stdout)
    found = [told for each in added for told in reasons(run, each["slug"])]
    assert found
    assert [role for role, because in found if not because] == []
