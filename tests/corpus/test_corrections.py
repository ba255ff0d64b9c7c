"""A person's word on roles and bounds: it wins, it lasts, and annotations go along."""

import sqlite3

import pytest

from annotate.corpus import check, corrections, history, reading, tags
from annotate.corpus.database import Command
from annotate.errors import BadInput, QuoteNotFound
from tests import made_up
from tests.made_up import HARBOUR, ORCHARD, SHARE, draft


def command(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="a test")


def shown(db: sqlite3.Connection, slug: str = "harbour") -> list[tuple[int | None, str, str]]:
    """Number, role and first word of each paragraph."""
    found = reading.article(db, slug).paragraphs
    return [(p.number, p.role, p.text.split()[0]) for p in found]


def tagged(db: sqlite3.Connection, tag: str) -> list[tuple[str, str | None]]:
    """First words of the paragraphs with a tag, and the quote."""
    return [
        (p.text[:12], t.quote.exact if t.quote else None)
        for slug in ("harbour", "orchard", "museum")
        for p in reading.article(db, slug).paragraphs
        for t in p.taggings
        if t.tag == tag
    ]


def test_a_role_changes_the_numbers_after_it(db: sqlite3.Connection) -> None:
    [place] = corrections.set_role(command(db), "harbour:1", "boilerplate")
    assert place.ref == f"harbour:{reading.article(db, 'harbour').paragraphs[0].key}"
    assert shown(db) == [
        (None, "boilerplate", "The"), (1, "body", "“We"), (2, "body", "Fish"),
        (None, "boilerplate", "Share"),
    ]  # fmt: skip
    assert list(check.problems(db)) == []


def test_a_role_outlives_a_new_version_also_of_edited_words(db: sqlite3.Connection) -> None:
    corrections.set_role(command(db), "harbour:1-2", "quote")
    edited = [HARBOUR[0].replace("January", "February"), *HARBOUR[1:], SHARE]
    made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert [role for _, role, _ in shown(db)] == ["quote", "quote", "body", "boilerplate"]


