"""`annotate tag --matching`, and refs that `annotate find` wrote, piped in."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Run


def refs(run: Run, query: str) -> list[str]:
    found = json.loads(run("find", query, "--limit", "99", "-f", "json").stdout)
    return sorted(hit["ref"] for hit in found)


def test_all_that_a_query_finds_is_tagged_in_one_step(run: Run) -> None:
    run("tag", "orchard:2", "place/sea")
    done = run("tag", "--matching", "harbour NOT wasps", "place/sea", "new")
    assert (done.exit_code, done.stdout) == (0, "5 put on, 1 were there\n")
    assert done.stderr == (
        "paragraphs: 3, articles: 2 (harbour:1, harbour:2, orchard:2)\n"
        "place/sea: 1 of them have it already\n"
    )
    assert refs(run, "tag:new") == ["harbour:1", "harbour:2", "orchard:2"]
    run("undo")
    assert refs(run, "tag:place/sea") == ["orchard:2"]
    assert "no tag 'new'" in run("find", "tag:new").stderr


def test_a_dry_run_only_tells(run: Run) -> None:
    told = run("tag", "--matching", "harbour", "sea", "--dry-run")
    assert told.stdout == "paragraphs: 3, articles: 2 (harbour:1, harbour:2, orchard:2)\n"
    assert run("tags", "-f", "json").stdout.strip() == "[]"


def test_with_yes_nothing_is_told_first(run: Run) -> None:
    done = run("tag", "--matching", "harbour", "sea", "--yes")
    assert (done.stdout, done.stderr) == ("3 put on, 0 were there\n", "")


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--matching", "zzz", "sea"), 1, "nothing is found for 'zzz', so there is nothing to tag"),
        (("--matching", "zzz", "sea", "--yes"), 1, "nothing is found for 'zzz'"),
        (("--matching", "harbour OR (", "sea"), 1, "this bracket is not closed"),
        (("--matching", "harbour", "harbour:1"), 2, "looks like a ref, not like a tag"),
        (("--matching", "harbour"), 2, "say the tags too"),
        (("--matching", "harbour", "sea", "--quote", "ice"), 2, "say REF TAG..., or --csv FILE"),
        (("--matching", "harbour", "sea", "--csv", "-"), 2, "say REF TAG..., or --csv FILE"),
        (("harbour:1", "sea", "--yes"), 2, "--dry-run and --yes go with --matching"),
    ],
)
def test_what_cannot_be_tagged_so_is_refused(
    run: Run, args: tuple[str, ...], code: int, told: str
) -> None:
    done = run("tag", *args, stdin="ref\nharbour:1\n")
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr
    assert run("tags", "-f", "json").stdout.strip() == "[]"


@pytest.mark.parametrize(("answer", "count"), [("y", 3), ("n", 0), ("", 0)])
def test_on_a_terminal_it_asks(
    run: Run, path: Path, environment: dict[str, str], answer: str, count: int
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    subprocess.run(
        [made_up.COMMAND, "tag", "--matching", "harbour", "sea"],
        stdin=theirs, stdout=theirs, stderr=theirs, check=False, timeout=60,
        env={**environment, "ANNOTATE_DB": str(path)},
    )  # fmt: skip
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "tag them? [y/N]" in shown
    assert ("nothing was tagged" in shown) == (not count)
    found = [tag["taggings"] for tag in json.loads(run("tags", "-f", "json").stdout)]
    assert found == ([count] if count else [])


@pytest.mark.parametrize(("form", "option"), [("csv", "--csv"), ("nl", "--jsonl")])
def test_what_find_wrote_is_tagged_with_the_tags_said(run: Run, form: str, option: str) -> None:
    run("tag", "harbour:1", "other")
    found = run("find", "harbour", "-f", form).stdout
    done = run("tag", option, "-", "country/turkey", "x", stdin=found)
    assert (done.exit_code, done.stdout) == (0, "6 put on, 0 were there\n")
    assert refs(run, "tag:other") == ["harbour:1"]
    run("undo")
    assert "no tag" in run("find", "tag:country").stderr


@pytest.mark.parametrize(
    ("option", "lines", "names", "told"),
    [
        ("--csv", "ref,text\nharbour:1,x\n", (), "without a tag in the table: annotate tag --csv"),
        ("--csv", "ref,tags\nharbour:1,\n", (), "line 2 has no tag; one for all: annotate tag"),
        ("--jsonl", '{"ref": "harbour:1", "tags": []}\n', (), "line 1 has no tag; one for all"),
        ("--csv", "ref,tag\nharbour:1,a\n", ("b",), "said both in the file (tag) and behind it"),
        ("--jsonl", '{"ref": "harbour:1", "tag": "a"}\n', ("b",), "line 1: the tags are said both"),
    ],
)
def test_where_no_tag_is_said_or_one_twice_that_is_told(
    run: Run, option: str, lines: str, names: tuple[str, ...], told: str
) -> None:
    done = run("tag", option, "-", *names, stdin=lines)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
