"""Notes on paragraphs, quotes, articles and tags."""

import sqlite3

import pytest

from annotate.corpus import notes, reading, tags
from annotate.corpus.database import Command
from annotate.errors import Ambiguous, AnnotateError, BadInput, NotFound, QuoteNotFound
from annotate.model import Note
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR


def add(command: Command, on: str, text: str = "A note.", **more: str) -> list[Note]:
    return notes.add(command, on, text, **more)  # type: ignore[arg-type]


PLACES = {
    "a paragraph": ("harbour:2", ["harbour:2"]),
    "several": ("harbour:1,3", ["harbour:1", "harbour:3"]),
    "a key": (key(HARBOUR[1]), ["harbour:2"]),
    "an article": ("harbour", ["harbour"]),
    "an article by prefix": ("har", ["harbour"]),
    "an article by row number": ("2", ["orchard"]),
    "a tag": ("tag:SEA", ["tag:sea"]),
}


@pytest.mark.parametrize(("on", "expected"), PLACES.values(), ids=PLACES)
def test_a_note_can_be_put_on(
    db: sqlite3.Connection, anna: Command, on: str, expected: list[str]
) -> None:
    tags.add(anna, [tags.Request("harbour:1", ("sea",))])
    made = add(anna, on)
    assert [(n.on, n.text, n.private, n.coder, n.quote) for n in made] == [
        (ref, "A note.", False, "anna", None) for ref in expected
    ]
    assert notes.listing(db) == made == notes.listing(db, on=on)


NOWHERE: dict[str, tuple[str, type[AnnotateError], str]] = {
    "an unknown article": ("harbor", NotFound, "nearest: harbour"),
    "an unknown number": ("harbour:9", NotFound, "it has paragraphs 1-3"),
    "an unknown tag": ("tag:ice", NotFound, "the codebook is empty"),
    "an unknown key": ("0000000000000", NotFound, "no paragraph with the key"),
    "no tag name": ("tag:", BadInput, "is no tag name"),
    "no ref": ("harbour:x", BadInput, "say a number"),
}


@pytest.mark.parametrize(("on", "error", "told"), NOWHERE.values(), ids=NOWHERE)
def test_a_note_cannot_be_put_on(
    db: sqlite3.Connection, anna: Command, on: str, error: type[Exception], told: str
) -> None:
    before = made_up.dump(db)
    with pytest.raises(error, match=told):
        add(anna, on)
    with pytest.raises(error, match=told):
        notes.require(db, on)
    assert made_up.dump(db) == before


def test_a_note_on_a_quote_has_the_words_and_their_place(anna: Command) -> None:
    [note] = add(anna, "harbour:2", quote="human shields")
    assert note.quote is not None
    assert (note.quote.exact, note.quote.start) == ("human shields", HARBOUR[1].index("human"))
    with pytest.raises(QuoteNotFound, match="the nearest are"):
        add(anna, "harbour:2", quote="human shelds")
    for on in ("harbour", "tag:sea"):
        with pytest.raises(AnnotateError):
            add(anna, on, quote="human shields")


def test_notes_keep_their_lines_and_lose_their_controls(anna: Command) -> None:
    [note] = add(anna, "harbour:1", "# Title\r\n\r\n- <b>one\x00</b>\x1b[31m\ud800\n")
    assert note.text == "# Title\n\n- <b>one</b>[31m\ufffd"


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_an_empty_note_is_not_kept(db: sqlite3.Connection, anna: Command, text: str) -> None:
    with pytest.raises(BadInput, match="the note is empty"):
        add(anna, "harbour:1", text)
    assert notes.listing(db) == []


def test_notes_of_one_command_are_listed_in_their_order(
    db: sqlite3.Connection, anna: Command
) -> None:
    for _ in range(5):
        add(anna, "harbour:3,1,2")
    assert [n.on for n in notes.listing(db)] == ["harbour:3", "harbour:1", "harbour:2"] * 5


def test_a_note_is_changed_and_hidden(db: sqlite3.Connection, anna: Command) -> None:
    [note] = add(anna, "harbour:1")
    changed = notes.edit(anna, note.id, "Other words.")
    assert (changed.text, changed.private, changed.created) == ("Other words.", False, note.created)
    assert notes.edit(anna, note.id, private=True).private
    assert [n.text for n in notes.listing(db, private=False)] == []
    assert notes.edit(anna, note.id, private=True) == notes.get(db, note.id)
    with pytest.raises(BadInput, match="the note is empty"):
        notes.edit(anna, note.id, " ")
    assert notes.delete(anna, note.id).text == "Other words."
    with pytest.raises(NotFound, match="`annotate notes` shows their ids"):
        notes.get(db, note.id)


def test_a_note_is_named_by_the_beginning_or_end_of_its_id(
    db: sqlite3.Connection, anna: Command
) -> None:
    first, second = add(anna, "harbour:1,2")
    assert notes.get(db, first.id[-8:].upper()) == first
    assert notes.get(db, second.id) == second
    with pytest.raises(Ambiguous, match="say more of the id"):
        notes.get(db, first.id[:4])
    for unknown in ("", "abc", "%", "____________", "\ud800"):
        with pytest.raises(NotFound):
            notes.get(db, unknown)


def test_notes_are_listed_by_what_they_are_on_and_by_coder(
    db: sqlite3.Connection, anna: Command
) -> None:
    [one] = add(anna, "harbour:1")
    [two] = add(Command(db, coder="berta", words=""), "harbour")
    add(anna, "orchard:1")
    assert notes.listing(db, on="harbour") == [one, two]
    assert notes.listing(db, on="harbour:1-2") == [one]
    assert notes.listing(db, on="harbour", coder="berta") == [two]
    assert notes.listing(db, coder="\ud800") == []


def test_private_notes_are_read_only_when_asked_for(db: sqlite3.Connection, anna: Command) -> None:
    notes.add(anna, "harbour:1", "Secret.", private=True)
    notes.add(anna, "harbour", "Secret.", private=True)
    public, private = (reading.article(db, "harbour", private=p) for p in (False, True))
    assert ([p.notes for p in public.paragraphs], public.notes) == ([()] * 4, ())
    assert (len(private.paragraphs[0].notes), len(private.notes)) == (1, 1)
