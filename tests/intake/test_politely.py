"""Many addresses: several hosts at once, each asked politely, no address for nothing."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main
from annotate.errors import UnreadableSource
from annotate.intake import fetching, politely
from annotate.intake.fetching import Fetched

PAUSE = 0.05


class Handler(BaseHTTPRequestHandler):
    """A host with pages, which may be busy, or hang up."""

    seen: list[tuple[float, str]]
    busy: dict[str, int]

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        self.seen.append((time.monotonic(), self.path))
        if self.path.startswith("/dead"):
            with suppress(OSError):
                self.connection.close()
            return
        if self.busy.get(self.path, 0):
            self.busy[self.path] -= 1
            self.send_response(429)
            self.send_header("Retry-After", "0")
            self.end_headers()
            return
        text = f"Words of {self.path}, which are a sentence that is long enough to be an article."
        page = (
            f"<!doctype html><title>Page {self.path[1:]}</title><p>{text}</p><p>{text} Again.</p>"
        )
        self.send_response(404 if self.path.startswith("/none") else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page.encode())


@pytest.fixture
def servers() -> Iterator[list[str]]:
    """Three hosts, by their addresses."""
    Handler.seen, Handler.busy = [], {}
    running = []
    for _ in range(3):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        running.append(server)
    yield [f"http://127.0.0.1:{server.server_address[1]}" for server in running]
    for server in running:
        server.shutdown()
        server.server_close()


def fetch(address: str) -> Fetched:
    return fetching.fetch(address, limit=100_000, allow_private=True, timeout=5)


def fetched(addresses: list[str], pause: float = PAUSE) -> dict[str, Fetched | UnreadableSource]:
    return dict(politely.fetched(addresses, fetch, pause=pause))


def test_every_address_is_answered_and_hosts_are_asked_side_by_side(servers: list[str]) -> None:
    addresses = [f"{server}/{number}" for server in servers for number in range(6)]
    found = fetched(addresses, pause=0.2)
    assert found.keys() == set(addresses)
    assert all(isinstance(page, Fetched) for page in found.values())
    paths = [path for _, path in sorted(Handler.seen)]
    assert paths.index("/5") > len(paths) - 1 - paths[::-1].index("/1")  # none waits for another


def test_a_host_has_its_pause(servers: list[str]) -> None:
    fetched([f"{servers[0]}/{number}" for number in range(5)], pause=0.1)
    times = [at for at, _ in Handler.seen]
    assert all(later - at >= 0.1 for at, later in pairwise(times))


def test_a_busy_host_is_asked_again_and_given_up_at_last(servers: list[str]) -> None:
    Handler.busy = {"/1": 2, "/2": 99}
    found = fetched([f"{servers[0]}/{number}" for number in range(3)])
    assert isinstance(found[f"{servers[0]}/1"], Fetched)
    assert str(found[f"{servers[0]}/2"]) == "answers 429 Too Many Requests"
    assert [path for _, path in Handler.seen].count("/2") == politely.TRIES


def test_a_host_that_does_not_answer_is_asked_no_more(servers: list[str]) -> None:
    dead = [f"{servers[0]}/dead/{number}" for number in range(1000)]
    found = fetched([*dead, f"{servers[1]}/1"])
    assert isinstance(found[f"{servers[1]}/1"], Fetched)
    assert len(Handler.seen) == politely.GIVEN_UP + 1
    told = [str(found[address]) for address in dead]
    assert all("did not answer 3 times" in each for each in told[politely.GIVEN_UP :])


def test_an_answer_in_between_is_a_sign_of_life(servers: list[str]) -> None:
    paths = ["dead/1", "dead/2", "none", "dead/3", "dead/4", "1"]
    found = fetched([f"{servers[0]}/{path}" for path in paths])
    assert isinstance(found[f"{servers[0]}/1"], Fetched)
    assert str(found[f"{servers[0]}/none"]) == "answers 404 Not Found"


def test_whoever_stops_listening_stops_the_asking(servers: list[str]) -> None:
    pages = politely.fetched([f"{servers[0]}/{n}" for n in range(100)], fetch, pause=PAUSE)
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    time.sleep(6 * PAUSE)
    assert len(Handler.seen) < 6


@pytest.mark.parametrize("address", ["http://[::1", "http://", "https://a b/", "http://x..y/"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert isinstance(fetched([address])[address], UnreadableSource)


def test_a_list_is_added_once_and_what_failed_is_named_at_the_end(
    servers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "corpus.db"))
    names = [f"{servers[0]}/a", f"{servers[1]}/none", f"{servers[1]}/b"]
    (tmp_path / "list.csv").write_text("title,url\n" + "".join(f"T,{name}\n" for name in names))
    command = ["add", "--urls", str(tmp_path / "list.csv"), "--pause", "0", "--allow-private"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-2:] == [
        "2 added, 1 failed", f"Error: {servers[1]}/none: answers 404 Not Found",
    ]  # fmt: skip
    before = len(Handler.seen)
    again = CliRunner().invoke(main, command)
    assert "2 unchanged, 1 failed" in again.stderr
    assert len(Handler.seen) == before + 1  # what is there is not asked for


def test_add_wants_something_to_add() -> None:
    done = CliRunner().invoke(main, ["add"])
    assert done.exit_code == 2
    assert "--urls FILE" in done.stderr
