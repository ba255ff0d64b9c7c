"""`annotate serve` is the command of Datasette with our settings."""

import os
import socket
import sys
from pathlib import Path

import pytest

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
    assert words[:5] == [sys.executable, "-m", "datasette", "serve", str(path)]
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
