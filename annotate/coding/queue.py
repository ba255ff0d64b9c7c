"""
The queue of a session: one paragraph after another, each looked up when it is wanted.
"""

import random
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

from annotate.corpus import indexing, queueing, search, suggestions
from annotate.errors import BadInput

__all__ = ["ORDERS", "Extent", "Left", "Queue", "opened"]

ORDERS = ("unread", "all", "random", "unsure")
"""
Unread paragraphs in the order of the corpus, all of them, unread ones in any order, or those of
which the last `annotate suggest` was least sure.
"""

_AT_ONCE = 100  # ids of a list that are looked up together


@dataclass(frozen=True, slots=True)
class Left:
    """
    How far one is: `unread` are left of the queue, `coded` were coded in this session.

    `place` is the place of the paragraph among the `whole` of the queue, where all are read.
    """

    unread: int
    coded: int
    place: int = 0
    whole: int = 0


class Queue:
    """Ids of paragraphs, one after another; those put off come at the end."""

    def __init__(
        self, source: Iterator[Sequence[int]], keep: Callable[[Sequence[int]], list[int]]
    ) -> None:
        self._source, self._keep = source, keep
        self._ready: deque[int] = deque()
        self._later: deque[int] = deque()
        self._given = set[int]()
        self._passed = set[int]()  # shown before their turn

    def next(self) -> int | None:
        """The next one that is still wanted; None at the end."""
        while self._ready or self._fill():
            id = self._ready.popleft()
            if id in self._passed:
                self._passed.discard(id)
            elif self._keep([id]):
                self._given.add(id)
                return id
        return None

    def _fill(self) -> bool:
        for ids in self._source:
            self._ready.extend(self._keep(ids))
            if self._ready:
                return True
        self._ready, self._later = self._later, deque()
        return bool(self._ready)

    def pass_by(self, id: int) -> None:
        """It is shown before its turn, and does not come again then."""
        if id not in self._given:
            self._passed.add(id)

    def put_off(self, id: int) -> None:
        """It comes again when all else was there."""
        self._later.append(id)


class Extent:
    """What a queue is of: the whole corpus, or what a query found."""

    def __init__(self, db: sqlite3.Connection, coder: str, found: Sequence[int] | None) -> None:
        self._db, self._coder = db, coder
        self._found = found
        self._places: dict[int, int] | None = None
        self._before = (0, 0)  # an article, and how many paragraphs are before it

    def unread(self) -> int:
        """How many the coder has not read."""
        if self._found is None:
            return queueing.left(self._db, self._coder)
        return len(queueing.wanted(self._db, self._found, self._coder))

    def whole(self) -> int:
        """How many there are."""
        return queueing.count(self._db) if self._found is None else len(self._among(self._found))

    def place(self, id: int) -> int:
        """The how manieth a paragraph is, from 1; 0 for one that is not among them."""
        if self._found is None:
            self._before, place = queueing.place(self._db, id, self._before)
            return place
        return self._among(self._found).get(id, 0)

    def _among(self, found: Sequence[int]) -> dict[int, int]:
        """The places of those that can be shown."""
        if self._places is None:
            shown = queueing.wanted(self._db, found)
            self._places = {each: at for at, each in enumerate(shown, 1)}
        return self._places


def opened(db: sqlite3.Connection, coder: str, query: str, order: str) -> tuple[Queue, Extent]:
    """
    A queue, from where the coder stopped in it, and what it is of.

    Raises BadInput for a query that cannot be read or that finds nothing, and where nothing is
    known to be unsure.
    """
    unread_by = None if order == "all" else coder
    last = queueing.stopped(db, coder, query, order)
    seed = crc32(f"{coder}\n{query}".encode())
    found = None
    if query:
        indexing.catch_up(db)
        found = search.ids(db, query, private=True)
        if not found:
            raise BadInput(f"nothing to read: no paragraph is found by {query!r}")
    if order == "unsure":
        found = _unsure(db, found)
        source = _listed(found)
    elif found is not None:
        source = _listed(_from(found, last) if order != "random" else _mixed(found, seed))
    elif order == "random":
        source = queueing.at_random(db, seed)
    else:
        source = queueing.in_order(db, last)
        if last is not None:
            source = _skipping(source, last)
    queue = Queue(iter(source), lambda ids: queueing.wanted(db, ids, unread_by))
    return queue, Extent(db, coder, found)


def _unsure(db: sqlite3.Connection, found: Sequence[int] | None) -> list[int]:
    ids = suggestions.least_sure(db, found)
    if not ids:
        of_these = " about what the query finds" if found is not None else ""
        raise BadInput(
            f"no model is unsure{of_these}; `annotate suggest TAG` learns a tag, and says what"
            " it is least sure of"
        )
    return ids


def _listed(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))


def _from(ids: list[int], last: int | None) -> list[int]:
    at = ids.index(last) if last in ids else 0
    return ids[at:] + ids[:at]


def _mixed(ids: list[int], seed: int) -> list[int]:
    return random.Random(seed).sample(ids, len(ids))


def _skipping(source: Iterator[list[int]], last: int) -> Iterator[list[int]]:
    """The first article from where one stopped, its beginning at the very end."""
    first = next(source, [])
    ids = _from(first, last)
    at = len(first) - (first.index(last) if last in first else 0)
    return chain([ids[:at]], source, [ids[at:]])
