"""
The whole job: from files, folders and addresses to stored articles.

It prints nothing and asks nobody: what becomes of each source is an `Outcome`, all else
that there is to tell goes to a `Watcher`.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain

from annotate.corpus import in_already, indexing
from annotate.intake import storing
from annotate.intake.item import Item
from annotate.intake.later import Later
from annotate.intake.notices import Interrupted, Remark, Watcher
from annotate.intake.opening import Opener
from annotate.intake.reading import Reader
from annotate.intake.settings import DEFAULT, Settings
from annotate.intake.sources import Source
from annotate.intake.storing import MANY, Outcome, Target
from annotate.model import Added
from annotate.prepared import Prepared

__all__ = ["MUCH", "adding", "tried"]

MUCH = 8_000_000  # bytes of them, likewise

_ANY = Target()
_SILENTLY = Watcher()


@contextmanager
def adding(
    corpus: Later,
    found: Iterable[Source],
    *,
    target: Target = _ANY,
    settings: Settings = DEFAULT,
    watcher: Watcher = _SILENTLY,
) -> Iterator[Iterator[Outcome]]:
    """
    Add the sources; gives what becomes of each, in order, once it is stored.

    An article is in wholly or not at all. When they are many, the search index waits
    for the end of the `with`, however it comes; then all is on the disk, too.
    """
    if target.slug:
        settings = replace(settings, split=False)  # it is the next version of one article
        corpus.begun()
    items, is_many = _looked_ahead(_opener(corpus, settings, watcher).items(found), watcher)
    try:
        outcomes = storing.stored(corpus, items, target, Reader(settings, watcher), many=is_many)
        yield _remarked(outcomes, watcher)
    except KeyboardInterrupt:
        watcher.tell(Interrupted(""))
        raise
    finally:
        if corpus.command:
            with watcher.working("indexing"):
                if settings.indexes:
                    indexing.catch_up(corpus.command.db)
                corpus.command.sync()


def _opener(corpus: Later, settings: Settings, watcher: Watcher) -> Opener:
    def know(address: str) -> Added | None:
        return in_already.fetched(corpus.command.db, address) if corpus.command else None

    return Opener(settings, corpus.folder, watcher, know)


def tried(
    found: Iterable[Source], *, settings: Settings = DEFAULT, watcher: Watcher = _SILENTLY
) -> Iterator[tuple[Item, Prepared | str]]:
    """What the sources would be as articles, or in words why they cannot be; stores nothing."""
    items = Opener(settings, os.curdir, watcher).items(found)
    for work, answer in Reader(settings, watcher).read(items, many=False):
        if isinstance(answer, Prepared):
            _tell(work.item.name, answer.remarks, watcher)
        yield work.item, answer or work.item.error or ""


def _remarked(outcomes: Iterable[Outcome], watcher: Watcher) -> Iterator[Outcome]:
    """The outcomes again; the watcher is told what readers remarked."""
    for outcome in outcomes:
        _tell(outcome.source, outcome.remarks, watcher)
        yield outcome


def _tell(source: str, remarks: Iterable[str], watcher: Watcher) -> None:
    for words in remarks:
        watcher.tell(Remark(source, words))


def _looked_ahead(items: Iterator[Item], watcher: Watcher) -> tuple[Iterator[Item], bool]:
    """The articles, and whether they are many, which the watcher then sees pass."""
    ahead, size = [], 0
    for item in items:
        ahead.append(item)
        size += len(item.record.data) if item.record else 0
        if len(ahead) > MANY or size > MUCH:
            return watcher.many(chain(ahead, items)), True
    return iter(ahead), False
