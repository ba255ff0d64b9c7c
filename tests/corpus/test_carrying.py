"""Where annotations go when paragraphs are reworded, split, merged, removed and brought back."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import check, history, locate, notes, reading, review_answers, reviews, tags
from annotate.corpus.database import Command
from tests import made_up
from tests.made_up import HARBOUR, draft

FIRST, SECOND, THIRD = HARBOUR
LONG = (
    "The council met on Monday to hear the harbour master, who had been asked for his books twice."
    " He brought two of the three volumes and said that the third had been lost in the flood."
    " Nobody on the council had heard of a flood, and the mayor asked for the name of the street."
)
LETTER = (
    "A letter in the archive says that the books were sold to a collector in the spring of 1911."
)


def put(db: sqlite3.Connection, ref: str, name: str, quote: str | None = None) -> None:
    tags.add(Command(db, coder="anna", words="tag"), [tags.Request(ref, (name,), quote)])


def update(db: sqlite3.Connection, *paragraphs: str) -> None:
    made_up.add(db, draft(*paragraphs, title="Harbour"), "harbour.txt")
    assert list(check.problems(db)) == []


def tagged(db: sqlite3.Connection, slug: str = "harbour", version: int | None = None) -> list[str]:
    """What is tagged, as `number name` or `number name: “words”`."""
    return [
        f"{p.number} {t.tag}" + (f": {t.quote.exact}" if t.quote else "")
        for p in reading.article(db, slug, version=version).paragraphs
        for t in p.taggings
        if t.gone is None
    ]


def moves(db: sqlite3.Connection, version: int) -> list[str]:
    sql = "select move from lineage where version = ? order by id"
    return [row["move"] for row in db.execute(sql, [version])]


def test_a_reworded_paragraph_keeps_its_tags_and_its_quotes_move(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "whole")
    put(db, "harbour:1", "words", "second week of January")
    reworded = "In Lindow the" + FIRST[3:].replace("at Lindow ", "")
    update(db, reworded, SECOND, THIRD)
    assert tagged(db) == ["1 whole", "1 words: second week of January"]
    assert tagged(db, version=1) == ["1 whole", "1 words: second week of January"]
    assert moves(db, 2) == ["edited", "removed"]  # the boilerplate


def test_a_split_gives_a_quote_to_the_part_that_holds_it(db: sqlite3.Connection) -> None:
    update(db, FIRST, LONG, THIRD)
    put(db, "harbour:2", "whole")
    put(db, "harbour:2", "master", "asked for his books")
    put(db, "harbour:2", "street", "the name of the street")
    first, second, third = (part + "." for part in LONG.rstrip(".").split(". "))
    update(db, FIRST, f"{first} {second}", third, THIRD)
    assert tagged(db) == [
        "2 whole", "2 master: asked for his books", "3 street: the name of the street",
    ]  # fmt: skip
    assert moves(db, 3) == ["split", "split"]
    assert tagged(db, version=2) == [
        "2 whole", "2 master: asked for his books", "2 street: the name of the street",
    ]  # fmt: skip


def test_a_merge_keeps_what_stood_on_both(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "same")
    put(db, "harbour:2", "same")
    put(db, "harbour:2", "words", "human shields")
    update(db, f"{FIRST} {SECOND}", THIRD)
    assert tagged(db) == [f"1 same: {FIRST}", f"1 same: {SECOND}", "1 words: human shields"]
    assert tagged(db, version=1) == ["1 same", "2 same", "2 words: human shields"]
    update(db, FIRST, SECOND, THIRD)
    assert {t.split(":")[0] for t in tagged(db)} == {"1 same", "2 same", "2 words"}


def test_a_quote_whose_words_went_stays_with_them_and_is_listed(db: sqlite3.Connection) -> None:
    put(db, "harbour:3", "price", "at twice the price of the year before")
    update(db, FIRST, SECOND, "Fish was sold on the ice until the spring, and nobody paid.")
    assert tagged(db) == []
    [row] = db.execute("select t.exact, t.gone, r.answer from reviews r"
                       " join taggings t on t.id = r.tagging").fetchall()  # fmt: skip
    assert tuple(row) == ("at twice the price of the year before", 2, None)
    assert tagged(db, version=1) == ["3 price: at twice the price of the year before"]
    update(db, FIRST, SECOND, THIRD)
    assert tagged(db) == ["3 price: at twice the price of the year before"]
    assert [r["answer"] for r in db.execute("select answer from reviews")] == ["accepted"]


@pytest.mark.parametrize(
    ("quote", "old", "new", "follows"),
    [
        ("91 families", "91", "94", False),
        ("families had left the district", "families", "some families", True),
        ("families had left the district", "left the district", "come and gone", False),
        ("“91 families”", "“91 families”", '"91  families"', True),
    ],
)
def test_a_quote_that_says_something_else_now_waits_for_a_review(
    quote: str, old: str, new: str, follows: bool
) -> None:
    db = made_up.in_memory()
    report = (
        "The council met on Monday in the hall, and the officials said that “91 families”"
        " had left, and that more families had left the district than in the year before."
    )
    made_up.add(db, draft(FIRST, report, title="Report"), "report.txt")
    put(db, "report:2", "count", quote)
    made_up.add(db, draft(FIRST, report.replace(old, new), title="Report"), "report.txt")
    assert bool(tagged(db, "report")) is follows
    listed = [*reviews.queue(db), *reviews.queue(db, gone=True)]
    assert len(listed) == (not follows)
    assert unaccounted(db) == []
    db.close()


def test_many_small_changes_of_a_quote_are_one_large_one(db: sqlite3.Connection) -> None:
    words = "in the second week of January"
    put(db, "harbour:1", "when", words)
    text = FIRST
    for old, new in (("second", "first"), ("week", "days"), ("January", "December")):
        text = text.replace(old, new)
        update(db, text, SECOND, THIRD)
    assert tagged(db) == []
    assert unaccounted(db) == []


def test_a_removed_paragraph_that_comes_back_is_the_same(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "kept")
    [before] = locate.paragraphs(db, "harbour:1")
    update(db, SECOND, THIRD)
    update(db, SECOND, THIRD, FIRST)
    assert tagged(db) == ["3 kept"]
    assert locate.paragraphs(db, "harbour:3")[0].id == before.id
    assert moves(db, 3) == ["same"]


def test_of_a_repeated_paragraph_the_one_comes_back_that_stood_there(
    db: sqlite3.Connection,
) -> None:
    again = "Read all of our reports from the harbour on the page of the council."
    update(db, FIRST, again, SECOND, again, THIRD, again, LONG)
    put(db, "harbour:4", "second")
    update(db, FIRST, again, SECOND, THIRD, again, LONG)
    assert tagged(db) == []
    update(db, again, FIRST, again, SECOND, THIRD, again, LONG)
    assert tagged(db) == []  # the new copy is another one
    assert [review.words for review in reviews.queue(db, gone=True)] == [again]
    update(db, FIRST, again, SECOND, again, THIRD, again, LONG)
    assert tagged(db) == ["4 second"]


def test_repeated_paragraphs_that_all_come_back_are_told_apart_by_their_order(
    db: sqlite3.Connection,
) -> None:
    again = "Read all of our reports from the harbour on the page of the council."
    update(db, FIRST, again, again, again, SECOND)
    put(db, "harbour:3", "second")
    update(db, FIRST, SECOND)
    update(db, FIRST, again, again, again, SECOND)
    assert tagged(db) == ["3 second"]


def test_what_a_person_left_as_gone_is_listed_no_more_when_its_words_are_back(
    db: sqlite3.Connection,
) -> None:
    put(db, "harbour:2", "whole")
    put(db, "harbour:1", "words", "second week of January")
    update(db, FIRST.replace("second week of January", "spring"), THIRD)
    listed = [review.id for gone in (False, True) for review in reviews.queue(db, gone=gone)]
    for id in listed:
        review_answers.leave(Command(db, coder="anna", words="review"), id)
    update(db, *HARBOUR)
    assert tagged(db) == ["1 words: second week of January", "2 whole"]
    assert (len(listed), list(reviews.queue(db, gone=True))) == (2, [])
    update(db, FIRST, THIRD)
    assert len(list(reviews.queue(db, gone=True))) == 1


def test_notes_go_along_and_private_ones_stay_private(db: sqlite3.Connection) -> None:
    anna = Command(db, coder="anna", words="note")
    notes.add(anna, "harbour:2", "Who?", quote="the harbour master", private=True)
    update(db, FIRST, SECOND.replace("old icebreakers", "icebreakers, both old"), THIRD)
    article = reading.article(db, "harbour", private=True)
    [note] = [n for p in article.paragraphs for n in p.notes]
    assert (note.private, note.quote and note.quote.exact) == (True, "the harbour master")
    assert not [n for p in reading.article(db, "harbour").paragraphs for n in p.notes]


texts = st.lists(
    st.sampled_from([FIRST, SECOND, THIRD, LONG, LETTER, f"{FIRST} {SECOND}", LONG[:94], LONG[95:],
                     SECOND.replace("human", "living"), THIRD.replace("spring", "end of May")]),
    min_size=1, max_size=6,
)  # fmt: skip


@given(texts, st.lists(texts, min_size=1, max_size=3), st.data())
def test_nothing_is_lost_and_every_update_can_be_taken_back(
    first: list[str], versions: list[list[str]], data: st.DataObject
) -> None:
    db = made_up.in_memory()
    made_up.add(db, draft(*first, title="Harbour"), "harbour.txt")
    for p in reading.article(db, "harbour").paragraphs:
        words = p.text.split()
        start = data.draw(st.integers(0, len(words) - 3))
        put(db, p.ref, "whole")
        put(db, p.ref, "words", " ".join(words[start : start + 3]))
    count = db.execute("select count(*) from taggings").fetchone()[0]
    dumps = []
    for paragraphs in versions:
        before = made_up.dump(db)
        made = draft(*paragraphs, title="Harbour")
        added = made_up.add(db, made, "harbour.txt")
        if added.status == "unchanged":
            continue
        dumps.append(before)
        assert list(check.problems(db)) == []
        assert db.execute("select count(*) from taggings").fetchone()[0] == count
        assert unaccounted(db) == []
    for before in reversed(dumps):
        history.undo(Command(db, coder="anna", words="undo"))
        assert made_up.dump(db) == before
    db.close()


def unaccounted(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Taggings that are on a removed paragraph, or whose words are gone, and on no list."""
    sql = """
        select t.id, t.exact, p.text from taggings t join paragraphs p on p.id = t.paragraph
        where (p.removed is not null or t.gone is not null) and not exists (
          select 1 from reviews r where r.tagging = t.id
            or (r.tagging is null and r.note is null and r.paragraph = p.id and r.answer is null)
        )
    """
    return [tuple(row) for row in db.execute(sql)]
