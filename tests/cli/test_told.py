"""What `annotate add` says of new articles that are nearly known ones."""

import json
from pathlib import Path

from tests.conftest import Run
from tests.made_up import ORCHARD


def written(folder: Path, name: str, *paragraphs: str) -> Path:
    path = folder / name
    path.write_text("\n\n".join(paragraphs))
    return path


def test_an_article_that_is_nearly_a_known_one_is_pointed_out(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "wire.txt", *ORCHARD, "This is a line that only the copy has.")
    result = run("add", path)
    assert result.stdout.startswith("added ")
    assert result.stderr == (
        "like: orchard (3 of 4 paragraphs the same); to make it its next version:"
        f" annotate undo, then annotate add --as orchard {path}\n1 added\n"
    )


def test_among_several_there_is_no_word_of_an_undo(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        written(tmp_path, f"{name}.txt", *ORCHARD, f"This line is in the copy {name} alone.")
    result = run("add", tmp_path / "a.txt", tmp_path / "b.txt", "-f", "nl")
    slugs = [json.loads(line)["slug"] for line in result.stdout.splitlines()]
    assert [json.loads(line)["like"] for line in result.stdout.splitlines()] == ["orchard"] * 2
    assert result.stderr.splitlines() == [
        *(f"{slug} is like orchard (3 of 4 paragraphs the same)" for slug in slugs),
        "2 added",
    ]


def test_of_many_only_the_first_are_said(run: Run, tmp_path: Path) -> None:
    for number in range(8):
        written(tmp_path, f"{number}.txt", *ORCHARD, f"This line is in copy {number} alone.")
    told = run("add", *sorted(tmp_path.glob("?.txt"))).stderr.splitlines()
    assert len(told) == 7
    assert told[-2:] == ["3 more are like known ones: -f json has them as `like`", "8 added"]
