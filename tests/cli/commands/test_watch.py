"""`annotate watch`: whose words changed in what articles came from."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

HARBOUR = [
    "Harbour strike enters second week",
    "Dockers at the northern quay walked out on Monday over a new shift plan that saves millions.",
    "The spokeswoman said the plan was drawn up without talks, and the harbour stood still then.",
    "Ferry passengers were told to use the southern terminal until further notice was given.",
]


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    """An article that was added, with annotations by two."""
    file = tmp_path / "strike.txt"
    file.write_text("\n\n".join(HARBOUR))
    run("add", file)
    run("tag", "harbour-strike:1-3", "x")
    run("--coder", "ben, b.", "note", "--private", "harbour-strike:1", "Hm.")
    return file


def passages(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("watch", *words, "-f", "json").stdout)
    return found


def test_what_is_as_it_was_is_no_news(run: Run, file: Path) -> None:
    told = run("watch", "harbour-strike")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.splitlines() == [
        "1 unchanged", "0 of 3 paragraphs with tags or notes were changed",
    ]  # fmt: skip


def test_reworded_and_removed_words_are_named_with_whose_they_are(run: Run, file: Path) -> None:
    changed = [HARBOUR[0], HARBOUR[1].replace("Monday", "Tuesday"), HARBOUR[2]]
    file.write_text("\n\n".join(changed))
    slug = "harbour-strike-enters-second-week"
    assert passages(run, "harbour-strike") == [
        {"was": f"{slug}@1:1", "move": "edited", "now": f"{slug}:1",
         "coders": ["anna", "ben, b."], "taggings": 1, "notes": 1},
        {"was": f"{slug}@1:3", "move": "removed", "now": None,
         "coders": ["anna"], "taggings": 1, "notes": 0},
    ]  # fmt: skip
    assert passages(run, "harbour-strike") == []
    assert run("undo").stdout.startswith("undone: watch ")


def test_words_that_are_not_annotated_may_change(run: Run, file: Path) -> None:
    run("untag", "harbour-strike:2", "x")
    file.write_text("\n\n".join([*HARBOUR[:2], "Quite other words are here.", HARBOUR[3]]))
    assert passages(run, "harbour-strike") == []


def test_two_that_were_joined_and_one_that_was_cut(run: Run, file: Path) -> None:
    first, second = HARBOUR[2].split(", ")
    file.write_text("\n\n".join([HARBOUR[0], HARBOUR[1], f"{first},", second, HARBOUR[3]]))
    assert {(p["was"], p["move"]) for p in passages(run, "harbour-strike")} == {
        ("harbour-strike-enters-second-week@1:2", "split")
    }
    file.write_text("\n\n".join([HARBOUR[0], f"{HARBOUR[1]} {first}, {second}", HARBOUR[3]]))
    assert {p["move"] for p in passages(run, "harbour-strike")} & {"merged"}


def test_what_is_gone_or_cannot_be_looked_at_is_said(run: Run, file: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"title": "One", "text": "Words of the first."}\n{"text": "And others."}\n')
    run("add", many)
    file.unlink()
    told = run("watch", "harbour-strike", "one")
    assert told.exit_code == 1
    assert "strike.txt: there is no such file any more" in told.stderr
    assert "many.jsonl holds many articles, and is left alone" in told.stderr
    assert run("watch", "nowhere").exit_code == 1
