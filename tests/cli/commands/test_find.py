"""`annotate find`: what it says of what it did not do."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize("form", ["table", "json", "nl", "csv"])
def test_a_limit_that_cut_is_told(run: Run, form: str) -> None:
    total = len(json.loads(run("find", "the", "-f", "json").stdout))
    told = run("find", "the", "-f", form, "--limit", "2")
    assert told.stderr == f"2 of {total}; --limit shows more\n"
    assert run("find", "the", "-f", form, "--limit", str(total)).stderr == ""


def test_it_is_told_of_filters_and_notes_too(run: Run) -> None:
    run("note", "harbour:1,2", "Check the date.")
    run("tag", "harbour:1,2", "sea")
    assert "1 of 2; --limit" in run("find", "--tag", "sea", "--limit", "1").stderr
    assert "1 of 2; --limit" in run("find", "--notes", "date", "--limit", "1").stderr
    assert run("find", "--notes", "date", "--limit", "2").stderr == ""
    commands = len(json.loads(run("history", "-f", "json").stdout))
    assert run("history", "--limit", "2").stderr == f"2 of {commands}; --limit shows more\n"
    assert run("history", "--limit", str(commands)).stderr == ""


def test_what_is_not_counted_to_the_end_is_told(run: Run, tmp_path: Path) -> None:
    lines = "\n\n".join(f"Every sentence number {n} mentions a lighthouse." for n in range(5_100))
    (tmp_path / "many.txt").write_text(lines)
    run("add", str(tmp_path / "many.txt"))
    assert run("find", "lighthouse").stderr == "20 of more than 5,000; --limit shows more\n"


def test_either_of_two_articles(run: Run) -> None:
    def found(*articles: str) -> set[str]:
        options = [word for slug in articles for word in ("--article", slug)]
        rows = json.loads(run("find", "the", *options, "--limit", "999", "-f", "json").stdout)
        return {row["ref"] for row in rows}

    assert found("harbour", "orchard") == found("harbour") | found("orchard")
    assert found("harbour") != found("orchard")


def test_operators_of_other_programs_are_told(run: Run) -> None:
    told = run("find", "harbour || wasps")
    assert "|| is looked for as a word" in told.stderr
    assert "!b is looked for as a word" in run("find", "--notes", "a !b").stderr
    assert "looked for" not in run("find", "harbour or wasps").stderr


def test_filters_of_paragraphs_do_not_narrow_notes(run: Run) -> None:
    for words in (["--tag", "sea"], ["--article", "x"], ["--role", "body"], ["--removed"]):
        done = run("find", "ice", "--notes", *words)
        assert (done.exit_code, "--notes is narrowed by --coder alone" in done.stderr) == (2, True)


def test_a_coder_of_notes_whom_nobody_knows_is_said_to_be(run: Run) -> None:
    run("note", "harbour:1", "The ice was thick.")
    done = run("find", "ice", "--notes", "--coder", "nobody")
    told = "nobody called nobody has done anything here; coders: anna\n"
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", told)
