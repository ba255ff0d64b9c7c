"""
Reading articles and storing them, a batch a transaction; the lock is held for the storing alone.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from annotate.corpus import articles, indexing, versions
from annotate.corpus.database import Command
from annotate.errors import UnreadableSource
from annotate.intake import worker
from annotate.intake.item import Item
from annotate.intake.later import Later
from annotate.intake.settings import Settings
from annotate.model import Added, Metadata
from annotate.prepared import Prepared, digest
from annotate.readers.record import Record

if TYPE_CHECKING:
    from annotate.anchor import Alignment
    from annotate.intake.pool import Pool

__all__ = ["BATCH_BYTES", "BATCH_SECONDS", "Outcome", "Reader", "Target", "Work", "stored"]

BATCH_SECONDS = 0.5  # of reading go into one transaction: an article is in wholly or not at all
BATCH_BYTES = 3_000_000

TRIES = 3  # of comparing with an article that others change all the while

OURS = frozenset({"plain", "json", "markdown"})
"""Formats whose readers need no watching: they read in this process when one is enough."""

SOON = 1_000_000  # bytes that they have read within a second, whatever is in them


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the article, or in words why there is none."""

    source: str
    added: Added | None = None
    error: str | None = None
    remarks: tuple[str, ...] = ()  # of its reader, in words that follow the source


class Work(NamedTuple):
    """An item to read and store; `known`: it is in already, and need not be read."""

    item: Item
    known: Added | None = None

    @property
    def record(self) -> Record | None:
        """What has to be read."""
        return None if self.known else self.item.record


Read = tuple[Work, Prepared | str | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """How records are read; one at a time in this process, or in several when they are many."""

    settings: Settings

    def read(self, works: Iterable[Work], *, many: bool) -> Iterator[Read]:
        """What becomes of each, in order; what has nothing to read passes by."""
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

    def _read(self, record: Record | None) -> Prepared | str | None:
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


@dataclass(frozen=True, slots=True)
class Target:
    """The article that a source is the next version of, if that was said."""

    slug: str | None = None
    force: bool = False


def stored(
    corpus: Later, items: Iterable[Item], target: Target, reader: Reader, *, many: bool
) -> Iterator[Outcome]:
    """Read and store, giving what became of each item; of many the index waits."""
    fields_said = bool(reader.settings.fields)
    works = (Work(item, _known(corpus, item, target, fields_said=fields_said)) for item in items)
    waits = False
    for batch in _batches(reader.read(works, many=many)):
        if not corpus.command and not any(isinstance(answer, Prepared) for _, answer in batch):
            yield from (_failed(work.item, answer) for work, answer in batch)
            continue
        command = corpus.begun()
        if many and not waits:
            indexing.defer(command.db)
            waits = True
        yield from _stored(command, deque(batch), target, reader.aligned)
        indexing.keep_up(command.db)


def _failed(item: Item, answer: object) -> Outcome:
    return Outcome(item.name, error=f"{item.name}: {answer or item.error}")


def _known(corpus: Later, item: Item, target: Target, *, fields_said: bool) -> Added | None:
    record, command = item.record, corpus.command
    if record is None or command is None or target.slug or item.said != Metadata():
        return None
    if fields_said and record.format == "json":  # which may make another article of it
        return None
    name = digest(record.data)
    if item.is_lasting:
        return articles.already(command.db, name, item.source)
    return articles.unchanged(command.db, name)


def _batches(reading: Iterator[Read]) -> Iterator[list[Read]]:
    """As many as are read in BATCH_SECONDS, and have no more than BATCH_BYTES."""
    batch: list[Read] = []
    end, room = time.monotonic() + BATCH_SECONDS, BATCH_BYTES
    for work, answer in reading:
        batch.append((work, answer))
        room -= len(work.record.data) if work.record else 0
        if room < 0 or time.monotonic() > end:
            yield batch
            batch, end, room = [], time.monotonic() + BATCH_SECONDS, BATCH_BYTES
    if batch:
        yield batch


def _stored(
    command: Command, left: deque[Read], target: Target, align: versions.Align
) -> Iterator[Outcome]:
    """
    Store a batch, comparing versions before the lock is taken.

    What turns out not to be compared, as it follows on something in the batch or on what
    another program did meanwhile, is compared anew in a transaction of its own.
    """
    tries = 0
    while left:
        alignments = versions.Alignments(align)
        for at, (work, answer) in enumerate(left):
            if isinstance(answer, Prepared):
                try:
                    articles.foresee(command.db, alignments, answer, **_way(work.item, target))
                except UnreadableSource as error:
                    left[at] = work, str(error)
        outcomes: list[Outcome] = []
        with command, suppress(versions.Uncompared):
            while left:
                outcomes.append(_store(command, *left[0], target, alignments))
                left.popleft()
        tries = 0 if outcomes else tries + 1
        if tries == TRIES:
            name = left.popleft()[0].item.name
            told = "its article is being changed by another program; add it again"
            outcomes, tries = [Outcome(name, error=f"{name}: {told}")], 0
        yield from outcomes


def _way(item: Item, target: Target) -> "_Way":
    return _Way(
        source=item.source, slug=target.slug, force=target.force, said=item.said,
        is_lasting=item.is_lasting,
    )  # fmt: skip


class _Way(TypedDict):
    """What is said of how an item is stored."""

    source: str
    slug: str | None
    force: bool
    said: Metadata
    is_lasting: bool


def _store(
    command: Command, work: Work, answer: Prepared | str | None, target: Target,
    alignments: versions.Alignments,
) -> Outcome:  # fmt: skip
    item = work.item
    if work.known:
        if item.table != Metadata():
            articles.learn(command, work.known.slug, item.table)
        return Outcome(item.name, work.known)
    if not isinstance(answer, Prepared):
        return _failed(item, answer)
    way = _way(item, target)
    added = articles.store(command, answer, **way, alignments=alignments)
    return Outcome(item.name, added, remarks=answer.remarks)
