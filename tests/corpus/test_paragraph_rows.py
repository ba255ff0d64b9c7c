"""A statement a table writes all of an article's rows, however many there are."""

import sqlite3

import pytest

from annotate import prepared
from annotate.corpus import check, history, indexing, paragraph_rows, search
from annotate.corpus.database import Command
from annotate.corpus.paragraph_rows import AT_ONCE
from tests import made_up
from tests.made_up import draft

TABLES = ("paragraphs", "wordings", "lineage")
WRITES = ("update paragraphs", *(f"insert into {table}" for table in TABLES))


def lamps(count: int, hour: str) -> list[str]:
    return [f"The lamp number {n} of the harbour was lit at {n} past {hour}." for n in range(count)]


def add(db: sqlite3.Connection, *paragraphs: str) -> list[str]:
    """The statements that write of paragraphs, when this is added."""
    said: list[str] = []
    db.set_trace_callback(said.append)
    made_up.add(db, draft(*paragraphs, title="Lamps"), "lamps.txt")
    db.set_trace_callback(None)
    words = dict.fromkeys(" ".join(each.split()) for each in said)  # once more for each trigger
    return [each for each in words if each.startswith(WRITES)]


@pytest.mark.parametrize("count", [3, 300])
def test_a_version_is_one_statement_a_table(empty: sqlite3.Connection, count: int) -> None:
    made = add(empty, *lamps(count, "nine"))
    assert [" ".join(each.split()[:3]) for each in made] == ["insert into paragraphs"]
    made = add(empty, *lamps(count, "ten"), "And one more was never lit.")
    assert [" ".join(each.split()[:3]) for each in made] == [
        "insert into paragraphs", "insert into wordings", "update paragraphs set",
        "update paragraphs set", "insert into lineage",
    ]  # fmt: skip


@pytest.mark.parametrize("deferred", [False, True])
@pytest.mark.parametrize("count", [1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, 2 * AT_ONCE + 1])
def test_rows_are_told_however_they_are_written(
    empty: sqlite3.Connection, count: int, deferred: bool
) -> None:
    add(empty, *lamps(5, "eight"))
    history.undo(Command(empty, coder="anna", words="undo"))  # their ids are not used again
    if deferred:
        indexing.defer(empty)
    made = prepared.of(draft(*lamps(count, "nine"), title="Lamps"), b"bytes").rows
    with Command(empty, coder="anna", words="add"):
        empty.execute("insert into articles (id, slug, title) values (9, 'lamps', 'Lamps')")
        ids = paragraph_rows.insert(empty, 9, made, version=1)
    sql = f"select id, {paragraph_rows.STANDING} from paragraphs where article = 9 order by id"
    found = [tuple(row) for row in empty.execute(sql)]
    assert found == [(id, *row) for id, row in zip(ids, made, strict=True)]


def test_paragraphs_are_looked_up_by_their_rows(empty: sqlite3.Connection) -> None:
    add(empty, *lamps(3, "nine"))
    made = [each for each in add(empty, *lamps(3, "ten")) if "from moved" in each]
    plans = [row["detail"] for each in made for row in empty.execute(f"explain query plan {each}")]
    assert [each for each in plans if not each.startswith(("SCAN moved", "USE TEMP"))] == [
        f"SEARCH {name} USING INTEGER PRIMARY KEY (rowid=?)" for name in ("p", "paragraphs")
    ]


def test_many_paragraphs_are_found_taken_back_and_put_back(empty: sqlite3.Connection) -> None:
    add(empty, *lamps(300, "nine"))
    add(empty, *lamps(290, "ten"), "A new one.")
    assert hits(empty) == {"nine": 0, "ten": 290, "new": 1}
    history.undo(Command(empty, coder="anna", words="undo"))
    assert hits(empty) == {"nine": 300, "ten": 0, "new": 0}
    history.redo(Command(empty, coder="anna", words="redo"))
    assert hits(empty) == {"nine": 0, "ten": 290, "new": 1}


def hits(db: sqlite3.Connection) -> dict[str, int]:
    """How many paragraphs have each of three words, in a database in good order."""
    assert list(check.problems(db)) == []
    return {w: len(search.paragraphs(db, w, limit=None)) for w in ("nine", "ten", "new")}
