"""Whatever a command did, `undo` takes it back; and nothing that was done since is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.coding import autocoding
from annotate.corpus import articles, check, codebook, defining, history, notes, tags
from annotate.corpus.database import Command
from annotate.corpus.history import Entry, Undone
from annotate.errors import AnnotateError, BadInput, NotFound
from annotate.text.rule import Rule
from tests import made_up
from tests.made_up import HARBOUR, ORCHARD, SHARE, draft

Do = Callable[[Command], object]


def command(db: sqlite3.Connection, words: str = "a test", coder: str = "anna") -> Command:
    return Command(db, coder=coder, words=words)


def undo(db: sqlite3.Connection, coder: str | None = None) -> Undone:
    return history.undo(command(db, "undo"), coder=coder)


def tag(ref: str, *names: str, quote: str | None = None) -> Do:
    return lambda c: tags.add(c, [tags.Request(ref, names, quote)])


def untag(ref: str, *names: str) -> Do:
    return lambda c: tags.remove(c, tags.Request(ref, names), everyone=True)


def note(on: str, quote: str | None = None, *, private: bool = False) -> Do:
    return lambda c: notes.add(c, on, "A *note*.", quote=quote, private=private)


def edit(text: str | None, private: bool | None) -> Do:
    return lambda c: notes.edit(c, last_note(c.db), text, private=private, everyone=True)


def delete_note(c: Command) -> object:
    return notes.delete(c, last_note(c.db), everyone=True)


def last_note(db: sqlite3.Connection) -> str:
    found = notes.listing(db)
    return found[-1].id if found else "none"


def define(name: str, words: str) -> Do:
    return lambda c: defining.define(c, name, definition=words, colour="#c0392b")


def rename(old: str, new: str) -> Do:
    return lambda c: defining.rename(c, old, new)


def delete(name: str) -> Do:
    return lambda c: defining.delete(c, name, force=True)


def add(source: str, *paragraphs: str) -> Do:
    made = draft(*paragraphs, title="Harbour", byline="Somebody")
    return lambda c: articles.add(c, made, made.text.encode(), source=source)


def autocode(*rules: Rule) -> Do:
    return lambda c: autocoding.apply(c, rules)


STEPS: dict[str, Do] = {
    "tag": tag("harbour:1-3", "sea", "place/sea"),
    "tag a quote": tag("harbour:2", "sea", quote="human shields"),
    "tag by key": tag("harbour:2", "old"),
    "untag": untag("harbour:2", "sea"),
    "untag all": untag("harbour:1-2"),
    "note": note("harbour:1,3"),
    "note on a quote": note("harbour:2", "human shields", private=True),
    "note on an article": note("orchard"),
    "note on a tag": note("tag:sea"),
    "edit a note": edit("Other words.", None),
    "hide a note": edit(None, True),
    "delete a note": delete_note,
    "define": define("sea", "Water."),
    "define another": define("place", "Where."),
    "define anew": define("place", "Somewhere."),
    "rename": rename("place", "where"),
    "rename under": rename("sea", "place/sea/salt"),
    "rename case": rename("sea", "SEA"),
    "delete a tag": delete("sea"),
    "delete tags": delete("place"),
    "add": add("new.txt", "New words.", "More of them."),
    "autocode": autocode(Rule("ice", ("sea", "place/sea"), query="harbour OR ice")),
    "autocode anew": autocode(Rule("ice", ("sea",), query="pears"), Rule("b", ("c",), query="ice")),
    "update": add("harbour.txt", HARBOUR[2], "New words.", HARBOUR[1].replace(" ", "  "), SHARE),
    "update again": add("harbour.txt", "Other words.", *HARBOUR, HARBOUR[0]),
    "update another": add("orchard.txt", *ORCHARD[1:]),
}
FIRST = {"untag": "tag", "untag all": "tag", "note on a tag": "tag", "edit a note": "note",
         "hide a note": "note", "delete a note": "note", "define anew": "define another",
         "rename": "define another", "rename under": "tag", "rename case": "tag",
         "delete a tag": "tag", "delete tags": "tag"}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
def test_every_command_can_be_taken_back(db: sqlite3.Connection, name: str) -> None:
    if name in FIRST:
        STEPS[FIRST[name]](command(db))
    before = made_up.dump(db)
    STEPS[name](command(db, name))
    assert made_up.dump(db) != before
    assert undo(db).words == name
    assert made_up.dump(db) == before
    assert list(check.problems(db)) == []


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_undoing_everything_leaves_nothing(names: list[str]) -> None:
    with closing(in_memory()) as db:
        empty = made_up.dump(db)
        made_up.fill(db)
        for name in names:
            with suppress(AnnotateError):
                STEPS[name](command(db, name))
        done = db.execute("select count(*) from commands").fetchone()[0]
        assert len(list(undone(db))) == done
        assert made_up.dump(db) == empty
        assert list(check.problems(db)) == []


def in_memory() -> sqlite3.Connection:
    db = made_up.in_memory()
    db.execute("pragma foreign_keys = on")
    return db


def undone(db: sqlite3.Connection) -> Iterator[Undone]:
    with suppress(NotFound):
        while True:
            yield undo(db)


@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=8), st.data())
def test_a_command_is_undone_wholly_or_not_at_all(names: list[str], data: st.DataObject) -> None:
    with closing(in_memory()) as db:
        made_up.fill(db)
        for name in names:
            with suppress(AnnotateError):
                STEPS[name](command(db, name, coder=data.draw(st.sampled_from(["anna", "berta"]))))
        before = made_up.dump(db)
        try:
            undo(db, "berta")
        except BadInput:
            assert made_up.dump(db) == before
        except NotFound:
            assert db.execute("select 1 from commands where coder = 'berta'").fetchone() is None
        assert list(check.problems(db)) == []


def test_undo_goes_one_further_back_each_time(db: sqlite3.Connection) -> None:
    STEPS["tag"](command(db, "first"))
    STEPS["note"](command(db, "second"))
    STEPS["define another"](command(db, "third"))
    assert [undo(db).words for _ in range(3)] == ["third", "second", "first"]


def test_what_was_undone_can_be_done_again_and_undone_again(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    for _ in range(3):
        STEPS["tag"](command(db, "tag"))
        undo(db)
    assert made_up.dump(db) == before


def test_undo_can_be_for_one_coder(db: sqlite3.Connection) -> None:
    tag("harbour:1", "annas")(command(db, "hers", coder="anna"))
    tag("harbour:2", "bertas")(command(db, "mine", coder="berta"))
    assert undo(db, "anna").words == "hers"
    assert [t.name for t in codebook.listing(db)] == ["bertas"]


def test_there_may_be_nothing_to_undo(empty: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match=r"^nothing to undo$"):
        undo(empty)
    with pytest.raises(NotFound, match=r"^nothing to undo of berta$"):
        undo(empty, "berta")
    assert list(history.entries(empty)) == []


CONFLICTS: dict[str, tuple[Do, Do]] = {
    "a tag that another used": (tag("harbour:1", "sea"), tag("harbour:2", "sea")),
    "a tag that another defined": (tag("harbour:1", "sea"), define("sea", "Water.")),
    "a note that another changed": (note("harbour:1"), edit("Other words.", None)),
    "a deletion after which the name was taken": (
        lambda c: (tag("harbour:1", "sea")(c), delete("sea")(c)),
        tag("harbour:1", "sea"),
    ),
    "an article that another tagged": (add("new.txt", "New words."), tag("harbour-2:1", "new")),
    "an article that another noted": (add("new.txt", "New words."), note("harbour-2")),
    "a version after which there is another": (
        STEPS["update"], STEPS["update again"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("mine", "theirs"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_others_have_built_on_is_not_taken_back(
    db: sqlite3.Connection, mine: Do, theirs: Do
) -> None:
    mine(command(db, "mine", coder="berta"))
    theirs(command(db, "theirs", coder="carl"))
    before = made_up.dump(db)
    with pytest.raises(BadInput, match=r"^cannot undo `mine`: what it made was changed or used"):
        undo(db, "berta")
    assert made_up.dump(db) == before


def test_history_lists_commands_newest_first(db: sqlite3.Connection) -> None:
    tag("harbour:1,2", "sea")(command(db, "tag harbour:1,2 sea", coder="berta"))
    undo(db)
    undoing, tagging, *adding = history.entries(db)
    assert (tagging.coder, tagging.words, tagging.changes, sorted(tagging.tables)) == (
        "berta", "tag harbour:1,2 sea", 3, ["taggings", "tags"],
    )  # fmt: skip
    assert (undoing.coder, undoing.words, undoing.undone, tagging.undone) == (
        "anna", "undo", False, True,
    )  # fmt: skip
    assert [e.words for e in adding] == ["add museum.txt", "add orchard.txt", "add harbour.txt"]
    assert [e.words for e in history.entries(db, coder="berta")] == [tagging.words]
    assert len(list(history.entries(db, limit=2))) == 2


def test_history_shows_what_other_programs_wrote(db: sqlite3.Connection) -> None:
    db.execute("insert into tags (name) values ('from outside')")
    first = next(history.entries(db))
    assert first == Entry(0, first.at, "", "(written by another program)", 1, ("tags",), False)


def test_the_history_has_every_change_before_and_after(db: sqlite3.Connection) -> None:
    define("sea", "Water.")(command(db))
    rename("sea", "salt/sea")(command(db))
    sql = "select what, before ->> 'name', after ->> 'name' from history where what = 'tags'"
    assert [tuple(row) for row in db.execute(f"{sql} order by id")] == [
        ("tags", None, "sea"),
        ("tags", "sea", "sea"),  # defined
        ("tags", "sea", "sea"),  # coloured
        ("tags", "sea", "salt/sea"),
    ]


def test_a_definition_that_is_there_already_is_no_change(db: sqlite3.Connection) -> None:
    define("sea", "Water.")(command(db))
    before = list(history.entries(db))
    define("sea", "Water.")(command(db))
    assert list(history.entries(db)) == before


def test_an_undo_holds_no_savepoint(db: sqlite3.Connection, anna: Command) -> None:
    """Or SQLite keeps every page that each of its statements touches: gigabytes of 100,000 rows."""
    tags.add(anna, [tags.Request("harbour:1-3", ("sea",))])
    said: list[str] = []
    db.set_trace_callback(said.append)
    history.undo(Command(db, coder="anna", words="undo"))
    history.redo(Command(db, coder="anna", words="redo"))
    db.set_trace_callback(None)
    assert [words for words in said if "savepoint" in words.lower()] == []
