"""`annotate role`, `split`, `join` and `edit`: what they say, and what they refuse."""

import json

from tests.conftest import Run


def test_a_role_is_said_of_several_paragraphs(run: Run) -> None:
    assert run("role", "harbour:2-3", "quote").stdout == "harbour:2 quote\nharbour:3 quote\n"


def test_an_unknown_role_is_one_line(run: Run) -> None:
    result = run("role", "harbour:2", "quotation")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "known: title, heading, body" in result.stderr


def test_a_split_and_a_join_say_the_refs_that_there_are_now(run: Run) -> None:
    done = run("split", "harbour:1", "and no ship came")
    assert done.stdout == "harbour:1\nharbour:2\n"
    assert done.stderr == "harbour: 1 split (annotate diff harbour)\n"
    joined = run("join", "harbour:1-2")
    assert (joined.stdout, joined.stderr) == (
        "harbour:1\n", "harbour: 1 merged (annotate diff harbour)\n",
    )  # fmt: skip
    assert run("check").exit_code == 0


def test_an_edit_shows_the_article_as_it_is_now(run: Run) -> None:
    done = run("edit", "harbour", "--byline", " Jo  Berg ", "--published", "1963-02-01")
    article = json.loads(done.stdout)
    assert (article["byline"], article["published"]) == ("Jo Berg", "1963-02-01")
    listed = json.loads(run("articles", "-f", "json").stdout)
    assert listed[0]["byline"] == "Jo Berg"


def test_an_edit_refuses_what_is_none(run: Run) -> None:
    for words, told in {
        ("--published", "last week"): "is no date; say it like 2016, 2016-10 or 2016-10-20",
        ("--published", "2016-02-30"): "is no date",
        ("--url", "example.org"): "is no address",
        ("--slug", "No Slug"): "no-slug could",
    }.items():
        result = run("edit", "harbour", *words)
        assert (result.exit_code, told in result.stderr) == (1, True), words
    assert run("edit", "harbour").exit_code == 2


def test_a_new_slug_leaves_the_old_one_working(run: Run) -> None:
    run("edit", "harbour", "--slug", "frozen-harbour")
    assert run("show", "harbour:1").exit_code == 0
    assert run("find", "icebreakers", "-f", "json").stdout.count("frozen-harbour") > 0
