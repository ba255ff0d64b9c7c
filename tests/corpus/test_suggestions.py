"""The tables of what is suggested."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import check, history, locate, readings, suggestions, tags
from annotate.corpus.database import Command, open_write
from annotate.corpus.judging import Question, asked, candidates, judged
from annotate.corpus.tags import Request
from tests import made_up


def by(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="ice")


@pytest.fixture
def question(db: sqlite3.Connection) -> Question:
    """Of a tag on a paragraph, where a second is read and a third is suggested."""
    tags.add(by(db), [Request("harbour:1", ("ice",))])
    [read] = locate.paragraphs(db, "harbour:2")
    readings.read(by(db), [read.id])
    asked_for = asked(db, "ice")
    [third] = locate.paragraphs(db, "harbour:3")
    suggestions.replace(db, asked_for, "words", [(third.id, 0.5)], [(third.id, 0.5)])
    return asked_for


def test_a_database_of_before_there_were_any_comes_through(
    db: sqlite3.Connection, path: Path, question: Question
) -> None:
    before = made_up.dump(db)
    db.executescript("""
        drop view seen;
        create view seen as
        select r.paragraph, r.coder from readings r join paragraphs p on p.id = r.paragraph
        where r.key = p.key
        union all select paragraph, coder from taggings where origin = 'hand';
        drop table suggestions;
        drop table unsure;
        drop index history_suggestions;
        delete from _sqlite_migrations where name like 'm029%';
    """)
    db.close()
    with closing(open_write(path)) as again:
        assert list(check.problems(again)) == []
        assert made_up.dump(again) == {**before, "suggestions": [], "unsure": []}
        [second] = suggestions_for(again, question)
        suggestions.accept(by(again), second)
        assert again.execute("select count(*) from seen").fetchone()[0] == 3


def suggestions_for(db: sqlite3.Connection, question: Question) -> list[int]:
    [third] = locate.paragraphs(db, "harbour:3")
    suggestions.replace(db, question, "words", [(third.id, 0.5)], [])
    return [each.id for each in suggestions.queue(db)]


def test_what_is_judged_and_what_is_not(db: sqlite3.Connection, question: Question) -> None:
    assert sorted((each.paragraph, each.has) for each in judged(db, question)) == [
        (place.id, has)
        for place, has in zip(locate.paragraphs(db, "harbour:1-2"), (True, False), strict=True)
    ]
    everything = {place.id for ref in ("harbour:3", "orchard:1-3", "museum:1-2")
                  for place in locate.paragraphs(db, ref)}  # fmt: skip
    assert {id for batch in candidates(db, question) for id, _ in batch} == everything


def test_what_was_answered_is_in_the_history_and_no_more(
    db: sqlite3.Connection, question: Question
) -> None:
    sql = "select count(*) from history where what = 'suggestions'"
    assert db.execute(sql).fetchone()[0] == 0
    [found] = suggestions.queue(db)
    suggestions.reject(by(db), found.id)
    assert db.execute(sql).fetchone()[0] == 1
    history.undo(by(db))
    assert suggestions.queue(db) == [found]
    suggestions.replace(db, question, "words", [], [])  # which leaves what was answered once
    assert suggestions.queue(db) == [found]


@pytest.mark.parametrize(
    "sql",
    [
        "update suggestions set answer = 'accepted'",
        "update suggestions set answer = 'perhaps', coder = 'anna', answered = ''",
        "insert into suggestions (tag, paragraph, key, score, model, at)"
        " select tag, paragraph, key, 0, '', '' from suggestions",
    ],
    ids=["answered by nobody", "an answer that is none", "twice"],
)
@pytest.mark.usefixtures("question")
def test_the_table_refuses(db: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(sql)
