"""
What `annotate add` shows while it works: notices, and on a terminal how far it is.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

import click

from annotate.cli import output
from annotate.intake.item import Item
from annotate.intake.notices import Interrupted, Notice, Watcher
from annotate.intake.sources import Source

if TYPE_CHECKING:
    from annotate.shards.spreading import Done

__all__ = ["Shown"]

T = TypeVar("T")


class Shown(Watcher):
    """Says every notice, and shows a bar over the bytes of the sources that were counted."""

    def __init__(self) -> None:
        self._total: int | None = None  # bytes

    def counted(self, found: Iterable[Source]) -> list[Source]:
        """All the sources, their names alone, so that how much there is to do is known."""
        files = list(found)
        self._total = sum(_size(source.name) for source in files)
        return files

    def tell(self, notice: Notice) -> None:
        """A line on stderr; an interruption leaves the line that ^C stands in first."""
        output.say(f"\n{notice}" if isinstance(notice, Interrupted) else str(notice))

    def working(self, on: str) -> AbstractContextManager[object]:
        """What is being done, on a terminal, for as long as it takes."""
        return output.working(on)

    def many(self, items: Iterator[Item]) -> Iterator[Item]:
        """The articles again, and a bar with their number, their rate and the time left."""
        return items if self._total is None else _with_bar(items, self._total, _of_item)

    def tasks(self, done: "Iterator[Done]", total: int) -> "Iterator[Done]":
        """The tasks of a run again, and on a terminal the same bar over their bytes."""
        return _with_bar(done, total, _of_task) if sys.stderr.isatty() else done


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # an address, stdin, or gone
        return 0


def _of_item(item: Item) -> tuple[int, int, str]:
    """Articles, bytes, and what is shown beside the bar when it has passed."""
    return 1, item.size, item.name


def _of_task(done: "Done") -> tuple[int, int, str]:
    articles = sum(done.made.statuses.values()) if done.made else 0
    return articles, done.task.size, done.task.told


def _with_bar(
    items: Iterator[T], total: int, measured: Callable[[T], tuple[int, int, str]]
) -> Iterator[T]:
    started, count = time.monotonic(), 0

    def told(_: object) -> str:
        rate = count / max(0.001, time.monotonic() - started)
        return f"{count:,} articles, {rate:,.0f}/s"

    bar = click.progressbar(
        length=max(1, total), label="adding", file=sys.stderr, item_show_func=told, width=20
    )
    with bar:
        for item in items:
            articles, size, name = measured(item)
            count += articles
            yield item
            bar.update(size, name)
