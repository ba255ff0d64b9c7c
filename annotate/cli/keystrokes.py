"""
Keys from a terminal, one by one, none of which is lost however fast they come.

click's `getchar` drops what was typed between two calls of it. However it ends, or stops for a
while (Ctrl-Z), the terminal is as it was.
"""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from annotate.coding.pace import PASTED, PAUSE

__all__ = ["PASTE", "Read", "reading"]

Read = Callable[[], str]
"""The next key; empty at the end of the input, PASTE for more at once than anybody types."""

PASTE = "paste"


@contextmanager
def reading() -> Iterator[tuple[Read, Callable[[str], str]]]:
    """Two functions while it lasts: the next key, and a line typed behind a question."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield click.getchar, _line
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)
    keys = termios.tcgetattr(terminal)

    def line(question: str) -> str:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        stops = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            return _line(question)
        finally:
            signal.signal(signal.SIGTSTP, stops)
            termios.tcsetattr(terminal, termios.TCSADRAIN, keys)

    def stop(number: int, frame: FrameType | None) -> None:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        os.kill(os.getpid(), signal.SIGSTOP)
        termios.tcsetattr(terminal, termios.TCSADRAIN, keys)

    handled = {signal.SIGTERM: _end, signal.SIGHUP: _end, signal.SIGTSTP: stop}
    others = {number: signal.signal(number, does) for number, does in handled.items()}
    try:
        yield lambda: _key(terminal), line
    finally:
        for number, does in others.items():
            signal.signal(number, does)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _end(number: int, frame: FrameType | None) -> None:
    """As a program ends that a signal ends, but by way of every `finally`."""
    raise SystemExit(128 + number)


def _key(terminal: int) -> str:
    """A character of as many bytes as it has in UTF-8, or what an arrow and the like send."""
    select.select([terminal], [], [])
    if _waiting(terminal) > PASTED:
        while select.select([terminal], [], [], PAUSE)[0] and os.read(terminal, 4096):
            pass
        return PASTE
    first = os.read(terminal, 1)
    if first == b"\x1b":
        return _sequence(terminal)
    length = 1 + sum(first >= limit for limit in (b"\xc0", b"\xe0", b"\xf0"))
    return (first + b"".join(os.read(terminal, 1) for _ in range(length - 1))).decode(
        errors="replace"
    )


def _sequence(terminal: int) -> str:
    """All of an escape sequence: its last letter may be a tag's key."""
    sent = b"\x1b"
    while _waiting(terminal) and not re.fullmatch(rb"\x1b(\[[0-?]*[ -/]*[@-~]|O.|[^\[O])", sent):
        sent += os.read(terminal, 1)
    return sent.decode(errors="replace")


def _waiting(terminal: int) -> int:
    """How many bytes were typed already."""
    import fcntl
    import termios

    count = fcntl.ioctl(terminal, termios.FIONREAD, bytes(4))
    return int.from_bytes(count, sys.byteorder)


def _line(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False)).strip()
