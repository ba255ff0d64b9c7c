"""Clusters that are not there, go away or do not fit, and runs that end in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

from annotate.shards import cluster as clusters
from annotate.shards import plan as plans
from annotate.shards.planning import FEWEST
from annotate.shards.shard_folder import ShardFolder
from tests import disks
from tests.shards import rows
from tests.shards.conftest import article
from tests.shards.dask import Scheduler, scheduler

OURS = version("distributed")
TASKS = 6
FILES = TASKS * FEWEST


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files for some tasks, and the working folder above it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text("\n\n".join([article(number)] * 20))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Scheduler]:
    """A scheduler of this test's own, without workers."""
    with scheduler(tmp_path) as found:
        yield found


def command(address: str, *more: str) -> list[str]:
    words = ["add", "--dask", address, "--shards", "shards", "many", *more]
    return [sys.executable, "-m", "annotate", *words]


def begun(address: str) -> subprocess.Popen[str]:
    """A run of which some tasks are done and others are not."""
    started = subprocess.Popen(
        command(address), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not Path("shards/000001.json").exists():
        assert started.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    return started


def ended(address: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(address, *more), capture_output=True, text=True, check=False)


def children(process: int) -> int:
    import psutil  # type: ignore[import-untyped]

    return len(psutil.Process(process).children(recursive=True))


def done() -> int:
    return len(list(Path("shards").glob("0*.json")))


@cache  # the same in each test
def plain() -> Sequence[rows.Row]:
    """What a plain `add` gives."""
    words = ["--db", "plain/corpus.db", "add", "many"]
    subprocess.run([sys.executable, "-m", "annotate", *words], check=True)
    return rows.of([Path("plain/corpus.db")])


def require_whole() -> None:
    """All is in the shards that a plain `add` gives, and nothing else is in their folder."""
    assert rows.of_shards(Path("shards")) == plain()
    assert len(list(Path("shards").iterdir())) == 2 * TASKS + 2


def test_a_client_that_is_killed_goes_on(many: Path, cluster: Scheduler) -> None:
    started = begun(cluster.address)
    started.kill()
    started.communicate()
    there = done()
    assert 0 < there < TASKS
    again = ended(cluster.address)
    assert again.returncode == 0
    assert again.stderr.splitlines()[-2] == f"{FILES} added"
    require_whole()


@pytest.mark.parametrize("begun", [1, 2, 3])
def test_workers_that_are_starting_do_not_hear_of_an_interrupt(many: Path, begun: int) -> None:
    started = subprocess.Popen(
        command("local:2"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while children(started.pid) < begun:  # first of all what looks after their semaphores
        assert started.poll() is None
    os.killpg(started.pid, signal.SIGINT)
    assert started.communicate(timeout=60)[1].split() == ["Aborted!"]
    assert started.returncode == 1


def test_a_client_that_is_interrupted_goes_on(many: Path) -> None:
    started = begun("local:2")
    os.killpg(started.pid, signal.SIGINT)  # as Ctrl-C does, to the workers as well
    _, told = started.communicate()
    assert started.returncode == 1
    assert "what was stored is in; the same command goes on from there" in told
    assert "Traceback" not in told
    assert done() < TASKS
    assert ended("local:2").returncode == 0
    require_whole()


def test_a_scheduler_that_goes_away_is_one_line(many: Path, own: Scheduler) -> None:
    own.work(2)
    started = begun(own.address)
    own.kill()
    _, told = started.communicate()
    assert started.returncode == 1
    assert told.splitlines()[-1:] == [
        f"Error: the Dask scheduler at {own.address} went away; what was done is in shards, and"
        " the same command goes on from there"
    ]
    assert "Traceback" not in told
    assert ended("local:2").returncode == 0  # by whatever cluster
    require_whole()


def test_a_scheduler_without_workers_is_said(
    many: Path, own: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = ended(own.address)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"Error: the Dask scheduler at {own.address} has no workers:"
        f" dask worker {own.address} starts one"
    ]


def _said(folder: Path, package: str, version: str) -> dict[str, str]:
    """An environment in which a package seems to have another version."""
    (folder / "path").mkdir()
    (folder / "path" / "sitecustomize.py").write_text(
        "import importlib.metadata as installed\n"
        "whole = installed.version\n"
        f"installed.version = lambda name: {version!r} if name == {package!r} else whole(name)\n"
    )
    return {"PYTHONPATH": str(folder / "path")}


def test_a_scheduler_of_another_dask_is_said(many: Path, tmp_path: Path) -> None:
    with scheduler(tmp_path, env=_said(tmp_path, "distributed", "2025.5.1")) as found:
        found.work()
        result = ended(found.address)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"Error: the scheduler at {found.address} has Dask 2025.5.1, and this machine"
        f" {OURS}: they have to be the same; pip install distributed=={OURS} there"
    ]


def test_a_worker_of_another_version_is_named(many: Path, own: Scheduler, tmp_path: Path) -> None:
    own.work(env=_said(tmp_path, "annotate-corpus", "99.0"))
    result = ended(own.address)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: the worker tcp://127.0.0.1:")
    assert f" has annotate-corpus 99.0: pip install annotate-corpus=={plans.ours()}" in line


def test_a_worker_without_the_package_is_named(many: Path, own: Scheduler, tmp_path: Path) -> None:
    # what is installed beside it is there, and what .pth files name is not
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    own.work(env={"PYTHONPATH": packages}, python=("-S",))
    result = ended(own.address)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: the worker tcp://127.0.0.1:")
    assert f"pip install annotate-corpus=={plans.ours()} there" in line


def test_a_worker_without_an_extra_is_named(many: Path, own: Scheduler, tmp_path: Path) -> None:
    hidden = tmp_path / "path"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys; sys.modules['pypdfium2'] = None\n")
    (many / "one.pdf").write_bytes(b"%PDF-1.4\n")
    own.work(env={"PYTHONPATH": str(hidden)})
    result = ended(own.address)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    told = f'has no pypdfium2: pip install "annotate-corpus[pdf]=={plans.ours()}" there'
    assert line.endswith(told)


def test_a_worker_that_does_not_see_the_files_is_named(
    many: Path, cluster: Scheduler, tmp_path: Path
) -> None:
    assert ended(cluster.address).returncode == 0
    # as on another machine: the plan is there, and what it names is not
    for path in Path("shards").glob("000001.*"):
        path.unlink()
    folder = ShardFolder("shards")
    plan = plans.load(folder)
    from dataclasses import replace

    from annotate.shards.making import Job, Undone, make

    job = Job(replace(plan, folder="/nowhere", tasks=()), folder.path, plan.tasks[0])
    answer = make(job)
    assert isinstance(answer, Undone)
    assert "many/000.txt is not at /nowhere/many/000.txt on " in answer.why


def test_a_full_disk_is_said_and_the_rest_goes_on_when_there_is_room(
    many: Path, tmp_path: Path, cluster: Scheduler
) -> None:
    with disks.mounted(tmp_path / "shards", size=4_000_000):
        result = ended(cluster.address)
        assert result.returncode == 1
        full = [line for line in result.stderr.splitlines() if line.startswith("Error: many/")]
        assert full
        told = ("No space left", "disk is full")
        assert [line for line in full if not any(words in line for words in told)] == []
        assert f"{len(full)} tasks are not done; the same command tries them again" in (
            result.stderr
        )
        assert "Traceback" not in result.stderr
        there = {path.name: path.read_bytes() for path in Path("shards").iterdir()}
        assert not [name for name in there if name.endswith(".part")]
    for name, data in there.items():
        (tmp_path / "shards" / name).write_bytes(data)
    assert ended(cluster.address).returncode == 0
    require_whole()


def test_a_task_that_ends_each_worker_is_told_and_the_rest_goes_on(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "path"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def heard(event, about):\n"
        "    if event == 'open' and str(about[0]).endswith('poison.txt'):\n"
        "        os._exit(3)\n"
        "sys.addaudithook(heard)\n"
    )
    (many / "poison.txt").write_text(article(999))
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    with scheduler(tmp_path) as found:
        found.work(2, env={"PYTHONPATH": str(hidden)})
        result = ended(found.address)
    assert result.returncode == 1
    assert "Error: many/poison.txt: ends each worker that tries it" in result.stderr.splitlines()
    assert "the same command tries" in result.stderr.splitlines()[-1]
    assert done() >= TASKS - 1  # a task may have been with it on both
    assert ended("local:1").returncode == 0
    assert done() == TASKS + 1


def test_threads_of_one_worker_do_as_well(many: Path, own: Scheduler) -> None:
    own.work(1, threads=4)
    assert ended(own.address).returncode == 0
    require_whole()


def test_nothing_of_it_listens_beyond_this_machine(many: Path) -> None:
    started = begun("local:2")
    found = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=True).stdout
    ours = _family(started.pid)
    lines = [line for line in found.splitlines() if any(f"pid={pid}," in line for pid in ours)]
    started.communicate()
    assert len(lines) >= 3
    assert all(line.split()[3].startswith("127.0.0.1:") for line in lines)


def _family(pid: int) -> set[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {pid}.union(*map(_family, map(int, children)))


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nonsense://x/shards", "cannot be reached: Protocol not known: nonsense"),
        ("/dev/null/shards", "cannot be used: Not a directory"),
    ],
)
def test_a_folder_that_cannot_be_is_one_line(many: Path, place: str, told: str) -> None:
    words = ["add", "--dask", "local:1", "--shards", place, "many"]
    result = subprocess.run(
        [sys.executable, "-m", "annotate", *words], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"Error: {place} {told}")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each worker begins by itself")
def test_workers_of_this_machine_are_forked_from_one_that_has_what_they_need() -> None:
    with clusters.connected("local:2") as cluster:
        cluster.client.wait_for_workers(2)
        parents = set(cluster.ask(os.getppid).values())
    assert len(parents) == 1
    assert os.getpid() not in parents
