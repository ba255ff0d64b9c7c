"""`annotate same`: what it prints, and what it says when there is nothing."""

import json
import sqlite3

import pytest

from annotate.corpus import indexing
from tests import made_up
from tests.conftest import Run
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, draft

NEAR = HARBOUR[0].replace("second", "third").replace("January", "February")


@pytest.fixture
def wired(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of one paragraph and an edited copy of another."""
    made_up.add(db, draft(ORCHARD[0], NEAR, title="Wire"), "wire.txt")
    return db


@pytest.mark.usefixtures("wired")
def test_the_very_same_words_are_not_repeated_and_like_ones_are_shown(run: Run) -> None:
    result = run("same", "orchard:1", "harbour:1")
    lines = result.stdout.splitlines()
    assert lines[:4] == ["orchard:1", "  1.00  wire:1  Wire", "harbour:1", "  0.89  wire:2  Wire"]
    assert " ".join("".join(lines[4:]).split()) == NEAR
    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.usefixtures("wired")
def test_the_json_of_same_is_a_contract(run: Run) -> None:
    [record] = json.loads(run("same", "harbour:1-2", "-f", "json").stdout)
    assert record == {
        "of": "harbour:1",
        "ref": "wire:2",
        "likeness": 0.89,
        "article": "wire",
        "title": "Wire",
        "number": 2,
        "key": record["key"],
        "role": "body",
        "text": NEAR,
    }


@pytest.mark.usefixtures("wired")
def test_a_whole_article_is_compared_with_others(run: Run) -> None:
    records = json.loads(run("same", "wire", "-f", "json").stdout)
    assert records == [
        {"of": "wire", "article": "orchard", "same": 1, "citable": 2, "title": "Orchard"}
    ]
    assert run("same", "wire").stdout.splitlines()[1].split() == [
        "wire",
        "orchard",
        "1",
        "2",
        "Orchard",
    ]


@pytest.mark.parametrize("form", ["table", "json", "nl", "csv"])
def test_nothing_is_a_plain_line_and_no_failure(run: Run, form: str) -> None:
    result = run("same", "museum:1", "-f", form)
    assert (result.stderr, result.exit_code) == ("museum:1: nowhere else\n", 0)
    told = "museum: no other article has a paragraph of it in the very same words\n"
    result = run("same", "museum", "-f", form)
    assert (result.stderr, result.exit_code) == (told, 0)


def test_what_could_not_be_looked_for_is_said(run: Run, db: sqlite3.Connection) -> None:
    made_up.add(db, draft("Too few words.", title="Short"), "short.txt")
    assert run("same", "short:1").stderr.splitlines() == [
        "short:1: nowhere else",
        "short:1: too few words, or too common ones, to look for like ones",
    ]


@pytest.mark.usefixtures("wired")
def test_that_there_are_more_is_said(run: Run, db: sqlite3.Connection) -> None:
    made_up.add(db, draft(ORCHARD[0], MUSEUM[0], title="Third"), "third.txt")
    told = "orchard:1: in more than 1 places; --limit shows more\n"
    assert run("same", "orchard:1", "--limit", "1").stderr == told
    told = "third: shared by more than 1 articles; --limit shows more\n"
    assert run("same", "third", "--limit", "1").stderr == told


def test_articles_and_paragraphs_are_not_mixed(run: Run) -> None:
    assert run("same", "orchard", "harbour:1").exit_code == 2
    assert run("same", "orchard", "--all").exit_code == 2
    assert run("same", "nothing:1").exit_code == 1


def test_what_a_killed_add_left_unindexed_is_found(run: Run, db: sqlite3.Connection) -> None:
    indexing.defer(db)
    made_up.add(db, draft(NEAR, title="Wire"), "wire.txt")
    assert "wire:1" in run("same", "harbour:1").stdout
