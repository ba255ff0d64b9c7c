"""A codebook carried out and in again, with keys and examples."""

import io
import sqlite3

import pytest

from annotate.corpus import defining, history, tag_keys, taking_over
from annotate.corpus.database import Command
from annotate.errors import BadInput
from annotate.exchange import codebook, outgoing
from tests import made_up


def begun(db: sqlite3.Connection) -> Command:
    return Command(db, coder="anna", words="a test")


def filled() -> sqlite3.Connection:
    db = made_up.in_memory()
    made_up.fill(db)
    return db


def coded() -> sqlite3.Connection:
    db = filled()
    defining.define(
        begun(db), "theme/sea", definition="Salt; water,\n\"deep\"", use_when="ships",
        do_not_use_when="rivers", colour="#8e3b46", examples=["harbour:1", "harbour:3"],
        counter_examples=["orchard:2"],
    )  # fmt: skip
    defining.define(begun(db), "théâtre", counter_examples=["museum:1"])
    tag_keys.give(begun(db), "theme/sea", "w")
    return db


def out(db: sqlite3.Connection, form: str) -> bytes:
    file = io.BytesIO()
    outgoing.export(db, outgoing.Wanted("codebook"), form, file)
    return file.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "json"])
def test_a_codebook_comes_back_with_its_keys_and_examples(form: str) -> None:
    db, copy = coded(), filled()
    book = codebook.read(out(db, form))
    assert book.unread == ()
    foreseen = taking_over.foresee(copy, book.codes)
    assert [taken.is_new for taken in foreseen] == [True, True]
    before = made_up.dump(copy)
    taking_over.take_over(begun(copy), book.codes)
    assert out(copy, "csv") == out(db, "csv")
    again = taking_over.take_over(begun(copy), book.codes)
    assert [(taken.is_new, taken.changed) for taken in again] == [(False, ())] * 2
    history.undo(begun(copy))
    assert made_up.dump(copy) == before
    history.redo(begun(copy))
    assert out(copy, "csv") == out(db, "csv")


def test_examples_of_another_corpus_are_left_out_and_counted() -> None:
    elsewhere = made_up.in_memory()
    made_up.add(elsewhere, made_up.draft(*made_up.HARBOUR, title="Harbour"), "harbour.txt")
    done = taking_over.take_over(begun(elsewhere), codebook.read(out(coded(), "csv")).codes)
    assert [taken.unplaced for taken in done] == [1, 1]
    assert b"orchard" not in out(elsewhere, "csv")


def test_what_else_is_said_of_a_known_tag_is_told() -> None:
    db = coded()
    book = codebook.read(b"tag,key,examples\ntheme/sea,y,harbour:2\n")
    [taken] = taking_over.take_over(begun(db), book.codes)
    assert taken.changed == ("key", "examples")
    assert tag_keys.known(db) == {"y": "theme/sea"}


def test_columns_that_are_only_called_so_are_not_read() -> None:
    book = codebook.read(b"key,code,examples\n1001,sea,The sea is calm.\n1002,ice,\n")
    assert [(code.name, code.key, code.examples) for code in book.codes] == [
        ("sea", None, ()), ("ice", None, ()),
    ]  # fmt: skip
    assert book.unread == ("key", "examples")


def test_a_key_is_one_tag_s() -> None:
    with pytest.raises(BadInput, match="line 2 and line 3 have one key, w; say it once"):
        codebook.read(b"tag,key\nsea,w\nice,w\n")
