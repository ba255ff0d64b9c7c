"""The index of scripts without blanks is in step with the paragraphs, whoever writes them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import check, corrections, history, indexing, parting, search
from annotate.corpus.database import Command, open_write
from annotate.text import unspaced
from tests import made_up
from tests.made_up import draft

TEXT = "环境部公布新标准，专家批评说标准过于宽松。"


@pytest.fixture
def filled(empty: sqlite3.Connection) -> sqlite3.Connection:
    made_up.add(empty, draft(TEXT, "Nothing but English — “here”.", title="Z"), "z.txt")
    return empty


def found(db: sqlite3.Connection, words: str) -> int:
    return len(search.paragraphs(db, words))


def parted(db: sqlite3.Connection) -> list[int]:
    return [row[0] for row in db.execute("select paragraph from unspaced")]


def test_only_paragraphs_with_such_letters_are_in_it(filled: sqlite3.Connection) -> None:
    assert parted(filled) == [1]
    assert not parting.waits(filled)
    assert list(check.problems(filled)) == []


def test_an_article_without_such_letters_is_not_looked_at_again(
    filled: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(text: str, utf8: bytes | None = None) -> bool:
        looked.append(text)
        return False

    monkeypatch.setattr(unspaced, "is_otherwise", look)
    made_up.add(filled, draft("Plain words.", "And “others”.", title="P"), "p.txt")
    assert [len(text) > len("Plain words.") for text in looked] == [True]  # the text as a whole
    assert not parting.waits(filled)


def test_it_is_looked_at_where_others_wait_before_it(filled: sqlite3.Connection) -> None:
    filled.execute(
        """
        insert into paragraphs (article, key, position, role, text, start, "end", version)
        values (1, '0', 3, 'body', ?, 0, 0, 1)
        """,
        [TEXT],
    )
    made_up.add(filled, draft("Plain words.", title="P"), "p.txt")
    assert (parted(filled), parting.waits(filled)) == ([1, 3], False)


def test_it_follows_new_versions_cuts_and_what_is_undone(filled: sqlite3.Connection) -> None:
    made_up.add(filled, draft(TEXT.replace("标准", "规定"), title="Z"), "z.txt")
    assert (found(filled, "标准"), found(filled, "规定")) == (0, 1)
    command = Command(filled, coder="anna", words="split")
    corrections.split(command, "z:1", ["专家"])
    assert (found(filled, "规定"), found(filled, '"规定，专家"')) == (2, 0)
    assert list(check.problems(filled)) == []
    for _ in range(3):
        history.undo(Command(filled, coder="anna", words="undo"))
        assert list(check.problems(filled)) == []
    assert (found(filled, "标准"), parted(filled)) == (0, [])


def test_what_another_program_writes_waits_and_is_caught_up_with(
    filled: sqlite3.Connection,
) -> None:
    filled.execute("update paragraphs set text = '汉字在这里' where id = 2")
    assert indexing.is_behind(filled)
    assert not indexing.is_indexed(filled)
    indexing.catch_up(filled)
    assert (found(filled, "这里"), indexing.is_indexed(filled)) == (1, True)
    filled.execute("update paragraphs set text = 'no more' where id = 1")
    assert found(filled, "标准") == 0
    filled.execute("delete from paragraphs where id = 2")
    assert found(filled, "这里") == 0
    filled.execute("insert into unspaced_fts (unspaced_fts) values ('integrity-check')")


def test_a_paragraph_that_is_put_back_is_found_again(filled: sqlite3.Connection) -> None:
    row = filled.execute("select * from paragraphs where id = 1").fetchone()
    filled.execute("delete from paragraphs where id = 1")
    assert (found(filled, "标准"), parted(filled)) == (0, [])
    marks = ", ".join("?" * len(row))
    filled.execute(f"insert into paragraphs values ({marks})", list(row))
    indexing.catch_up(filled)
    assert found(filled, "标准") == 1


def test_check_names_what_is_parted_wrongly(filled: sqlite3.Connection) -> None:
    filled.execute("update unspaced set text = '标 准' where paragraph = 1")
    assert list(check.problems(filled)) == ["paragraph 1 is parted otherwise than its words say"]


def test_a_corpus_of_before_is_parted_when_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(open_write(path, create=True)) as db:
        made_up.add(db, draft(TEXT, title="Z"))
        for sql in (
            "drop trigger paragraphs_unspaced_insert",
            "drop trigger paragraphs_unspaced_update",
            "drop trigger paragraphs_unspaced_delete",
            "drop table unspaced",
            "drop table unspaced_fts",
            "alter table state drop column parted",
            "delete from _sqlite_migrations where name like '%unspaced'",
        ):
            db.execute(sql)
    with closing(open_write(path)) as db:
        assert found(db, "标准") == 1
        assert list(check.problems(db)) == []


def test_words_in_other_forms_are_found_in_a_corpus_of_before(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    texts = ("The ﬁnance oﬃce of it.", "Die Fi\xadnanzen der Stadt.", "Plain words.", TEXT)
    with closing(open_write(path, create=True)) as db:
        made_up.add(db, draft(*texts, title="Z"))
        assert parted(db) == [1, 2, 4]
        for sql in (
            "delete from unspaced where paragraph < 4",
            "update unspaced set text = 'as it was' where paragraph = 4",
            "insert into unspaced values (3, 'was of such a script')",
            "delete from _sqlite_migrations where name like '%forms'",
        ):
            db.execute(sql)
        assert found(db, "office") == 0
    with closing(open_write(path)) as db:
        assert [found(db, words) for words in ("office", "finanzen", "标准")] == [1, 1, 1]
        assert parted(db) == [1, 2, 4]
        assert list(check.problems(db)) == []
