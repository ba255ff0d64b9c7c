"""The revisions of the codebook, and which one a tagging was made under."""

import sqlite3
from collections.abc import Iterator

import pytest

from annotate.corpus import defining, history, merging, revisions, stale, tags, taking_over
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.corpus.taking_over import Code
from annotate.errors import CodebookClosed
from tests import made_up


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


def told(db: sqlite3.Connection, tag: str | None = None) -> list[list[tuple[str, str]]]:
    """What each revision changed, the oldest first."""
    found = reversed(list(revisions.log(db, tag)))
    return [[(change.tag, change.what) for change in revision.changes] for revision in found]


def test_the_log_says_what_each_revision_changed(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "sea", "ice")
    define = anna(db, "define")
    defining.define(define, "sea", definition="Salt.", examples=["harbour:1"])
    defining.rename(anna(db, "rename"), "ice", "sea/ice")
    revisions.close(anna(db, "close"))
    history.undo(anna(db, "undo"))
    defining.delete(anna(db, "delete"), "sea/ice", force=True)
    assert told(db) == [
        [("sea", "made"), ("ice", "made")], [("sea", "definition"), ("sea", "example")],
        [("sea/ice", "renamed")], [("", "closed")], [("", "opened")], [("sea/ice", "deleted")],
    ]  # fmt: skip
    assert told(db, "sea") == [[("sea", "made")], [("sea", "definition")]]
    assert revisions.count(db) == 6
    newest = next(revisions.log(db, limit=1))
    assert (newest.number, newest.coder, newest.words) == (6, "anna", "delete")


def listed(db: sqlite3.Connection, tag: str | None = None) -> list[tuple[str, int | None]]:
    return [(each.ref, each.revision) for each in stale.listing(db, tag)]


def test_a_tagging_is_stale_while_another_thing_is_said_of_its_tag(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "sea", "ice")
    defining.define(anna(db, "define"), "sea", definition="Salt.")
    put(db, "harbour:2", "sea")
    defining.define(anna(db, "colour"), "ice", colour="#123456")
    assert listed(db) == [("harbour:1", 1)]
    defining.define(anna(db, "define"), "sea", definition="Water.")
    assert (listed(db), listed(db, "ice")) == ([("harbour:1", 1), ("harbour:2", 2)], [])
    history.undo(anna(db, "undo"))
    assert listed(db) == [("harbour:1", 1)]
    put(db, "harbour:3", "sea")
    history.redo(anna(db, "redo"))
    assert listed(db) == [("harbour:1", 1), ("harbour:2", 2), ("harbour:3", 4)]
    assert (stale.count(db), len(stale.listing(db, limit=2))) == (3, 2)
    assert stale.keep(anna(db, "keep"), "sea") == 3
    assert listed(db) == []
    history.undo(anna(db, "undo"))
    assert len(listed(db)) == 3


def test_a_tagging_of_another_program_is_as_old_as_it_says(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "sea")
    sql = "update taggings set revision = null, created = ?"
    db.execute(sql, ["2001-01-01T00:00:00.000Z"])
    defining.define(anna(db, "define"), "sea", definition="Salt.")
    assert listed(db) == [("harbour:1", None)]
    db.execute(sql, ["2999-01-01T00:00:00.000Z"])
    assert listed(db) == []


def test_what_another_program_says_of_a_tag_makes_older_taggings_stale(
    db: sqlite3.Connection,
) -> None:
    put(db, "harbour:1", "sea")
    defining.define(anna(db, "define"), "sea", definition="Salt.")
    put(db, "harbour:2", "sea")
    db.execute("update tags set definition = 'Water.'")
    put(db, "harbour:3", "sea")
    assert listed(db) == [("harbour:1", 1), ("harbour:2", 2)]


def refused_by(db: sqlite3.Connection, name: str) -> Iterator[str]:
    """What each door says of a new name, in words of its own."""
    put(db, "harbour:1", "old")
    revisions.close(anna(db, "close"))
    command = anna(db, "a test")
    for do in (
        lambda: put(db, "harbour:1", name),
        lambda: defining.define(command, name),
        lambda: defining.rename(command, "old", name),
        lambda: merging.merge(command, ["old"], name),
        lambda: merging.move(command, ["old"], "theme"),
        lambda: merging.recode(command, "ice", "old", name),
        lambda: taking_over.take_over(command, [Code(name)]),
        lambda: taking_over.foresee(db, [Code(name)]),
    ):
        before = made_up.dump(db)
        with pytest.raises(CodebookClosed) as error:
            do()
        assert made_up.dump(db) == before
        yield str(error.value)


def test_a_closed_codebook_lets_no_new_name_in_by_any_door(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "theme/transparency")
    said = set(refused_by(db, "theme/transparancy"))
    assert len(said) == 2  # the name that `move` would make is another
    near = [
        words for words in said if "nearest: theme/transparency (`annotate tags` lists" in words
    ]
    assert len(near) == 1
    put(db, "harbour:2", "Theme/Transparency")
    defining.rename(anna(db, "case"), "old", "Old")
    revisions.open_(anna(db, "open"))
    put(db, "harbour:2", "theme/transparancy")


def test_closing_is_undone_and_done_again(db: sqlite3.Connection) -> None:
    assert (revisions.close(anna(db, "c")), revisions.close(anna(db, "c"))) == (True, False)
    history.undo(anna(db, "undo"))
    assert not revisions.is_closed(db)
    history.redo(anna(db, "redo"))
    assert revisions.is_closed(db)
