"""Many readers of a real server beside a writer: `make fuzz` has 50 of them for half a minute."""

import itertools
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import settings

from annotate.corpus import tags
from annotate.corpus.database import Command, open_write
from tests import made_up
from tests.web.conftest import key_of

MASTER = key_of("The harbour master counted the passengers twice.")
PAGES = ("/", "/read/the-last-ferry", "/read/lamps@1", f"/cite/{MASTER}", "/tags", "/tags/actor",
         "/search?q=ferry", "/read/lamps/diff", f"/cite/{MASTER}.json", "/nothing", "/review",
         "/field~20notes/paragraphs.json", "/-/versions.json")  # fmt: skip


@pytest.fixture
def port(corpus: Path) -> Iterator[int]:
    """Where `annotate serve` answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        free = int(found.getsockname()[1])
    words: list[str | Path] = [made_up.COMMAND, "--db", corpus, "serve", "--port", str(free)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdout=quiet, stderr=quiet) as process:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", free)).close()
                break
            except ConnectionError:
                time.sleep(0.05)
        yield free
        process.terminate()


@pytest.mark.hypothesis
def test_readers_beside_a_writer_meet_no_error(corpus: Path, port: int) -> None:
    is_long = settings().max_examples > 1_000
    readers, seconds = (50, 30) if is_long else (8, 2)
    end = time.monotonic() + seconds
    answers: Counter[tuple[str, int]] = Counter()

    def read(first: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        for page in itertools.islice(itertools.cycle(PAGES), first, None):
            connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            answers[page, response.status] += 1
            if time.monotonic() > end:
                return connection.close()

    threads = [threading.Thread(target=read, args=[n]) for n in range(readers)]
    for thread in threads:
        thread.start()
    writes = 0
    db = open_write(corpus)
    while time.monotonic() < end:
        tags.add(
            Command(db, coder="ada", words="x"), [tags.Request("lamps:1", (f"load/{writes}",))]
        )
        writes += 1
        time.sleep(0.1)
    db.close()
    for thread in threads:
        thread.join()
    print(f"{readers} readers, {seconds} s: {answers.total():,} answers beside {writes} writes")
    assert {status for page, status in answers if page != "/nothing"} == {200}
    assert {page for page, _ in answers} == set(PAGES) or not is_long
    assert writes > seconds
