"""The hues of tags: kept, shared under a root, given in turn."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import codebook, defining, history, hues, migrations, tags
from annotate.corpus.database import Command, open_write
from annotate.corpus.migrations import triggers
from tests import made_up


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return open_write(made_up.empty(tmp_path / "corpus.db"), durable=False)


def made(db: sqlite3.Connection, *names: str) -> None:
    with Command(db, coder="ada", words="test"):
        for name in names:
            tags.make(db, name)


def found(db: sqlite3.Connection) -> dict[str, int]:
    return dict(tuple(row) for row in db.execute("select name, hue from tags order by id"))


def test_roots_get_hues_in_turn_and_share_them(db: sqlite3.Connection) -> None:
    made(db, "actor/isis", "place", "actor", "ACTOR/kurds", "time/2016", "Économie/pétrole")
    assert found(db) == {
        "actor/isis": 0, "place": 1, "actor": 0, "ACTOR/kurds": 0, "time/2016": 2,
        "Économie/pétrole": 3,
    }  # fmt: skip


def test_the_least_used_comes_next(db: sqlite3.Connection) -> None:
    made(db, *(f"root{n}/tag" for n in range(12)), "root0/other")
    with Command(db, coder="ada", words="test") as command:
        defining.delete(command, "root5", force=False)
    made(db, "new", "newer")
    assert found(db)["new"] == 5
    assert found(db)["newer"] == 0


def test_a_root_renamed_whole_keeps_its_hue_and_an_undo_gives_it_back(
    db: sqlite3.Connection,
) -> None:
    made(db, "actor/isis", "place", "place/mosul", "place/erbil")
    with Command(db, coder="ada", words="rename") as command:
        defining.rename(command, "place", "Ort")
    assert found(db) == {"actor/isis": 0, "Ort": 1, "Ort/mosul": 1, "Ort/erbil": 1}
    history.undo(Command(db, coder="ada", words="undo"))
    assert found(db) == {"actor/isis": 0, "place": 1, "place/mosul": 1, "place/erbil": 1}


def test_a_root_that_was_deleted_comes_back_with_its_hue(db: sqlite3.Connection) -> None:
    made(db, "actor/isis", "place/mosul", "place/erbil", "time")
    with Command(db, coder="ada", words="delete") as command:
        defining.delete(command, "place", force=False)
    made(db, "other")
    history.undo(Command(db, coder="ada", words="undo"))
    history.undo(Command(db, coder="ada", words="undo"))
    assert found(db) == {"actor/isis": 0, "place/mosul": 1, "place/erbil": 1, "time": 2}


def test_a_tag_moved_under_another_root_takes_its_hue(db: sqlite3.Connection) -> None:
    made(db, "actor/isis", "actor/army", "place/mosul")
    with Command(db, coder="ada", words="rename") as command:
        defining.rename(command, "actor/army", "place/army")
        defining.rename(command, "place/mosul", "city/mosul")
    assert found(db) == {"actor/isis": 0, "place/army": 1, "city/mosul": 2}


def test_what_another_program_makes_gets_its_hue_with_the_next_command(
    db: sqlite3.Connection,
) -> None:
    made(db, "actor/isis")
    db.execute("insert into tags (name) values ('Économie'), ('actor/army'), ('zeit')")
    made(db, "place")
    assert found(db) == {"actor/isis": 0, "Économie": 2, "actor/army": 0, "zeit": 3, "place": 1}
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("update tags set hue = 12")


def test_names_that_only_children_have_are_coloured_as_these(db: sqlite3.Connection) -> None:
    made(db, "place", "actor/group/isis")
    nodes = {node.name: node.coloured for node in codebook.tree(db)}
    assert nodes["actor"] == nodes["actor/group"] == nodes["actor/group/isis"] == (None, 1)
    with Command(db, coder="ada", words="test") as command:
        defining.define(command, "place", colour="#c0392b")
    assert codebook.colours(db, ["place", "actor/group/isis", "none"]) == {
        "place": ("c0392b", 0), "actor/group/isis": (None, 1),
    }  # fmt: skip


def test_a_corpus_of_before_gets_hues_in_the_order_of_its_roots(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    names = [f"root{n}/tag" for n in range(13)]
    with closing(open_write(path, create=True, durable=False)) as db:
        made(db, *names, "ROOT3", "été", "Été/a")
        db.executescript(
            "drop index tags_without_hue; drop trigger tags_history_insert;"
            " drop trigger tags_history_update; drop trigger tags_history_delete;"
            " alter table tags drop column hue;"
            + triggers.created({"tags": "id name"})
            + " delete from _sqlite_migrations where name like 'm019%'"
        )
    assert any(name == "m019_hues" for name, _ in migrations.MIGRATIONS)
    with closing(open_write(path)) as db:
        kept = found(db)
        assert [kept[name] for name in names] == [*range(hues.HUES), 0]
        assert (kept["ROOT3"], kept["été"], kept["Été/a"]) == (3, 1, 1)
