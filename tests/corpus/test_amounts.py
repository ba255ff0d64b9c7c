"""How much a command changed is kept where it is much, and is what counting would find."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import amounts, check, database, forgetting, history, tags
from annotate.corpus.database import Command, open_write


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MANY", 5)


def tag(db: sqlite3.Connection, refs: str, *names: str) -> Command:
    command = Command(db, coder="anna", words=f"tag {refs}")
    tags.add(command, [tags.Request(refs, names)])
    return command


def amount(db: sqlite3.Connection, command: Command) -> tuple[object, ...]:
    sql = "select changes, tables from commands where id = ?"
    return tuple(db.execute(sql, [command.id]).fetchone())


def test_little_is_not_kept_and_much_is(db: sqlite3.Connection) -> None:
    tag(db, "harbour:1", "sea")
    assert amount(db, tag(db, "harbour:2", "sea")) == (None, None)
    much = tag(db, "harbour:1-3", "a", "b")
    assert amount(db, much) == (8, "tags,taggings")
    first = next(history.entries(db))
    assert (first.changes, first.tables) == (8, ("tags", "taggings"))


def test_what_further_transactions_change_is_added(db: sqlite3.Connection) -> None:
    command = tag(db, "harbour:1-3", "a", "b")
    tag(db, "orchard:1-3", "c")  # another's, between them
    with command:
        db.execute("delete from taggings where tag = (select id from tags where name = 'a')")
    with command:
        pass
    assert amount(db, command) == (11, "tags,taggings")
    assert list(amounts.miscounted(db)) == []


def test_what_is_taken_back_in_the_middle_does_not_count(db: sqlite3.Connection) -> None:
    command = tag(db, "harbour:1-3", "a", "b")

    def fail() -> None:
        with command:
            db.execute("delete from taggings")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with command:
        db.execute("insert into tags (name) values ('c')")
    assert amount(db, command) == (9, "tags,taggings")


def test_of_what_is_forgotten_nothing_is_counted(db: sqlite3.Connection) -> None:
    command = tag(db, "harbour:1-3", "a", "b")
    going = forgetting.foresee(db, "tag", "a")
    forgetting.forget(Command(db, coder="anna", words="forget"), going)
    assert amount(db, command) == (4, "tags,taggings")
    assert list(check.problems(db)) == [
        "what was forgotten may have traces in the file; `annotate forget` clears it"
    ]


def test_check_counts_again(db: sqlite3.Connection) -> None:
    command = tag(db, "harbour:1-3", "a", "b")
    db.execute("update commands set changes = 9 where changes is not null")
    assert list(check.problems(db)) == [
        f"the command {command.id} is said to have made 9 changes, the history has 8 of it"
    ]


def test_a_corpus_of_before_is_counted_once(path: Path, tmp_path: Path) -> None:
    with closing(open_write(path)) as db, db:
        db.execute("alter table commands drop column changes")
        db.execute("alter table commands drop column tables")
        db.execute("delete from _sqlite_migrations where name = 'm033_changes'")
        db.execute(
            """
            with recursive n (i) as (select 1 union all select i + 1 from n where i < 1001)
            insert into history (command, at, what, row) select 1, '', 'tags', i from n
            """
        )
    with closing(open_write(path)) as db:
        entries = {entry.id: entry for entry in history.entries(db)}
        assert list(amounts.miscounted(db)) == []
        sql = "select id, changes, tables from commands where changes is not null"
        [kept] = db.execute(sql).fetchall()
        assert tuple(kept) == (1, entries[1].changes, "articles,versions,tags")
        assert entries[1].changes > 1001


def test_the_history_is_listed_without_reading_the_changes_of_a_large_command(
    db: sqlite3.Connection,
) -> None:
    tag(db, "harbour:1-3", "a", "b")
    few = _steps(db)
    with Command(db, coder="anna", words="much"):
        for number in range(2000):
            db.execute("update tags set definition = ? where name = 'a'", [f"the {number}th"])
    assert next(history.entries(db)).changes == 2000
    assert _steps(db) < few + 200


def _steps(db: sqlite3.Connection) -> int:
    """How many steps of SQLite's machine a list takes."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(step, 1)
    list(history.entries(db))
    db.set_progress_handler(None, 0)
    return steps
