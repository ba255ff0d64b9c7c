"""`annotate stats`."""

import csv
import io
import json
import sqlite3
from xml.etree import ElementTree

import pytest

from annotate.corpus.database import Command
from tests.conftest import Run

HOSTILE = "<script>alert('x')</script> & \"quotes\""


@pytest.fixture
def coded(run: Run, db: sqlite3.Connection) -> Run:
    run("tag", "harbour:1-2", "sea/ice", "sea")
    run("--coder", "ben", "tag", "museum:1", "sea/ice", "locks")
    run("read", "orchard:1-2")
    return run


def lines(run: Run, *words: str) -> list[list[str]]:
    return [line.split() for line in run("stats", *words).stdout.splitlines()]


def test_a_table_counts_with_those_under_a_tag_and_tells_what_was_read(coded: Run) -> None:
    done = coded("stats")
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["tag", "taggings", "paragraphs", "articles", "read", "█"],
        ["locks", "1", "1", "1", "1", "of", "5", "█" * 14],
        ["sea", "5", "3", "2", "3", "of", "5", "█" * 40],
        ["sea/ice", "3", "3", "2", "3", "of", "5", "█" * 40],
    ]
    assert done.stderr.splitlines() == [
        "6 taggings on 3 paragraphs of 2 articles",
        "5 paragraphs read, 3 of them with a tag",
    ]


def test_a_narrow_terminal_has_no_bars(coded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    assert lines(coded)[0] == ["tag", "taggings", "paragraphs", "articles", "read"]


def test_tags_together_and_by_article(coded: Run) -> None:
    assert lines(coded, "--by", "tag") == [
        ["tag", "locks", "sea", "ice"],
        ["locks", "·", "·", "1"],
        ["sea", "·", "·", "2"],
        ["sea/ice", "1", "2", "·"],
    ]
    assert lines(coded, "--by", "article", "--depth", "1", "--articles") == [
        ["tag", "harbour", "museum"],
        ["locks", "·", "1"],
        ["sea", "1", "1"],
    ]
    assert lines(coded, "--by", "coder", "--tag", "ice") == [
        ["tag", "anna", "ben"],
        ["sea/ice", "2", "1"],
    ]


def test_programs_get_the_same_counts_in_every_form(coded: Run) -> None:
    told = json.loads(coded("stats", "-f", "json").stdout)
    assert told[1] == {
        "tag": "sea", "taggings": 2, "paragraphs": 2, "articles": 1, "gone": 0,
        "total": 5, "total_paragraphs": 3, "total_articles": 2, "read": 3, "of": 5, "share": 0.6,
    }  # fmt: skip
    read = list(csv.DictReader(io.StringIO(coded("stats", "-f", "csv").stdout)))
    assert [row | {k: str(v) for k, v in told[n].items()} for n, row in enumerate(read)] == read
    lines = coded("stats", "-f", "nl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == told


def test_columns_that_have_no_room_are_told_of(coded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "16")
    done = coded("stats", "--by", "article")
    assert done.stdout.splitlines()[0].split() == ["tag", "harbour"]
    assert "1 more to the right; -f csv has all" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--matching", "zebra"], "nothing found for 'zebra'"),
        (["--matching", "zebra", "--by", "tag"], "nothing found for 'zebra'"),
        (["--matching", "pears"], "no taggings on the 2 paragraphs found"),
        (["--by", "tag", "--tag", "locks"], "no paragraph has two of these tags"),
    ],
    ids=" ".join,
)
def test_what_finds_nothing_says_so(coded: Run, words: list[str], told: str) -> None:
    assert coded("stats", *words).stderr.splitlines()[0] == told


def test_a_corpus_without_tags_or_readings_says_so(run: Run, db: sqlite3.Connection) -> None:
    assert run("stats").stderr == "no tags yet; `annotate tag REF TAG` makes one\n"
    assert run("stats", "-f", "json").stdout == "[]\n"
    run("tags", "define", "sea")
    assert run("stats").stderr.splitlines() == [
        "no taggings yet",
        "no paragraph is read yet; `annotate read` says that one is",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--tag", "sky"], "no tag 'sky'"),
        (["--matching", "article:nowhere"], "no article"),
        (["--matching", "(sea OR ice"], "^"),
    ],
    ids=" ".join,
)
def test_what_is_unknown_is_refused(coded: Run, words: list[str], told: str) -> None:
    done = coded("stats", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


@pytest.mark.parametrize("words", [[], ["--by", "tag"], ["--by", "article"]], ids=" ".join)
def test_a_hostile_name_is_text_in_a_picture(
    coded: Run, db: sqlite3.Connection, words: list[str]
) -> None:
    with Command(db, coder="anna", words="as another program"):
        db.execute("update tags set name = ? where name = 'locks'", [HOSTILE])
    picture = ElementTree.fromstring(coded("stats", *words, "-f", "svg").stdout)
    tags = {each.tag.rpartition("}")[2] for each in picture.iter()}
    assert tags <= {"svg", "title", "style", "rect", "text", "g"}
    assert any((each.text or "").startswith(HOSTILE) for each in picture.iter())
    page = coded("stats", *words, "-f", "html").stdout
    assert "<script" not in page
    assert "style=" not in page


def test_a_picture_has_the_most_used_and_says_so(coded: Run, db: sqlite3.Connection) -> None:
    many = [(f"more/{number}", f"more/{number}") for number in range(80)]
    with Command(db, coder="anna", words="as another program"):
        db.executemany("insert into tags (name, folded) values (?, ?)", many)
    done = coded("stats", "-f", "svg")
    assert done.stdout.count('class="bar"') == 60
    assert "only the 60 most used are shown" in done.stderr
    assert coded("stats", "-f", "svg", "--limit", "2").stdout.count('class="bar"') == 2


def test_counting_changes_nothing(coded: Run, db: sqlite3.Connection) -> None:
    before = "\n".join(db.iterdump())
    coded("stats", "--by", "tag")
    assert "\n".join(db.iterdump()) == before
