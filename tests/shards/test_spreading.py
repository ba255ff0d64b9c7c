"""Adding by a Dask cluster gives what a plain `add` gives, whoever dies on the way."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotate
from annotate.errors import BadInput
from annotate.intake.settings import DEFAULT, Settings
from annotate.shards import plan as plans
from annotate.shards import spreading
from annotate.shards.cluster import Cluster
from annotate.shards.planning import Heard
from annotate.shards.shard_folder import ShardFolder
from annotate.shards.spreading import Done
from tests.shards import rows
from tests.shards.dask import Scheduler

pytestmark = pytest.mark.usefixtures("small_tasks")


@pytest.fixture(autouse=True)
def _at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def spread(
    *paths: str, address: str, shards: Path | str = "shards", settings: Settings = DEFAULT
) -> list[Done]:  # fmt: skip
    """Every task, in the order of the plan."""
    with spreading.spread(str(shards), address, paths, settings, coder="Jo", words="add") as run:
        found = {done.task.name: done for done in run.done}
        return [found[task.name] for task in run.plan.tasks]


def told(done: list[Done]) -> list[str]:
    return [error for each in done if each.made for error in each.made.errors]


class Plain:
    """The same on one machine, in the folder that the shards are in."""

    def __init__(self, path: Path, *paths: str) -> None:
        heard = Heard()
        with annotate.open(path, coder="Jo") as corpus:
            outcomes = corpus.add(list(paths), watcher=heard, strict=False)
        self.rows = rows.of([path])
        self.errors = [outcome.error for outcome in outcomes if outcome.error]
        self.notices = heard.notices


def test_a_link_to_nothing_is_told_and_the_files_beside_it_are_taken(
    archive: Path, tmp_path: Path, cluster: Scheduler
) -> None:
    (archive / "00.txt").symlink_to("nowhere.txt")
    done = spread("archive", address=cluster.address)
    plain = Plain(tmp_path / "beside" / "corpus.db", "archive")
    assert "archive/00.txt: cannot be read: No such file or directory" in told(done)
    assert told(done) == plain.errors
    assert rows.of_shards(Path("shards")) == plain.rows
    assert not [each for each in spread("archive", address=cluster.address) if each.is_new]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_makes_what_a_plain_add_does(
    archive: Path, tmp_path: Path, workers: int
) -> None:
    done = spread("archive", "nowhere.txt", address=f"local:{workers}")
    plain = Plain(tmp_path / "beside" / "corpus.db", "archive", "nowhere.txt")
    assert len(done) > 12
    assert {each.task.portion.format for each in done if each.task.portion} == {
        "jsonl", "csv", "warc",
    }  # fmt: skip
    assert rows.of_shards(Path("shards")) == plain.rows
    assert told(done) == plain.errors
    plan = plans.load(ShardFolder("shards"))
    notices = [notice for each in done if each.made for notice in each.made.notices]
    assert sorted([*plan.notices, *notices]) == sorted(plain.notices)


def test_what_is_done_is_left_and_the_rest_goes_on(archive: Path, cluster: Scheduler) -> None:
    spread("archive", address=cluster.address)
    expected = rows.of_shards(Path("shards"))
    before = {path.name: path.stat().st_mtime_ns for path in Path("shards").glob("*.db")}
    for name in ("000002.json", "000005.db"):  # killed before it was said; removed since
        (Path("shards") / name).unlink()
    done = spread("archive", address=cluster.address)
    assert [each.task.name for each in done if each.is_new] == ["000002", "000005"]
    after = {path.name: path.stat().st_mtime_ns for path in Path("shards").glob("*.db")}
    assert {name for name in before if before[name] != after[name]} == {"000002.db", "000005.db"}
    assert rows.of_shards(Path("shards")) == expected


def test_nothing_but_shards_is_left_in_the_folder(archive: Path, cluster: Scheduler) -> None:
    done = spread("archive", address=cluster.address)
    names = {f"{each.task.name}.{end}" for each in done for end in ("db", "json")}
    assert set(os.listdir("shards")) == {*names, "plan.json", "lock.json"}
    for each in done:
        path = Path("shards", f"{each.task.name}.db")
        assert each.made
        assert (each.made.size, each.made.sha256) == (path.stat().st_size, _sha256(path))


def _sha256(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


def test_a_worker_that_dies_has_its_tasks_done_again(archive: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def dying(tasks: Iterator[Done], asked: Cluster) -> Iterator[Done]:
        for each in tasks:
            yield each
            if not killed:
                killed.append(min(asked.ask(os.getpid).values()))
                os.kill(killed[0], signal.SIGKILL)

    whole = spreading._Doing.all
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            spreading._Doing, "all", lambda self, left: dying(whole(self, left), self._cluster)
        )
        done = spread("archive", address="local:2")
    assert killed
    assert all(each.made for each in done)
    assert rows.of_shards(Path("shards")) == Plain(tmp_path / "b" / "c.db", "archive").rows


def test_files_that_changed_since_are_refused_by_name(archive: Path, cluster: Scheduler) -> None:
    spread("archive", address=cluster.address)
    (archive / "Mail" / "new" / "4.a").write_text("Subject: Other words\n\nNone of them.")
    with pytest.raises(BadInput, match=r"archive/Mail has changed since shards was begun"):
        spread("archive", address=cluster.address)
    (archive / "3.txt").write_text("other words")
    with pytest.raises(BadInput, match=r"archive/3\.txt and 1 more have changed since shards"):
        spread("archive", address=cluster.address)


def test_a_file_that_changes_meanwhile_is_not_taken(
    archive: Path, cluster: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = plans.save

    def changing(plan: plans.Plan, folder: ShardFolder) -> None:
        whole(plan, folder)
        with (archive / "table.csv").open("a") as file:
            file.write("99,one more\r\n")

    monkeypatch.setattr(plans, "save", changing)
    done = spread("archive", address=cluster.address)
    undone = [each for each in done if not each.made]
    assert undone
    assert {each.task.files[0].name for each in undone} == {"archive/table.csv"}
    assert all("table.csv has changed since the plan was made" in str(each.why) for each in undone)
    assert not (Path("shards") / f"{undone[0].task.name}.db").exists()


def test_another_command_is_refused(archive: Path, cluster: Scheduler) -> None:
    spread("archive/3.txt", address=cluster.address)
    with pytest.raises(BadInput, match=r"was begun as `annotate add` in .*; name another folder"):
        spread("archive/4.txt", address=cluster.address)
    with pytest.raises(BadInput, match="name another folder"):
        spread("archive/3.txt", settings=Settings(split=True), address=cluster.address)


def test_a_plan_of_which_nothing_is_done_gives_way(archive: Path, cluster: Scheduler) -> None:
    with pytest.raises(BadInput, match="no Dask scheduler answers"):
        spread("archive/3.txt", address="127.0.0.1")
    [done] = spread("archive/4.txt", address=cluster.address)
    assert done.task.told == "archive/4.txt"


def test_two_runs_into_one_folder_are_refused(archive: Path, cluster: Scheduler) -> None:
    Path("shards").mkdir()
    with (
        ShardFolder("shards").held("annotate add"),
        pytest.raises(BadInput, match=r"shards is in use: annotate add by process \d+ on "),
    ):
        spread("archive", address=cluster.address)


def test_an_address_of_a_folder_does(archive: Path, cluster: Scheduler, tmp_path: Path) -> None:
    spread("archive", shards=f"file://{tmp_path}/shards", address=cluster.address)
    assert rows.of_shards(tmp_path / "shards") == Plain(tmp_path / "b" / "c.db", "archive").rows


@pytest.mark.parametrize("address", ["local:0", "local:x", "local:", "local:1000"])
def test_a_number_of_workers_that_cannot_be_is_said(address: str) -> None:
    with pytest.raises(BadInput, match="say local, or local:4 for four workers"):
        spread("archive", address=address)


def test_lines_with_several_articles_make_their_file_a_whole_one(
    tmp_path: Path, cluster: Scheduler
) -> None:
    lines: list[object]
    lines = [{"text": f"The river rose in night {n}, and was closed to ships."} for n in range(180)]
    found = [[{"text": f"The river fell on day {n}."} for n in days] for days in ((1, 2), (3, 4))]
    lines[90:90], lines[181:] = [{"results": found[0]}], [{"results": found[1]}]
    Path("mixed.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with pytest.raises(
        BadInput, match=r"mixed.jsonl has several articles on line \d+, and is read"
    ):
        spread("mixed.jsonl", address=cluster.address)
    done = spread("mixed.jsonl", address=cluster.address)
    assert [bool(each.task.files) for each in done] == [True, *[False] * (len(done) - 1)]
    assert rows.of_shards(Path("shards")) == Plain(tmp_path / "b" / "c.db", "mixed.jsonl").rows
