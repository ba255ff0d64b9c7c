"""What becomes of paragraphs, and of what people put on them, when an article changes."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import check, history, locate, notes, reading, search, tags
from annotate.corpus.database import Command
from annotate.corpus.narrowing import Filters
from annotate.model import Reading
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, SHARE, draft

FIRST, SECOND, THIRD = HARBOUR
NEW = "The icebreakers were sold in the summer that followed, to a town with a warmer winter."


def tag(db: sqlite3.Connection, ref: str, name: str = "kept", quote: str | None = None) -> None:
    command = Command(db, coder="anna", words=f"tag {ref} {name}")
    tags.add(command, [tags.Request(ref, (name,), quote)])


def update(db: sqlite3.Connection, *paragraphs: str) -> None:
    made_up.add(db, draft(*paragraphs, title="Harbour"), "harbour.txt")


def texts(value: Reading) -> list[str]:
    return [p.text for p in value.paragraphs]


def test_a_wording_that_stands_again_is_the_same_paragraph(db: sqlite3.Connection) -> None:
    tag(db, "harbour:2")
    [before] = locate.paragraphs(db, "harbour:2")
    update(db, NEW, SECOND, FIRST)
    [after] = locate.paragraphs(db, key(SECOND))
    assert (before.id, after.id) == (after.id, before.id)
    [paragraph] = reading.by_ids(db, [after.id])
    assert [t.tag for t in paragraph.taggings] == ["kept"]


def test_a_moved_paragraph_has_its_new_number_now_and_its_old_one_in_version_1(
    db: sqlite3.Connection,
) -> None:
    update(db, NEW, THIRD, FIRST)
    assert locate.paragraphs(db, "harbour:2") == locate_in(db, "harbour@1:3", "harbour:2")
    assert locate.paragraphs(db, "harbour:3") == locate_in(db, "harbour@1:1", "harbour:3")


def locate_in(db: sqlite3.Connection, ref: str, now: str) -> list[locate.Place]:
    return [place._replace(ref=now, version=None) for place in locate.paragraphs(db, ref)]


def test_a_paragraph_that_stays_as_it_is_leaves_no_row(db: sqlite3.Connection) -> None:
    update(db, *HARBOUR, SHARE, NEW)
    assert db.execute("select count(*) from wordings").fetchone()[0] == 0
    update(db, FIRST, SECOND.replace("two old", "six old"), THIRD, SHARE, NEW)
    assert [tuple(row) for row in db.execute("select text, to_version from wordings")] == [
        (SECOND, 2)
    ]


def test_an_earlier_version_reads_as_before(db: sqlite3.Connection) -> None:
    tag(db, "harbour:1-3")
    before = reading.article(db, "harbour")
    update(db, THIRD.replace(" ", "  ", 3), NEW, SECOND, NEW)
    after = reading.article(db, "harbour", version=1)
    assert [replace(p, removed=None) for p in after.paragraphs] == list(before.paragraphs)
    assert after.version == before.version


def test_a_paragraph_whose_words_are_gone_keeps_what_stands_on_it(
    db: sqlite3.Connection, anna: Command
) -> None:
    tag(db, "harbour:1", "gone")
    [note] = notes.add(anna, "harbour:1", "Look here.")
    update(db, SECOND, THIRD)
    [place] = locate.paragraphs(db, key(FIRST))
    [paragraph] = reading.by_ids(db, [place.id])
    assert (paragraph.removed, [t.tag for t in paragraph.taggings], len(paragraph.notes)) == (
        2, ["gone"], 1,
    )  # fmt: skip
    assert [n.id for n in notes.listing(db, on="harbour")] == [note.id]
    assert notes.listing(db)[0].on == f"harbour:{key(FIRST)}"
    shown = reading.article(db, "harbour", version=1).paragraphs[0]
    assert [t.tag for t in shown.taggings] == ["gone"]


def test_what_is_tagged_and_gone_can_be_listed(db: sqlite3.Connection) -> None:
    tag(db, "harbour:1,2")
    update(db, SECOND, THIRD)
    found = search.paragraphs(db, None, Filters(tags=("kept",)))
    gone = search.paragraphs(db, None, Filters(tags=("kept",), removed=True))
    assert [hit.paragraph.text for hit in found] == [SECOND]
    assert [hit.paragraph.text for hit in gone] == [FIRST]


def test_words_that_come_back_after_they_were_gone_are_a_paragraph_of_their_own(
    db: sqlite3.Connection,
) -> None:
    update(db, SECOND, THIRD)
    update(db, FIRST, SECOND, THIRD)
    assert texts(reading.article(db, "harbour")) == [FIRST, SECOND, THIRD]
    assert texts(reading.article(db, "harbour", version=2)) == [SECOND, THIRD]
    assert list(check.problems(db)) == []


def test_a_new_version_may_say_more_of_itself_but_takes_nothing_back(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, draft(FIRST, title="The Harbour", byline="I. Holm"), "harbour.txt")
    article = reading.article(db, "harbour").article
    assert (article.slug, article.title, article.byline) == ("harbour", "The Harbour", "I. Holm")
    made_up.add(db, draft(FIRST, SECOND), "harbour.txt")
    assert reading.article(db, "harbour").article == replace(article, version=3)


def test_a_quote_moves_with_its_words_when_only_white_space_changes(
    db: sqlite3.Connection, anna: Command
) -> None:
    tag(db, "harbour:2", "shields", quote="human shields")
    notes.add(anna, "harbour:2", "Really?", quote="old icebreakers")
    spaced = SECOND.replace("used", "used \n ").replace("two old", "two  old")
    update(db, spaced)
    [paragraph] = reading.article(db, "harbour").paragraphs
    quotes = [t.quote for t in paragraph.taggings] + [n.quote for n in paragraph.notes]
    assert [q and q.exact for q in quotes] == ["human shields", "old icebreakers"]
    assert [q and paragraph.text[q.start : q.end] for q in quotes] == [
        q and q.exact for q in quotes
    ]
    assert list(check.problems(db)) == []


def test_a_quote_stands_in_an_earlier_version_where_it_stood(db: sqlite3.Connection) -> None:
    tag(db, "harbour:2", "shields", quote="human shields")
    update(db, SECOND.replace(" ", "   "))
    then = reading.article(db, "harbour", version=1).paragraphs[1]
    [tagging] = then.taggings
    assert tagging.quote is not None
    assert then.text[tagging.quote.start : tagging.quote.end] == "human shields"


def test_a_whole_update_is_undone_with_the_quotes_it_moved(db: sqlite3.Connection) -> None:
    tag(db, "harbour:2", "shields", quote="human shields")
    before = made_up.dump(db)
    update(db, NEW, SECOND.replace(" ", "  "), NEW)
    history.undo(Command(db, coder="anna", words="undo"))
    assert made_up.dump(db) == before


def test_an_update_is_not_undone_when_something_stands_on_what_it_brought(
    db: sqlite3.Connection,
) -> None:
    update(db, FIRST, NEW)
    tag(db, "harbour:2", "new")
    history.undo(Command(db, coder="anna", words="undo"))  # the tag
    history.undo(Command(db, coder="anna", words="undo"))  # the update
    assert texts(reading.article(db, "harbour")) == [*HARBOUR, SHARE]


words = st.sampled_from(["One.", "Two.", "Three.", "Four.", "One. ", "Two  more.", "Two more."])
wordings = st.lists(words, min_size=1, max_size=6)


@given(st.lists(wordings, min_size=1, max_size=4))
def test_every_version_reads_as_it_was_given_whatever_came_after(
    tmp_path_factory: pytest.TempPathFactory, versions: Sequence[list[str]]
) -> None:
    from annotate.corpus.database import open_write

    path = tmp_path_factory.mktemp("versions") / "corpus.db"
    db = open_write(made_up.empty(path), durable=False)
    try:
        given_texts: dict[str, list[list[str]]] = {}
        for paragraphs in versions:
            stripped = [p.strip() for p in paragraphs]
            added = made_up.add(db, draft(*stripped, title="T"), "t.txt")
            if added.status != "unchanged":
                given_texts.setdefault(added.slug, []).append(stripped)
        assert list(check.problems(db)) == []
        for slug, all_of_it in given_texts.items():
            for number, stripped in enumerate(all_of_it, 1):
                assert texts(reading.article(db, slug, version=number)) == stripped
    finally:
        db.close()
