"""
What `annotate add` shows while it works: notices, and on a terminal how far it is.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager

import click

from annotate.cli import output
from annotate.intake.item import Item
from annotate.intake.notices import Interrupted, Notice, Watcher
from annotate.intake.sources import Source

__all__ = ["Shown"]


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
        return items if self._total is None else _with_bar(items, self._total)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # an address, stdin, or gone
        return 0


def _with_bar(items: Iterator[Item], total: int) -> Iterator[Item]:
    started, count = time.monotonic(), 0

    def told(_: object) -> str:
        rate = count / max(0.001, time.monotonic() - started)
        return f"{count:,} articles, {rate:,.0f}/s"

    bar = click.progressbar(
        length=max(1, total), label="adding", file=sys.stderr, item_show_func=told, width=20
    )
    with bar:
        for item in items:
            count += 1
            yield item
            bar.update(item.size, item.name)
