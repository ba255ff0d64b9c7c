"""
Pages of a real server: `annotate serve` in a process of its own, asked over one connection.

The server's CPU time is read from /proc, so this needs Linux.
"""

import os
import random
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

from annotate.corpus import database

from . import building, corpus
from .building import COMMON_TAG
from .place import SMALL, Place
from .report import Figure

__all__ = ["codebook", "pages"]

TARGET = 2
KEPT = 0.45  # of the floor, for a page that is kept, or that the reader has
HOME, TAGS = 3, 5  # times the floor, of a corpus that is tagged all over
SEARCH = 30  # milliseconds, whatever is looked for
FLOOR = "/-/versions.json"
PATIENCE = 30.0  # seconds for the server to start
COMMON_DIRT = "Advertisement"

SEARCHES = {
    "commonest word": f"q={corpus.COMMONEST}",
    "a beginning": "q=a*",
    "two beginnings": "q=a*+b*",
    "1,100 beginnings": "q=" + "+".join(f"a{n}*" for n in range(1_100)),  # as many as 8 kB hold
    "a phrase of common words": "q=%22of+of+of%22",
    "a tag": f"tag={COMMON_TAG}",
    "a tag and the commonest word": f"tag={COMMON_TAG}&q={corpus.COMMONEST}",
}

Asked = tuple[str, dict[str, str], int]  # path, headers, the status there must be
Kinds = dict[str, list[list[Asked]]]  # name → the requests of every round; "" is the floor


def pages(place: Place) -> Iterator[Figure]:
    """Pages <= 2 x `/-/versions.json`, kept ones 0.45 x; searches <= 30 ms more than it."""
    if not Path("/proc/self/stat").exists():
        return
    each, rounds = place.rounds(100, 40), place.rounds(7, 3)
    large = place.database(place.large)
    found = measured(place, large, each, rounds, _kinds)
    floor = found.pop("")
    for name, milliseconds in found.items():
        if name.startswith("search"):
            yield Figure(name, milliseconds, floor, "ms", SEARCH, "more by at most")
        else:
            target = KEPT if name.endswith((", kept", ", 304", ", kept compressed")) else TARGET
            yield Figure(name, milliseconds, floor, "ms", target)


def codebook(place: Place) -> Iterator[Figure]:
    """
    Home <= 3 x the floor, the codebook and pages of tags <= 5 x: 5,000 tags, and one put 200,000
    times.
    """
    if not Path("/proc/self/stat").exists():
        return
    path = place.copy(place.database(place.rounds(20_000, SMALL)), "coded.db")
    taggings = place.rounds(200_000, 10_000)
    building.code(path, taggings=taggings, wide=taggings)
    each, rounds = place.rounds(100, 10), place.rounds(7, 3)
    found = measured(place, path, each, rounds, _of_tags)
    floor = found.pop("")
    for name, milliseconds in found.items():
        if name.startswith("search"):
            yield Figure(name, milliseconds, floor, "ms", SEARCH, "more by at most")
        else:
            yield Figure(name, milliseconds, floor, "ms", HOME if name == "home page" else TAGS)


def measured(
    place: Place, path: Path, each: int, rounds: int, kinds: Callable[..., Kinds]
) -> dict[str, float]:
    """Name → the median milliseconds of CPU of a request."""
    with _server(place, path) as server:
        asked = kinds(server, path, each, rounds)
        spent: dict[str, list[float]] = {name: [] for name in asked}
        for number in range(rounds + 1):
            for name, batches in asked.items():
                seconds = server.cpu_of(batches[number])
                if number:  # the first warms up
                    spent[name].append(1000 * seconds / each)
    return {name: statistics.median(times) for name, times in spent.items()}


def _of_tags(_: "Server", path: Path, each: int, rounds: int) -> Kinds:
    numbers = count(1)
    behind = _last_paragraph(path) // 2

    def anew(path: str) -> list[list[Asked]]:
        """The same page under another address each time, so that it is no kept one."""
        return [[(f"{path}{next(numbers)}", {}, 200) for _ in range(each)]
                for _ in range(rounds + 1)]  # fmt: skip

    return {
        "": [[(FLOOR, {}, 200)] * each] * (rounds + 1),
        "home page": anew("/?role="),
        "codebook": anew("/tags?role="),
        "tag page": anew(f"/tags/{building.LEAF}?role="),
        "tag page, with 99 tags under it": anew(f"/tags/{building.BRANCH}?role="),
        "tag page, on each tenth article": anew(f"/tags/{COMMON_TAG}?role="),
        "tag page, the second": anew(f"/tags/{building.BRANCH}?after={behind}&role="),
        "tag page, of one that is everywhere": anew(f"/tags/{building.WIDE_TAG}?role="),
        "tag page, of that one far behind": anew(f"/tags/{building.WIDE_TAG}?after={behind}&role="),
        "search, in that one": anew(f"/search?tag={building.WIDE_TAG}&q={corpus.COMMONEST}&after="),
        "tag page, unknown": [
            [(f"/tags/none{next(numbers)}", {}, 404) for _ in range(each)]
            for _ in range(rounds + 1)
        ],
    }


