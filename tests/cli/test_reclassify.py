"""`annotate reclassify`: what stands in many articles of a site, shown and made boilerplate."""

import json
import sqlite3
from dataclasses import replace

import pytest

from annotate.corpus import reading
from tests import made_up
from tests.conftest import Run

APPEALS = {
    "Post": "Sign up to our evening letter",
    "Gazette": "Support us with a small sum",
    "": "The bulletin goes to all members",
}
"""A line that stands in every article of a site; the last names no site."""


@pytest.fixture
def pile(run: Run, db: sqlite3.Connection) -> sqlite3.Connection:
    """Six articles of each site."""
    for site, appeal in APPEALS.items():
        for number in range(6):
            name = f"{site or 'Bulletin'} {number}"
            made = made_up.draft(f"What {name} has to say is its own.", appeal, title=name)
            made = replace(made, metadata=replace(made.metadata, site=site or None))
            made_up.add(db, made, f"{name}.txt")
    return db


def roles(db: sqlite3.Connection, slug: str) -> list[tuple[str, int | None]]:
    return [(p.role, p.number) for p in reading.article(db, slug).paragraphs]


BEFORE = [("body", 1), ("body", 2)]
AFTER = [("body", 1), ("boilerplate", None)]


def test_it_shows_what_would_become_boilerplate_by_site_and_changes_nothing(
    run: Run, pile: sqlite3.Connection
) -> None:
    before = made_up.dump(pile)
    result = run("reclassify")
    assert result.stdout.splitlines() == [
        "articles that name no site (9)", "6  body  The bulletin goes to all members",
        "Gazette (6)", "6  body  Support us with a small sum",
        "Post (6)", "6  body  Sign up to our evening letter",
    ]  # fmt: skip
    told = "18 paragraphs would be boilerplate: annotate reclassify --apply\n"
    assert (result.exit_code, result.stderr) == (0, told)
    assert made_up.dump(pile) == before
    assert "reclassify" not in run("history").stdout


def test_applied_it_is_one_command_that_undo_takes_back(run: Run, pile: sqlite3.Connection) -> None:
    before = made_up.dump(pile)
    result = run("reclassify", "--apply")
    told = "18 paragraphs are boilerplate now; annotate undo takes it back\n"
    assert (result.exit_code, result.stderr) == (0, told)
    assert {
        slug: roles(pile, slug) for slug in ("post-0", "gazette-5", "bulletin-3")
    } == dict.fromkeys(("post-0", "gazette-5", "bulletin-3"), AFTER)
    nothing = "nothing stands in many articles of a site, but what is boilerplate already\n"
    assert [(r.stdout, r.stderr) for r in (run("reclassify"), run("reclassify", "--apply"))] == [
        ("", nothing), ("", nothing),
    ]  # fmt: skip
    assert run("check").exit_code == 0
    assert run("undo").stdout.startswith("undone: reclassify --apply (anna, ")
    assert made_up.dump(pile) == before


def test_of_one_site_alone(run: Run, pile: sqlite3.Connection) -> None:
    shown = run("reclassify", "--site", "Gazette").stdout
    assert shown.splitlines() == ["Gazette (6)", "6  body  Support us with a small sum"]
    assert run("reclassify", "--site", "Gazette", "--apply").stderr.startswith("6 paragraphs are ")
    for number in range(6):
        assert roles(pile, f"gazette-{number}") == AFTER
        assert roles(pile, f"post-{number}") == BEFORE
        assert roles(pile, f"bulletin-{number}") == BEFORE


def test_a_site_without_furniture_and_one_that_is_not_there(
    run: Run, pile: sqlite3.Connection
) -> None:
    before = made_up.dump(pile)
    for site, near in {"Nowhere": "", "gazette": "Gazette", "Post 1": "Post"}.items():
        result = run("reclassify", "--site", site, "--apply")
        assert (result.exit_code, result.stdout) == (0, "")
        told = f"of a site: no article is of the site {site!r}; nearest: {near}"
        assert result.stderr.startswith(f"nothing stands in many articles {told}")
    assert made_up.dump(pile) == before


def test_articles_that_name_no_site_are_named_by_an_empty_one(
    run: Run, pile: sqlite3.Connection
) -> None:
    run("reclassify", "--site", "", "--apply")
    assert (roles(pile, "bulletin-0"), roles(pile, "post-0")) == (AFTER, BEFORE)


def test_for_programs_there_is_an_object_for_each_wording(
    run: Run, pile: sqlite3.Connection
) -> None:
    found = json.loads(run("reclassify", "-f", "json").stdout)
    values = [(r["site"], r["articles"], r["of"], r["role"], r["paragraphs"]) for r in found]
    assert values == [
        (None, 6, 9, "body", 6), ("Gazette", 6, 6, "body", 6), ("Post", 6, 6, "body", 6),
    ]  # fmt: skip
    key = reading.article(pile, "post-0").paragraphs[1].key
    assert run("reclassify", "--site", "Post", "-f", "csv").stdout.splitlines() == [
        "site,articles,of,role,key,paragraphs,text", f"Post,6,6,body,{key},6,{APPEALS['Post']}",
    ]  # fmt: skip
    assert run("reclassify", "--site", "Nowhere", "-f", "json").stdout == "[]\n"


def test_what_someone_said_is_counted_but_stays(run: Run, pile: sqlite3.Connection) -> None:
    run("role", "post-2:2", "heading")
    result = run("reclassify", "--site", "Post", "--apply")
    assert result.stdout.splitlines() == ["Post (6)", "6  body  Sign up to our evening letter"]
    assert result.stderr.startswith("5 paragraphs are boilerplate now")
    assert roles(pile, "post-2") == [("body", 1), ("heading", None)]


def test_the_most_frequent_wordings_of_a_site_come_first(
    run: Run, pile: sqlite3.Connection
) -> None:
    for number in range(4):
        text = f"Something of its own is what number {number} of them has to say."
        late = made_up.draft(text, "More from the same desk, every week.", title=f"Late {number}")
        made_up.add(pile, replace(late, metadata=replace(late.metadata, site="Post")), f"l{number}")
    found = json.loads(run("reclassify", "--site", "Post", "-f", "json").stdout)
    assert [r["articles"] for r in found] == [6, 4]


def test_where_there_is_no_database_it_says_so(run: Run) -> None:
    result = run("--db", "nowhere.db", "reclassify", "--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere.db" in result.stderr
