"""
Which tag is meant by a few letters of its name, typed while the list of those it may be shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.text.tag_names import folded

__all__ = ["Names"]

_BEGINS, _WORST = 3, 9  # ranks: a part or a word begins so; it is not meant


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    place: str
    starts: tuple[int, ...]  # where a part of the path, or a word in one, begins


class Names:
    """The names of a codebook, ready to be searched at every key."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [_ready(name) for name in names]

    def like(self, typed: str, *, most: int = 8) -> tuple[list[str], bool]:
        """
        The names that may be meant, likeliest first, and whether the first is likelier than a new.

        First those of which a part begins so, then those in which it stands, then those that
        have its letters in this order. Of the same rank, the shorter.
        """
        sought = folded(" ".join(typed.split()))
        ranked = ((_rank(each, sought), len(each.place), each) for each in self._names)
        found = sorted(
            (rank, length, each.place, each.name) for rank, length, each in ranked if rank < _WORST
        )
        is_meant = bool(sought and found and found[0][0] <= _BEGINS)
        return [name for _, _, _, name in found[:most]], is_meant

    def exact(self, typed: str) -> str | None:
        """The name that is this one, whatever the case."""
        sought = folded(" ".join(typed.split()))
        return next((each.name for each in self._names if each.place == sought), None)


def _ready(name: str) -> _Name:
    place = folded(name)
    starts = [0, *(at + 1 for at, sign in enumerate(place) if sign in "/-_ ")]
    return _Name(name, place, tuple(starts))


def _rank(each: _Name, sought: str) -> int:
    place = each.place
    if place == sought:
        return 0
    if sought in place:
        leaf = place.rfind("/") + 1
        if place.startswith(sought, leaf):
            return 1 if len(place) - leaf == len(sought) else 2
        begins = any(place.startswith(sought, start) for start in each.starts)
        return 3 if begins else 4
    return 5 if _in_order(place, sought) else _WORST


def _in_order(place: str, sought: str) -> bool:
    at = -1
    for letter in sought:
        at = place.find(letter, at + 1)
        if at < 0:
            return False
    return True
