"""
Ending without a key: by a signal, or as the terminal was closed.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

__all__ = ["is_closed", "on_signals"]


def on_signals(end: Callable[[BaseException], None]) -> None:
    """Have signals that end a program end it so that the terminal is as it was."""
    if os.name == "nt":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, SystemExit(128 + number))


def is_closed() -> bool:
    """Whether the terminal is gone, which who ignores SIGHUP is not told."""
    return sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno())
