"""What a person has to look at after a new version, and what becomes of the answers."""

import json
import sqlite3

import pytest

from annotate.corpus import check, history, locate, notes, reading, review_answers, reviews, tags
from annotate.corpus.database import Command
from annotate.corpus.reviews import Review
from annotate.errors import BadInput, NotFound, QuoteNotFound
from annotate.model import Paragraph
from tests import made_up
from tests.made_up import HARBOUR, draft

FIRST, SECOND, THIRD = HARBOUR
NEW = "The icebreakers were sold in the summer that followed, to a town with a warmer winter."
# what the second paragraph became, in words too different for anyone to be sure
RETOLD = "Both of the icebreakers had been shields, human shields, as their old captain put it."


def tag(db: sqlite3.Connection, ref: str, name: str = "kept", quote: str | None = None) -> None:
    tags.add(command(db, f"tag {ref} {name}"), [tags.Request(ref, (name,), quote)])


def command(db: sqlite3.Connection, words: str = "review", coder: str = "anna") -> Command:
    return Command(db, coder=coder, words=words)


def update(db: sqlite3.Connection, *paragraphs: str) -> None:
    made_up.add(db, draft(*paragraphs, title="Harbour"), "harbour.txt")


def propose(db: sqlite3.Connection, *refs: str) -> int:
    """Let the last review have these candidates, whatever the alignment thinks of them."""
    places = [locate.paragraphs(db, ref)[0] for ref in refs]
    listed = json.dumps([[p.id, round(0.6 - i / 10, 1)] for i, p in enumerate(places)])
    [id] = db.execute("select max(id) from reviews").fetchone()
    db.execute("update reviews set candidates = ? where id = ?", [listed, id])
    return int(id)


def removed(db: sqlite3.Connection, *, quote: str | None = None) -> int:
    """The second paragraph is tagged, and not there in version 2, where RETOLD may be it."""
    tag(db, "harbour:2", quote=quote)
    update(db, FIRST, RETOLD, THIRD)
    return propose(db, "harbour:2")


def edited(db: sqlite3.Connection) -> int:
    """A quote is not in its paragraph any more; the paragraph goes on, and is a candidate."""
    tag(db, "harbour:1", quote="the second week of January")
    update(db, FIRST.replace("the second week of January", "early spring"), SECOND, THIRD)
    return propose(db, "harbour:1")


def shown(db: sqlite3.Connection, number: int, version: int | None = None) -> Paragraph:
    read = reading.article(db, "harbour", version=version, private=True)
    return next(p for p in read.paragraphs if p.number == number)


def on(paragraph: Paragraph) -> list[tuple[str, str | None, int | None]]:
    return [(t.tag, t.quote.exact if t.quote else None, t.gone) for t in paragraph.taggings]


def open_ones(db: sqlite3.Connection) -> list[Review]:
    return list(reviews.queue(db))


def test_a_removed_paragraph_is_shown_with_what_may_have_taken_its_place(
    db: sqlite3.Connection,
) -> None:
    id = removed(db)
    [review] = open_ones(db)
    assert (review.id, review.article, review.version, review.ref, review.words) == (
        id, "harbour", 2, "harbour@1:2", SECOND,
    )  # fmt: skip
    assert [(c.paragraph.ref, c.likely, c.words) for c in review.candidates] == [
        ("harbour:2", 0.6, RETOLD)
    ]
    assert [t.tag for t in review.taggings] == ["kept"]
    assert (reviews.count(db), reviews.count(db, gone=True)) == (1, 0)


def test_a_quote_is_shown_with_the_words_that_may_have_taken_its_place(
    db: sqlite3.Connection,
) -> None:
    tag(db, "harbour:2", quote="human shields")
    update(db, FIRST, RETOLD, THIRD)
    db.execute("update reviews set tagging = (select id from taggings)")
    propose(db, "harbour:2", "harbour:3")
    [review] = open_ones(db)
    assert (review.words, review.is_quote) == ("human shields", True)
    assert [c.quote and c.quote.exact for c in review.candidates] == ["human shields", None]


def test_accepting_moves_what_stood_on_the_paragraph(db: sqlite3.Connection) -> None:
    id = removed(db)
    tag(db, f"harbour:{reading.article(db, 'harbour', version=1).paragraphs[1].key}", "quoted",
        quote="human shields")  # fmt: skip
    outcome = review_answers.accept(command(db), id)
    assert (outcome.ref, outcome.moved, outcome.told) == ("harbour:2", 2, [])
    assert on(shown(db, 2)) == [("kept", None, None), ("quoted", "human shields", None)]
    assert on(shown(db, 2, version=1)) == [("kept", None, None), ("quoted", "human shields", None)]
    assert open_ones(db) == []
    assert list(check.problems(db)) == []


