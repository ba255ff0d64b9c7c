"""`annotate publish`, as it is typed."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Process, Run


@pytest.fixture
def annotated(run: Run) -> Run:
    """The command on a corpus with tags and notes, some of which are private."""
    run("tag", "harbour:1", "weather/ice")
    run("note", "harbour:1", "A cold one.")
    run("note", "harbour:1", "Not for others.", "--private")
    return run


def test_it_publishes_and_says_what(annotated: Run, tmp_path: Path) -> None:
    result = annotated("publish", tmp_path / "site", "--title", "Lindow")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"published in {tmp_path / 'site'} (revision ")
    counts, alike = result.stderr.splitlines()
    assert counts == "3 articles, 1 tagging with 1 tag, 1 note, 1 coder"
    assert alike.startswith("private, and the same as something public, so that nobody can tell: ")
    assert (tmp_path / "site" / "README.md").read_text().startswith("# Lindow\n")


def test_a_dry_run_lists_what_would_be_public(annotated: Run, tmp_path: Path) -> None:
    result = annotated("publish", tmp_path / "site", "--dry-run", "-f", "json")
    assert json.loads(result.stdout) == [
        {"what": "article", "name": "harbour", "count": 3, "about": "Harbour"},
        {"what": "article", "name": "orchard", "count": 3, "about": "Orchard"},
        {"what": "article", "name": "museum", "count": 2, "about": "Museum"},
        {"what": "tag", "name": "weather/ice", "count": 1, "about": ""},
        {"what": "note", "name": "harbour:1", "count": 1, "about": "A cold one."},
        {"what": "coder", "name": "coder 1", "count": 2, "about": "anna"},
    ]
    assert not (tmp_path / "site").exists()


def test_a_dry_run_lists_links_that_would_end(annotated: Run, tmp_path: Path) -> None:
    annotated("publish", tmp_path / "site")
    result = annotated(
        "publish", tmp_path / "site", "--article", "harbour", "--dry-run", "-f", "nl"
    )
    ended = [line for line in map(json.loads, result.stdout.splitlines()) if "link" in line["what"]]
    assert len(ended) == len(made_up.ORCHARD + made_up.MUSEUM)
    assert result.stderr.endswith("citation links that are public and end: 5\n")


def test_links_end_only_when_someone_says_so(annotated: Run, tmp_path: Path) -> None:
    annotated("publish", tmp_path / "site")
    less = ("publish", tmp_path / "site", "--article", "harbour")
    refused = annotated(*less)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: 5 citation links that are public would end (/cite/")
    assert "--yes leaves a page in their place" in refused.stderr
    assert annotated(*less, "--yes").exit_code == 0


@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_on_a_terminal_it_asks(
    annotated: Run,
    path: Path,
    tmp_path: Path,
    environment: dict[str, str],
    answer: bytes,
    code: int,
) -> None:
    annotated("publish", tmp_path / "site")
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run(
        [made_up.COMMAND, "publish", tmp_path / "site", "--article", "harbour"],
        env={**environment, "ANNOTATE_DB": str(path)}, stdin=theirs, stderr=theirs,
        stdout=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    said = _all_of(ours)
    os.close(ours)
    assert "5 citation links that are public would end. Go on? [y/N]" in said
    assert done.returncode == code


def _all_of(terminal: int) -> str:
    """What a program that has ended wrote there; a terminal gives it by and by."""
    said = b""
    with contextlib.suppress(OSError):  # Linux's way to say that nobody writes any more
        while more := os.read(terminal, 10_000):
            said += more
    return said.decode()


def test_what_stays_back_is_said(annotated: Run, tmp_path: Path) -> None:
    annotated("edit", "harbour", "--published", "2026-02-01")
    result = annotated("publish", tmp_path / "site", "--embargo", "1 January 2026")
    assert "1 article held back for their date: harbour\n" in result.stderr
    assert "2 articles held back without a date: orchard, museum\n" in result.stderr


READ = [
    ["articles"], ["show", "harbour"], ["find", "harbour"], ["cite", "harbour:1"], ["notes"],
    ["tags"], ["same"], ["diff", "harbour"],
    ["find", "ice", "--tag", "weather"], ["review"],
]  # fmt: skip
WRITTEN = [
    ["tag", "harbour:1", "x"], ["note", "harbour:1", "x"], ["edit", "harbour", "--title", "x"],
    ["undo"], ["redo"], ["add", made_up.__file__], ["tags", "delete", "weather/ice"],
    ["history"], ["check"], ["role", "harbour:1", "quote"], ["split", "harbour:1", "x"],
    ["reclassify", "--apply"], ["show", "harbour", "--why"], ["publish", "other"],
]  # fmt: skip


@pytest.mark.parametrize("words", READ, ids=" ".join)
def test_a_copy_is_read(
    annotated: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    expected = annotated(*words)
    annotated("publish", tmp_path / "site")
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "site" / "corpus.db"))
    result = annotated(*words)
    said = expected.stderr.replace("1 of 8 paragraphs read\n", "")  # which no copy knows
    assert (result.exit_code, result.stderr) == (expected.exit_code, said)


@pytest.mark.parametrize("words", WRITTEN, ids=" ".join)
def test_a_copy_is_not_written(
    annotated: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    annotated("publish", tmp_path / "site")
    copy = tmp_path / "site" / "corpus.db"
    before = copy.read_bytes()
    monkeypatch.setenv("ANNOTATE_DB", str(copy))
    result = annotated(*words)
    assert result.exit_code == 1
    assert "is a published copy" in result.stderr
    assert result.stderr.count("\n") == 1
    assert (copy.read_bytes(), len(list(copy.parent.iterdir()))) == (before, 10)


def test_coders_of_a_copy_are_known_as_they_are_told(
    annotated: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated("publish", tmp_path / "site")
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "site" / "corpus.db"))
    assert "harbour:1" in annotated("find", "--coder", "coder 1").stdout
    assert "coders: coder 1" in annotated("find", "--coder", "anna").stderr


def test_a_copy_is_served(annotated: Run, process: Process, tmp_path: Path) -> None:
    annotated("publish", tmp_path / "site", "--title", "Lindow")
    copy = tmp_path / "site" / "corpus.db"
    page = process("--db", copy, "serve", "--get", "/")
    assert b"Lindow" in page.stdout
    assert process("--db", copy, "serve", "--get", "/corpus.json?sql=select+1").returncode != 0
    alone = tmp_path / "alone.db"
    alone.write_bytes(copy.read_bytes())
    assert b"Harbour" in process("--db", alone, "serve", "--get", "/").stdout
    assert process("--db", alone, "serve", "--get", "/alone.db").returncode != 0


def test_static_writes_plain_files(annotated: Run, tmp_path: Path) -> None:
    result = annotated("publish", tmp_path / "pages", "--static", "--no-search")
    assert result.exit_code == 0
    counts, _, hosts = result.stderr.splitlines()
    assert counts == "3 articles, 1 tagging with 1 tag, 1 note, 1 coder"
    assert hosts == "links in citations are without a host; --base-url says where the site will be"
    assert (tmp_path / "pages" / "read" / "harbour" / "index.html").exists()
    assert not (tmp_path / "pages" / "corpus.db").exists()


def test_static_answers_no_sql(annotated: Run, tmp_path: Path) -> None:
    result = annotated("publish", tmp_path / "pages", "--static", "--allow-sql")
    assert result.exit_code == 2
    assert "plain files do not" in result.stderr
    assert not (tmp_path / "pages").exists()


def test_without_pagefind_static_says_what_to_install(
    annotated: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    result = annotated("publish", tmp_path / "pages", "--static")
    assert result.exit_code == 1
    assert 'pip install "annotate-corpus[static]", or say --no-search' in result.stderr
    assert not (tmp_path / "pages").exists()


def test_options_that_would_do_nothing_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    for options in (("-f", "json"), ("--no-search",)):
        refused = run("publish", tmp_path / "site", *options)
        assert refused.exit_code == 2
        assert "goes with --static" in refused.stderr or "--dry-run" in refused.stderr
        assert not (tmp_path / "site").exists()
