"""Examples and counter-examples of a tag, and where they go with their paragraphs."""

import sqlite3

import pytest

from annotate.corpus import (
    check,
    defining,
    examples,
    forgetting,
    history,
    review_answers,
    reviews,
    tags,
)
from annotate.corpus.database import Command
from annotate.errors import AnnotateError
from tests import made_up
from tests.made_up import HARBOUR, draft

FIRST, SECOND, THIRD = HARBOUR


def anna(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="a test")


def shown(db: sqlite3.Connection, tag: str = "sea") -> list[tuple[str, bool, int | None]]:
    """Ref, whether it is a counter-example, the version that removed it."""
    found = examples.of(db, tag)
    return [(e.paragraph.text, e.counter, e.paragraph.removed) for e in found]


def test_a_paragraph_is_one_or_the_other(db: sqlite3.Connection) -> None:
    defining.define(anna(db), "sea", examples=["harbour:1-2"], counter_examples=["harbour:3"])
    assert shown(db) == [(FIRST, False, None), (SECOND, False, None), (THIRD, True, None)]
    defining.define(anna(db), "sea", counter_examples=["harbour:1"], no_examples=["harbour:3"])
    assert shown(db) == [(SECOND, False, None), (FIRST, True, None)]
    history.undo(anna(db))
    assert shown(db) == [(FIRST, False, None), (SECOND, False, None), (THIRD, True, None)]


def test_what_is_no_paragraph_makes_no_tag(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    with pytest.raises(AnnotateError, match="99"):
        defining.define(anna(db), "sea", examples=["harbour:1", "harbour:99"])
    assert made_up.dump(db) == before


def test_an_example_follows_its_words_or_stays_with_them(db: sqlite3.Connection) -> None:
    defining.define(anna(db), "sea", examples=["harbour:1"], counter_examples=["harbour:2"])
    before = made_up.dump(db)
    reworded = "In Lindow the" + FIRST[3:].replace("at Lindow ", "")
    made_up.add(db, draft(THIRD, reworded, title="Harbour"), "harbour.txt")
    assert shown(db) == [(reworded, False, None), (SECOND, True, 2)]
    assert list(check.problems(db)) == []
    history.undo(anna(db))
    assert made_up.dump(db) == before


def test_an_example_goes_where_a_person_says_its_words_went(db: sqlite3.Connection) -> None:
    defining.define(anna(db), "sea", examples=["harbour:2"])
    tags.add(anna(db), [tags.Request("harbour:2", ("shield",))])
    made_up.add(db, draft(FIRST, "Nothing of that was ever said here.", THIRD, title="Harbour"),
                "harbour.txt")  # fmt: skip
    [review] = reviews.queue(db, private=True, gone=True)
    assert shown(db) == [(SECOND, False, 2)]
    review_answers.accept(anna(db), review.id, to="harbour:2")
    assert shown(db) == [("Nothing of that was ever said here.", False, None)]


@pytest.mark.parametrize("what", [("tag", "sea"), ("article", "harbour")])
def test_what_is_forgotten_takes_its_examples(
    db: sqlite3.Connection, what: tuple[str, str]
) -> None:
    defining.define(anna(db), "sea", examples=["harbour:1"])
    defining.define(anna(db), "sea", no_examples=["harbour:1"])
    defining.define(anna(db), "sea", examples=["harbour:2"])
    forgetting.forget(anna(db), forgetting.foresee(db, *what))
    assert db.execute("select count(*) from examples").fetchone()[0] == 0
    sql = "select count(*) from history where what = 'examples'"
    assert db.execute(sql).fetchone()[0] == 0
