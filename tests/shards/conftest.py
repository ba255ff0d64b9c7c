"""What the tests of shards add: files of every kind that is cut, and many small ones."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shards.dask import Scheduler, scheduler

pytest.importorskip("distributed")


def article(number: int) -> str:
    """The words of one among many."""
    heard = f"The river rose in the night of day {number}, and the bridge of Harrow was closed."
    return (
        f"Flood number {number}\n\n{heard}\n\nNobody was hurt, the mayor said to {number} people."
    )


def page(number: int) -> bytes:
    """A record of a web archive."""
    words = article(number).encode()
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
    head += f"WARC-Target-URI: http://example.org/{number}\r\n" if number % 3 else ""
    return f"{head}Content-Length: {len(words)}\r\n\r\n".encode() + words + b"\r\n\r\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with a file of each kind that is cut, small files, and some that are no good."""
    folder = tmp_path / "archive"
    folder.mkdir()
    lines = [
        json.dumps({"text": article(n), **({"id": f"n{n}"} if n % 2 else {})}) for n in range(60)
    ]
    lines[20:20] = ["", "no json", '{"colour": "red"}']
    (folder / "lines.jsonl").write_text("\n".join(lines))
    rows = "".join(f'{n},"{article(n + 100)}"\r\n' for n in range(40))
    (folder / "table.csv").write_text(
        f"number,text\r\n{rows},,\r\n", encoding="utf-8-sig", newline=""
    )
    (folder / "plain.warc").write_bytes(b"".join(page(n + 200) for n in range(40)))
    packed = b"".join(gzip.compress(page(n + 300)) for n in range(40))
    (folder / "packed.warc.gz").write_bytes(packed)
    for n in range(12):
        (folder / f"{n}.txt").write_text(article(n + 400))
    (folder / "metadata.csv").write_text("file,title\n3.txt,A title of its own\ngone.txt,x\n")
    for n, name in enumerate(("cur/1.a:2,S", "new/2.a", "tmp/3.a")):
        (folder / "Mail" / name).parent.mkdir(parents=True)
        (folder / "Mail" / name).write_text(f"Subject: Flood\n\n{article(n + 500)}")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 word/ and no more")
    (folder / "other.json").write_text('{"colour": "red"}\n' * 300)
    return folder


@pytest.fixture
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks of some articles, as for large files there are tasks of thousands."""
    monkeypatch.setattr("annotate.shards.planning.SMALLEST", 2500)
    monkeypatch.setattr("annotate.shards.planning.FEWEST", 3)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A scheduler and two workers, for tests that do them no harm."""
    with scheduler(tmp_path_factory.mktemp("cluster")) as found:
        found.work(2)
        yield found
