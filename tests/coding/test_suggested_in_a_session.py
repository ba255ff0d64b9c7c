"""Suggestions where one reads: the keys that answer them, and reading what is least sure first."""

import sqlite3

import pytest

from annotate.coding.doing import do
from annotate.coding.session import Session
from annotate.coding.suggesting import suggest
from annotate.corpus import history, reading, suggestions
from annotate.errors import BadInput, NotFound
from tests import shipping
from tests.coding.test_session import way


@pytest.fixture
def paper(empty: sqlite3.Connection) -> sqlite3.Connection:
    """A paper whose first half is read, with suggestions in the other."""
    shipping.fill(empty)
    shipping.read(empty, range(1, 81))
    suggest(empty, "ships")
    return empty


@pytest.fixture
def session(paper: sqlite3.Connection) -> Session:
    """At paragraph 81, the first that is unread, which is about a ship."""
    return Session(paper, "anna")


def on(session: Session) -> list[tuple[str, str]]:
    paragraphs = reading.by_ids(session.db, [session.paragraph.id])
    return [(t.tag, t.origin) for p in paragraphs for t in p.taggings]


def words(session: Session) -> list[str]:
    return [entry.words for entry in history.entries(session.db)]


def test_a_suggestion_is_shown_where_it_is_for(session: Session) -> None:
    [found] = session.suggested
    assert (found.ref, found.tag) == (session.paragraph.ref, "ships") == ("paper:81", "ships")
    session.next()
    assert session.suggested == []


def test_accepting_it_is_the_command_that_would_have_done_it(session: Session) -> None:
    name = session.suggested[0].name
    before = session.left.unread
    assert do(session, "+") == "+ships (accepted)"
    assert (on(session), session.suggested) == ([("ships", "model")], [])
    assert words(session)[0] == f"review --accept {name}"
    assert session.left.unread == before - 1
    assert "ships" in session.keys.values()
    assert do(session, "u") == f"undone: review --accept {name}"
    assert (on(session), len(session.suggested)) == ([], 1)
    assert session.left.unread == before
    do(session, "U")
    assert on(session) == [("ships", "model")]


def test_an_accepted_tag_goes_on_to_the_next_paragraph(session: Session) -> None:
    do(session, "+")
    do(session, "e")
    assert (session.paragraph.ref, on(session)) == ("paper:82", [("ships", "hand")])


def test_rejecting_it_leaves_the_paragraph_unread(session: Session) -> None:
    name, before = session.suggested[0].name, session.left.unread
    assert do(session, "!") == "not ships"
    assert (on(session), session.suggested, session.left.unread) == ([], [], before)
    assert words(session)[0] == f"review --reject {name}"
    do(session, "u")
    assert [each.name for each in session.suggested] == [name]


def test_nothing_applies_answers_it_as_well(session: Session) -> None:
    do(session, "x")
    do(session, "backspace")
    assert (session.paragraph.ref, session.suggested) == ("paper:81", [])


@pytest.mark.parametrize("key", ["+", "!"])
def test_where_nothing_is_suggested_it_is_said(session: Session, key: str) -> None:
    session.next()
    with pytest.raises(NotFound, match="no tag is suggested here"):
        do(session, key)


def test_of_several_the_likeliest_is_answered_first(
    paper: sqlite3.Connection, session: Session
) -> None:
    shipping.read(paper, range(1, 81), "vessels")
    suggest(paper, "vessels")
    paper.execute("update suggestions set score = 9 where tag = (select max(id) from tags)")
    session.refresh()
    assert [each.tag for each in session.suggested] == ["vessels", "ships"]
    do(session, "!")
    do(session, "+")
    assert on(session) == [("ships", "model")]


def test_least_sure_first(paper: sqlite3.Connection) -> None:
    ids = suggestions.least_sure(paper)
    refs = [p.ref for p in reading.by_ids(paper, ids)]
    session = Session(paper, "anna", order="unsure")
    assert session.progress == "80 unread, least sure first"
    assert way(session) == refs
    do(Session(paper, "anna", order="unsure"), "x")
    assert way(Session(paper, "anna", order="unsure")) == refs[1:]
    assert len(way(Session(paper, "ben", order="unsure"))) == 80


def test_least_sure_first_of_what_a_query_finds(paper: sqlite3.Connection) -> None:
    session = Session(paper, "anna", query="ferry", order="unsure")
    refs = way(session)
    assert 0 < len(refs) < 80
    assert all("ferry" in p.text for p in reading.article(paper, "paper").paragraphs
               if p.ref in refs)  # fmt: skip
    with pytest.raises(BadInput, match="about what the query finds"):
        session.open("number AND 3")  # which is read


def test_what_is_suggested_is_a_queue_of_its_own(paper: sqlite3.Connection) -> None:
    session = Session(paper, "anna", query="is:suggested")
    do(session, "+")
    do(session, "enter")
    do(session, "!")
    refs = [each.ref for each in suggestions.queue(paper)]
    assert len(refs) == 18
    assert sorted(way(Session(paper, "anna", query="is:suggested"))) == sorted(refs)


def test_where_no_model_is_unsure_it_is_said(empty: sqlite3.Connection) -> None:
    shipping.fill(empty, 3)
    with pytest.raises(BadInput, match="`annotate suggest TAG` learns a tag"):
        Session(empty, "anna", order="unsure")
    assert way(Session(empty, "anna")) == ["paper:1", "paper:2", "paper:3"]


def test_all_that_is_unsure_may_be_read(paper: sqlite3.Connection) -> None:
    shipping.read(paper, range(81, 161))
    with pytest.raises(BadInput, match="nothing is unread and a model was unsure of"):
        Session(paper, "anna", order="unsure")
