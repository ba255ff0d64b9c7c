"""
How far `annotate add` is: a bar over the bytes of its sources, on a terminal.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator

import click

from annotate.cli.opening import Item
from annotate.cli.sources import Source

__all__ = ["over", "size"]


def size(found: Iterable[Source]) -> int:
    """The bytes of all sources that are files."""
    return sum(_size(source.name) for source in found)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # an address, stdin, or gone
        return 0


def over(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items again, and a bar with their number, their rate and the time left."""
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
