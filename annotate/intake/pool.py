"""
Processes that read, several at once; what they make of records comes back in order.

Each is watched: one that takes too long over a record, or breaks down on it, is
ended and replaced, and the record is said to be unreadable.
"""

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar, cast

from annotate.intake.sources import too_slow
from annotate.intake.worker import Apart, Texts
from annotate.prepared import Prepared
from annotate.readers.record import Options, Record

if TYPE_CHECKING:
    from annotate.anchor import Alignment

__all__ = ["Pool"]

BATCH_BYTES = 200_000  # records sent to a process at once: some tens of milliseconds of reading
BATCH_RECORDS = 64
PATIENCE = 2  # seconds for a process to end by itself
AHEAD = 4  # batches a process, that wait to be read or to be fetched

# without the working folder, in which anything may lie, on the path
_START = "import sys; sys.path[:] = {path!r}; from annotate.intake.worker import main; main()"

Answer = Prepared | Apart | str
T = TypeVar("T")


class Pool:
    """Up to so many processes; `seconds` is what a record, or a comparison, may take."""

    def __init__(self, workers: int, options: Options, *, seconds: float) -> None:
        self._workers = workers
        self._threads = ThreadPoolExecutor(workers)
        self._all = [_Process(options, seconds) for _ in range(workers)]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        for process in self._all:
            self._idle.put(process)
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for process in self._all:
            process.end()
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            process.close()

    def read(self, items: Iterable[tuple[T, Record | None]]) -> Iterator[tuple[T, Answer | None]]:
        """What becomes of each record, in order; what has no record passes by."""
        pending: deque[Future[list[tuple[T, Answer | None]]]] = deque()
        for batch in _batches(items):
            pending.append(self._threads.submit(self._read, batch))
            while pending[0].done() or len(pending) > AHEAD * self._workers:
                yield from pending.popleft().result()
                if not pending:
                    break
        while pending:
            yield from pending.popleft().result()

    def aligned(self, texts: Texts) -> "Alignment | str":
        """The alignment of two versions, or why there is none."""
        process = self._idle.get()
        try:
            answer = next(process.answered([texts]))
        finally:
            self._idle.put(process)
        return cast("Alignment | str", answer)

    def _read(self, batch: list[tuple[T, Record | None]]) -> list[tuple[T, Answer | None]]:
        records = [record for _, record in batch if record]
        process = self._idle.get()
        try:
            answers = cast(Iterator[Answer], process.answered(records))
        finally:
            self._idle.put(process)
        return [(item, next(answers) if record else None) for item, record in batch]

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            for process in self._all:
                process.kill_if_late()


def _batches(
    items: Iterable[tuple[T, Record | None]],
) -> Iterator[list[tuple[T, Record | None]]]:
    batch: list[tuple[T, Record | None]] = []
    room = BATCH_BYTES
    for item, record in items:
        batch.append((item, record))
        room -= len(record.data) if record else 0
        if room <= 0 or len(batch) == BATCH_RECORDS:
            yield batch
            batch, room = [], BATCH_BYTES
    if batch:
        yield batch


class _Process:
    """One process, started when first needed and again when it has died."""

    def __init__(self, options: Options, seconds: float) -> None:
        self._options, self._seconds = options, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._talk = tempfile.TemporaryFile()  # noqa: SIM115  what it writes to stderr
        self._deadline: float | None = None
        self._is_late = self._is_over = False
        self._starting = threading.Lock()

    def answered(self, tasks: Sequence[Record | Texts]) -> "Iterator[Answer | Alignment]":
        """What the process makes of each, or why it makes nothing."""
        answers: list[Answer | Alignment] = []
        while len(answers) < len(tasks):
            answers += self._answers(tasks[len(answers) :])
        return iter(answers)

    def _answers(self, tasks: Sequence[Record | Texts]) -> "list[Answer | Alignment]":
        """The answers as far as the process lives; for the one on which it died, why."""
        answers: list[Answer | Alignment] = []
        process = self._started()
        if process is None:
            return ["was not read"] * len(tasks)
        assert process.stdin
        assert process.stdout
        try:
            self._begin()
            pickle.dump((self._options, tasks), process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            for _ in tasks:
                self._begin()
                answers.append(pickle.load(process.stdout))
        except (EOFError, OSError, pickle.UnpicklingError):
            answers.append(self._cause(tasks[len(answers)]))
        self._deadline = None
        return answers

    def _begin(self) -> None:
        self._deadline = time.monotonic() + self._seconds

    def _started(self) -> subprocess.Popen[bytes] | None:
        """The process, None when it is over."""
        with self._starting:
            if self._process is None and not self._is_over:
                self._is_late = False
                code = _START.format(path=sys.path)
                self._process = subprocess.Popen(
                    [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=self._talk, env={**os.environ, "PYTHONSAFEPATH": "1"},
                )  # fmt: skip
            return self._process

    def _cause(self, task: Record | Texts) -> str:
        """Why the process died."""
        with self._starting:
            process, self._process = self._process, None
        if process is None:  # ended from outside
            return "was not read"
        process.kill()
        process.communicate()
        if self._is_late:
            compared = "compared with its last version"
            return too_slow(self._seconds, compared if isinstance(task, Texts) else "read")
        return f"breaks the reader ({self._last_words() or f'exit {process.returncode}'})"

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
