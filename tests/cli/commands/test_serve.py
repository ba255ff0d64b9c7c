"""`annotate serve` is the command of Datasette with our settings."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotate.cli.commands import serve
from annotate.corpus import public, publication
from annotate.corpus.publication import Publication
from tests import made_up
from tests.conftest import Run


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []
    for name in (public.OWNER, "ANNOTATE_BASE_URL"):  # which the command sets for good
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os, "execv", lambda path, words: calls.append([path, *words[1:]]))
    return calls


def test_it_becomes_datasette_on_this_database(
    run: Run, path: Path, executed: list[list[str]]
) -> None:
    run("serve", "--port", "0", "--host", "127.0.0.2")
    [words] = executed
    assert words[:6] == [sys.executable, "-P", "-m", "datasette", "serve", str(path)]
    assert words[words.index("--port") + 1] == "0"
    assert words[words.index("--host") + 1] == "127.0.0.2"
    assert "--open" not in words


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "no.such.host.example", "", "0"])
def test_a_working_database_is_served_on_this_machine_alone(
    run: Run, executed: list[list[str]], host: str
) -> None:
    result = run("serve", "--port", "0", "--host", host)
    assert (result.exit_code, result.stdout, executed) == (1, "", [])
    assert result.stderr.count("\n") == 1
    if host[:1].isdigit() and "." in host:
        assert "`annotate publish DIR` makes a copy for others" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "::1"])
def test_addresses_of_this_machine_are_the_owners(
    run: Run, executed: list[list[str]], host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_require_free", lambda host, port: None)  # ::1 may be switched off
    assert run("serve", "--port", "0", "--host", host).exit_code == 0
    assert os.environ[public.OWNER] == str(os.getpid())


def test_a_published_copy_is_served_on_any_host_and_to_no_owner(
    run: Run, path: Path, executed: list[list[str]]
) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(publication.TABLES)
        publication.write(db, Publication("Papers"))
        db.commit()
    run("serve", "--port", "0", "--host", "0.0.0.0", "--base-url", "https://papers.example/")
    [words] = executed
    assert words[words.index("--host") + 1] == "0.0.0.0"
    assert os.environ[public.OWNER] == ""
    assert os.environ["ANNOTATE_BASE_URL"] == "https://papers.example"


@pytest.mark.parametrize("address", ["papers.example", "javascript:alert(1)", "https://a.org/?b"])
def test_an_address_that_is_none_is_not_passed_over(
    run: Run, executed: list[list[str]], address: str
) -> None:
    told = run("serve", "--port", "0", "--base-url", address)
    assert (told.exit_code, executed) == (1, [])
    assert "is no address of a site" in told.stderr


def test_the_page_is_the_owners_and_of_no_process_that_inherits_what_he_set(
    run: Run, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("One paragraph of words.\n")
    run("add", tmp_path / "a.txt")
    run("note", "one-paragraph-of-words:1", "mine alone", "--private")
    get: list[str | Path] = [
        made_up.COMMAND,
        "--db",
        path,
        "serve",
        "--get",
        "/read/one-paragraph-of-words",
    ]
    assert "Private: only you see this note" in subprocess.check_output(get, text=True)
    stock: list[str | Path] = [
        sys.executable,
        "-m",
        "datasette",
        "--get",
        "/read/one-paragraph-of-words",
        path,
    ]
    env = os.environ | {public.OWNER: str(os.getpid())}
    told = subprocess.run(stock, capture_output=True, text=True, check=True, env=env).stdout
    assert "One paragraph of words" in told
    assert "mine alone" not in told


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