class Server:
    """A server process and a connection to it that is kept."""

    def __init__(self, process: int, port: int) -> None:
        self.process = process
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def cpu_of(self, batch: Sequence[Asked]) -> float:
        """The CPU seconds of the process for a batch of requests."""
        before = self._cpu()
        for asked in batch:
            self.get(*asked)
        return self._cpu() - before

    def get(self, path: str, headers: dict[str, str], status: int = 200) -> str:
        """The ETag of a page; raises ValueError when the status is another."""
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        response.read()
        if response.status != status:
            raise ValueError(f"{path} answered {response.status}, not {status}")
        return response.headers.get("ETag", "")

    def _cpu(self) -> float:
        # the name of the program, in parentheses, may have spaces
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(place: Place, path: Path) -> Iterator[Server]:
    port = _free_port()
    words = place.annotate(path, "serve", "--port", str(port))
    process = subprocess.Popen(
        words, env=place.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(process.pid, port)
    try:
        _wait_for(server, process)
        yield server
    finally:
        server.connection.close()
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            server.get(FLOOR, {})
        except ConnectionError:
            server.connection.close()
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def _kinds(server: Server, path: Path, each: int, rounds: int) -> Kinds:
    slugs, keys = _sample(path, each * (rounds + 1))
    article, citation = f"/read/{slugs[0]}", f"/cite/{keys[0]}"
    numbers = count()

    def batches(paths: Iterator[str]) -> list[list[Asked]]:
        return [[(next(paths), {}, 200) for _ in range(each)] for _ in range(rounds + 1)]

    def again(path: str, status: int = 200) -> list[list[Asked]]:
        headers = {"If-None-Match": server.get(path, {})} if status == 304 else {}
        return [[(path, headers, status)] * each] * (rounds + 1)

    def anew(path: str) -> list[list[Asked]]:
        """The same page under another address each time, so that it is no kept one."""
        return batches(f"{path}{'&' if '?' in path else '?'}after={n}" for n in numbers)

    return {
        "": again(FLOOR),
        "article page": batches(f"/read/{slug}" for slug in slugs),
        "article page, kept": again(article),
        "article page, 304": again(article, 304),
        "citation page": batches(f"/cite/{key}" for key in keys),
        "citation page, kept": again(citation),
        "citation page, 304": again(citation, 304),
        "article page, kept compressed": [
            [(article, {"Accept-Encoding": "gzip"}, 200)] * each for _ in range(rounds + 1)
        ],
        "unknown path": [[("/nothing/here", {}, 404)] * each for _ in range(rounds + 1)],
        "citation page, wording in many": anew(f"/cite/{_common_key(path)}"),
        **{f"search page, {name}": anew(f"/search?{query}") for name, query in SEARCHES.items()},
    }


def _sample(path: Path, size: int) -> tuple[list[str], list[str]]:
    """Slugs of articles from all over, and the keys of their second paragraphs."""
    db = database.open_read(path)
    [last] = db.execute("select max(id) from articles").fetchone()
    chosen = random.Random(size).sample(range(1, last + 1), k=size)
    sql = """
        select a.slug, p.key from articles a join paragraphs p on p.article = a.id
        where a.id = ? and p.number = 2
    """
    rows = [db.execute(sql, [i]).fetchone() for i in chosen]
    db.close()
    return [row["slug"] for row in rows], [row["key"] for row in rows]


def _last_paragraph(path: Path) -> int:
    db = database.open_read(path)
    [last] = db.execute("select max(id) from paragraphs").fetchone()
    db.close()
    return int(last)


def _common_key(path: Path) -> str:
    db = database.open_read(path)
    sql = "select key from paragraphs where text = ? limit 1"
    [key] = db.execute(sql, [COMMON_DIRT]).fetchone()
    db.close()
    return str(key)