def test_an_accepted_paragraph_is_what_the_old_one_became(db: sqlite3.Connection) -> None:
    old = locate.paragraphs(db, "harbour:2")[0].id
    id = removed(db)
    review_answers.accept(command(db), id)
    new = locate.paragraphs(db, "harbour:2")[0].id
    sql = "select version, move, from_paragraph, to_paragraph from lineage where move <> 'same'"
    assert (2, "edited", old, new) in [tuple(row) for row in db.execute(sql)]
    assert (2, "added", None, new) not in [tuple(row) for row in db.execute(sql)]


def test_what_came_in_a_later_version_is_what_it_became_then(db: sqlite3.Connection) -> None:
    old = locate.paragraphs(db, "harbour:2")[0].id
    tag(db, "harbour:2")
    update(db, FIRST, THIRD)
    id = propose(db)
    update(db, FIRST, NEW, THIRD)
    review_answers.accept(command(db), id, to="harbour:2")
    new = locate.paragraphs(db, "harbour:2")[0].id
    sql = "select version, move, from_paragraph, to_paragraph from lineage order by version"
    rows = [tuple(row) for row in db.execute(sql)]
    assert {(2, "removed", old, None), (3, "edited", old, new)} <= set(rows)
    assert [on(shown(db, 2, version=1)), on(shown(db, 2))] == [[("kept", None, None)]] * 2
    assert on(shown(db, 2, version=2)) == []
    assert list(check.problems(db)) == []


@pytest.mark.parametrize("answer", ["accept", "move", "leave", "whole"])
def test_an_answer_is_undone(db: sqlite3.Connection, answer: str) -> None:
    id = edited(db) if answer == "whole" else removed(db)
    before = made_up.dump(db)
    if answer == "accept":
        review_answers.accept(command(db), id)
    elif answer == "move":
        review_answers.accept(command(db), id, to="harbour:3")
    elif answer == "whole":
        review_answers.accept(command(db), id, whole=True)
    else:
        review_answers.leave(command(db), id)
    assert made_up.dump(db) != before
    history.undo(command(db, "undo"))
    assert made_up.dump(db) == before


def test_a_quote_that_is_not_there_says_what_works(db: sqlite3.Connection) -> None:
    id = edited(db)
    before = made_up.dump(db)
    with pytest.raises(QuoteNotFound) as caught:
        review_answers.accept(command(db), id)
    assert "does not stand in harbour:1" in str(caught.value)
    assert '--quote "…"' in str(caught.value)
    assert "--whole" in str(caught.value)
    with pytest.raises(QuoteNotFound, match="the nearest are"):
        review_answers.accept(command(db), id, quote="in late spring")
    assert made_up.dump(db) == before


def test_a_quote_goes_onto_the_words_it_is_now_and_stood_on_the_old_ones(
    db: sqlite3.Connection,
) -> None:
    id = edited(db)
    assert on(shown(db, 1)) == [("kept", "the second week of January", 2)]
    assert on(shown(db, 1, version=1)) == [("kept", "the second week of January", None)]
    review_answers.accept(command(db), id, quote="early spring")
    assert on(shown(db, 1)) == [("kept", "early spring", None)]
    assert on(shown(db, 1, version=1)) == [("kept", "the second week of January", None)]
    assert list(check.problems(db)) == []


def test_an_answer_after_further_versions_holds_for_those_between(db: sqlite3.Connection) -> None:
    id = edited(db)
    between = shown(db, 1).text
    update(db, "As all remember: " + between, SECOND, THIRD)
    review_answers.accept(command(db), id, quote="early spring")
    assert on(shown(db, 1)) == [("kept", "early spring", None)]
    for version, words in {1: "the second week of January", 2: "early spring"}.items():
        then = shown(db, 1, version=version)
        assert on(then) == [("kept", words, None)]
        quote = then.taggings[0].quote
        assert quote is not None
        assert then.text[quote.start : quote.end] == words
    before = made_up.dump(db)
    update(db, FIRST, THIRD)
    history.undo(command(db, "undo"))
    assert made_up.dump(db) == before


def test_where_the_words_are_back_they_are_not_shown_in_the_version_without_them(
    db: sqlite3.Connection,
) -> None:
    edited(db)
    update(db, FIRST, SECOND, THIRD)
    assert [on(shown(db, 1, version=n)) for n in (1, 2, 3)] == [
        [("kept", "the second week of January", None)],
        [],
        [("kept", "the second week of January", None)],
    ]
    assert open_ones(db) == []


