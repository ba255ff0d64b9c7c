"""
Processes that read, several at once; what they make of records comes back in order.

Each is watched: one that takes too long over a record, or breaks down on it, is
ended and replaced, and the record is said to be unreadable.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar, cast

from annotate.intake.process import Ended, Process, watching
from annotate.intake.sources import too_slow
from annotate.intake.worker import Apart, Texts
from annotate.prepared import Prepared
from annotate.readers.record import Options, Record

if TYPE_CHECKING:
    from annotate.anchor import Alignment

__all__ = ["Pool"]

BATCH_BYTES = 200_000  # records sent to a process at once: some tens of milliseconds of reading
BATCH_RECORDS = 64
# that wait to be read or to be fetched: so processes have work while what they read is stored and
# indexed, for half a second and more; what is made of records takes four times their bytes
AHEAD = 30  # batches
AHEAD_BYTES = 6_000_000

Answer = Prepared | Apart | str
T = TypeVar("T")
_Pending = tuple[Future[list[tuple[T, Answer | None]]], int]  # with the bytes of its records


class Pool:
    """Up to so many processes; `seconds` is what a record, or a comparison, may take."""

    def __init__(self, workers: int, options: Options, *, seconds: float) -> None:
        self._workers, self._options, self._seconds = workers, options, seconds
        self._threads = ThreadPoolExecutor(workers)
        self._all = [Process("annotate.intake.worker", seconds) for _ in range(workers)]
        self._idle: SimpleQueue[Process] = SimpleQueue()
        for process in self._all:
            self._idle.put(process)
        self._watched = ExitStack()
        self._watched.enter_context(watching(self._all))

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._watched.close()
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            process.close()

    def read(self, items: Iterable[tuple[T, Record | None]]) -> Iterator[tuple[T, Answer | None]]:
        """What becomes of each record, in order; what has no record passes by."""
        pending: deque[_Pending[T]] = deque()
        ahead = 0
        for batch in _batches(items):
            size = sum(len(record.data) for _, record in batch if record)
            pending.append((self._threads.submit(self._read, batch), size))
            ahead += size
            while pending and (pending[0][0].done() or self._is_enough(len(pending), ahead)):
                first, size = pending.popleft()
                ahead -= size
                yield from first.result()
        for each, _ in pending:
            yield from each.result()

    def _is_enough(self, batches: int, size: int) -> bool:
        """Whether so much is on its way that the first is waited for; each process has some."""
        return batches > AHEAD or (size > AHEAD_BYTES and batches > self._workers)

    def aligned(self, texts: Texts) -> "Alignment | str":
        """The alignment of two versions, or why there is none."""
        process = self._idle.get()
        try:
            answer = next(process.answered(self._options, [texts]))
        finally:
            self._idle.put(process)
        return cast("Alignment | str", self._told(answer, "compared with its last version"))

    def _read(self, batch: list[tuple[T, Record | None]]) -> list[tuple[T, Answer | None]]:
        records = [record for _, record in batch if record]
        process = self._idle.get()
        try:
            found = process.answered(self._options, records)
        finally:
            self._idle.put(process)
        answers = (cast(Answer, self._told(answer, "read")) for answer in found)
        return [(item, next(answers) if record else None) for item, record in batch]

    def _told(self, answer: object, done: str) -> object:
        """An answer, or why there is none."""
        if not isinstance(answer, Ended):
            return answer
        if answer.is_late:
            return too_slow(self._seconds, done)
        return f"breaks the reader ({answer.words})" if answer.words else "was not read"


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
