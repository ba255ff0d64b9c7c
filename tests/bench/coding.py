"""A coding session: from a key to the screen that shows what it did."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from annotate.coding.session import Session
from annotate.corpus import database
from annotate.tui.app import Coding

from . import building, clock
from .place import CODER, SMALL, Place
from .report import Figure

__all__ = ["session"]

SIZE = (80, 24)
KEYS = [*"hx", "enter", *"tleaf-4", "enter", "n", *"note", "enter", "u", "backspace", "e", "s"]
WORST = 0.95  # of all keys are shown as soon as this


def session(place: Place) -> Iterator[Figure]:
    """A key to its screen, CPU: <= 15 x a screen of one line; by the corpus <= 2 x."""
    large, small = (place.database(count) for count in (place.large, SMALL))
    many = place.copy(large, "session.db")
    building.code(many, taggings=1_000 if place.quick else 100_000)
    few = place.copy(small, "session-few.db")
    rounds = place.rounds(20, 5)
    measured, floor = _keys(many, rounds), _bare(rounds)
    yield Figure("coding: a key to its screen, worst of 20", measured, floor, "ms", 15)
    yield Figure(
        "coding: the same, by the size of the corpus", measured, _keys(few, rounds), "ms", 2
    )
    start = clock.of_call(lambda: _open(many).close()) * 1000
    yield Figure("coding: the queue, by the size of the corpus", start,
                 clock.of_call(lambda: _open(few).close()) * 1000, "ms", 0, held=None)  # fmt: skip


def _open(path: Path) -> sqlite3.Connection:
    db = database.open_write(path)
    Session(db, CODER + " two")
    return db


class _Timed(Coding):
    """Notes how long each key takes, up to the refresh that follows it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.seconds: list[float] = []

    async def on_key(self, event: events.Key) -> None:
        begun = time.process_time()
        await super().on_key(event)
        self.call_after_refresh(lambda: self.seconds.append(time.process_time() - begun))


class _Bare(App[None]):
    """A screen of one line that shows the key pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def compose(self) -> ComposeResult:
        yield Static(id="told")

    def on_key(self, event: events.Key) -> None:
        begun = time.process_time()
        self.query_one("#told", Static).update(event.key)
        self.call_after_refresh(lambda: self.seconds.append(time.process_time() - begun))


def _keys(path: Path, rounds: int) -> float:
    db = database.open_write(path)
    app = _Timed(Session(db, CODER + " two"))
    asyncio.run(_pressed(app, rounds))
    db.close()
    return _worst(app.seconds)


def _bare(rounds: int) -> float:
    app = _Bare()
    asyncio.run(_pressed(app, rounds))
    return _worst(app.seconds)


async def _pressed(app: _Timed | _Bare, rounds: int) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(rounds):
            for key in KEYS:
                await pilot.press(key)


def _worst(seconds: list[float]) -> float:
    return sorted(seconds)[int(WORST * len(seconds))] * 1000
