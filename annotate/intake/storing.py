"""
Reading articles and storing them, a batch a transaction; the lock is held for the storing alone.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from annotate.corpus import articles, in_already, indexing, versions
from annotate.corpus.database import Command
from annotate.errors import UnreadableSource
from annotate.intake.item import Item
from annotate.intake.later import Later
from annotate.intake.reading import Read, Reader, Work
from annotate.model import Added, Metadata
from annotate.prepared import Prepared, digest

__all__ = ["BATCH_BYTES", "BATCH_SECONDS", "MANY", "Outcome", "Target", "stored"]

BATCH_SECONDS = 0.5  # of reading go into one transaction: an article is in wholly or not at all
BATCH_BYTES = 3_000_000

MANY = 20  # articles from which on the search index is written at the end

TRIES = 3  # of comparing with an article that others change all the while


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the article, or in words why there is none."""

    source: str
    added: Added | None = None
    error: str | None = None
    remarks: tuple[str, ...] = ()  # of its reader, in words that follow the source
    is_listed: bool = False  # in a list of addresses


@dataclass(frozen=True, slots=True)
class Target:
    """The article that a source is the next version of, if that was said."""

    slug: str | None = None
    force: bool = False


def stored(
    corpus: Later, items: Iterable[Item], target: Target, reader: Reader, *, many: bool
) -> Iterator[Outcome]:
    """Read and store, giving what became of each item; of many the index waits."""
    settings = reader.settings

    def know(item: Item) -> Added | None:
        if settings.apart:
            return None
        return _known(corpus, item, target, fields_said=bool(settings.fields))

    waits = False
    for batch in _batches(reader.read(items, know, many=many)):
        if not corpus.command and not any(isinstance(answer, Prepared) for _, answer in batch):
            yield from (_failed(work.item, answer) for work, answer in batch)
            continue
        command = corpus.begun()
        if (many or len(batch) > MANY or not settings.indexes) and not waits:
            indexing.defer(command.db)
            waits = True
        if settings.apart:
            yield from _stored_apart(command, batch)
        else:
            yield from _stored(command, deque(batch), target, reader.aligned)
        if settings.indexes:
            indexing.keep_up(command.db)


def _failed(item: Item, answer: object) -> Outcome:
    error = f"{item.name}: {answer or item.error}"
    return Outcome(item.name, error=error, is_listed=item.is_listed)


def _known(corpus: Later, item: Item, target: Target, *, fields_said: bool) -> Added | None:
    record, command = item.record, corpus.command
    if record is None or command is None or target.slug or item.said != Metadata():
        return None
    if fields_said and record.format == "json":  # which may make another article of it
        return None
    name = partial(digest, record.data)
    return in_already.by_source(command.db, name, item.source, is_lasting=item.is_lasting)


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


def _stored_apart(command: Command, batch: list[Read]) -> Iterator[Outcome]:
    """Store a batch, whatever is known of the articles already."""
    outcomes: list[Outcome] = []
    with command:
        for work, answer in batch:
            item = work.item
            if not isinstance(answer, Prepared):
                outcomes.append(_failed(item, answer))
                continue
            added = articles.apart(command, answer, source=item.source, said=item.said)
            outcomes.append(Outcome(item.name, added, remarks=answer.remarks))
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
