"""
What becomes of records when they are read, one at a time or in several processes; what turns
out to hold several articles is taken apart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotate.errors import UnreadableSource
from annotate.intake import worker
from annotate.intake.item import Item
from annotate.intake.notices import Remark, Watcher
from annotate.intake.settings import Settings
from annotate.intake.worker import Apart
from annotate.model import Added
from annotate.prepared import Prepared
from annotate.readers.record import Record

if TYPE_CHECKING:
    from annotate.anchor import Alignment
    from annotate.intake.pool import Pool

__all__ = ["OURS", "SOON", "Read", "Reader", "Work"]

OURS = frozenset({"plain", "json", "markdown"})
"""Formats whose readers need no watching: they read in this process when one is enough."""

_SILENTLY = Watcher()

SOON = 1_000_000  # bytes that they have read within a second, whatever is in them


class Work(NamedTuple):
    """An item to read and store; `known`: it is in already, and need not be read."""

    item: Item
    known: Added | None = None

    @property
    def record(self) -> Record | None:
        """What has to be read."""
        return None if self.known else self.item.record


Read = tuple[Work, Prepared | str | None]
Answer = Prepared | Apart | str
Know = Callable[[Item], Added | None]


def _unknown(item: Item) -> None:
    """Nothing is in already."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How records are read; one at a time in this process, or in several when they are many."""

    settings: Settings
    watcher: Watcher = _SILENTLY

    def read(self, items: Iterable[Item], know: Know = _unknown, *, many: bool) -> Iterator[Read]:
        """What becomes of each article, in order; `know` says which of them need no reading."""
        works = (Work(item, item.known or know(item)) for item in items)
        for work, answer in self._all(works, many=many):
            if not isinstance(answer, Apart):
                yield work, answer
            elif told := _one_was_meant(work.item):
                yield work, told.format(len(answer.articles))
            else:
                for words in answer.remarks:
                    self.watcher.tell(Remark(work.item.name, words))
                for found, article in answer.articles:
                    item = work.item.part(found)
                    yield Work(item, know(item)), article

    def _all(self, works: Iterable[Work], *, many: bool) -> Iterator[tuple[Work, Answer | None]]:
        with ExitStack() as stack:
            if many and self.settings.processes > 1:
                yield from self._pool(stack).read((work, work.record) for work in works)
                return
            pool: Pool | None = None
            for work in works:
                if work.record and not _is_read_soon(work.record):
                    pool = pool or self._pool(stack)
                    yield from pool.read([(work, work.record)])
                else:
                    yield work, self._read(work.record)

    def aligned(self, old: Sequence[str], new: Sequence[str]) -> "Alignment":
        """The alignment of two versions, of long ones in a process; raises UnreadableSource."""
        texts = worker.Texts(old, new)
        if sum(map(len, old)) + sum(map(len, new)) <= SOON:
            answer = worker.aligned(texts)
        else:
            with ExitStack() as stack:
                answer = self._pool(stack).aligned(texts)
        if isinstance(answer, str):
            raise UnreadableSource(answer)
        return answer

    def _read(self, record: Record | None) -> Answer | None:
        return worker.read(record, self.settings.options) if record else None

    def _pool(self, stack: ExitStack) -> "Pool":
        from annotate.intake.pool import (
            Pool,  # a file of plain text is read sooner than this is there
        )

        settings = self.settings
        return stack.enter_context(
            Pool(settings.processes, settings.options, seconds=settings.seconds)
        )


def _is_read_soon(record: Record) -> bool:
    return record.format in OURS and len(record.data) <= SOON


def _one_was_meant(item: Item) -> str | None:
    """Why an item must not turn out to be several articles, which `{}` counts."""
    said = next(iter(item.said.given()), None)
    if said is None:
        return None
    return f"holds {{}} articles, and --{said} is said of one; --no-split takes it as one"