def test_a_quote_in_a_removed_paragraph_that_does_not_go_along_is_asked_about(
    db: sqlite3.Connection,
) -> None:
    tag(db, "harbour:2", "inner", quote="the harbour master said")
    id = removed(db)
    outcome = review_answers.accept(command(db), id)
    assert outcome.moved == 1
    assert "“the harbour master said” does not stand in harbour:2" in outcome.told[0]
    [left] = reviews.queue(db, gone=True)
    assert (left.words, left.candidates, left.ref) == (
        "the harbour master said", (), "harbour@1:2",
    )  # fmt: skip
    review_answers.accept(command(db), left.id, to="harbour:2", quote="as their old captain put it")
    assert on(shown(db, 2)) == [
        ("kept", None, None), ("inner", "as their old captain put it", None),
    ]  # fmt: skip
    assert on(shown(db, 2, version=1)) == [
        ("kept", None, None), ("inner", "the harbour master said", None),
    ]  # fmt: skip
    assert list(check.problems(db)) == []


def test_a_tag_that_is_there_already_stays_with_its_old_words(db: sqlite3.Connection) -> None:
    id = removed(db)
    tag(db, "harbour:2")
    before = made_up.dump(db)["taggings"]
    outcome = review_answers.accept(command(db), id)
    assert (outcome.moved, outcome.is_open) == (0, True)
    assert "anna has kept on harbour:2 already" in outcome.told[0]
    assert made_up.dump(db)["taggings"] == before
    assert [review.id for review in open_ones(db)] == [id]
    review_answers.leave(command(db), id)
    assert open_ones(db) == []


def test_words_left_as_gone_are_listed_as_such_and_can_be_asked_about_again(
    db: sqlite3.Connection,
) -> None:
    id = removed(db)
    review_answers.leave(command(db), id)
    assert open_ones(db) == []
    assert [review.answer for review in reviews.queue(db, gone=True)] == ["gone"]
    review_answers.reopen(command(db), id)
    assert [review.id for review in open_ones(db)] == [id]


def test_a_candidate_that_is_gone_is_none(db: sqlite3.Connection) -> None:
    removed(db)
    update(db, FIRST, THIRD)
    assert open_ones(db) == []
    [review] = reviews.queue(db, gone=True)
    assert review.candidates == ()


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("harbour:1-2", "not one paragraph that stands in harbour"),
        ("orchard:1", "not one paragraph that stands in harbour"),
        ("harbour@1:2", "not one paragraph that stands in harbour"),
        ("harbour:9", "it has paragraphs 1-3"),
    ],
)
def test_it_goes_to_one_standing_paragraph_of_the_article(
    db: sqlite3.Connection, to: str, told: str
) -> None:
    id = removed(db)
    with pytest.raises((BadInput, NotFound), match=told):
        review_answers.accept(command(db), id, to=to)


def test_what_cannot_be_answered_says_why(db: sqlite3.Connection) -> None:
    id = removed(db)
    with pytest.raises(NotFound, match="no review 99"):
        review_answers.leave(command(db), 99)
    with pytest.raises(BadInput, match="about a whole paragraph"):
        review_answers.accept(command(db), id, whole=True)
    with pytest.raises(BadInput, match="is open"):
        review_answers.reopen(command(db), id)
    review_answers.accept(command(db), id)
    with pytest.raises(BadInput, match="takes an answer back"):
        review_answers.accept(command(db), id)
    tag(db, "harbour:1")
    update(db, RETOLD, THIRD)
    with pytest.raises(BadInput, match="say where"):
        review_answers.accept(command(db), propose(db))


def test_a_review_about_a_private_note_alone_is_seen_only_with_private_ones(
    db: sqlite3.Connection, anna: Command
) -> None:
    notes.add(anna, "harbour:2", "Between us.", private=True)
    update(db, FIRST, RETOLD, THIRD)
    propose(db, "harbour:2")
    assert (reviews.count(db), reviews.count(db, private=True)) == (0, 1)
    assert open_ones(db) == []
    [review] = reviews.queue(db, private=True)
    assert [note.text for note in review.notes] == ["Between us."]
    assert list(reviews.queue(db, private=True, notes=False)) == []


def test_a_private_note_is_left_out_where_there_is_more(
    db: sqlite3.Connection, anna: Command
) -> None:
    notes.add(anna, "harbour:2", "Between us.", private=True)
    removed(db)
    [review] = open_ones(db)
    assert (review.notes, len(review.taggings)) == ((), 1)


def test_what_is_taken_off_is_asked_about_no_more_and_comes_back_with_undo(
    db: sqlite3.Connection,
) -> None:
    id = edited(db)
    before = made_up.dump(db)
    request = tags.Request("harbour:1", ("kept",))
    tags.remove(command(db, "untag"), request, everyone=True)
    assert open_ones(db) == []
    history.undo(command(db, "undo"))
    assert made_up.dump(db) == before
    assert [review.id for review in open_ones(db)] == [id]
    review_answers.accept(command(db), id, whole=True)
    before = made_up.dump(db)
    tags.remove(command(db, "untag"), request, everyone=True)
    history.undo(command(db, "undo"))
    assert made_up.dump(db) == before
