"""`check` says nothing of a good database, and names whatever is broken in another."""

import sqlite3

import pytest
from sqlite_utils import Database

from annotate.corpus import check, notes, tags
from annotate.corpus.database import Command
from annotate.model import ROLES
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, SHARE, draft


@pytest.fixture
def used(db: sqlite3.Connection, anna: Command) -> sqlite3.Connection:
    """A database with versions, tags, quotes and notes."""
    tags.add(anna, [tags.Request("harbour:2", ("shields",), "human shields")])
    notes.add(anna, "harbour:1", "A note with *words*.", quote="no ship")
    again = draft(HARBOUR[2], HARBOUR[1], SHARE, title="Harbour")
    made_up.add(db, again, "harbour.txt")
    edited = MUSEUM[0].replace("last year", "in March")
    made_up.add(db, draft(edited, MUSEUM[1], HARBOUR[0], title="Museum"), "museum.txt")
    return db


def test_a_good_database_has_no_problems(used: sqlite3.Connection) -> None:
    assert list(check.problems(used)) == []


BROKEN = {
    "a count": (
        "update tags set taggings = 7 where name = 'shields'",
        "the tag shields is said to be on 1 paragraphs 7 times (0 on words that are gone)",
    ),
    "a key": (
        "update paragraphs set key = '0000000000000' where id = 5",
        "orchard, paragraph at position 1: its key is 0000000000000, its words make",
    ),
    "an offset": (
        "update paragraphs set start = start + 1 where id = 5",
        "orchard, paragraph at position 1: its text is not the article's at 1-",
    ),
    "a position": (
        "update paragraphs set position = 9 where id = 5",
        "orchard, paragraph at position 9: out of order",
    ),
    "a number": (
        "update paragraphs set number = 9 where id = 5",
        "orchard, paragraph at position 1: numbered 9, should be 1",
    ),
    "a paragraph lost": (
        "delete from paragraphs where id = 5",
        "orchard: its paragraphs do not give back its text",
    ),
    "an occurrence": (
        "update paragraphs set occurrence = 2 where id = 5",
        "orchard, paragraph at position 1: out of order",
    ),
    "words between paragraphs": (
        "update versions set text = 'Lost. ' || text where article = 2",
        "orchard: its paragraphs do not give back its text",
    ),
    "words behind the last paragraph": (
        "update versions set text = text || ' Lost.' where article = 2",
        "orchard: its paragraphs do not give back its text",
    ),
    "one paragraph over another": (
        "update paragraphs set start = 0, text = substr((select text from versions where id = 2),"
        ' 1, "end") where id = 6',
        "orchard: its paragraphs do not give back its text",
    ),
    "where a paragraph came from": (
        "delete from lineage where move = 'edited'",
        "museum: nothing says what became of",
    ),
    "that a paragraph is new": (
        "delete from lineage where move = 'added'",
        "museum: nothing says where",
    ),
    "that a paragraph went": (
        "delete from lineage where move = 'removed'",
        "harbour: nothing says what became of",
    ),
    "a word that is parted": (
        "insert into unspaced (paragraph, text) values (5, 'words')",
        "paragraph 5 is parted otherwise than its words say",
    ),
    "letters that are not parted": (
        "update paragraphs set text = text || '空气' where id = 5; delete from unspaced",
        "paragraph 5 is parted otherwise than its words say",
    ),
    "an earlier wording": (
        "update wordings set text = 'Other words.'",
        "harbour: the key of an earlier wording,",
    ),
    "the place of an earlier wording": (
        "update wordings set start = start + 1",
        "harbour: an earlier wording,",
    ),
    "a removed paragraph": (
        "update paragraphs set start = start + 1 where removed is not null",
        "harbour: an earlier wording,",
    ),
    "a version lost": (
        "delete from versions where article = 1 and number = 1",
        "harbour should have versions 1-2, it has 1",
    ),
    "the number of a version": (
        "pragma ignore_check_constraints = on; update versions set number = 0 where article = 1"
        " and number = 1; pragma ignore_check_constraints = off",
        "harbour should have versions 1-2, it has 2",
    ),
    "a role": (
        "pragma ignore_check_constraints = on; update paragraphs set role = 'psalm' where id = 5;"
        " pragma ignore_check_constraints = off",
        "paragraph 5 has a role that is none: psalm",
    ),
    "which roles there are": (
        "update roles set citable = 0 where role = 'body'",
        "the table of roles is not as annotate made it",
    ),
    "the last row": (
        "update sqlite_sequence set seq = 3 where name = 'paragraphs'; update state set parted = 3",
        "new paragraphs would be given the row 4, which is or was one of others",
    ),
    "a row that never was": (
        "delete from sqlite_sequence where name = 'articles'",
        "new articles would be given the row 1, which is or was one of others",
    ),
    "an index": (
        "drop index taggings_tag",
        "the database lacks the index taggings_tag: another program changed a table",
    ),
    "where a tagging is from": (
        "pragma ignore_check_constraints = on; update taggings set origin = 'nowhere';"
        " pragma ignore_check_constraints = off",
        "the database file is damaged: CHECK constraint failed in taggings",
    ),
    "an original": (
        "update originals set bytes = x'00' where sha256 in (select sha256 from versions)",
        "cannot be unpacked",
    ),
    "another original": (
        "update originals set bytes = x'789c4bcac94c5248040007d9021b'",
        "is not what its sha256 says",
    ),
    "the text of a version": (
        "update versions set text = text || ' And more.'",
        "is not what its sha256 says",
    ),
    "a tagging of nothing": (
        "update taggings set paragraph = 99",
        "points at a row of paragraphs that is not there",
    ),
    "the quote of a tagging": (
        "update taggings set start = start + 1",
        "harbour: the quote “human shields” of a tagging does not stand in its paragraph",
    ),
    "the quote of a note": (
        "update notes set exact = 'no boat'",
        "harbour: the quote “no boat” of a note does not stand in its paragraph",
    ),
    "the search index of paragraphs": (
        "insert into paragraphs_fts (paragraphs_fts, rowid, text) values ('delete', 5, 'wasps')",
        "the search index of paragraphs does not match them",
    ),
    "the search index of notes": (
        "insert into notes_fts (notes_fts, rowid, text) values ('delete', 1, 'words')",
        "the search index of notes does not match them",
    ),
}


def test_the_roles_that_may_be_are_those_of_the_table(db: sqlite3.Connection) -> None:
    sql = "select sql from sqlite_master where name = 'paragraphs'"
    listed = db.execute(sql).fetchone()[0].partition("check (role in (")[2].partition(")")[0]
    assert sorted(listed.replace("'", "").replace(",", " ").split()) == sorted(ROLES)


@pytest.mark.parametrize(("sql", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_named(used: sqlite3.Connection, sql: str, told: str) -> None:
    used.execute("pragma foreign_keys = off")
    for statement in sql.split("; "):
        used.execute(statement)
    assert told in "\n".join(check.problems(used))


def test_what_another_program_took_along_with_a_table_is_named(used: sqlite3.Connection) -> None:
    Database(used).table("tags").transform(column_order=["name"])
    [told] = check.problems(used)
    assert told.startswith("the database lacks triggers tags_added, tags_history_delete, ")


def test_checking_changes_nothing(used: sqlite3.Connection) -> None:
    before = list(used.iterdump())
    list(check.problems(used))
    assert list(used.iterdump()) == before
