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
from contextlib import suppress

__all__ = ["on_signals", "with_terminal"]

LOOKED = 1.0  # seconds from one look to the next
LEAVING = 3.0  # seconds in which a session may end by itself


def on_signals(end: Callable[[BaseException], None]) -> None:
    """Have signals that end a program end it so that the terminal is as it was."""
    if os.name == "nt":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, SystemExit(128 + number))


def with_terminal(end: Callable[[BaseException], None]) -> None:
    """
    Have a program end with its terminal, of whose end who ignores SIGHUP is not told.

    And some seconds later in any case, whatever it waits for: Textual writes from a
    thread, which ends where the terminal is gone; who has some more to write then waits for
    ever. All that was done is stored by then.
    """
    loop = asyncio.get_running_loop()

    def look() -> None:
        while not _is_closed():
            time.sleep(LOOKED)
        with suppress(RuntimeError):  # it has ended already
            loop.call_soon_threadsafe(end, SystemExit(1))
        time.sleep(LEAVING)
        os._exit(1)

    threading.Thread(target=look, name="terminal", daemon=True).start()


def _is_closed() -> bool:
    return sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno())
