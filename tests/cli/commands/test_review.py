"""`annotate review`: listing, answering by options, and going through them in a terminal."""

import json
import os
import pty
import select
import sqlite3
import termios
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from annotate.corpus import notes, reading, reviews
from tests import made_up
from tests.conftest import Run
from tests.corpus.test_reviews import (
    FIRST,
    RETOLD,
    SECOND,
    THIRD,
    command,
    edited,
    propose,
    removed,
    tag,
    update,
)
from tests.made_up import ORCHARD

Walk = Callable[..., str]


@pytest.fixture
def walk(path: Path, environment: dict[str, str]) -> Walk:
    """`annotate review` in a terminal of its own: types keys, each when it is asked for one."""

    def start(*keys: str, args: tuple[str, ...] = ()) -> str:
        process, terminal = pty.fork()
        if process == 0:
            words = [str(made_up.COMMAND), "--db", str(path), "review", *args]
            os.execve(words[0], words, {**environment, "TERM": "xterm", "COLUMNS": "100"})
        told = ""
        for key in keys:
            told += _until_asked(terminal)
            os.write(terminal, key.encode())
        told += _until_asked(terminal)
        os.close(terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
        return told.replace("\r\n", "\n")

    return start


def _until_asked(terminal: int) -> str:
    """What is shown up to the next question, or the end."""
    told, end = b"", time.monotonic() + 20
    while time.monotonic() < end and not told.endswith((b"? ", b"): ", b"back: ")):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                some = os.read(terminal, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not some:
                break
            told += some
    while told.endswith(b"? ") and time.monotonic() < end and _waits_for_lines(terminal):
        time.sleep(0.01)  # a key that comes before the terminal is ready for one is lost
    return told.decode()


def _waits_for_lines(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ICANON)


def tags_on(db: sqlite3.Connection, number: int) -> list[str]:
    paragraphs = reading.article(db, "harbour").paragraphs
    return [t.tag for p in paragraphs if p.number == number for t in p.taggings]


def test_without_questions_there_is_nothing_to_review(run: Run) -> None:
    for options, told in (((), "nothing to review\n"), (("--gone",), "nothing is gone\n")):
        result = run("review", *options)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", told)
    assert run("review", "-f", "json").stdout == "[]\n"


def test_open_reviews_are_listed(run: Run, db: sqlite3.Connection) -> None:
    id = removed(db)
    table = run("review").stdout.splitlines()
    assert table[0].split() == ["id", "ref", "version", "likeliest", "tags", "words"]
    assert table[1].split()[:5] == [str(id), "harbour@1:2", "2", "harbour:2", "kept"]
    [record] = json.loads(run("review", "harbour", "-f", "json").stdout)
    assert (record["words"], record["candidates"][0]["words"]) == (SECOND, RETOLD)
    assert record["candidates"][0]["difference"].startswith("[-“We used them as-]{+Both of")
    assert run("review", "orchard").stderr == "nothing to review\n"
    assert "no article 'nowhere'" in run("review", "nowhere").stderr


def test_answers_by_options(run: Run, db: sqlite3.Connection) -> None:
    id = removed(db)
    assert run("review", "--leave", str(id)).stdout == f"review {id}: gone\n"
    assert run("review", "--gone", "-f", "csv").stdout.splitlines()[1].startswith(f"{id},harbour,2")
    assert run("review", "--reopen", str(id)).stdout == f"review {id}: open again\n"
    told = run("review", "--accept", str(id)).stdout
    assert told == f"review {id}: 1 annotation moved to harbour:2\n"
    assert tags_on(db, 2) == ["kept"]
    assert run("undo").stdout.startswith(f"undone: review --accept {id} (anna")
    run("review", "--move", str(id), "harbour:3")
    assert tags_on(db, 3) == ["kept"]


def test_a_quote_goes_onto_the_words_that_are_said(run: Run, db: sqlite3.Connection) -> None:
    id = str(edited(db))
    assert '--quote "…"' in run("review", "--accept", id).stderr
    shown = run("show", "harbour:1").stdout
    assert "#kept “the second week of January” (words gone since version 2)" in shown
    paragraph = json.loads(run("show", "harbour:1", "-f", "json").stdout)["paragraphs"][0]
    assert paragraph["taggings"][0]["gone"] == 2
    assert "harbour:1 #kept (words gone)" in run("find", "--tag", "kept").stdout
    assert "harbour:1" in run("find", "--removed", "--tag", "kept").stdout
    assert run("review", "--accept", id, "--quote", "early spring").exit_code == 0
    assert "#kept “early spring”\n" in run("show", "harbour:1").stdout
    assert "words gone" not in run("find", "--tag", "kept").stdout


def test_several_answers_are_given_all_or_none(run: Run, db: sqlite3.Connection) -> None:
    id = str(removed(db))
    before = made_up.dump(db)
    assert run("review", "--leave", id, "--leave", "99").exit_code == 1
    assert made_up.dump(db) == before


@pytest.mark.parametrize(
    "options",
    [
        ("--whole",),
        ("--quote", "x", "--leave", "1"),
        ("--accept", "1", "--whole", "--quote", "x"),
        ("harbour", "--accept", "1"),
        ("--gone", "--leave", "1"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    run: Run, options: tuple[str, ...]
) -> None:
    assert run("review", *options).exit_code == 2


def test_a_key_accepts_and_another_takes_it_back(walk: Walk, db: sqlite3.Connection) -> None:
    removed(db)
    told = walk("?", "a", "u", "1", "x")
    assert "1 of 1: version 2" in told
    assert "#kept" in told
    assert "{+Both of" in told
    assert told.count("1 annotation moved to harbour:2") == 2
    assert "undone: review --accept" in told
    assert told.endswith("all are answered\n")
    assert tags_on(db, 2) == ["kept"]


def test_another_place_is_named_by_its_number(walk: Walk, db: sqlite3.Connection) -> None:
    removed(db)
    told = walk("m", "99\r", "m", "\r", "m", "3\r", "q")
    assert "no paragraph 99 in harbour" in told
    assert tags_on(db, 3) == ["kept"]


def test_a_quote_that_is_not_there_goes_onto_words_that_are_typed(
    walk: Walk, db: sqlite3.Connection
) -> None:
    edited(db)
    told = walk("a", "never\r", "a", "early spring\r", "q")
    assert "“the second week of January” does not stand in harbour:1\n" in told
    assert "“never” does not stand in harbour:1" in told
    assert tags_on(db, 1) == ["kept"]
    assert reviews.count(db) == 0


def test_what_is_skipped_or_broken_off_stays_open(walk: Walk, db: sqlite3.Connection) -> None:
    id = removed(db)
    assert walk("u", "s").endswith("1 left open\n")
    assert walk("\x03").endswith("1 left open\n")
    assert walk("9", "g", "q").endswith("all are answered\n")
    assert [review.id for review in reviews.queue(db, gone=True)] == [id]
    update(db, FIRST, RETOLD, THIRD + " Or so.")
    assert walk().endswith("nothing to review\n")


def test_a_key_names_another_of_the_places(walk: Walk, db: sqlite3.Connection) -> None:
    removed(db)
    propose(db, "harbour:2", "harbour:3", "harbour:1")
    told = walk("4", "3", "u", "2", "x")  # there is no fourth
    assert [f"moved to harbour:{n}" in told for n in (1, 2, 3)] == [True, False, True]
    assert tags_on(db, 3) == ["kept"]


def test_notes_are_shown_with_who_may_see_them_and_the_words_around_a_quote(
    walk: Walk, db: sqlite3.Connection
) -> None:
    removed(db, quote="human shields")
    then = reading.article(db, "harbour", version=1).paragraphs[1].key
    notes.add(command(db), f"harbour:{then}", "Whose words?", quote=None, private=True)
    told = click.unstyle(walk("q"))
    assert "✎ anna (private): Whose words?" in told
    assert "#kept by anna on “human shields”" in told


def test_a_quote_is_shown_with_the_words_around_it_where_it_may_be_now(
    walk: Walk, db: sqlite3.Connection
) -> None:
    tag(db, "harbour:2", quote="human shields")
    update(db, FIRST, RETOLD, THIRD)
    db.execute("update reviews set tagging = (select id from taggings)")
    propose(db, "harbour:2", "harbour:3")
    told = click.unstyle(walk("2", "w\r", "x"))
    assert "icebreakers had been shields, “human shields”, as their" in " ".join(told.split())
    assert "(without the quote) Fish was sold" in told
    assert tags_on(db, 3) == ["kept"]


def test_ctrl_c_at_a_question_for_words_goes_back_to_the_review(
    walk: Walk, db: sqlite3.Connection
) -> None:
    removed(db)
    assert walk("m", "\x03", "m", "nowhere:1\r", "q").endswith("1 left open\n")
    assert tags_on(db, 2) == []


def test_a_quote_whose_typed_words_stand_nowhere_stays_open(
    walk: Walk, db: sqlite3.Connection
) -> None:
    edited(db)
    assert walk("a", "\r", "a", "never\r", "q").endswith("1 left open\n")


def test_of_one_article_alone_its_own_reviews_are_asked_and_counted(
    walk: Walk, db: sqlite3.Connection
) -> None:
    removed(db)
    tag(db, "orchard:2")
    new = made_up.draft(ORCHARD[0], RETOLD, ORCHARD[2], title="Orchard")
    made_up.add(db, new, "orchard.txt")
    propose(db, "orchard:2")
    told = walk("s", args=("orchard",))
    assert "1 of 1: version 2" in told
    assert "of orchard does not have these words" in told
    assert told.endswith("1 left open\n")
    assert walk("a", "x", args=("orchard",)).endswith("all are answered\n")
    assert [review.article for review in reviews.queue(db)] == ["harbour"]
