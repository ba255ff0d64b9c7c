import sqlite3

import pytest

from tests import made_up
from tests.conftest import Run


def told(run: Run, *words: str) -> tuple[int, str, str]:
    done = run(*words)
    return done.exit_code, done.stdout, done.stderr


NONE_OPEN = "Error: no article is open; `annotate open SLUG` opens one, so that 3 is SLUG:3\n"


def test_the_open_article_is_each_coders_own(run: Run) -> None:
    assert told(run, "open") == (1, "", NONE_OPEN)
    assert told(run, "open", "orch") == (0, "orchard\n", "")
    assert told(run, "open") == (0, "orchard\n", "")
    assert run("--coder", "bob", "open").stderr.endswith(NONE_OPEN)
    assert told(run, "open", "--close") == (0, "", "")
    assert told(run, "open", "--close") == (0, "", "no article was open\n")
    assert told(run, "tag", "3", "sea") == (1, "", NONE_OPEN)


CALLS = {
    "tag": (("tag", "1,2-3", "sea"), "orchard:1 +sea\norchard:2 +sea\norchard:3 +sea\n"),
    "tag with a colon": (("tag", ":2", "sea"), "orchard:2 +sea\n"),
    "cite": (("cite", "1", "-f", "csv"), "orchard:1"),
    "show": (("show", ":1", "-f", "csv"), made_up.ORCHARD[0]),
    "show an article by its row": (("show", "1", "-f", "csv"), made_up.HARBOUR[0]),
    "show several": (("show", "1,2", "-f", "csv"), made_up.ORCHARD[0]),
    "note": (("note", ":1", "Wasps."), "on orchard:1\n"),
    "note an article by its row": (("note", "1", "Ice."), "on harbour\n"),
    "role": (("role", "2", "quote"), "orchard:2 quote\n"),
    "same": (("same", ":1"), "orchard:1"),
}


@pytest.mark.parametrize(("words", "said"), CALLS.values(), ids=CALLS)
def test_refs_leave_the_open_article_out(run: Run, words: tuple[str, ...], said: str) -> None:
    run("open", "orchard")
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    assert said in done.stdout + done.stderr


def test_split_and_join_take_numbers_of_the_open_article(run: Run) -> None:
    run("open", "orchard")
    assert run("split", "1", "when the pears").exit_code == 0
    assert run("join", "1-2").exit_code == 0
    assert run("show", "orchard:1", "-f", "nl").stdout.count(made_up.ORCHARD[0]) == 1


def test_the_history_says_in_which_article(run: Run, db: sqlite3.Connection) -> None:
    run("open", "orchard")
    run("tag", "2", "sea")
    words = db.execute("select words from commands order by id desc limit 1").fetchone()[0]
    assert words == "tag 2 sea (in orchard)"
    assert run("untag", "2", "sea").stdout == "orchard:2 -sea\n"


def test_files_of_refs_name_the_article(run: Run) -> None:
    run("open", "orchard")
    done = run("tag", "--csv", "-", stdin="ref,tag\n2,sea\n")
    assert done.exit_code == 1
    assert "line 2: '2' names a whole article" in done.stderr


def test_an_article_that_is_renamed_stays_open_and_one_that_goes_does_not(run: Run) -> None:
    run("open", "orchard")
    run("edit", "orchard", "--slug", "trees")
    assert run("open").stdout == "trees\n"
    run("forget", "article", "trees", "--yes")
    gone = "Error: the article that was open is not there any more; `annotate open SLUG`\n"
    assert told(run, "tag", "1", "sea") == (1, "", gone)


def test_a_forgotten_name_is_not_kept_with_the_open_article(
    run: Run, db: sqlite3.Connection
) -> None:
    run("open", "orchard")
    run("tag", "1", "sea")
    run("--coder", "bob", "forget", "coder", "anna", "--yes")
    assert [row["coder"] for row in db.execute("select coder from opened")] == ["someone"]


def test_a_tag_by_the_beginning_of_a_part_is_said_in_full(run: Run) -> None:
    run("tag", "harbour:1", "tactic/human-shields", "actor/isis", "actor/isis/mosul")
    done = run("tag", "harbour:2", "human-sh", "ISI")
    assert done.stdout == "harbour:2 +tactic/human-shields\nharbour:2 +actor/isis\n"
    assert "human-sh is taken for tactic/human-shields" in done.stderr
    assert run("tag", "harbour:3", "isis/mo").stdout == "harbour:3 +actor/isis/mosul\n"
    assert run("untag", "harbour:2", "shields").exit_code == 1  # inside a part, no beginning
    assert run("untag", "harbour:2", "human").stdout == "harbour:2 -tactic/human-shields\n"
    found = run("find", "--tag", "human-sh", "-f", "nl").stdout
    assert found.count("\n") == 1
    assert '"harbour:1"' in found


def test_a_beginning_of_several_tags_is_refused_and_names_them(run: Run) -> None:
    run("tag", "harbour:1", "actor/isis", "place/isfahan")
    done = run("tag", "harbour:2", "is")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "'is' could be actor/isis, place/isfahan; say more of it" in done.stderr
    assert "annotate tags define is" in done.stderr
    assert run("tag", "harbour:2", "isi").stdout == "harbour:2 +actor/isis\n"


def test_exact_names_and_places_of_the_tree_win_over_beginnings(run: Run) -> None:
    run("tag", "harbour:1", "sea/north", "seaside")
    assert run("tag", "harbour:2", "sea").stdout == "harbour:2 +sea\n"  # made: others are under it
    run("tags", "define", "north")
    assert run("tag", "harbour:2", "north").stdout == "harbour:2 +north\n"


def test_files_take_whole_names_of_tags(run: Run) -> None:
    run("tag", "harbour:1", "tactic/human-shields")
    run("tag", "--csv", "-", stdin="ref,tag\nharbour:2,human-sh\n")
    assert "human-sh" in run("tags", "-f", "csv").stdout.replace("human-shields", "")


def test_a_tag_and_its_note_are_one_undo(run: Run, db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    done = run("tag", "harbour:2", "shields", "--quote", "human shields", "--note", "Said first.")
    assert done.stdout == "harbour:2 +shields\n"
    [note] = db.execute("select * from notes").fetchall()
    assert (note["text"], note["exact"]) == ("Said first.", "human shields")
    assert run("undo").exit_code == 0
    assert made_up.dump(db) == before
    assert run("tag", "harbour:2", "shields", "--note", " ").exit_code == 1
    assert made_up.dump(db) == before
    assert run("tag", "--csv", "-", "--note", "x", stdin="").exit_code == 2
