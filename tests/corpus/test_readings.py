"""Who has read what."""

import sqlite3

import pytest

from annotate.corpus import check, history, locate, readings, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.errors import BadInput
from tests import made_up


def by(db: sqlite3.Connection, coder: str = "anna") -> Command:
    return Command(db, coder=coder, words="read")


def ids(db: sqlite3.Connection, ref: str) -> list[int]:
    return [place.id for place in locate.paragraphs(db, ref)]


def seen(db: sqlite3.Connection, coder: str = "anna") -> list[int]:
    rows = db.execute("select distinct paragraph from seen where coder = ? order by 1", [coder])
    return [row[0] for row in rows]


def test_what_is_read_is_read_once_by_each(db: sqlite3.Connection) -> None:
    both = ids(db, "harbour:1-2")
    assert readings.read(by(db), both) == 2
    assert readings.read(by(db), both) == 0
    assert readings.read(by(db, "ben"), both[:1]) == 1
    assert (seen(db), seen(db, "ben")) == (both, both[:1])
    assert readings.is_seen(db, both[1], "anna")
    assert not readings.is_seen(db, both[1], "ben")


def test_what_is_tagged_by_hand_is_read(db: sqlite3.Connection) -> None:
    tags.add(by(db), [Request("harbour:2", ("sea",))])
    assert seen(db) == ids(db, "harbour:2")


def test_words_that_change_are_unread_again(db: sqlite3.Connection) -> None:
    [first, second] = ids(db, "harbour:1-2")
    readings.read(by(db), [first, second])
    edited = made_up.HARBOUR[0].replace("second", "third")
    made_up.add(db, made_up.draft(edited, *made_up.HARBOUR[1:], title="Harbour"), "harbour.txt")
    assert seen(db) == [second]
    assert history.undo(by(db)).words == "add harbour.txt"
    assert seen(db) == [first, second]


def test_unread_and_undo(db: sqlite3.Connection) -> None:
    one = ids(db, "harbour:1")
    readings.read(by(db), one)
    assert readings.unread(by(db, "ben"), one) == 0
    assert readings.unread(by(db), one) == 1
    assert seen(db) == []
    history.undo(by(db))
    assert seen(db) == one
    history.undo(by(db))
    assert seen(db) == []
    history.redo(by(db))
    assert seen(db) == one
    assert not list(check.problems(db))


def test_an_article_that_was_read_is_not_taken_back_unasked(db: sqlite3.Connection) -> None:
    readings.read(by(db, "ben"), ids(db, "museum:1"))
    with pytest.raises(BadInput, match="changed or used since by `read` \\(ben"):
        history.undo(by(db), coder="anna")


def test_how_much_of_each_article_is_read_is_counted_in_numbered_paragraphs(
    db: sqlite3.Connection,
) -> None:
    assert (readings.counts(db), readings.totals(db)) == ({}, (0, 8))
    readings.read(by(db), [*ids(db, "harbour:1-2"), *ids(db, "museum:1")])
    readings.read(by(db, "bob"), ids(db, "harbour:1"))  # counted once, whoever read it
    tags.add(by(db), [Request("harbour:2", ("sea",)), Request("orchard:3", ("sea",))])
    of = {row["slug"]: row["id"] for row in db.execute("select id, slug from articles")}
    share = db.execute("select id from paragraphs where text = ?", [made_up.SHARE]).fetchone()[0]
    readings.read(by(db), [share])
    expected = {of["harbour"]: 2, of["orchard"]: 1, of["museum"]: 1}
    assert readings.counts(db) == readings.counts_of(db, list(of.values())) == expected
    assert readings.counts_of(db, [of["museum"]]) == {of["museum"]: 1}
    assert readings.totals(db) == (4, 8)
