"""What comparing two versions costs when there are four times as many paragraphs."""

from collections.abc import Callable, Iterator
from functools import partial

from annotate.anchor import align
from tests.anchor.shapes import SHAPES, Pair

from . import clock
from .place import Place
from .report import Figure

__all__ = ["versions"]

TIMES, TARGET = 4, 1.5


def versions(place: Place) -> Iterator[Figure]:
    """Aligning 20,000 paragraphs <= 1.5 x four times what 5,000 take, whatever happened to them."""
    many = 2_000 if place.quick else 20_000
    for name, shape in SHAPES.items():
        sizes = {"many": many, "few": many // TIMES}
        found = clock.medians(1, {k: partial(_aligning, shape, n) for k, n in sizes.items()})
        yield Figure(f"versions: {name}", found["many"], TIMES * found["few"], "s", TARGET)


def _aligning(shape: Callable[[int], Pair], count: int) -> float:
    return clock.of_call(partial(align, *shape(count)))
