"""What comparing and storing a version costs when there are four times as many paragraphs."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from annotate import prepared
from annotate.anchor import align
from annotate.corpus import articles, database
from annotate.corpus import versions as versions_of
from annotate.corpus.database import Command
from annotate.readers import plain
from tests.anchor.shapes import SHAPES, Pair

from . import clock
from .place import CODER, Place
from .report import Figure

__all__ = ["versions"]

TIMES, TARGET = 4, 1.5


def versions(place: Place) -> Iterator[Figure]:
    """
    Aligning 20,000 paragraphs <= 1.5 x four times what 5,000 take, whatever happened to them.

    So is holding the lock while they are stored, all of them a little reworded.
    """
    many = 2_000 if place.quick else 20_000
    sizes = {"many": many, "few": many // TIMES}
    for name, shape in SHAPES.items():
        found = clock.medians(1, {k: partial(_aligning, shape, n) for k, n in sizes.items()})
        yield Figure(f"versions: {name}", found["many"], TIMES * found["few"], "s", TARGET)
    found = clock.medians(3, {k: partial(_holding, place, n) for k, n in sizes.items()})
    yield Figure("versions: the lock held", found["many"], TIMES * found["few"], "s", TARGET)


def _aligning(shape: Callable[[int], Pair], count: int) -> float:
    return clock.of_call(partial(align, *shape(count)))


def _holding(place: Place, count: int) -> float:
    """The CPU seconds for which a version that was compared before holds the lock."""
    old, new = (prepared.of(plain.read(data), data) for data in _reworded(count))
    with closing(database.open_write(place.empty("versions.db"), durable=False)) as db:
        command = Command(db, coder=CODER, words="add")
        articles.store(command, old, source="many.txt")
        alignments = versions_of.Alignments()
        articles.foresee(db, alignments, new, source="many.txt")
        store = partial(articles.store, command, new, source="many.txt", alignments=alignments)
        return clock.of_call(store)


def _reworded(count: int) -> Iterator[bytes]:
    for texts in SHAPES["a little reworded"](count):
        yield "\n\n".join(["A long report", *texts, ""]).encode()
