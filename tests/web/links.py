"""A link checker: what leads where on a site of files, followed from its home page."""

import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

__all__ = ["Found", "check", "files"]

LEADING = {"href", "src", "action", "data", "poster"}


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """The address of a plain server of the files in a folder."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Found:
    """What was gone through, what leads nowhere, and what leads to others."""

    pages: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The addresses that a page leads to, and the names of its places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [value or "" for name, value in attrs if name in LEADING]
        if given.get("http-equiv") == "refresh":
            self.links.append((given["content"] or "").partition("url=")[2])
        if place := given.get("id"):
            assert place not in self.places, f"two places are called {place}"
            self.places.add(place)


def check(home: str, also: tuple[str, ...] = ()) -> Found:
    """Follow every link from the home page, and others named; nothing above it counts as there."""
    found, parsed = Found(), dict[str, Page | None]()
    waiting = [(home, "nowhere"), *((home + one, "nowhere") for one in also)]
    while waiting:
        address, on = waiting.pop()
        if not address.startswith(home):
            if address.startswith(home[: home.index("/", 8)]):
                found.broken.append(f"{on} leads out to {address}")
            else:
                found.outside.add(address)
            continue
        at, place = urldefrag(address)
        if at not in parsed:
            parsed[at] = page = _page(at, found)
            if page is not None:
                waiting += [(urljoin(at, link), at) for link in page.links]
        page = parsed[at]
        if at not in found.pages:
            found.broken.append(f"{on} leads to {address}")
        elif place and (page is None or unquote(place) not in page.places):
            found.broken.append(f"{on} leads to {address}: no such place")
    return found


def _page(address: str, found: Found) -> Page | None:
    assert not re.search(r"[^!-~]", address), address
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            text = answer.read().decode("utf-8", "replace")
            if urlsplit(answer.url).path != urlsplit(address).path:
                found.broken.append(f"{address} is answered from {answer.url}")
            found.pages[address] = text
            return Page(text) if answer.headers.get_content_type() == "text/html" else None
    except urllib.error.HTTPError:
        return None
