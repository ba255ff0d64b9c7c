"""The bytes of a source can be had back, whichever of what was made of them goes."""

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from annotate.corpus import articles, check, forgetting, history, originals
from annotate.corpus.database import Command, open_write
from annotate.model import Added, Draft
from annotate.text import packing
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, draft

DATA = json.dumps(HARBOUR).encode()  # which two readers may take for two articles
NAME = sha256(DATA).hexdigest()
ONE, OTHER = draft(*HARBOUR, title="Harbour"), draft(*ORCHARD, title="Orchard")


def command(db: sqlite3.Connection, words: str) -> Command:
    return Command(db, coder="anna", words=words)


def add(db: sqlite3.Connection, made: Draft, source: str, data: bytes = DATA) -> Added:
    return articles.add(command(db, "add"), made, data, source=source)


def undo(db: sqlite3.Connection, slug: str) -> None:
    history.undo(command(db, "undo"))


def forget(db: sqlite3.Connection, slug: str) -> None:
    forgetting.forget(command(db, "forget"), forgetting.foresee(db, "article", slug))
    forgetting.clear(db)


def is_packed_with_text(db: sqlite3.Connection) -> bool:
    [row] = db.execute("select bytes from originals where sha256 = ?", [NAME])
    return packing.needs_text(row["bytes"])


def require_whole(db: sqlite3.Connection) -> None:
    assert originals.read(db, NAME) == DATA
    assert list(check.problems(db)) == []


def test_bytes_are_packed_with_the_text_that_was_made_of_them(empty: sqlite3.Connection) -> None:
    add(empty, ONE, "a.json")
    assert is_packed_with_text(empty)
    require_whole(empty)


def test_what_was_packed_before_is_read_as_it_was(empty: sqlite3.Connection) -> None:
    add(empty, ONE, "a.json")
    empty.execute("update originals set bytes = ?", [zlib.compress(DATA, 1)])
    require_whole(empty)
    undo(empty, "harbour")
    history.redo(command(empty, "redo"))
    require_whole(empty)


def test_what_an_undo_took_out_is_whole_when_it_is_put_back(empty: sqlite3.Connection) -> None:
    add(empty, ONE, "a.json")
    undo(empty, "harbour")
    history.redo(command(empty, "redo"))
    assert is_packed_with_text(empty)
    require_whole(empty)


@pytest.mark.parametrize("go", [undo, forget])
def test_bytes_of_which_another_article_was_made_too_outlive_the_text_they_were_packed_with(
    empty: sqlite3.Connection, go: Callable[[sqlite3.Connection, str], None]
) -> None:
    add(empty, ONE, "a.json")
    undo(empty, "harbour")
    add(empty, OTHER, "b.json")  # so its text is the one
    history.undo(command(empty, "undo"))
    add(empty, ONE, "a.json")
    add(empty, OTHER, "b.json")
    undo(empty, "orchard")  # those that are packed with the other text stay as they are
    assert is_packed_with_text(empty)
    require_whole(empty)
    add(empty, OTHER, "b.json")
    forget(empty, "harbour")
    assert not is_packed_with_text(empty)
    require_whole(empty)
    add(empty, ONE, "a.json")
    go(empty, "harbour")
    require_whole(empty)


@pytest.mark.parametrize("go", [undo, forget])
def test_bytes_that_were_found_at_another_address_outlive_the_version_made_of_them(
    empty: sqlite3.Connection, go: Callable[[sqlite3.Connection, str], None]
) -> None:
    add(empty, draft(*MUSEUM, title="Museum"), "m.txt", b"m")
    museum = draft(*MUSEUM, title="Museum")
    assert add(empty, museum, "again.json").status == "same"
    assert not is_packed_with_text(empty)  # of which no version is made
    require_whole(empty)
    add(empty, ONE, "a.json")
    go(empty, "harbour")
    require_whole(empty)


def test_bytes_of_a_version_are_noted_elsewhere_before_it_goes(empty: sqlite3.Connection) -> None:
    add(empty, draft(*MUSEUM, title="Museum"), "m.txt", b"m")
    add(empty, ONE, "a.json")
    assert is_packed_with_text(empty)
    assert add(empty, draft(*MUSEUM, title="Museum"), "again.json").status == "same"
    forget(empty, "harbour")
    assert not is_packed_with_text(empty)
    require_whole(empty)


def test_text_that_is_all_of_the_bytes_outlives_its_version(empty: sqlite3.Connection) -> None:
    plain = ONE.text.encode()
    add(empty, draft(*MUSEUM, title="Museum"), "m.txt", b"m")
    add(empty, ONE, "a.txt", plain)
    assert add(empty, draft(*MUSEUM, title="Museum"), "again.txt", plain).status == "same"
    forget(empty, "harbour")
    assert originals.read(empty, sha256(plain).hexdigest()) == plain
    assert list(check.problems(empty)) == []


def test_a_lost_text_is_told(empty: sqlite3.Connection) -> None:
    add(empty, ONE, "a.json")
    empty.execute("update versions set text = 'Others.'")
    with pytest.raises(originals.Damaged, match="the text that they were packed with is not there"):
        originals.read(empty, NAME)


def test_the_index_is_merged_less_often(tmp_path: Path) -> None:
    with closing(open_write(tmp_path / "a.db", create=True)) as db:
        sql = "select k, v from paragraphs_fts_config where k like '%merge'"
        assert {**dict(map(tuple, db.execute(sql)))} == {"automerge": 16, "crisismerge": 64}
