"""
The other end of a watched process: tasks come in at stdin, an answer to each goes out at stdout.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO, TypeVar

__all__ = ["MEMORY", "serve"]

MEMORY = 3_000_000_000
"""Bytes of address space that the process may take."""

About = TypeVar("About")
Task = TypeVar("Task")


def serve(answer: Callable[[About, Task], object]) -> None:
    """Answer each task, with what all of its message are about, until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who sends the tasks
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit_memory()
    _serve(answer, sys.stdin.buffer, sink)


def _serve(answer: Callable[[About, Task], object], source: BinaryIO, sink: BinaryIO) -> None:
    while True:
        try:
            about, tasks = pickle.load(source)
        except EOFError:
            return
        for task in tasks:
            pickle.dump(answer(about, task), sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
