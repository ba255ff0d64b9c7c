"""What it costs to look for private strings in what is to be published."""

import hashlib
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from annotate.corpus.secrets import Secret
from annotate.publish.leaks import search

from . import corpus
from .place import Place
from .report import Figure

__all__ = ["leaks"]

LENGTH = 80  # characters of a private string
COUNTS = (100, 10_000, 100_000)  # private strings


def leaks(place: Place) -> Iterator[Figure]:
    """Looking for private strings in a folder, against the sha256 of the same bytes."""
    folder = place.work / "leaks"
    folder.mkdir()
    texts = [corpus.article(number) for number in range(place.middle)]
    (folder / "texts").write_bytes(b"\0".join(texts))
    floor = _seconds(lambda: _digest(folder / "texts"))
    # of articles that are not there, in the same words
    private = b" ".join(map(corpus.article, range(10**6, 10**6 + place.middle))).decode()
    for count in COUNTS[: place.rounds(3, 2)]:
        strings = [private[n * LENGTH : (n + 1) * LENGTH] for n in range(count)]
        secrets = [Secret(text, "note", "notes", n) for n, text in enumerate(strings)]
        seconds = _seconds(partial(search, folder, secrets, tuple, _none))
        name = f"leak test, {count:,} strings"
        yield Figure(name, 1000 * seconds, 1000 * floor, "ms", 0, None)


def _none(words: Collection[str]) -> set[str]:
    """That all words are public."""
    return set()


def _digest(path: Path) -> None:
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor: whatever else the machine does."""
    before = time.process_time()
    work()
    return time.process_time() - before
