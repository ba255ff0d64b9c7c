"""The example corpus of the tests, and ways to call the command on it."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from annotate.cli import main
from annotate.corpus.database import Command, open_write
from tests import made_up

settings.register_profile(
    "annotate",
    deadline=None,
    max_examples=80,
    derandomize=True,  # the same of the same code; `make fuzz` looks for more
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz", settings.get_profile("annotate"), max_examples=2000, derandomize=False
)
settings.load_profile("annotate")


class Run(Protocol):
    """Calls the command in this process."""

    def __call__(self, *args: str | Path, stdin: str | bytes | None = None) -> Result: ...


class Process(Protocol):
    """Calls the command as a user's shell does."""

    def __call__(
        self, *args: str | Path, stdin: bytes | None = None
    ) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three made-up articles in a database; copied for every test, never changed."""
    path = tmp_path_factory.mktemp("built") / "corpus.db"
    with closing(open_write(path, create=True)) as db:
        made_up.fill(db)
        db.execute("pragma wal_checkpoint(truncate)")
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A database of this test's own with the three made-up articles."""
    copy = tmp_path / "corpus.db"
    copy.write_bytes(built.read_bytes())
    return copy


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """That database, open for writing."""
    with closing(open_write(path)) as db:
        yield db


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database without articles."""
    with closing(open_write(made_up.empty(tmp_path / "empty.db"))) as db:
        yield db


@pytest.fixture
def anna(db: sqlite3.Connection) -> Command:
    """A first command of Anna's."""
    return Command(db, coder="anna", words="a test")


@pytest.fixture
def environment() -> dict[str, str]:
    """The variables of this process, ours set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANNOTATE_")}
    return {**kept, "ANNOTATE_CODER": "anna"}


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command on the database of this test, in this process."""
    monkeypatch.delenv("ANNOTATE_BASE_URL", raising=False)
    monkeypatch.setenv("ANNOTATE_CODER", "anna")
    monkeypatch.setenv("ANNOTATE_DB", str(path))  # no option: those are said once
    runner = CliRunner()

    def call(*args: str | Path, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(main, list(map(str, args)), input=stdin, catch_exceptions=False)

    return call


@pytest.fixture
def process(path: Path, environment: dict[str, str]) -> Process:
    """The command on the database of this test, in a process of its own."""

    def call(*args: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [made_up.COMMAND, *args],
            input=stdin, env={**environment, "ANNOTATE_DB": str(path)},
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip

    return call
