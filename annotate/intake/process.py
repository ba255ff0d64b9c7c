"""
A process that answers tasks, and is watched: it is another program to whoever asks.

What takes too long over a task, or breaks down on it, is ended and begun anew, and the answer
to that task says so. Messages are pickled: what the tasks are about, then the tasks; an answer
follows each at once, so that it is known on which one it ended.
"""

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

__all__ = ["Ended", "Process", "watching"]

PATIENCE = 2  # seconds for a process to end by itself

# without the working folder, in which anything may lie, on the path
_START = "import sys; sys.path[:] = {path!r}; from {module} import main; main()"


class Ended(NamedTuple):
    """The answer to a task on which a process ended: it took too long, or what it said last."""

    is_late: bool = False
    words: str = ""  # neither: it was ended from outside


class Process:
    """One process, started when first needed and again when it has died; `module` has its main."""

    def __init__(self, module: str, seconds: float) -> None:
        self._module, self._seconds = module, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._talk = tempfile.TemporaryFile()  # noqa: SIM115  what it writes to stderr
        self._deadline: float | None = None
        self._is_late = self._is_over = False
        self._starting = threading.Lock()

    def answered(self, about: object, tasks: Sequence[object]) -> Iterator[object]:
        """What the process makes of each task, or Ended."""
        answers: list[object] = []
        while len(answers) < len(tasks):
            answers += self._answers(about, tasks[len(answers) :])
        return iter(answers)

    def _answers(self, about: object, tasks: Sequence[object]) -> list[object]:
        """The answers as far as the process lives; for the one on which it died, Ended."""
        answers: list[object] = []
        process = self._started()
        if process is None:
            return [Ended()] * len(tasks)
        assert process.stdin
        assert process.stdout
        try:
            self._begin()
            pickle.dump((about, tasks), process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            for _ in tasks:
                self._begin()
                answers.append(pickle.load(process.stdout))
        except (EOFError, OSError, pickle.UnpicklingError):
            answers.append(self._cause())
        self._deadline = None
        return answers

    def _begin(self) -> None:
        self._deadline = time.monotonic() + self._seconds

    def _started(self) -> subprocess.Popen[bytes] | None:
        """The process, None when it is over."""
        with self._starting:
            if self._process is None and not self._is_over:
                self._is_late = False
                code = _START.format(path=sys.path, module=self._module)
                self._process = subprocess.Popen(
                    [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=self._talk, env={**os.environ, "PYTHONSAFEPATH": "1"},
                )  # fmt: skip
            return self._process

    def _cause(self) -> Ended:
        """Why the process died."""
        with self._starting:
            process, self._process = self._process, None
        if process is None:  # ended from outside
            return Ended()
        process.kill()
        process.communicate()
        if self._is_late:
            return Ended(is_late=True)
        return Ended(words=self._last_words() or f"exit {process.returncode}")

    def _last_words(self) -> str:
        """The error at the end of a traceback, if there is one."""
        self._talk.seek(0)
        told = self._talk.read().decode(errors="replace").strip()
        self._talk.truncate(0)
        return told.splitlines()[-1] if "Traceback" in told else ""

    def kill_if_late(self) -> None:
        """End the process if it takes too long; whoever waits for it learns of it."""
        deadline, process = self._deadline, self._process
        if deadline is not None and process is not None and time.monotonic() > deadline:
            self._is_late = True
            process.kill()

    def end(self) -> None:
        """End the process for good."""
        with self._starting:
            self._is_over = True
            process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:  # it does not hear: whoever started us ignores it
                process.kill()
                process.communicate()

    def close(self) -> None:
        """Drop what it wrote; call when nobody waits for it any more."""
        self._talk.close()


@contextmanager
def watching(processes: Sequence[Process]) -> Iterator[None]:
    """End what takes too long meanwhile; ends all of them for good at its end."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            for process in processes:
                process.kill_if_late()

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()
        for process in processes:
            process.end()
