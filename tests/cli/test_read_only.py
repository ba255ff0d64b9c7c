"""What reads works where nothing can be written: a medium that is read-only, a backup."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus.database import open_write
from tests.conftest import Process
from tests.disks import made_read_only, mounted


@pytest.fixture
def read_only(tmp_path: Path, built: Path) -> Iterator[Path]:
    """A database in a folder of a file system that is mounted read-only."""
    with mounted(tmp_path / "mounted") as folder:
        shutil.copy(built, folder / "corpus.db")
        made_read_only(folder)
        yield folder / "corpus.db"


READING: dict[str, list[str]] = {
    "articles": ["articles", "-f", "csv"],
    "show": ["show", "harbour"],
    "why": ["show", "harbour", "--why"],
    "find": ["find", "ferry"],
    "same": ["same", "harbour:1"],
    "cite": ["cite", "harbour:1"],
    "tags": ["tags"],
    "notes": ["notes"],
    "history": ["history"],
    "review": ["review"],
    "reclassify": ["reclassify"],
    "check": ["check"],
    "home": ["serve", "--get", "/"],
    "article": ["serve", "--get", "/read/harbour"],
    "search": ["serve", "--get", "/search?q=ferry"],
}


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_what_reads_works_in_a_read_only_folder(
    read_only: Path, process: Process, words: list[str]
) -> None:
    done = process("--db", read_only, *words)
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0), done.stderr


def test_the_file_itself_is_not_offered_where_it_is_served_as_immutable(
    read_only: Path, process: Process
) -> None:
    assert process("--db", read_only, "serve", "--get", "/corpus.db").returncode != 0


def _with_a_log(folder: Path, built: Path) -> Path:
    """A database of which something stands in its log alone, whose index is lost."""
    live, path = folder.parent / "live.db", folder / "corpus.db"
    shutil.copy(built, live)
    with closing(open_write(live)) as db:
        db.execute("update articles set byline = 'from the log'")
        shutil.copy(live, path)
        shutil.copy(f"{live}-wal", f"{path}-wal")
    return path


def test_a_log_in_a_read_only_folder_is_read(tmp_path: Path, built: Path, process: Process) -> None:
    with mounted(tmp_path / "mounted") as folder:
        path = _with_a_log(folder, built)
        made_read_only(folder)
        done = {name: process("--db", path, *words) for name, words in READING.items()}
        served = [done.pop(name) for name in ("home", "article", "search")]
        failed = {name: each.stderr for name, each in done.items() if each.returncode}
        assert (failed, done["articles"].stdout.count(b"from the log")) == ({}, 3)
    for each in served:
        assert each.returncode == 1
        assert each.stderr.count(b"\n") == 1
        assert b"copy both to such a folder" in each.stderr
