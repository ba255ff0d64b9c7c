"""The revisions of the codebook, and which one a tagging was made under."""

import sqlite3

from annotate.corpus import defining, history, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request


def anna(db: sqlite3.Connection, words: str) -> Command:
    return Command(db, coder="anna", words=words)


def put(db: sqlite3.Connection, ref: str, *names: str) -> None:
    tags.add(anna(db, f"tag {ref}"), [Request(ref, names)])


def known(db: sqlite3.Connection) -> list[tuple[int, str | None]]:
    """Each revision, and the words of the command that made it."""
    sql = """
        select number, words from codebook_revisions r left join commands c on c.id = r.command
        order by number
    """
    return [tuple(row) for row in db.execute(sql)]


def under(db: sqlite3.Connection) -> list[int | None]:
    """The revision of each tagging, in the order in which they were made."""
    return [row[0] for row in db.execute("select revision from taggings order by id")]


def test_a_command_that_changes_names_or_definitions_makes_one_revision(
    db: sqlite3.Connection,
) -> None:
    put(db, "harbour:1", "sea", "ice", "fish")
    put(db, "harbour:2", "sea")
    defining.define(anna(db, "define"), "sea", definition="Salt.", use_when="Wet.")
    defining.define(anna(db, "colour"), "sea", colour="#123456")
    put(db, "harbour:3", "sea")
    defining.rename(anna(db, "rename"), "ice", "water/ice")
    defining.delete(anna(db, "delete"), "fish", force=True)
    assert known(db) == [(1, "tag harbour:1"), (2, "define"), (3, "rename"), (4, "delete")]
    assert under(db) == [1, 1, 1, 2]


def test_an_undo_is_a_revision_and_taggings_come_back_with_theirs(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "sea")
    defining.define(anna(db, "define"), "sea", definition="Salt.")
    history.undo(anna(db, "undo"))
    put(db, "harbour:2", "sea")
    assert known(db) == [(1, "tag harbour:1"), (2, "define"), (3, "undo")]
    history.undo(anna(db, "undo again"))
    history.redo(anna(db, "redo"))
    assert (under(db), len(known(db))) == ([1, 3], 3)


def test_what_another_program_changes_is_a_revision_each_time(db: sqlite3.Connection) -> None:
    db.execute("insert into tags (name) values ('sea'), ('ice')")
    db.execute("update tags set definition = 'Salt.' where name = 'sea'")
    sql = """
        insert into taggings (id, paragraph, tag, coder, created)
        select 't', (select min(id) from paragraphs), id, 'ben', '' from tags limit 1
    """
    db.execute(sql)
    assert (known(db), under(db)) == ([(1, None), (2, None), (3, None)], [None])


def test_a_command_in_several_transactions_makes_one_unless_others_come_between(
    db: sqlite3.Connection,
) -> None:
    command = anna(db, "long")
    defining.define(command, "sea")
    defining.define(command, "ice")
    defining.define(Command(db, coder="ben", words="other"), "fish")
    defining.define(command, "salt")
    assert known(db) == [(1, "long"), (2, "other"), (3, "long")]
