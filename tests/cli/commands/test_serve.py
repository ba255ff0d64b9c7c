"""`annotate serve` is the command of Datasette with our settings."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Run


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda path, words: calls.append([path, *words[1:]]))
    return calls


def test_it_becomes_datasette_on_this_database(
    run: Run, path: Path, executed: list[list[str]]
) -> None:
    run("serve", "--port", "0", "--host", "0.0.0.0")
    [words] = executed
    assert words[:6] == [sys.executable, "-P", "-m", "datasette", "serve", str(path)]
    assert words[words.index("--port") + 1] == "0"
    assert words[words.index("--host") + 1] == "0.0.0.0"
    assert "--open" not in words


def test_metadata_beside_the_database_is_used(
    run: Run, path: Path, executed: list[list[str]]
) -> None:
    (path.parent / "metadata.yaml").write_text("title: Mine\n")
    run("serve", "--port", "0", "--open")
    [words] = executed
    assert words[words.index("--metadata") + 1] == str(path.parent / "metadata.yaml")
    assert "--open" in words


def test_a_port_that_is_taken_is_one_line(run: Run, executed: list[list[str]]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))
    told = f"Error: cannot listen on 127.0.0.1:{port} (Address already in use);"
    assert (result.exit_code, result.stdout, executed) == (1, "", [])
    assert result.stderr == f"{told} say another with --port\n"


def test_a_port_that_is_none_is_wrong_usage(run: Run, executed: list[list[str]]) -> None:
    assert (run("serve", "--port", "99999").exit_code, executed) == (2, [])


def test_a_path_that_datasette_cannot_open_is_said(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "a?b.db"
    odd.write_bytes(b"")
    (tmp_path / "a.txt").write_text("One paragraph of words.\n")
    run("--db", odd, "add", tmp_path / "a.txt")
    result = run("--db", odd, "serve", "--get", "/")
    assert result.exit_code == 1
    assert "rename it to be without ? and #" in result.stderr


def test_no_code_of_the_working_folder_runs(tmp_path: Path, path: Path) -> None:
    download = tmp_path / "download"
    download.mkdir()
    names = ["aiofiles", "click", "yaml", "jinja2", "httpx", "uvicorn", "pluggy", "annotate"]
    for name in [*names, "datasette", "sitecustomize", "usercustomize", "git", "resource"]:
        (download / f"{name}.py").write_text('open("RAN", "w"); raise ImportError("planted")')
    pages: list[list[str | Path]] = [
        ["serve", "--get", "/"],
        ["add", path.parent / "x.html"],
        ["articles"],
        ["check"],
    ]
    (path.parent / "x.html").write_text("<title>A page</title><p>Some words of a paragraph.</p>")
    for words in pages:
        done = subprocess.run(
            [made_up.COMMAND, "--db", path, *words],
            cwd=download, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count("planted")) == (0, 0)
    assert not (download / "RAN").exists()
