"""Articles that share paragraphs."""

import sqlite3

import pytest

from annotate.corpus import reading, sharing
from annotate.corpus.sharing import Shared
from annotate.model import Like
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, SHARE, draft


def shared(db: sqlite3.Connection, slug: str, limit: int = 20) -> tuple[Shared, ...]:
    return sharing.of(db, reading.article(db, slug).paragraphs, limit=limit).articles


def test_articles_are_told_by_how_many_paragraphs_they_share(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(*ORCHARD, MUSEUM[0], SHARE, title="Wire"), "wire.txt")
    assert shared(db, "wire") == (Shared("orchard", "Orchard", 3), Shared("museum", "Museum", 1))
    assert shared(db, "museum") == (Shared("wire", "Wire", 1),)
    assert shared(db, "harbour") == ()  # boilerplate is not counted


def test_what_is_no_longer_in_an_article_is_not_counted(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(*ORCHARD, MUSEUM[0], title="Wire"), "wire.txt")
    made_up.add(db, draft(ORCHARD[0], title="Wire"), "wire.txt")
    assert shared(db, "museum") == ()
    assert shared(db, "orchard") == (Shared("wire", "Wire", 1),)


def test_there_may_be_more_than_are_asked_for(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(ORCHARD[0], MUSEUM[0], title="Wire"), "wire.txt")
    found = sharing.of(db, reading.article(db, "wire").paragraphs, limit=1)
    assert (len(found.articles), found.is_more, found.citable) == (1, True, 2)


def test_words_that_stand_everywhere_are_not_counted(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "SCANNED", 1)
    for name in ("One", "Two"):
        made_up.add(db, draft(ORCHARD[0], name, title=name), f"{name}.txt")
    found = sharing.of(db, reading.article(db, "orchard").paragraphs)
    assert (found.articles, found.common) == ((), 1)


LIKE = {
    "all of it": ((*ORCHARD, SHARE), Like("orchard", 3, 3)),
    "most of it": ((*ORCHARD, "A line of its own."), Like("orchard", 3, 4)),
    "half of it": ((ORCHARD[0], "A line of its own."), None),
    "parts of two": ((*MUSEUM, ORCHARD[0]), Like("museum", 2, 3)),
    "nothing": (("A line of its own.",), None),
    "boilerplate alone": ((SHARE,), None),
}


@pytest.mark.parametrize(("paragraphs", "like"), LIKE.values(), ids=LIKE)
def test_a_new_article_may_be_nearly_a_known_one(
    db: sqlite3.Connection, paragraphs: tuple[str, ...], like: Like | None
) -> None:
    added = made_up.add(db, draft(*paragraphs, title="Wire"), "wire.txt")
    assert (added.status, added.like) == ("added", like)


def test_the_same_words_under_another_name_are_a_new_article(db: sqlite3.Connection) -> None:
    made = draft(*(f" {words}\n" for words in MUSEUM), title="Another name")
    assert made_up.add(db, made, "other.txt").like == Like("museum", 2, 2)


def test_of_several_the_one_with_most_is_named(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(*ORCHARD, "One.", "Two.", title="Nearer"), "nearer.txt")
    made = draft(*ORCHARD, "One.", "Two.", "Three.", title="Wire")
    assert made_up.add(db, made, "wire.txt").like == Like("nearer", 5, 6)


def test_an_update_is_like_no_other(db: sqlite3.Connection) -> None:
    added = made_up.add(db, draft(*ORCHARD, "More.", title="Orchard"), "orchard.txt")
    assert (added.status, added.like) == ("updated", None)


def test_what_a_known_article_no_longer_has_is_not_counted(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(HARBOUR[0], title="Harbour"), "harbour.txt")
    assert made_up.add(db, draft(*HARBOUR[1:], title="Wire"), "wire.txt").like is None


def test_also_in_names_a_few_articles_for_a_key(db: sqlite3.Connection) -> None:
    for number in range(6):
        made_up.add(db, draft(ORCHARD[0], f"Number {number}", title=f"N{number}"), f"{number}.txt")
    keys = [p.key for p in reading.article(db, "orchard").paragraphs]
    found = sharing.also_in(db, "orchard", keys)
    assert found == {keys[0]: tuple((f"n{n}", f"N{n}") for n in range(sharing.NAMED + 1))}