def test_a_role_is_taken_back_by_undo_and_by_another(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    corrections.set_role(command(db), "harbour:2", "heading")
    history.undo(command(db))
    assert made_up.dump(db) == before
    corrections.set_role(command(db), "harbour:2", "heading")
    key = reading.article(db, "harbour").paragraphs[1].key
    corrections.set_role(command(db), f"harbour:{key}", "body")
    assert [number for number, _, _ in shown(db)] == [1, 2, 3, None]


def test_an_unknown_role_says_which_there_are(db: sqlite3.Connection) -> None:
    with pytest.raises(BadInput, match="did you mean quote"):
        corrections.set_role(command(db), "harbour:1", "quotes")


def test_a_split_carries_tags_with_their_words(db: sqlite3.Connection) -> None:
    tags.add(command(db), [
        tags.Request("harbour:1", ("ice",), "froze in the second week"),
        tags.Request("harbour:1", ("ships",), "no ship came"),
        tags.Request("harbour:1", ("whole",)),
    ])  # fmt: skip
    done = corrections.split(command(db), "harbour:1", ["and no ship"])
    assert done.refs == ("harbour:1", "harbour:2")
    assert tagged(db, "ice") == [("The harbour ", "froze in the second week")]
    assert tagged(db, "ships") == [("and no ship ", "no ship came")]
    assert tagged(db, "whole") == [("The harbour ", None)]
    assert [n for n, _, _ in shown(db)] == [1, 2, 3, 4, None]
    assert list(check.problems(db)) == []


def test_links_to_the_whole_go_on(db: sqlite3.Connection) -> None:
    key = reading.article(db, "harbour").paragraphs[0].key
    corrections.split(command(db), "harbour:1", ["and no ship"])
    earlier = reading.article(db, "harbour", version=1).paragraphs[0]
    assert (earlier.key, earlier.text) == (key, HARBOUR[0])


def test_several_cuts_at_once(db: sqlite3.Connection) -> None:
    done = corrections.split(command(db), "orchard:1", ["when the", "and nobody"])
    assert len(done.refs) == 3
    assert [w for _, _, w in shown(db, "orchard")] == ["Wasps", "when", "and", "The", "Its"]


@pytest.mark.parametrize(
    ("ref", "words", "told"),
    [
        ("harbour:1", "The harbour at", "begins with"),
        ("orchard:1", "th", "several times"),
        ("harbour:1-2", "x", "one is split at a time"),
    ],
)
def test_a_cut_that_cannot_be(db: sqlite3.Connection, ref: str, words: str, told: str) -> None:
    before = made_up.dump(db)
    with pytest.raises(BadInput, match=told):
        corrections.split(command(db), ref, [words])
    assert made_up.dump(db) == before


def test_words_that_are_not_there_name_the_nearest(db: sqlite3.Connection) -> None:
    with pytest.raises(QuoteNotFound, match="does not stand in harbour:1"):
        corrections.split(command(db), "harbour:1", ["and no boat came in for a month"])


def test_a_join_carries_tags_along(db: sqlite3.Connection) -> None:
    tags.add(command(db), [tags.Request("orchard:1", ("a",)), tags.Request("orchard:3", ("c",))])
    done = corrections.join(command(db), "orchard:1-3")
    assert done.refs == ("orchard:1",)
    [whole] = reading.article(db, "orchard").paragraphs
    assert whole.text == "\n\n".join(ORCHARD)
    assert {t.tag for t in whole.taggings} == {"a", "c"}
    assert list(check.problems(db)) == []


def test_what_does_not_follow_is_not_joined(db: sqlite3.Connection) -> None:
    with pytest.raises(BadInput, match=r"orchard:2 \(body\) stands between"):
        corrections.join(command(db), "orchard:1,3")
    with pytest.raises(BadInput, match="is one paragraph"):
        corrections.join(command(db), "orchard:1")


def test_cuts_and_seams_hold_in_the_next_version(db: sqlite3.Connection) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    corrections.join(command(db), "harbour:3-4")
    edited = [HARBOUR[0].replace("froze", "was frozen"), *HARBOUR[1:], SHARE]
    added = made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert (added.status, added.moves) == ("updated", {"edited": 1, "same": 3})
    assert [w for _, _, w in shown(db)] == ["The", "and", "“We", "Share"]


def test_the_same_file_again_stays_as_it_was_corrected(db: sqlite3.Connection) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    again = made_up.add(db, draft(*HARBOUR, SHARE, title="Harbour"), "harbour.txt")
    assert (again.status, again.version) == ("unchanged", 2)


def test_a_join_takes_a_split_back_for_good(db: sqlite3.Connection) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    corrections.join(command(db), "harbour:1-2")
    assert reading.article(db, "harbour").paragraphs[0].text == HARBOUR[0]
    edited = [*HARBOUR[:2], HARBOUR[2].replace("Fish", "Salt"), SHARE]
    made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert [w for _, _, w in shown(db)] == ["The", "“We", "Salt", "Share"]


def test_a_split_can_be_undone(db: sqlite3.Connection) -> None:
    tags.add(command(db), [tags.Request("harbour:1", ("ships",), "no ship came")])
    before = made_up.dump(db)
    corrections.split(command(db), "harbour:1", ["and no ship"])
    history.undo(command(db))
    assert made_up.dump(db) == before


def test_what_cannot_be_made_again_is_said(db: sqlite3.Connection) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    edited = [HARBOUR[0].replace("January, and no ship", "June. Not one ship"), *HARBOUR[1:], SHARE]
    added = made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert added.lost == ("the split before “and no ship came in for a month.”",)


def test_a_reading_that_is_cut_so_by_itself_loses_nothing(db: sqlite3.Connection) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    at = HARBOUR[0].index("and no ship")
    cut = [HARBOUR[0][: at - 1], HARBOUR[0][at:], *HARBOUR[1:], SHARE]
    added = made_up.add(db, draft(*cut, title="Harbour"), "harbour.txt")
    assert (added.lost, len(shown(db))) == ((), 5)


def test_a_role_that_was_said_holds_for_both_halves(db: sqlite3.Connection) -> None:
    corrections.set_role(command(db), "harbour:1", "quote")
    corrections.split(command(db), "harbour:1", ["and no ship"])
    edited = [*HARBOUR[:2], HARBOUR[2].replace("Fish", "Salt"), SHARE]
    made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert [role for _, role, _ in shown(db)] == ["quote", "quote", "body", "body", "boilerplate"]


def test_a_role_that_was_said_of_a_part_holds_for_what_is_joined(db: sqlite3.Connection) -> None:
    corrections.set_role(command(db), "harbour:2", "quote")
    corrections.join(command(db), "harbour:1-2")
    edited = [*HARBOUR[:2], HARBOUR[2].replace("Fish", "Salt"), SHARE]
    made_up.add(db, draft(*edited, title="Harbour"), "harbour.txt")
    assert [role for _, role, _ in shown(db)] == ["quote", "body", "boilerplate"]


def test_a_paragraph_of_an_earlier_version_that_has_other_words_now_is_refused(
    db: sqlite3.Connection,
) -> None:
    corrections.split(command(db), "harbour:1", ["and no ship"])
    with pytest.raises(BadInput, match="has other words now, in harbour:"):
        corrections.set_role(command(db), "harbour@1:1", "quote")


def test_where_a_split_cannot_be_made_again_its_tags_wait_for_a_review(
    db: sqlite3.Connection,
) -> None:
    first, second = "On Tuesday the water went down in Mill Street.", "The school stayed closed."
    made_up.add(db, draft(f"{first} {second}", *HARBOUR, title="Flood"), "flood.txt")
    corrections.split(command(db), "flood:1", ["The school"])
    tags.add(command(db), [tags.Request("flood:2", ("school",))])
    changed = "On Tuesday the water went down in Mill Road. Every school of the town stayed closed."
    added = made_up.add(db, draft(changed, *HARBOUR, title="Flood"), "flood.txt")
    assert added.lost == ("the split before “The school stayed closed.”",)
    standing = [p for p in reading.article(db, "flood").paragraphs if p.taggings]
    assert standing == []
    assert (added.review + added.gone) == 1
    assert list(check.problems(db)) == []


def test_tags_of_joined_paragraphs_stay_on_their_words(db: sqlite3.Connection) -> None:
    tags.add(command(db), [tags.Request("orchard:1-2", ("fruit",))])
    done = corrections.join(command(db), "orchard:1-2")
    assert (done.added.review, done.added.gone) == (0, 0)
    [joined] = [p for p in reading.article(db, "orchard").paragraphs if p.taggings]
    assert [t.quote and t.quote.exact for t in joined.taggings] == list(ORCHARD[:2])
