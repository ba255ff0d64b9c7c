"""
Many addresses fetched: several hosts at once, one page at a time from each.

Between two pages of a host there is a pause. A host that says it is busy is asked again
later; one that did not answer a few times in a row is not asked any more.
"""

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from urllib.parse import urlsplit

from annotate.errors import UnreadableSource
from annotate.intake.fetching import Busy, Fetched, NoAnswer

__all__ = ["AT_ONCE", "GIVEN_UP", "TRIES", "fetched"]

AT_ONCE = 8
"""Hosts."""

GIVEN_UP = 3
"""Addresses of a host in a row without an answer, after which it is given up."""

TRIES = 3
"""Times that a busy host is asked for one page."""

LONGEST_WAIT = 120  # seconds

Answer = Fetched | UnreadableSource


def fetched(
    addresses: Iterable[str], fetch: Callable[[str], Fetched], *, pause: float
) -> Iterator[tuple[str, Answer]]:
    """Each address with its page, or why there is none, as they come."""
    hosts = _Hosts(addresses, fetch, pause)
    threads = [threading.Thread(target=hosts.work, daemon=True) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(hosts.count):
            yield hosts.answers.get()
    finally:
        hosts.stop()


class _Host:
    """What is still to be fetched from one host."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[str, int]] = deque()  # addresses, and how often they were tried
        self.failures = 0  # in a row


class _Hosts:
    """All hosts, and when each may be asked next."""

    def __init__(
        self, addresses: Iterable[str], fetch: Callable[[str], Fetched], pause: float
    ) -> None:
        self.answers: Queue[tuple[str, Answer]] = Queue(2 * AT_ONCE)
        self.count = 0
        self._fetch, self._pause = fetch, pause
        self._hosts: dict[str, _Host] = {}
        self._stopped = threading.Event()
        self._changed = threading.Condition()
        for address in addresses:
            self._hosts.setdefault(_name(address), _Host()).waiting.append((address, 1))
            self.count += 1
        self._asked = 0  # hosts that a thread is at
        self._ready = [(0.0, name) for name in self._hosts]  # a heap

    def stop(self) -> None:
        """Ask nobody any more; a thread at a host ends when that has answered."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()
        while not self.answers.empty():
            self.answers.get_nowait()

    def work(self) -> None:
        """Ask one host after another, as long as there are any."""
        while (name := self._next()) is not None:
            wait = self._ask(self._hosts[name])
            with self._changed:
                self._asked -= 1
                if self._hosts[name].waiting:
                    heapq.heappush(self._ready, (time.monotonic() + wait, name))
                self._changed.notify()

    def _next(self) -> str | None:
        """The host whose turn it is, once it is; None when there is no more to do."""
        with self._changed:
            while not self._stopped.is_set():
                if not self._ready and not self._asked:
                    self._changed.notify_all()
                    return None
                left = self._ready[0][0] - time.monotonic() if self._ready else None
                if left is not None and left <= 0:
                    self._asked += 1
                    return heapq.heappop(self._ready)[1]
                self._changed.wait(left)
        return None

    def _ask(self, host: _Host) -> float:
        """Fetch the host's next address; the seconds until it may be asked again."""
        address, tries = host.waiting.popleft()
        try:
            answer: Answer = self._fetch(address)
            host.failures = 0
        except Busy as busy:
            if tries < TRIES:
                host.waiting.appendleft((address, tries + 1))
                return min(busy.seconds or self._pause * 10**tries, LONGEST_WAIT)
            answer = busy
        except NoAnswer as error:
            host.failures += 1
            answer = error
        except UnreadableSource as error:
            host.failures = 0
            answer = error
        self._put(address, answer)
        if host.failures == GIVEN_UP:
            self._give_up(host, _name(address))
        return self._pause

    def _give_up(self, host: _Host, name: str) -> None:
        told = f"was not fetched: {name} did not answer {GIVEN_UP} times; add the list again later"
        while host.waiting and not self._stopped.is_set():
            self._put(host.waiting.popleft()[0], UnreadableSource(told))

    def _put(self, address: str, answer: Answer) -> None:
        if not self._stopped.is_set():
            self.answers.put((address, answer))


def _name(address: str) -> str:
    """The host of an address; what has none is its own."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower() or address
    except ValueError:
        return address
