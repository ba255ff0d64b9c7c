"""Zip archives: as the folder they were made of, and never more than is bounded."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus.database import open_write
from annotate.intake import unzipping
from annotate.readers import formats
from tests import made_up
from tests.intake.test_adding import Noted, added
from tests.made_up import HARBOUR, ORCHARD

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
HARBOUR_TEXT = "\n\n".join(HARBOUR)
ORCHARD_TEXT = "\n\n".join(ORCHARD)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_write(made_up.empty(tmp_path / "new.db"))) as db:
        yield db


def archive(path: Path, files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path.write_bytes(zipped(files, method))
    return path


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return data.getvalue()


def sources(db: sqlite3.Connection) -> list[str]:
    return [row["source"] for row in db.execute("select source from versions order by id")]


def test_it_is_the_folder_that_it_was_made_of(db: sqlite3.Connection, tmp_path: Path) -> None:
    watcher = Noted()
    path = archive(
        tmp_path / "news.zip",
        {
            "a.txt": HARBOUR_TEXT, "sub/b.md": ORCHARD_TEXT, "README.md": "Of this folder.",
            "sub/metadata.csv": "file,site\nb.md,Post\n", "__MACOSX/._a.txt": b"\0\1",
            "figures.csv": "year\n2016\n", "talk.ppt": b"x", ".hidden.txt": "Words.",
        },
    )  # fmt: skip
    found = added(db, path, watcher=watcher)
    assert [one.error for one in found] == [None, None]
    assert sources(db) == ["news.zip#a.txt", "news.zip#sub/b.md"]
    assert db.execute("select site from articles order by id").fetchall()[1]["site"] == "Post"
    told = [str(notice) for notice in watcher.notices]
    assert told[0].startswith(f"{path}#figures.csv is left out: it has no text in it")
    assert told[1] == f"{path}: left out, as of other formats: 1 .ppt"
    assert [one.added and one.added.status for one in added(db, path)] == ["unchanged"] * 2


def test_documents_that_are_archives_themselves(db: sqlite3.Connection, tmp_path: Path) -> None:
    word = (DOCUMENTS / "pandoc.docx").read_bytes()
    book = (DOCUMENTS / "pandoc.epub").read_bytes()
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = zipped({"word.docx": word, "book.epub": book}, method)
        assert formats.detect(data[: formats.HEAD], "x.zip")[0].name == "zip"
    assert formats.detect(word[: formats.HEAD], "x.zip")[0].name == "docx"
    assert formats.detect(book[: formats.HEAD], "x.zip")[0].name == "epub"
    path = archive(tmp_path / "x.zip", {"word.docx": word, "a.txt": HARBOUR_TEXT})
    assert [one.error for one in added(db, path)] == [None, None]


def test_archives_in_archives_end(db: sqlite3.Connection, tmp_path: Path) -> None:
    data = zipped({"a.txt": HARBOUR_TEXT})
    for _ in range(unzipping.DEEPEST):
        data = zipped({"in.zip": data})
    path = tmp_path / "out.zip"
    path.write_bytes(data)
    [one] = added(db, path)
    assert one.error == f"{path}#in.zip#in.zip#in.zip: is an archive in too many others; unpack it"


@pytest.mark.parametrize(
    "name", ["../../up.txt", "/root/up.txt", "C:\\up.txt", "..\\up.txt", "a/../../up.txt"]
)
def test_no_name_leads_out_of_it(db: sqlite3.Connection, tmp_path: Path, name: str) -> None:
    [one] = added(db, archive(tmp_path / "x.zip", {name: HARBOUR_TEXT}))
    assert one.added
    assert not list(tmp_path.parent.glob("up.txt"))
    assert sources(db)[0].startswith("x.zip#")
    assert ".." not in sources(db)[0]


def test_a_name_that_is_a_file_and_a_folder(db: sqlite3.Connection, tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.txt": HARBOUR_TEXT, "a.txt/b.txt": ORCHARD_TEXT})
    assert [one.added and one.added.status for one in added(db, path)] == ["added"]


def test_what_unpacks_to_far_more_is_refused(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unzipping, "SMALL", 10_000)
    path = archive(tmp_path / "bomb.zip", {f"{n}.txt": b" " * 1_000_000 for n in range(5)})
    [one] = added(db, path)
    assert one.error == f"{path}: unpacks to far more than it has; unpack it, and add the folder"
    monkeypatch.setattr(unzipping, "MANY", 3)
    [one] = added(db, path)
    assert one.error == f"{path}: is an archive of more than 3 files"


def test_damage_is_named_and_the_rest_is_read(db: sqlite3.Connection, tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": HARBOUR_TEXT, "b.txt": ORCHARD_TEXT}, zipfile.ZIP_STORED))
    data[data.index(HARBOUR_TEXT[:20].encode())] ^= 1
    path = tmp_path / "x.zip"
    path.write_bytes(bytes(data))
    good, bad = added(db, path)
    assert good.added
    assert str(bad.error).startswith(f"{path}#a.txt: is damaged: Bad CRC-32")
    path.write_bytes(bytes(data[:-30]))
    [one] = added(db, path)
    assert "is no zip archive, or a damaged one" in str(one.error)


def test_what_is_locked_says_so(db: sqlite3.Connection, tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": HARBOUR_TEXT}))
    data[data.index(b"PK\1\2") + 8] |= 1
    path = tmp_path / "x.zip"
    path.write_bytes(bytes(data))
    [one] = added(db, path)
    assert one.error == f"{path}: is protected by a password; unpack it, and add the folder"


def test_an_empty_archive(db: sqlite3.Connection, tmp_path: Path) -> None:
    [one] = added(db, archive(tmp_path / "x.zip", {}))
    assert "has no articles in it" in str(one.error)
