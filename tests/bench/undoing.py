"""What taking many articles back costs, and putting them back, beside adding them."""

from collections.abc import Iterator
from contextlib import closing
from time import process_time

from annotate.corpus import articles, history
from annotate.corpus.database import Command, open_write
from annotate.model import Block, Draft, Metadata

from . import clock
from .place import CODER, Place
from .report import Figure

__all__ = ["undo"]

TARGET = 1
FILES = 3
MEMORY = 80.0  # MB
PARAGRAPHS = 20


def undo(place: Place) -> Iterator[Figure]:
    """Undoing and redoing an `add` of 1,000 articles <= what adding them took, in CPU."""
    count = 300 if place.quick else 1_000
    times = []
    with closing(open_write(place.work / "undo.db", create=True)) as db:
        start = process_time()
        adding = Command(db, coder=CODER, words="add")
        with adding:
            for number in range(count):
                made = _draft(number)
                articles.add(adding, made, made.text.encode(), source=f"{number}.txt")
        times.append(process_time() - start)
        for back in (history.undo, history.redo):
            start = process_time()
            back(Command(db, coder=CODER, words=back.__name__))
            times.append(process_time() - start)
    for name, spent in zip(("undo", "redo"), times[1:], strict=True):
        yield Figure(f"{name} of adding {count:,} articles", spent, times[0], "s", TARGET)

    yield from _of_files(place)


def _of_files(place: Place) -> Iterator[Figure]:
    """The same of files as people add them, <= 3 x; in memory that does not grow with them."""
    path = place.empty("undo-files.db")
    folder = str(place.files(1, place.middle))
    env = place.env(ANNOTATE_CODER=CODER)
    added = clock.of_process(place.annotate(path, "add", "--workers", "1", folder), env=env)
    for word in ("undo", "redo"):
        spent, memory = clock.of_process_with_memory(place.annotate(path, word), env=env)
        name = f"{word} of adding {place.middle:,} files"
        yield Figure(name, spent, added, "s", FILES)
        yield Figure(f"{name}, memory beside {MEMORY:.0f} MB", memory, MEMORY, "MB", 1)


def _draft(number: int) -> Draft:
    text, blocks = "", []
    for each in range(PARAGRAPHS):
        words = f"{number}: {each} of the words that stand in each of these"
        blocks.append(Block(len(text), len(text) + len(words), "body"))
        text += f"{words}\n\n"
    return Draft(text, tuple(blocks), Metadata(title=f"Number {number}"), "text/plain")
