"""
Ending without a key: by a signal, or as the terminal was closed.
"""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

__all__ = ["is_closed", "on_signals", "with_terminal"]

LOOKED = 1.0  # seconds from one look to the next
LEAVING = 3.0  # seconds in which a session may end by itself


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


def with_terminal() -> None:
    """
    Have this process end soon after its terminal, whatever it waits for.

    Textual writes from a thread, which ends where the terminal is gone; who has some more to
    write then waits for it for ever. All that was done is stored by then.
    """

    def look() -> None:
        while not is_closed():
            time.sleep(LOOKED)
        time.sleep(LEAVING)
        os._exit(1)

    threading.Thread(target=look, name="terminal", daemon=True).start()
