"""The plan, what became of its tasks, and the folder that they are in."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.errors import BadInput, NotFound
from annotate.intake.settings import Settings
from annotate.model import Metadata
from annotate.readers.record import Portion
from annotate.shards import plan
from annotate.shards.plan import File, Made, Plan, Task
from annotate.shards.shard_folder import LOCK, ShardFolder

FILES = (
    File("a \udcff.txt", 1, 2, is_found=True, table=Metadata(title="Ü")),
    File("Mail", 3, 4, is_found=True, is_maildir=True),
    File("gone", problem="there is no such file or folder"),
)
TASKS = (Task("000001", FILES), Task("000002", (File("b.csv", 9, 3),), Portion("csv", 4, 9, 2)))
PLAN = Plan(
    ("a", "b.csv"),
    "/x",
    "/y",
    Settings((("text", "body"),), split=True),
    TASKS,
    "Jo",
    "add a",
    ("odd",),
)
MADE = Made("000001", {"added": 3, "failed": 1}, ("a: is odd",), ("b is odd",), 7, "ab")


@pytest.fixture(params=["path", "file://", "memory://"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> ShardFolder:
    pytest.importorskip("fsspec")
    if request.param == "path":
        return ShardFolder(str(tmp_path))
    return ShardFolder(f"{request.param}{tmp_path}")


def test_a_plan_is_read_as_it_was_written(folder: ShardFolder) -> None:
    plan.save(PLAN, folder)
    assert plan.load(folder) == PLAN
    assert folder.names() == {plan.PLAN}


def test_what_became_of_a_task_is_read_as_it_was_written(folder: ShardFolder) -> None:
    assert plan.made("000001", folder) is None
    plan.save_made(MADE, folder)
    assert plan.made("000001", folder) == MADE


def test_a_folder_without_a_plan_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no plan at .*plan\.json; annotate add --dask"):
        plan.load(ShardFolder(str(tmp_path)))


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"settings": {"fields": []}}'])
def test_what_is_no_plan_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / plan.PLAN).write_text(words)
    with pytest.raises(BadInput, match="cannot be read as a plan"):
        plan.load(ShardFolder(str(tmp_path)))


def test_a_file_made_under_another_name_gets_its_own(folder: ShardFolder) -> None:
    half = folder.half("000001.db")
    with folder.made(half) as path:
        Path(path).write_bytes(b"rows")
    assert folder.names() == {half}
    folder.rename(half, "000001.db")
    with folder.fetched("000001.db") as path:
        assert Path(path).read_bytes() == b"rows"
    assert folder.names() == {"000001.db"}


def test_what_was_not_written_to_its_end_is_cleared(folder: ShardFolder) -> None:
    folder.write("000001.json", b"{}")
    folder.write(folder.half("000002.db"), b"")
    folder.clear()
    assert folder.names() == {"000001.json"}


def test_two_do_not_work_in_it_at_once(folder: ShardFolder) -> None:
    with folder.held("adding"), pytest.raises(BadInput) as told, folder.held("gathering"):
        pass
    assert f"adding by process {os.getpid()} on {socket.gethostname()}" in str(told.value)
    assert LOCK in str(told.value)
    with folder.held("gathering"):
        pass


def test_what_a_dead_process_held_is_taken_over(tmp_path: Path) -> None:
    code = (
        "import os; from annotate.shards.shard_folder import ShardFolder\n"
        f"with ShardFolder({str(tmp_path)!r}).held('adding'): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert (tmp_path / LOCK).read_text()
    with ShardFolder(str(tmp_path)).held("adding"):
        pass


def test_what_another_machine_holds_is_not(tmp_path: Path) -> None:
    owner = {"host": "elsewhere.example", "pid": 7, "doing": "adding", "since": "2026-01-01"}
    (tmp_path / LOCK).write_text(json.dumps(owner))
    with (
        pytest.raises(BadInput, match=r"adding by process 7 on elsewhere.*remove "),
        ShardFolder(str(tmp_path)).held("adding"),
    ):
        pass
