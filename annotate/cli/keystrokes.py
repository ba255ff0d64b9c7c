"""
Keys from a terminal, one by one, none of which is lost however fast they come.

click's `getchar` drops what was typed between two calls of it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

__all__ = ["Read", "reading"]

Read = Callable[[], str]
"""The next key; empty at the end of the input."""


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
        try:
            return _line(question)
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, keys)

    try:
        yield lambda: _key(terminal), line
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _key(terminal: int) -> str:
    """A character of as many bytes as it has in UTF-8."""
    first = os.read(terminal, 1)
    length = 1 + sum(first >= limit for limit in (b"\xc0", b"\xe0", b"\xf0"))
    return (first + b"".join(os.read(terminal, 1) for _ in range(length - 1))).decode(
        errors="replace"
    )


def _line(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False)).strip()
