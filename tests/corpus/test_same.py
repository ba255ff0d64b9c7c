"""The same words elsewhere, and nearly the same."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import same
from annotate.corpus.same import QUICK, THOROUGH, Effort
from annotate.errors import NotFound
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, SHARE, draft

NEAR = HARBOUR[0].replace("second", "third").replace("January", "February")


@pytest.fixture
def wired(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of one paragraph, an edited copy of another, and the same boilerplate."""
    made_up.add(db, draft(ORCHARD[0], NEAR, SHARE, title="Wire"), "wire.txt")
    return db


def refs(db: sqlite3.Connection, ref: str, *, everything: bool = False) -> list[tuple[str, float]]:
    [elsewhere] = same.by_ref(db, ref, everything=everything)
    return [(alike.ref, alike.likeness) for alike in elsewhere.found]


def test_the_very_same_words_are_found(wired: sqlite3.Connection) -> None:
    assert refs(wired, "orchard:1") == [("wire:1", 1.0)]
    assert refs(wired, "wire:1") == [("orchard:1", 1.0)]


def test_nearly_the_same_words_are_found(wired: sqlite3.Connection) -> None:
    [(ref, likeness)] = refs(wired, "harbour:1")
    assert ref == "wire:2"
    assert 0.8 < likeness < 1


def test_the_very_same_words_come_first(wired: sqlite3.Connection) -> None:
    made_up.add(wired, draft(NEAR, title="Later"), "later.txt")
    assert [ref for ref, _ in refs(wired, "wire:2")] == ["later:1", "harbour:1"]


def test_the_same_words_elsewhere_in_the_article_are_found(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(MUSEUM[1], ORCHARD[1], MUSEUM[1], title="Twice"), "twice.txt")
    assert refs(db, "twice:1") == [("museum:2", 1.0), ("twice:3", 1.0)]


def test_only_citable_paragraphs_are_said_unless_asked(wired: sqlite3.Connection) -> None:
    share = key(SHARE)
    assert refs(wired, f"harbour:{share}") == []
    assert refs(wired, f"harbour:{share}", everything=True) == [(f"wire:{share}", 1.0)]


def test_what_is_no_longer_in_an_article_is_not_said(wired: sqlite3.Connection) -> None:
    made_up.add(wired, draft(NEAR, title="Wire"), "wire.txt")
    assert refs(wired, "orchard:1") == []


def test_there_may_be_more_than_are_asked_for(wired: sqlite3.Connection) -> None:
    made_up.add(wired, draft(ORCHARD[0], title="Third"), "third.txt")
    [elsewhere] = same.by_ref(wired, "orchard:1", limit=1)
    assert (len(elsewhere.found), elsewhere.is_more) == (1, True)


def test_an_unknown_ref_is_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(NotFound):
        same.by_ref(db, "harbour:99")


BARREN = {
    "empty": "",
    "a word": "harbour",
    "a few": "The old harbour froze.",
    "no words": "— … !",
    "words of no paragraph": "zyx wvu tsr qpo nml kji",
    "a very long word": "x" * 50_000,
    "NUL and quotes": '\x00 " "" \' * NEAR( a AND b:c',
    "combining marks": "\u0301a \u0301b \u0301c \u0301d \u0301e",
}


@pytest.mark.parametrize("text", BARREN.values(), ids=BARREN)
@pytest.mark.parametrize("effort", [THOROUGH, QUICK], ids=["thorough", "quick"])
def test_no_words_are_an_error(db: sqlite3.Connection, text: str, effort: Effort) -> None:
    assert not same.nearly(db, text, key(text), 0, effort=effort)


def test_words_that_stand_everywhere_are_not_looked_for(db: sqlite3.Connection) -> None:
    common = "one two three four five six seven"
    for number in range(4):
        made_up.add(db, draft(f"{common} {number}", title=f"N{number}"), f"{number}.txt")
    effort = replace(THOROUGH, hits=3)
    assert same.nearly(db, common, "", 0, effort=effort) is None
    assert len(same.nearly(db, common, "", 0) or []) == 4


def test_common_words_are_joined_until_they_are_rare(db: sqlite3.Connection) -> None:
    for number, words in enumerate(("alpha gamma", "alpha delta", "gamma delta")):
        text = f"{words} is what stands here"
        made_up.add(db, draft(text, title=f"N{number}"), f"{number}.txt")
    found = same.nearly(db, "alpha gamma is what stood here", "", 0, effort=Effort(1, 6, 1, 5))
    assert [alike.ref for alike in found or []] == ["n0:1"]


def test_in_chinese_a_copy_is_found_by_its_clauses(db: sqlite3.Connection) -> None:
    made_up.add(db, draft("摩苏尔战役于十月开始，持续九个月，平民受害。", title="Z"), "z.txt")
    found = same.nearly(db, "摩苏尔战役于十月打响，持续九个月，平民受害。", "", 0)
    assert [alike.ref for alike in found or []] == ["z:1"]


POOL = (*HARBOUR, *ORCHARD, *MUSEUM)


@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=4), min_size=2, max_size=3))
def test_equal_keys_are_symmetric_and_nothing_lists_itself(articles: list[list[str]]) -> None:
    db = made_up.in_memory()
    for number, paragraphs in enumerate(articles):
        made_up.add(db, draft(*paragraphs, title=f"Article {number}"), f"{number}.txt")
    pairs = {
        (elsewhere.ref, alike.ref)
        for row in db.execute("select slug from articles")
        for elsewhere in same.by_ref(db, f"{row['slug']}:1")
        for alike in elsewhere.found
        if alike.likeness == 1
    }
    assert all(one != other for one, other in pairs)
    for one, other in pairs:
        assert one in {alike.ref for alike in same.by_ref(db, other)[0].found}
    db.close()
