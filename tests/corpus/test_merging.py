"""Making one tag of several, moving tags, recoding."""

import sqlite3

import pytest

from annotate.corpus import check, codebook, defining, examples, history, merging, notes, tags
from annotate.corpus.database import Command
from annotate.corpus.joining import Moved
from annotate.corpus.tags import Request
from annotate.errors import AnnotateError, BadInput, NotFound, RefForTag
from tests import made_up

Standing = set[tuple[str, str, str | None, str]]


def put(
    db: sqlite3.Connection, ref: str, *names: str, coder: str = "anna", quote: str = ""
) -> None:
    command = Command(db, coder=coder, words=f"tag {ref}")
    tags.add(command, [Request(ref, names, quote or None)])


def standing(db: sqlite3.Connection) -> Standing:
    sql = """
        select a.slug || ':' || p.number, tags.name, t.exact, t.coder from taggings t
        join tags on tags.id = t.tag join paragraphs p on p.id = t.paragraph
        join articles a on a.id = p.article
    """
    return {tuple(row) for row in db.execute(sql)}


def names(db: sqlite3.Connection) -> list[str]:
    return [tag.name for tag in codebook.listing(db)]


def test_what_stands_on_one_tag_stands_on_the_other_once_a_coder_and_passage(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(db, "harbour:1-2", "actor/union")
    put(db, "harbour:2-3", "actor/labour")
    put(db, "harbour:2", "actor/labour", quote="human shields")
    put(db, "harbour:2", "actor/labour", coder="ben")
    put(db, "orchard:1", "actor/labour/docker")
    put(db, "orchard:2", "actor/labour/docker", "actor/union/docker")
    [note] = notes.add(Command(db, coder="ben", words="note"), "tag:actor/labour", "A memo.")
    defining.define(Command(db, coder="anna", words="d"), "actor/union", definition="Organised.")
    before = made_up.dump(db)
    done = merging.merge(anna, ["actor/labour"], "actor/union")
    assert done == (
        (("actor/labour", "actor/union"), ("actor/labour/docker", "actor/union/docker")),
        Moved(taggings=4, there=2, notes=1),
    )
    assert standing(db) == {
        ("harbour:1", "actor/union", None, "anna"), ("harbour:2", "actor/union", None, "anna"),
        ("harbour:2", "actor/union", None, "ben"), ("harbour:3", "actor/union", None, "anna"),
        ("harbour:2", "actor/union", "human shields", "anna"),
        ("orchard:1", "actor/union/docker", None, "anna"),
        ("orchard:2", "actor/union/docker", None, "anna"),
    }  # fmt: skip
    assert names(db) == ["actor/union", "actor/union/docker"]
    assert notes.get(db, note.id).on == "tag:actor/union"
    assert list(check.problems(db)) == []
    after = made_up.dump(db)
    history.undo(Command(db, coder="anna", words="undo"))
    assert made_up.dump(db) == before
    history.redo(Command(db, coder="anna", words="redo"))
    assert made_up.dump(db) == after


def test_what_is_said_of_both_is_said_of_one_and_examples_go_along(
    db: sqlite3.Connection, anna: Command
) -> None:
    with anna:
        defining.define(anna, "a", definition="One.", use_when="Wet.", examples=["harbour:1"])
        defining.define(
            anna, "b", definition="Two.", use_when="Wet.", colour="#123456",
            examples=["harbour:2"], counter_examples=["harbour:1"],
        )  # fmt: skip
        merging.merge(anna, ["b"], "a")
    [tag] = codebook.listing(db)
    assert (tag.definition, tag.use_when, tag.colour) == ("One.\nTwo.", "Wet.", "#123456")
    shown = [(e.paragraph.ref, e.counter) for e in examples.of(db, "a")]
    assert shown == [("harbour:1", False), ("harbour:2", False)]


def test_coder_time_and_origin_stay_and_the_revision_is_that_of_now(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(db, "harbour:1", "a", coder="ben")
    put(db, "harbour:2", "b")
    sql = "select coder, created, origin, id from taggings where coder = 'ben'"
    before = db.execute(sql).fetchone()
    merging.merge(anna, ["a"], "b")
    assert tuple(db.execute(sql).fetchone()) == tuple(before)
    assert [row[0] for row in db.execute("select revision from taggings order by id")] == [2, 2]


MERGES = {
    "into one above": (["a", "a/b", "a/b/b"], ["a/b"], "a", {"a", "a/b"}),
    "of several, one under another": (["a", "a/x", "a/x/y", "b"], ["a", "a/x"], "b", {"b", "b/y"}),
    "into a new name": (["a", "b", "b/c"], ["a", "b"], "new", {"new", "new/c"}),
    "of a place that only others have": (["a/x", "b"], ["a"], "b", {"b", "b/x"}),
    "in another spelling": (["A/x", "b"], ["a"], "B", {"b", "B/x"}),
    "with the only one under it": (["a/x", "b"], ["a", "a/x"], "b", {"b"}),
    "said twice": (["a", "b"], ["a", "A"], "b", {"b"}),
}


@pytest.mark.parametrize(("there", "olds", "new", "then"), MERGES.values(), ids=MERGES)
def test_a_tree_is_merged_from_its_leaves(
    db: sqlite3.Connection, anna: Command, there: list[str], olds: list[str], new: str,
    then: set[str],
) -> None:  # fmt: skip
    for number, name in enumerate(there, 1):
        put(db, "orchard:1", name, coder=f"coder {number}")
    merging.merge(anna, olds, new)
    assert set(names(db)) == then
    assert len(standing(db)) == len(there)
    assert list(check.problems(db)) == []


REFUSED: dict[str, tuple[list[str], str, type[AnnotateError], str]] = {
    "itself": (["sea"], "SEA", BadInput, "a tag is merged into another one"),
    "one under it": (["sea"], "sea/salt", BadInput, "sea/salt is under sea"),
    "an unknown one": (["lake"], "sea", NotFound, "no tag 'lake'"),
    "a second one that is unknown": (["land", "lake"], "sea", NotFound, "no tag 'lake'"),
    "into a ref": (["sea"], "harbour:1", RefForTag, "looks like a ref"),
    "into what is no name": (["sea"], "a|b", BadInput, "parts tags in tables"),
}


@pytest.mark.parametrize(("olds", "new", "error", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_merged_changes_nothing(
    db: sqlite3.Connection, anna: Command, olds: list[str], new: str,
    error: type[AnnotateError], told: str,
) -> None:  # fmt: skip
    put(db, "harbour:1", "sea", "sea/salt", "land")
    before = made_up.dump(db)
    with pytest.raises(error, match=told):
        merging.merge(anna, olds, new)
    assert made_up.dump(db) == before


def test_renaming_to_a_known_name_says_how_the_two_are_merged(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(db, "harbour:1", "sea", "the land")
    with pytest.raises(BadInput, match="`annotate tags merge sea 'the land'` makes one of both"):
        defining.rename(anna, "sea", "the land")


def test_tags_are_moved_with_those_under_them(db: sqlite3.Connection, anna: Command) -> None:
    put(db, "harbour:1", "isis", "isis/emir", "group/army", "Actor")
    merging.move(anna, ["isis", "group/army"], "actor")
    assert names(db) == ["Actor", "Actor/army", "Actor/isis", "Actor/isis/emir"]
    merging.move(anna, ["actor/isis"], "/")
    assert names(db) == ["Actor", "Actor/army", "isis", "isis/emir"]
    with pytest.raises(BadInput, match="cannot be moved under itself"):
        merging.move(anna, ["isis"], "isis/emir")


def test_another_tag_is_put_where_a_query_finds_it(db: sqlite3.Connection, anna: Command) -> None:
    put(db, "harbour:1-3", "water")
    put(db, "harbour:2", "water", quote="human shields")
    put(db, "harbour:1", "water/ice")
    put(db, "harbour:1", "ice")
    put(db, "harbour:3", "water", coder="ben")
    done = merging.recode(anna, "ice", "water", "ice")  # in 2 and 3, icebreakers are other words
    assert done[:5] == ("water", "ice", 2, 0, 3)
    assert standing(db) == {
        ("harbour:1", "water", None, "anna"), ("harbour:1", "water/ice", None, "anna"),
        ("harbour:1", "ice", None, "anna"), ("harbour:2", "water", None, "anna"),
        ("harbour:2", "water", "human shields", "anna"), ("harbour:3", "ice", None, "anna"),
        ("harbour:3", "ice", None, "ben"),
    }  # fmt: skip
    assert merging.recode(anna, "january", "water", "ice")[2:5] == (0, 1, 2)
    assert list(check.problems(db)) == []


def test_recoding_to_a_new_name_says_which_known_one_is_near(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(db, "harbour:1-3", "water", "theme/transparency")
    done = merging.recode(anna, "ice", "water", "theme/transparancy")
    assert done.made
    assert done.made.nearest == "theme/transparency"


@pytest.mark.parametrize(
    ("query", "old", "new", "told"),
    [
        ("ice", "watr", "ice", "no tag 'watr'; nearest: water"),
        ("ice", "water", "Water", "is the same tag"),
        (" ", "water", "ice", "annotate tags merge OLD NEW"),
        ("ice", "water", "harbour:1", "looks like a ref"),
    ],
)
def test_what_cannot_be_recoded_is_said(
    db: sqlite3.Connection, anna: Command, query: str, old: str, new: str, told: str
) -> None:
    put(db, "harbour:1", "water")
    with pytest.raises(AnnotateError, match=told):
        merging.recode(anna, query, old, new)
    assert names(db) == ["water"]
