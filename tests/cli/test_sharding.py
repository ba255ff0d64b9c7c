"""What `annotate add --dask` says."""

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

pytest.importorskip("distributed")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "one.txt").write_text("The river rose in the night, and the bridge was closed.")
    (folder / "two.txt").write_text("The river fell again, and the bridge was opened.")
    return folder


USAGE = {
    "shards missing": (["--dask", "local", "archive"], "--dask ADDRESS and --shards DIR go"),
    "dask missing": (["--shards", "s", "archive"], "--dask ADDRESS and --shards DIR go"),
    "stdin": (["--dask", "local", "--shards", "s", "-"], "workers see them, not stdin"),
    "address": (
        ["--dask", "local", "--shards", "s", "https://example.org/1"],
        "workers see them, not https://example.org/1",
    ),
    "list": (
        ["--dask", "local", "--shards", "s", "--urls", "l.txt"], "--urls does not go with --dask",
    ),
    "dry run": (
        ["--dask", "local", "--shards", "s", "--dry-run", "archive"], "--dry-run does not go with",
    ),
    "as": (["--dask", "local", "--shards", "s", "--as", "x", "archive"], "--as does not go with"),
    "title": (
        ["--dask", "local", "--shards", "s", "--title", "x", "archive"], "--title does not go with",
    ),
    "workers": (
        ["--dask", "local", "--shards", "s", "--workers", "2", "archive"],
        "--workers does not go with",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_is_said(run: Run, files: Path, words: list[str], told: str) -> None:
    result = run("add", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert not Path("s").exists()


def test_no_scheduler_is_one_line(run: Run, files: Path) -> None:
    result = run("add", "--dask", "tcp://127.0.0.1:1", "--shards", "s", "archive")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: no Dask scheduler answers at tcp://127.0.0.1:1 (")
    assert "`dask scheduler` starts one" in line


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://", "tcp://127.0.0.1:x", "", ":::"])
def test_what_is_no_address_is_one_line(run: Run, files: Path, address: str) -> None:
    result = run("add", "--dask", address, "--shards", "s", "archive")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.stderr
    assert address == "" or len(result.stderr.splitlines()) == 1


def test_a_folder_of_shards_inside_what_is_added_is_refused(run: Run, files: Path) -> None:
    for shards in ("archive", "archive/shards"):
        result = run("add", "--dask", "local", "--shards", shards, "archive")
        assert result.exit_code == 1
        assert result.stderr == (
            f"Error: {shards} is in archive, which is added: name a folder elsewhere\n"
        )


def test_without_the_extra_it_is_said_what_installs_it(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("add", "--dask", "local", "--shards", "s", "archive")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        'Error: Dask is not installed: pip install "annotate-corpus[dask]"\n'
    )


def test_each_task_is_a_line_or_a_record(run: Run, files: Path) -> None:
    (files / "bad.pdf").write_bytes(b"%PDF-1.4\nrubbish")
    result = run("add", "--dask", "local:1", "--shards", "s", "archive")
    assert result.exit_code == 1
    assert result.stdout == "000001.db archive/bad.pdf and 2 more: 2 added, 1 failed\n"
    assert result.stderr.splitlines() == [
        "1 task, 1 worker",
        "Error: archive/bad.pdf: is no PDF, or one too damaged to open",
        "2 added, 1 failed",
        "annotate gather s -o corpus.db makes one file of the shards",
    ]
    result = run("add", "--dask", "local:1", "--shards", "s", "archive", "-f", "json")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "all tasks were done before"
    size = sum(path.stat().st_size for path in files.iterdir())
    assert json.loads(result.stdout) == [
        {"task": "000001", "source": "archive/bad.pdf and 2 more", "added": 2, "updated": 0,
         "unchanged": 0, "same": 0, "failed": 1, "bytes": size, "shard": "000001.db"},
    ]  # fmt: skip
