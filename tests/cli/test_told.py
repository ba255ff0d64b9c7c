"""What `annotate add` says of articles nearly known, and of those it takes little of."""

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


def thread(folder: Path, name: str) -> Path:
    """An article of two paragraphs, and nine that its readers wrote below."""
    rules = [
        f"Rule {n} of the society of {name}: whoever borrows a lamp, be it for an evening or for"
        " the whole of the winter, brings it back filled, trimmed and wiped, and says so."
        for n in range(11)
    ]
    replies = [
        line
        for n, rule in enumerate(rules[2:], 1)
        for line in (f"Reader{n} Miller says:", f"March {n}, 2019 at 3:04 pm", rule, "Reply")
    ]
    return written(folder, f"{name}.txt", f"Lamps {name}", *rules[:2], "9 Comments", *replies)


KEPT = (
    "kept 2 of 11 paragraphs of prose; annotate show lamps-{0} --all shows the others,"
    " annotate role lamps-{0} body --set-aside gives them numbers"
)


def test_where_most_prose_is_set_aside_it_is_said_and_the_command_numbers_it(
    run: Run, tmp_path: Path
) -> None:
    result = run("add", thread(tmp_path, "hull"))
    assert (result.exit_code, result.stderr) == (0, f"lamps-hull: {KEPT.format('hull')}\n1 added\n")
    assert "(2 of 40 paragraphs citable)" in result.stdout
    numbered = run("role", "lamps-hull", "body", "--set-aside").stdout.splitlines()
    assert numbered == [f"lamps-hull:{n} body" for n in range(3, 12)]
    assert run("cite", "lamps-hull:11").exit_code == 0
    again = run("role", "lamps-hull", "body", "--set-aside")
    assert (again.stdout, again.stderr) == ("", "no long prose of lamps-hull is without a number\n")
    assert run("undo").exit_code == 0
    assert run("show", "lamps-hull:3").exit_code == 1


def test_it_is_said_of_a_dry_run_and_of_the_next_version(run: Run, tmp_path: Path) -> None:
    path = thread(tmp_path, "hull")
    dry = run("add", "--dry-run", path)
    assert (dry.exit_code, dry.stderr) == (0, f"{path}: {KEPT.format('hull')}, once it is added\n")
    run("add", path)
    path.write_text(path.read_text().replace("an evening", "a morning"))
    assert f"lamps-hull: {KEPT.format('hull')}\n" in run("add", path).stderr
    assert "kept" not in run("add", path).stderr  # unchanged


def test_of_a_thousand_such_the_first_are_named_and_the_rest_counted(
    run: Run, tmp_path: Path
) -> None:
    paths = [thread(tmp_path, f"place-{n}") for n in range(8)]
    result = run("add", *paths, "-f", "nl")
    assert [json.loads(line)["set_aside"] for line in result.stdout.splitlines()] == [9] * 8
    told = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:5]] == [f"lamps-place-{n}" for n in range(5)]
    assert told[5:] == [
        "3 more kept less than half of their prose: -f json has it as `set_aside`", "8 added",
    ]  # fmt: skip


def test_an_article_that_is_wholly_kept_is_not_spoken_of(run: Run, tmp_path: Path) -> None:
    result = run("add", written(tmp_path, "wire.txt", *(f"{line} " * 3 for line in ORCHARD)))
    assert "kept" not in result.stderr
