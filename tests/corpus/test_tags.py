"""Putting tags on paragraphs and quotes, and taking them off."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import codebook, defining, reading, tags
from annotate.corpus.database import Command, open_write
from annotate.corpus.tags import Request
from annotate.errors import AnnotateError, BadInput, NotFound, QuoteNotFound
from tests import made_up


def put(
    command: Command, ref: str, *names: str, quote: str | None = None
) -> list[tuple[str, str, bool]]:
    return [(p.ref, t, new) for p, t, new in tags.add(command, [Request(ref, names, quote)])]


def take(
    command: Command, ref: str, *names: str, quote: str | None = None, everyone: bool = False
) -> list[tuple[str, str]]:
    removed = tags.remove(command, Request(ref, names, quote), everyone=everyone)
    return [(place.ref, tag) for place, tag in removed]


def standing(db: sqlite3.Connection, slug: str = "harbour") -> list[tuple[str, str, str | None]]:
    return [
        (p.ref, t.tag, t.quote.exact if t.quote else None)
        for p in reading.article(db, slug).paragraphs
        for t in p.taggings
    ]


def test_tags_are_put_on_every_paragraph_of_a_ref(db: sqlite3.Connection, anna: Command) -> None:
    assert put(anna, "harbour:3,1", "sea", "place/north") == [
        ("harbour:3", "sea", True),
        ("harbour:3", "place/north", True),
        ("harbour:1", "sea", True),
        ("harbour:1", "place/north", True),
    ]
    assert standing(db) == [
        ("harbour:1", "place/north", None),
        ("harbour:1", "sea", None),
        ("harbour:3", "place/north", None),
        ("harbour:3", "sea", None),
    ]


def test_a_tagging_says_who_and_how(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "sea")
    [tagging] = reading.article(db, "harbour").paragraphs[0].taggings
    assert (tagging.coder, tagging.origin, tagging.quote) == ("anna", "hand", None)


def test_a_tag_is_put_on_once(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "sea")
    assert put(anna, "harbour:1", "SEA") == [("harbour:1", "sea", False)]
    assert put(anna, "harbour:1", "sea", quote="ship") == [("harbour:1", "sea", True)]
    assert put(anna, "harbour:1", "sea", quote="ship") == [("harbour:1", "sea", False)]
    assert put(Command(db, coder="berta", words=""), "harbour:1", "sea")[0][2]


def test_a_quote_is_kept_as_the_paragraph_has_it(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:2", "shields", quote='shields," the  harbour')
    assert standing(db) == [("harbour:2", "shields", "shields,” the harbour")]


def test_words_that_do_not_stand_there_are_answered_with_the_nearest(anna: Command) -> None:
    told = "^“human shelds” does not stand in harbour:2; the nearest are “human shields,”"
    with pytest.raises(QuoteNotFound, match=told):
        put(anna, "harbour:2", "shields", quote="human shelds")
    with pytest.raises(QuoteNotFound, match="it begins “The harbour at Lindow froze"):
        put(anna, "harbour:1", "shields", quote="zebra")


NAMES = {
    "spaces": (" actor / isis ", "actor/isis"),
    "white space": ("\thuman\t\xa0 shields\n", "human shields"),
    "another script": ("актор/игил", "актор/игил"),
    "a script element": ("<script>", "<script>"),  # not / : that is a path
    "a joiner that the script needs": ("می\u200cخواهم", "می\u200cخواهم"),
}


@pytest.mark.parametrize(("typed", "spelling"), NAMES.values(), ids=NAMES)
def test_a_tag_name_has_one_spelling(anna: Command, typed: str, spelling: str) -> None:
    assert put(anna, "harbour:1", typed) == [("harbour:1", spelling, True)]
    assert put(anna, "harbour:1", spelling) == [("harbour:1", spelling, False)]


NO_NAMES = ["", " ", "/", "a/", "/a", "a//b", "x" * 201, "a\u200b", "\u200b", "\u2800", "\ufe0f"]
NO_NAMES += ["\x00", "a\x00b", "a\x1b[1m", "a\ud800", "a\nb", "a\x85b", "a\u2028b", "\x7f"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_tag_name_is_refused(db: sqlite3.Connection, anna: Command, name: str) -> None:
    before = made_up.dump(db)
    with pytest.raises(BadInput, match="tag name") as raised:
        put(anna, "harbour:1", name)
    assert str(raised.value).isprintable()
    assert made_up.dump(db) == before


def test_many_taggings_are_put_on_all_or_none(db: sqlite3.Connection, anna: Command) -> None:
    before = made_up.dump(db)
    requests = [Request("harbour:1", ("sea",)), Request("harbour:99", ("sea",), line=2)]
    with pytest.raises(
        NotFound, match=r"^line 2: no paragraph 99 in harbour; it has paragraphs 1-3$"
    ):
        tags.add(anna, requests)
    assert made_up.dump(db) == before


def test_a_coder_takes_off_only_their_own(db: sqlite3.Connection, anna: Command) -> None:
    berta = Command(db, coder="berta", words="")
    put(anna, "harbour:1", "sea")
    put(berta, "harbour:1", "sea", "ice")
    assert take(anna, "harbour:1") == [("harbour:1", "sea")]
    told = "no such tag of anna on harbour:1; tags there: ice, sea \\(--everyone"
    with pytest.raises(NotFound, match=told):
        take(anna, "harbour:1", "sea")
    assert take(anna, "harbour:1", everyone=True) == [("harbour:1", "sea"), ("harbour:1", "ice")]
    assert standing(db) == []


def test_one_quote_can_be_untagged(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "sea", quote="ship")
    put(anna, "harbour:1", "sea", quote="January")
    assert take(anna, "harbour:1", "sea", quote="ship") == [("harbour:1", "sea")]
    assert standing(db) == [("harbour:1", "sea", "January")]


def test_there_may_be_nothing_to_take_off(anna: Command) -> None:
    with pytest.raises(NotFound, match="on harbour:1; it has no tags"):
        take(anna, "harbour:1")
    with pytest.raises(NotFound, match="no tag 'sea'; the codebook is empty"):
        take(anna, "harbour:1", "sea")


def test_the_codebook_is_listed_as_a_tree_with_counts(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(anna, "harbour:1-3", "place/sea", "place")
    put(anna, "harbour:1", "place/sea", quote="ship")
    put(anna, "orchard:1", "fruit", "Place/Land")
    counted = [(t.name, t.taggings, t.paragraphs, t.total) for t in codebook.listing(db)]
    assert counted == [
        ("fruit", 1, 1, 1),
        ("place", 3, 3, 8),
        ("Place/Land", 1, 1, 1),
        ("place/sea", 4, 3, 4),
    ]


def placed(db: sqlite3.Connection, below: str | None = None) -> list[tuple[str, int, int]]:
    return [(node.name, node.depth, node.total) for node in codebook.tree(db, below)]


def test_tags_stand_under_one_parent_whatever_its_case_in_any_script(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(anna, "harbour:1", "ära/y", "Ära/x", "Maße", "MASSE/kg")
    decomposed = ["ΑΡΧΗ/α\u0301", "αρχη/Ά"]  # as another program may write them
    db.executemany("insert into tags (name) values (?)", [[name] for name in decomposed])
    assert placed(db) == [
        ("Ära", 0, 2), ("Ära/x", 1, 1), ("ära/y", 1, 1),
        ("Maße", 0, 2), ("MASSE/kg", 1, 1),
        ("ΑΡΧΗ", 0, 0), ("ΑΡΧΗ/α\u0301", 1, 0), ("αρχη/Ά", 1, 0),
    ]  # fmt: skip
    assert placed(db, "ÄRA") == [("Ära", 0, 2), ("Ära/x", 1, 1), ("ära/y", 1, 1)]


def test_those_under_a_name_are_renamed_whatever_its_length_in_another_case(
    anna: Command,
) -> None:
    put(anna, "harbour:1", "Maße/x", "MASSE/y")
    assert defining.rename(anna, "maße", "size") == [("Maße/x", "size/x"), ("MASSE/y", "size/y")]


def test_a_tag_is_defined_and_defined_anew(db: sqlite3.Connection, anna: Command) -> None:
    assert defining.define(anna, "sea", definition="Water.", colour="C0392B")
    assert not defining.define(anna, "SEA", use_when="It is\x00 salt.", do_not_use_when="Lakes.")
    [tag] = codebook.listing(db)
    assert (tag.name, tag.definition, tag.use_when, tag.do_not_use_when, tag.colour) == (
        "sea", "Water.", "It is salt.", "Lakes.", "#c0392b",
    )  # fmt: skip


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", ""])
def test_what_is_no_colour_is_refused(anna: Command, colour: str) -> None:
    with pytest.raises(BadInput, match="six hexadecimal digits"):
        defining.define(anna, "sea", colour=colour)


def names(db: sqlite3.Connection) -> list[str]:
    return [tag.name for tag in codebook.listing(db)]


def test_a_tag_is_renamed_with_those_under_it(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1", "place", "place/sea", "places", "place-holder")
    moves = defining.rename(anna, "Place", "where/exactly")
    assert moves == [("place", "where/exactly"), ("place/sea", "where/exactly/sea")]
    assert names(db) == ["place-holder", "places", "where/exactly", "where/exactly/sea"]


def test_a_parent_that_is_no_tag_itself_stands_for_those_under_it(
    db: sqlite3.Connection, anna: Command
) -> None:
    put(anna, "harbour:1", "place/sea", "place/land")
    defining.rename(anna, "place", "where")
    assert names(db) == ["where/land", "where/sea"]
    assert defining.delete(anna, "where", force=True) == 2
    assert names(db) == []


RENAMED: dict[str, tuple[str, str, type[AnnotateError], str]] = {
    "a tag that is not there": ("se", "ocean", NotFound, "no tag 'se'; nearest: sea"),
    "to a name that is taken": ("sea", "LAND", BadInput, "there is a tag land already"),
    "under itself": ("sea", "sea/salt", BadInput, "sea cannot be moved under itself"),
    "to no name": ("sea", "sea/", BadInput, "is no tag name"),
}


@pytest.mark.parametrize(("old", "new", "error", "told"), RENAMED.values(), ids=RENAMED)
def test_a_tag_cannot_be_renamed(
    db: sqlite3.Connection, anna: Command, old: str, new: str, error: type[Exception], told: str
) -> None:
    put(anna, "harbour:1", "sea", "land")
    with pytest.raises(error, match=told):
        defining.rename(anna, old, new)
    assert names(db) == ["land", "sea"]


def test_a_tag_in_use_is_deleted_only_by_force(db: sqlite3.Connection, anna: Command) -> None:
    put(anna, "harbour:1,2", "sea", "sea/salt", "land")
    with pytest.raises(BadInput, match="sea stands on 4 passages and has 0 notes; --force"):
        defining.delete(anna, "sea", force=False)
    assert defining.delete(anna, "sea", force=True) == 4
    assert standing(db) == [("harbour:1", "land", None), ("harbour:2", "land", None)]
    defining.define(anna, "unused")
    assert defining.delete(anna, "unused", force=False) == 0


def test_where_none_is_named_so_all_at_the_place_are_meant(
    db: sqlite3.Connection, anna: Command
) -> None:
    tags.add(anna, [tags.Request("harbour:1", ("Ära/x", "ära/y"))])
    assert defining.delete(anna, "ÄRA", force=True) == 2


def test_nobody_waits_while_what_is_to_be_tagged_is_read_and_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with closing(open_write(path, create=True)) as db, closing(open_write(path)) as other:
        made_up.add(db, made_up.draft("Words of it.", "Other WORDS there.", title="Z"), "z.txt")

        def slowly() -> Iterator[tags.Request]:
            for number in (1, 2):
                yield tags.Request(f"z:{number}", ("a",), "words")
                other.execute("update paragraphs set text = 'No, words.' where number = 1")

        done = tags.add(Command(db, coder="anna", words="tag"), slowly())
        assert [new for _, _, new in done] == [True, True]
        rows = db.execute("select exact, start from taggings order by paragraph")
        assert [tuple(row) for row in rows] == [("words", 4), ("WORDS", 6)]
