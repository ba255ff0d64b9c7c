"""The search index is the same whether triggers keep it or it is caught up with."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import check, history, indexing, search
from annotate.corpus.database import Command, open_write, transaction
from tests import made_up
from tests.made_up import HARBOUR, draft


def index(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Every token of the index, with the paragraph and the place where it stands."""
    db.execute("create virtual table temp.tokens using fts5vocab(main, paragraphs_fts, instance)")
    return sorted(map(tuple, db.execute("select term, doc, offset from temp.tokens")))


def filled(path: Path, *, deferred: bool, chunk: int = indexing.CHUNK) -> list[tuple[object, ...]]:
    with closing(open_write(made_up.empty(path))) as db:
        if deferred:
            indexing.defer(db)
        made_up.fill(db)
        indexing.catch_up(db)
        assert list(check.problems(db)) == []
        return index(db)


def test_a_deferred_index_is_the_one_that_triggers_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = filled(tmp_path / "kept.db", deferred=False)
    assert filled(tmp_path / "deferred.db", deferred=True) == kept
    monkeypatch.setattr(indexing, "CHUNK", 2)
    assert filled(tmp_path / "chunks.db", deferred=True) == kept


def test_what_is_added_while_the_index_waits_is_found_after_it_has_caught_up(
    db: sqlite3.Connection,
) -> None:
    indexing.defer(db)
    made_up.add(db, draft("A zeppelin over the harbour."))
    assert (indexing.is_behind(db), search.paragraphs(db, "zeppelin")) == (True, [])
    indexing.catch_up(db)
    assert (indexing.is_behind(db), len(search.paragraphs(db, "zeppelin"))) == (False, 1)


def test_an_interrupted_catching_up_is_gone_on_with(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CHUNK", 2)
    indexing.defer(db)
    made_up.add(db, draft("Zeppelin one.", "Zeppelin two.", "Zeppelin three.", "Zeppelin four."))
    with transaction(db):
        indexing._index_chunk(db)
    assert len(search.paragraphs(db, "zeppelin")) == 2
    indexing.catch_up(db)
    assert len(search.paragraphs(db, "zeppelin")) == 4
    assert list(check.problems(db)) == []


def test_paragraphs_may_change_and_go_while_the_index_waits(db: sqlite3.Connection) -> None:
    indexing.defer(db)
    made_up.add(db, draft("A zeppelin.", "A balloon.", title="Air"), "air.txt")
    made_up.add(db, draft("A  zeppelin.", "A glider.", title="Air"), "air.txt")
    made_up.add(db, draft(*HARBOUR[:2], title="Harbour"), "harbour.txt")
    history.undo(Command(db, coder="anna", words="undo"))
    history.undo(Command(db, coder="anna", words="undo"))
    indexing.catch_up(db)
    assert list(check.problems(db)) == []
    assert len(search.paragraphs(db, "balloon")) == 1


def test_check_brings_the_index_up_to_date_first(db: sqlite3.Connection) -> None:
    indexing.defer(db)
    made_up.add(db, draft("A zeppelin."))
    assert list(check.problems(db)) == []
    assert not indexing.is_behind(db)
