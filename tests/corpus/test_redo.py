"""What an undo took back, `redo` puts back as it was: rows, ids, times, texts and bytes."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import articles, check, describing, history, indexing, reverting, search, since
from annotate.corpus.database import Command, open_write
from annotate.corpus.history import Redone
from annotate.corpus.migrations import MIGRATIONS
from annotate.corpus.narrowing import Filters
from annotate.errors import AnnotateError, BadInput, NotFound
from annotate.model import Metadata
from annotate.text.tag_names import folded
from tests import made_up
from tests.corpus.test_history import FIRST, STEPS, Do, add, command, define, note, tag, undo
from tests.made_up import HARBOUR, MUSEUM, draft

VERSION = add("harbour.txt", HARBOUR[0], "Other words.", HARBOUR[2])


def redo(db: sqlite3.Connection, coder: str | None = None, id: int | None = None) -> Redone:
    return history.redo(command(db, "redo"), coder=coder, id=id)


@pytest.mark.parametrize("name", STEPS)
def test_every_command_that_was_taken_back_is_put_back(db: sqlite3.Connection, name: str) -> None:
    if name in FIRST:
        STEPS[FIRST[name]](command(db))
    STEPS[name](command(db, name))
    before = made_up.dump(db)
    for _ in range(2):
        undo(db)
        assert redo(db).words == name
        assert made_up.dump(db) == before
    assert list(check.problems(db)) == []
    assert db.execute("select count(*) from taken_out").fetchone()[0] == 0


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=10))
def test_all_that_was_taken_back_is_put_back_step_by_step(names: list[str]) -> None:
    with closing(made_up.in_memory()) as db:
        db.execute("pragma foreign_keys = on")
        made_up.fill(db)
        for name in names:
            with suppress(AnnotateError):
                STEPS[name](command(db, name))
        stations = [made_up.dump(db)]
        with suppress(NotFound):
            while undo(db):
                stations.append(made_up.dump(db))
        for after, before in pairwise(reversed(stations)):
            assert made_up.dump(db) == after
            redo(db)
            assert made_up.dump(db) == before
        with pytest.raises(NotFound, match=r"^nothing to redo$"):
            redo(db)
        assert list(check.problems(db)) == []


def test_an_undo_after_a_redo_takes_the_same_back(db: sqlite3.Connection) -> None:
    tag("harbour:1", "sea")(command(db, "first"))
    tag("harbour:2", "sea")(command(db, "second"))
    assert [undo(db).words, undo(db).words, redo(db).words] == ["second", "first", "first"]
    tag("orchard:1", "tree")(command(db, "third"))
    assert redo(db).words == "second"
    assert [undo(db).words for _ in range(3)] == ["second", "third", "first"]


def test_a_redo_can_be_of_one_coders_work(db: sqlite3.Connection) -> None:
    tag("harbour:1", "sea")(command(db, "hers", coder="anna"))
    tag("harbour:2", "ice")(command(db, "his", coder="ben"))
    undo(db)
    undo(db)
    assert redo(db, "ben").words == "his"
    with pytest.raises(NotFound, match=r"^nothing to redo of ben$"):
        redo(db, "ben")
    assert redo(db).words == "hers"


def test_work_done_since_stays(db: sqlite3.Connection) -> None:
    VERSION(command(db, "mine", coder="ben"))
    undo(db)
    tag("harbour:1", "sea")(command(db, "theirs"))
    since = made_up.dump(db)["taggings"]
    redo(db)
    assert made_up.dump(db)["taggings"] == since
    assert list(check.problems(db)) == []


def slug_taken_and_left(c: Command) -> None:
    """An article gets the slug of the one that was taken out, and lets it go again."""
    for slug in ("harbour-2", "quay"):
        name = "orchard" if slug == "harbour-2" else "harbour-2"
        describing.edit(c, name, Metadata(), slug=slug)


NEW = add("new.txt", *MUSEUM[::-1], *HARBOUR[::-1])
IN_THE_WAY = {
    "a tag on words that would change": (VERSION, tag("harbour:2", "sea")),
    "a version": (VERSION, add("harbour.txt", HARBOUR[0], "Still others.", HARBOUR[2])),
    "a tag of the name": (define("sea", "Water."), define("sea", "Salt.")),
    "a tag of the name in another case": (define("Ägäis", "Sea."), define("ÄGÄIS", "Salt.")),
    "an article with the slug": (NEW, add("b.txt", *MUSEUM, *HARBOUR)),
    "a link with the slug": (NEW, slug_taken_and_left),
}


@pytest.mark.parametrize(("mine", "theirs"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_what_cannot_stand_beside_work_done_since_is_not_put_back(
    db: sqlite3.Connection, mine: Do, theirs: Do
) -> None:
    mine(command(db, "mine", coder="ben"))
    undo(db)
    theirs(command(db, "theirs", coder="carl"))
    before = made_up.dump(db)
    told = r"^cannot redo `mine`: .* by `theirs` \(carl, .*; `annotate undo --by carl` takes that"
    with pytest.raises(BadInput, match=told):
        redo(db)
    assert made_up.dump(db) == before
    undo(db, "carl")  # as it says
    assert redo(db, "ben").words == "mine"
    assert list(check.problems(db)) == []


def test_the_history_says_what_an_undo_and_a_redo_were_of(db: sqlite3.Connection) -> None:
    tag("harbour:1", "sea")(command(db, "tag harbour:1 sea"))
    undo(db)
    undoing, tagging, *_ = history.entries(db)
    assert (undoing.undid, undoing.redid, undoing.of) == (tagging.id, None, "tag harbour:1 sea")
    assert (undoing.undone, tagging.undone) == (False, True)
    redo(db)
    redoing, undoing, tagging, *_ = history.entries(db)
    assert (redoing.undid, redoing.redid, redoing.of) == (None, tagging.id, "tag harbour:1 sea")
    assert (redoing.undone, undoing.undone, tagging.undone) == (False, True, False)
    assert (tagging.undid, tagging.redid, tagging.of) == (None, None, "")


def test_how_many_articles_go_and_come_is_said(db: sqlite3.Connection) -> None:
    assert undo(db).articles == 1
    assert redo(db).articles == 1
    tag("harbour:1", "sea")(command(db))
    assert undo(db).articles == 0


def test_what_is_put_back_while_the_index_waits_is_found(db: sqlite3.Connection) -> None:
    undo(db)
    indexing.defer(db)  # another process adds many articles
    add("new.txt", "Words of another process.")(command(db, "add", coder="ben"))
    redo(db, "anna")
    found = search.paragraphs(db, "locks", Filters(), limit=9, private=True)
    assert [hit.paragraph.ref for hit in found] == ["museum:1"]
    assert list(check.problems(db)) == []


def test_bytes_that_came_again_meanwhile_are_the_same(db: sqlite3.Connection) -> None:
    made = draft("Words in a file of its own.", title="File")
    data = b"\xef\xbb\xbf" + made.text.encode()
    articles.add(command(db, "mine"), made, data, source="a.html")
    undo(db)
    articles.add(command(db, "theirs", coder="ben"), made, data, source="b.html")
    undo(db)
    redo(db, "anna")
    assert list(check.problems(db)) == []


def test_texts_that_are_not_kept_cannot_be_put_back(db: sqlite3.Connection) -> None:
    undo(db)
    before = made_up.dump(db)
    db.execute("delete from taken_out")
    with pytest.raises(BadInput, match=r"^cannot redo `add museum\.txt`: its texts are not kept"):
        redo(db)
    assert made_up.dump(db) == before


def test_what_was_undone_before_there_was_a_redo_is_known() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.create_function("tag_folded", 1, folded, deterministic=True)
        this = [name for name, _ in MIGRATIONS].index("m014_redo")
        for _, sql in MIGRATIONS[:this]:
            db.executescript(sql)
        for words in ("tag harbour:1 sea", "undo"):
            db.execute("insert into commands (at, coder, words) values ('', 'anna', ?)", [words])
        db.execute("update commands set undone = 2 where id = 1")
        for _, sql in MIGRATIONS[this:]:
            db.executescript(sql)
        assert [(e.id, e.undid, e.of) for e in history.entries(db)] == [
            (2, 1, "tag harbour:1 sea"), (1, None, ""),
        ]  # fmt: skip


def test_a_text_with_a_nul_in_it_comes_back_whole(db: sqlite3.Connection) -> None:
    for ending in ("ship.", "boat."):
        add("nul.txt", "Words before\0and after it.", f"A second paragraph of the {ending}")(
            command(db, "add")
        )
    before = made_up.dump(db)
    for _ in range(2):
        undo(db)
    for _ in range(2):
        redo(db)
    assert made_up.dump(db) == before
    assert list(check.problems(db)) == []


def test_what_takes_a_redo_back_is_an_undo(db: sqlite3.Connection) -> None:
    tag("harbour:1", "alpha")(command(db, "hers", coder="anna"))
    undo(db)
    tag("harbour:1", "alpha")(command(db, "his", coder="ben"))
    undo(db)
    assert redo(db).words == "his"
    told = r"; `annotate undo` takes that back first, then `annotate redo --by anna`$"
    with pytest.raises(BadInput, match=told):
        redo(db)
    assert undo(db).words == "his"
    assert redo(db, "anna").words == "hers"
    with pytest.raises(BadInput, match=r"; `annotate undo` takes that .* --by ben`$"):
        redo(db)


def test_of_one_coders_work_what_is_under_the_last_is_had_by_its_number(
    db: sqlite3.Connection,
) -> None:
    for words, ref in (("older", "harbour:2"), ("first", "harbour:1"), ("second", "harbour:1")):
        tag(ref, f"{ref[-1]}-alpha")(command(db, words))
        undo(db)
    ids = {entry.words: entry.id for entry in history.entries(db)}
    assert redo(db).words == "second"
    told = rf"; `annotate undo` takes that back first, then `annotate redo --of {ids['first']}`$"
    with pytest.raises(BadInput, match=told):
        redo(db)
    assert redo(db, id=ids["older"]).words == "older"  # which what is in the way has no part in
    assert [undo(db).words, undo(db).words] == ["older", "second"]
    assert redo(db, id=ids["first"]).words == "first"
    for id in (ids["first"], 999):
        with pytest.raises(NotFound, match=rf"^nothing to redo with the number {id} \("):
            redo(db, id=id)
    assert list(check.problems(db)) == []


def test_a_redo_puts_back_any_depth_in_the_reverse_order_of_undo(db: sqlite3.Connection) -> None:
    names = [f"tag {n}" for n in range(6)]
    for n, name in enumerate(names):
        tag(f"harbour:{n % 3 + 1}", f"t{n}")(command(db, name))
    for _ in range(2):
        assert [undo(db).words for _ in names] == names[::-1]
        assert [redo(db).words for _ in names] == names


def test_what_cannot_be_taken_back_either_is_not_advised(db: sqlite3.Connection) -> None:
    VERSION(command(db, "mine", coder="ben"))
    tag("harbour:2", "sea")(command(db, "theirs", coder="carl"))
    note("tag:sea")(command(db, "last", coder="dora"))
    with pytest.raises(BadInput, match=r"; take that back first \(`annotate history` lists"):
        history.undo(command(db, "undo"), coder="ben")


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_many_versions_go_and_come_back_some_at_a_time(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(reverting, "_AT_ONCE", at_once)
    monkeypatch.setattr(since, "_READ", at_once)
    many = command(db, "add many")
    for number in range(4):
        add(f"{number}.txt", f"The {number}th of many.", HARBOUR[1])(many)
        add("harbour.txt", HARBOUR[0], f"Other words, {number}.", HARBOUR[2])(many)
        add(f"{number}.txt", f"The {number}th of many, again.", HARBOUR[1])(many)
    before = made_up.dump(db)
    undone = undo(db)
    gone = made_up.dump(db)
    assert (undone.articles, redo(db).articles) == (4, 4)
    assert made_up.dump(db) == before
    undo(db)
    assert made_up.dump(db) == gone
    assert list(check.problems(db)) == []


KILLED = """
import os, signal, sys
from annotate.corpus import history, reverting
from annotate.corpus.database import Command, open_write
path, what, after = sys.argv[1:]
reverting._AT_ONCE = 2
db, left = open_write(path), [int(after)]
db.execute("pragma cache_size = 3")  # so that what is not done yet is in the log
def step():
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
db.set_progress_handler(step, 1000)
getattr(history, what)(Command(db, coder="anna", words=what))
"""


@pytest.mark.parametrize("after", [0, 3, 10, 20])
def test_who_is_killed_in_the_middle_has_changed_nothing(path: Path, after: int) -> None:
    with closing(open_write(path)) as db:
        many = command(db, "add many")
        for number in range(20):
            add(f"{number}.txt", *(f"The {number}th, part {part}." for part in range(20)))(many)
    for what in ("undo", "redo"):
        with closing(open_write(path)) as db:
            before = made_up.dump(db)
        words = [sys.executable, "-c", KILLED, str(path), what, str(after)]
        assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
        with closing(open_write(path)) as db:
            assert made_up.dump(db) == before
            assert list(check.problems(db)) == []
            (undo if what == "undo" else redo)(db)
