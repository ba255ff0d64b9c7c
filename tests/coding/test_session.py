"""What a coding session does, without a screen."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.coding.doing import do
from annotate.coding.session import Session
from annotate.corpus import forgetting, history, indexing, merging, reading, tags
from annotate.corpus.database import Command, open_write
from annotate.corpus.tags import Request
from annotate.errors import AnnotateError, BadInput, DatabaseTrouble, NotFound, QuoteNotFound
from tests import made_up

ALL = [
    "harbour:1", "harbour:2", "harbour:3", "orchard:1", "orchard:2", "orchard:3",
    "museum:1", "museum:2",
]  # fmt: skip


@pytest.fixture
def session(db: sqlite3.Connection) -> Session:
    return Session(db, "anna")


def put(db: sqlite3.Connection, ref: str, *names: str, coder: str = "ben") -> None:
    tags.add(Command(db, coder=coder, words=f"tag {ref}"), [Request(ref, names)])


def way(session: Session) -> list[str]:
    """Every paragraph from here on."""
    refs = [session.paragraph.ref]
    while True:
        try:
            session.next()
        except NotFound:
            return refs
        refs.append(session.paragraph.ref)


def on(db: sqlite3.Connection, slug: str) -> list[tuple[str, str, str | None]]:
    return [
        (p.ref, t.tag, t.quote.exact if t.quote else None)
        for p in reading.article(db, slug).paragraphs
        for t in p.taggings
    ]


def words(db: sqlite3.Connection) -> list[str]:
    return [entry.words for entry in history.entries(db) if entry.coder == "anna"]


def test_it_goes_through_the_corpus_in_order(session: Session) -> None:
    assert way(session) == ALL


def test_at_random_it_goes_through_all_of_it_once(db: sqlite3.Connection) -> None:
    refs = way(Session(db, "anna", order="random"))
    assert sorted(refs) == sorted(ALL)
    assert refs != ALL
    assert way(Session(db, "ben", order="random")) != refs


def test_back_and_on_again(session: Session) -> None:
    do(session, "enter")
    do(session, "enter")
    do(session, "backspace")
    assert session.paragraph.ref == "harbour:2"
    do(session, "enter")
    assert session.paragraph.ref == "harbour:3"
    do(session, "backspace")
    do(session, "backspace")
    with pytest.raises(NotFound, match="that was the first"):
        do(session, "backspace")


def test_what_is_tagged_by_oneself_is_read(db: sqlite3.Connection) -> None:
    put(db, "harbour:1", "sea", coder="anna")
    put(db, "harbour:2", "sea", coder="ben")
    session = Session(db, "anna")
    assert session.paragraph.ref == "harbour:2"
    assert session.left.unread == 7


def test_a_tag_gets_a_key_and_the_key_puts_it_on(session: Session) -> None:
    assert do(session, "t", "place/north") == "+place/north (new)"
    do(session, "enter")
    assert do(session, "o") == "+place/north"
    assert do(session, "o") == "has place/north"  # held down, it does no more
    assert on(session.db, "harbour") == [
        ("harbour:1", "place/north", None),
        ("harbour:2", "place/north", None),
    ]
    assert (session.left.unread, session.left.coded) == (6, 2)
    assert words(session.db)[:2] == ["tag harbour:2 place/north", "tag harbour:1 place/north"]


def test_keys_are_there_in_the_next_session(session: Session) -> None:
    do(session, "t", "place/north")
    assert Session(session.db, "ben").keys == {"o": "place/north"}


def test_a_key_that_nothing_has_is_said(session: Session) -> None:
    with pytest.raises(NotFound, match="no tag has the key z"):
        do(session, "z")


def test_a_tag_gets_another_key(session: Session) -> None:
    do(session, "t", "place/north")
    do(session, "t", "sea")
    assert do(session, "=", "b place/north") == "b is place/north"
    assert do(session, "=", "b sea") == "b is sea, place/north has none"
    with pytest.raises(BadInput, match="cannot be a tag's key"):
        do(session, "=", "x sea")
    with pytest.raises(BadInput, match="say the key and the tag"):
        do(session, "=", "c")


def test_a_quote_is_picked_for_the_next_tag_alone(session: Session) -> None:
    do(session, "enter")
    assert do(session, "v", "human … shields") == "“human shields”: a tag, or n"
    do(session, "t", "tactic")
    do(session, "t", "sea")
    assert on(session.db, "harbour") == [
        ("harbour:2", "sea", None),
        ("harbour:2", "tactic", "human shields"),
    ]


def test_the_very_words_are_picked_of_several(db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft("To be or not to be is to be asked.", title="Asked"))
    session = Session(db, "anna", query="asked")
    text = session.paragraph.text
    session.pick(text.index("to be is"), text.index(" is"))
    do(session, "t", "verb")
    [tagging] = session.paragraph.taggings
    assert tagging.quote is not None
    assert tagging.quote.start == text.index("to be is")


def test_words_that_do_not_stand_there_change_nothing(session: Session) -> None:
    with pytest.raises(QuoteNotFound):
        do(session, "v", "nobody said so")
    assert session.picked is None


def test_notes_and_private_ones(session: Session) -> None:
    do(session, "n", "Cold.")
    do(session, "N", "Ask Ida.")
    assert [(n.text, n.private) for n in session.paragraph.notes] == [
        ("Cold.", False),
        ("Ask Ida.", True),
    ]


def test_nothing_applies(session: Session) -> None:
    assert do(session, "x") == "harbour:1 read"
    assert session.paragraph.ref == "harbour:2"
    assert session.left.unread == 7
    assert Session(session.db, "anna").left.unread == 7
    assert Session(session.db, "ben").left.unread == 8


def test_what_is_skipped_comes_again(session: Session) -> None:
    assert do(session, "s") == "harbour:1 comes again at the end"
    assert way(session) == [*ALL[1:], "harbour:1"]


def test_a_tag_is_extended_to_the_next_paragraph(session: Session) -> None:
    with pytest.raises(NotFound, match="no tag was put on yet"):
        do(session, "e")
    do(session, "t", "sea")
    assert do(session, "e") == "+sea"
    assert session.paragraph.ref == "harbour:2"
    do(session, "e")
    with pytest.raises(NotFound, match="the last paragraph"):
        do(session, "e")
    assert [ref for ref, _, _ in on(session.db, "harbour")] == ALL[:3]


def test_what_a_tag_was_extended_to_does_not_come_again(db: sqlite3.Connection) -> None:
    session = Session(db, "anna", order="all")
    for key, words in (("t", "sea"), ("e", ""), ("e", ""), ("backspace", ""), ("s", "")):
        do(session, key, words)
    assert session.paragraph.ref == "harbour:3"
    assert way(session) == ["harbour:3", *ALL[3:], "harbour:2"]


def test_a_query_counts_what_can_be_shown_alone(db: sqlite3.Connection) -> None:
    session = Session(db, "anna", query="article:harbour", order="all")
    assert session.progress == "1 of 3 · found by article:harbour"
    with pytest.raises(BadInput, match="'role:boilerplate' finds no paragraph that has a number"):
        do(session, "/", "role:boilerplate")


def test_undo_takes_back_what_this_session_did_and_goes_there(session: Session) -> None:
    do(session, "t", "place/north")
    do(session, "x")
    do(session, "enter")
    assert do(session, "u") == "undone: read harbour:1"
    assert do(session, "u") == "undone: tag harbour:1 place/north"
    assert session.paragraph.ref == "harbour:1"
    assert (session.left.unread, session.left.coded) == (8, 0)
    with pytest.raises(NotFound, match="nothing to undo in this session"):
        do(session, "u")
    assert do(session, "U") == "again: tag harbour:1 place/north"
    assert do(session, "U") == "again: read harbour:1"
    with pytest.raises(NotFound, match="nothing to redo"):
        do(session, "U")
    assert on(session.db, "harbour") == [("harbour:1", "place/north", None)]


def test_undo_takes_back_no_other_session_s_work(session: Session, path: Path) -> None:
    do(session, "t", "sea")
    with closing(open_write(path)) as other:
        put(other, "museum:1", "lock", coder="anna")
    assert do(session, "u") == "undone: tag harbour:1 sea"
    assert on(session.db, "museum") == [("museum:1", "lock", None)]


def test_it_goes_on_where_it_stopped(session: Session) -> None:
    for _ in range(4):
        do(session, "enter")
    again = Session(session.db, "anna")
    assert way(again) == [*ALL[4:], *ALL[:4]]
    assert Session(session.db, "ben").paragraph.ref == "harbour:1"


def test_a_query_is_a_queue_of_its_own(session: Session) -> None:
    do(session, "enter")
    do(session, "/", "harbour")
    assert way(session) == ["harbour:1", "harbour:2", "orchard:2"]
    assert Session(session.db, "anna").paragraph.ref == "harbour:2"


def test_a_query_that_finds_nothing_leaves_all_as_it_was(session: Session) -> None:
    with pytest.raises(BadInput, match="nothing to read"):
        do(session, "/", "submarine")
    assert (session.query, session.paragraph.ref) == ("", "harbour:1")


def test_without_a_query_it_is_all_again(session: Session) -> None:
    do(session, "enter")
    assert do(session, "/", "harbour") == "3 unread · found by harbour"
    assert do(session, "/") == "8 unread"
    assert (session.query, session.paragraph.ref) == ("", "harbour:2")


def test_where_all_are_read_the_place_is_said(db: sqlite3.Connection) -> None:
    session = Session(db, "anna", order="all")
    told = [session.progress]
    for _ in ALL[1:]:
        do(session, "enter")
        told.append(session.progress)
    assert told == [f"{at} of 8" for at in range(1, 9)]
    do(session, "backspace")
    assert session.progress == "7 of 8"
    do(session, "/", "harbour")
    do(session, "enter")
    assert session.progress == "2 of 3 · found by harbour"


def test_what_was_done_to_the_last_one_is_told(session: Session) -> None:
    for _ in ALL[1:]:
        do(session, "enter")
    assert do(session, "x").startswith("museum:2 read; that was the last")


def test_a_file_that_was_removed_is_not_written_to(session: Session, path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(DatabaseTrouble, match="moved, removed or replaced"):
        do(session, "t", "sea")
    path.with_name("elsewhere.db").rename(path)
    assert do(session, "t", "sea") == "+sea (new)"


def test_what_others_read_in_my_name_is_counted(session: Session, path: Path) -> None:
    with closing(open_write(path)) as other:
        put(other, "harbour:2", "sea", coder="anna")
    session.refresh()
    assert session.progress == "7 unread"


def test_an_article_that_is_gone_is_said_and_others_go_on(session: Session, path: Path) -> None:
    with closing(open_write(path)) as other:
        command = Command(other, coder="ben", words="forget")
        forgetting.forget(command, forgetting.foresee(other, "article", "harbour"))
    with pytest.raises(NotFound, match="its article was taken out"):
        session.refresh()
    assert not session.has_changed()
    do(session, "enter")
    assert session.paragraph.ref == "orchard:1"


def test_all_that_is_read_is_said(db: sqlite3.Connection) -> None:
    for ref in ("harbour:1-3", "orchard:1-3", "museum:1-2"):
        put(db, ref, "sea", coder="anna")
    with pytest.raises(BadInput, match="nothing is unread"):
        Session(db, "anna")
    assert way(Session(db, "anna", order="all")) == ALL


def test_others_are_seen(session: Session, path: Path) -> None:
    assert not session.has_changed()
    with closing(open_write(path)) as other:
        put(other, "harbour:1", "sea")
    assert session.has_changed()
    session.refresh()
    assert [t.tag for t in session.paragraph.taggings] == ["sea"]
    assert not session.has_changed()


def test_a_paragraph_that_was_reworded_meanwhile_is_still_the_one_meant(
    session: Session, path: Path
) -> None:
    with closing(open_write(path)) as other:
        made_up.add(other, made_up.draft(made_up.HARBOUR[2], *made_up.HARBOUR[:2], title="Harbour"),
                    "harbour.txt")  # fmt: skip
    do(session, "t", "ice")
    [(ref, _, _)] = on(session.db, "harbour")
    assert ref == "harbour:2"
    assert session.paragraph.text == made_up.HARBOUR[0]


@pytest.mark.parametrize("key", ["t", "-", "v", "n", "N", "="])
def test_an_action_without_words_says_what_it_asks(session: Session, key: str) -> None:
    with pytest.raises(AnnotateError):
        do(session, key, "  ")


def test_a_query_finds_what_an_add_that_was_killed_left_out_of_the_index(
    db: sqlite3.Connection,
) -> None:
    indexing.defer(db)
    made_up.add(db, made_up.draft("A submarine came into the harbour.", title="Below"))
    assert way(Session(db, "anna", query="submarine")) == ["below:1"]


def test_a_recode_finds_it_as_well(db: sqlite3.Connection) -> None:
    indexing.defer(db)
    made_up.add(db, made_up.draft("A submarine came into the harbour.", title="Below"))
    put(db, "below:1", "ship", coder="anna")
    done = merging.recode(Command(db, coder="anna", words="recode"), "submarine", "ship", "boat")
    assert (done.moved, done.left) == (1, 0)
