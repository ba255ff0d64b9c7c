"""Dask's own programs, started as on machines of a cluster, on this one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def _running(
    *words: str, env: Mapping[str, str] | None = None, python: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    code = "import sys; from dask.__main__ import main; sys.argv[0] = 'dask'; main()"
    process = subprocess.Popen(
        [sys.executable, *python, "-c", code, *words], env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Scheduler:
    """A scheduler, and the workers that it is given."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, stack: ExitStack) -> None:
        self.process = process
        self.address = address
        self._stack = stack

    def work(
        self, count: int = 1, *, threads: int = 1, env: Mapping[str, str] | None = None,
        python: tuple[str, ...] = (),
    ) -> subprocess.Popen[bytes]:  # fmt: skip
        """Workers, each a process of its own, below the one that watches them."""
        many = ("--nthreads", str(threads), "--nworkers", str(count))
        words = ("worker", self.address, *_HERE, *many)
        return self._stack.enter_context(
            _running(*words, "--memory-limit", "0", env=env, python=python)
        )

    def kill(self) -> None:
        """End it as a machine that loses its power."""
        self.process.kill()
        self.process.wait()


@contextmanager
def scheduler(folder: Path, *, env: Mapping[str, str] | None = None) -> Iterator[Scheduler]:
    """A scheduler; its files lie in a folder."""
    file = folder / "scheduler.json"
    words = ("scheduler", *_HERE, "--port", "0")
    with (
        ExitStack() as stack,
        _running(*words, "--scheduler-file", str(file), env=env) as process,
    ):
        end = time.monotonic() + 60
        while not (file.exists() and file.read_text().strip()):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        yield Scheduler(process, json.loads(file.read_text())["address"], stack)
