"""Carrying in while others work on the corpus, and what is wrong in the midst of many rows."""

import io
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import articles, database, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.errors import RowsRefused
from annotate.exchange import incoming
from tests import made_up


class Meanwhile(io.BytesIO):
    """A table in whose midst, the first time it is read, somebody else does something."""

    def __init__(self, data: bytes, do: Callable[[], object]) -> None:
        super().__init__(data)
        self.do: Callable[[], object] | None = do

    def read1(self, size: int | None = -1) -> bytes:
        """More of it."""
        if self.tell() > 300_000 and self.do:
            did = threading.Thread(target=self.do)  # a connection is its thread's
            self.do = None
            did.start()
            did.join()
        return super().read1(-1 if size is None else size)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The three articles."""
    with closing(database.open_write(made_up.empty(tmp_path / "corpus.db"))) as db:
        made_up.fill(db)
    return tmp_path / "corpus.db"


def begun(db: sqlite3.Connection, coder: str) -> Command:
    return Command(db, coder=coder, words="a test")


def many(*rows: str) -> bytes:
    """A table that takes more than one reading."""
    empty = "\n" * 50_000
    note = "x" * 10_000
    filler = (f"orchard:1,long/{number},{note}" for number in range(60))
    return "\n".join(("ref,tag,note", *filler, *rows, empty)).encode()


def coded(db: sqlite3.Connection, tag: str) -> list[tuple[str, str, str]]:
    sql = "select ref, coder, text from coding where tag = ? order by ref, coder"
    return [tuple(row) for row in db.execute(sql, [tag])]


def test_others_write_while_a_table_is_read(path: Path) -> None:
    def tag() -> None:
        with closing(database.open_write(path)) as other:
            tags.add(begun(other, "ben"), [Request("harbour:1", ("ice",))])

    with closing(database.open_write(path)) as db:
        file = Meanwhile(many("harbour:1,ice,"), tag)
        done = incoming.bring(begun(db, "anna"), file)
        assert file.do is None
        assert done.new == 61
        assert [row[:2] for row in coded(db, "ice")] == [
            ("harbour:1", "anna"),
            ("harbour:1", "ben"),
        ]


def test_what_moved_while_a_table_was_read_is_found_again(path: Path) -> None:
    def reword() -> None:
        with closing(database.open_write(path)) as other:
            made = made_up.draft("A new first paragraph.", *made_up.HARBOUR, title="Harbour")
            articles.add(begun(other, "ben"), made, made.text.encode(), source="harbour.txt")

    with closing(database.open_write(path)) as db:
        file = Meanwhile(many("harbour:1,first,"), reword)
        assert incoming.bring(begun(db, "anna"), file).new == 61
        assert coded(db, "first") == [("harbour:1", "anna", "A new first paragraph.")]


def test_the_lock_is_held_for_the_storing_alone(path: Path) -> None:
    held: list[bool] = []

    def look() -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("begin immediate")
            held.append(False)
            other.rollback()

    with closing(database.open_write(path)) as db:
        incoming.bring(begun(db, "anna"), Meanwhile(many("harbour:1,ice,"), look))
    assert held == [False]


def test_one_broken_row_of_many_is_named_and_nothing_is_stored(path: Path) -> None:
    rows = [
        f"{'harbour' if n % 2 else 'orchard'}:{1 + n % 3},t{n // 1000},c{n // 5000}"
        for n in range(20_000)
    ]
    rows[7_413 - 2] = "harbour:99,t,c"
    data = "\n".join(("ref,tag,coder", *rows)).encode()
    with closing(database.open_write(path, durable=False)) as db:
        before = made_up.dump(db)
        with pytest.raises(RowsRefused) as refused:
            incoming.bring(begun(db, "anna"), io.BytesIO(data))
        assert refused.value.count == 1
        assert [row.partition(":")[0] for row in refused.value.rows] == ["line 7413"]
        assert made_up.dump(db) == before
        done = incoming.bring(begun(db, "anna"), io.BytesIO(data), skip=True)
        assert (done.new + done.there, done.refused.total) == (19_999, 1)


def test_a_name_that_cannot_be_a_tag_is_a_row_that_is_refused(path: Path) -> None:
    data = b"ref,tag\nharbour:1,ice\nharbour:1,a|b\nharbour:2,a|b\nharbour:3, \n"
    with closing(database.open_write(path)) as db:
        with pytest.raises(RowsRefused) as refused:
            incoming.bring(begun(db, "anna"), io.BytesIO(data))
        assert [row.partition(":")[0] for row in refused.value.rows] == [
            "line 3",
            "line 4",
            "line 5",
        ]
        assert incoming.bring(begun(db, "anna"), io.BytesIO(data), skip=True).new == 1
        assert [row["name"] for row in db.execute("select name from tags")] == ["ice"]
