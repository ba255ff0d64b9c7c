"""Many articles in one file, and files of other formats."""

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotate.errors import UnreadableSource
from annotate.readers import formats
from annotate.readers.record import DEFAULT

from . import clock, corpus, office
from .adding import CLOCK_TARGET, CPU_TARGET, WORKERS_TARGET, others
from .clock import Cost
from .place import ROOT, Place
from .report import Figure

__all__ = ["json_lines", "lines_file", "readers"]

MEMORY_TARGET, MEMORY = 1.1, 150.0  # MB
COST_TARGET = 1.1
PAGES, PDFS = 20.0, 10.0  # a CPU second
LABELLED = Path(os.environ.get("ANNOTATE_LABELLED", ROOT.parent / "shared" / "data"))


def json_lines(place: Place) -> Iterator[Figure]:
    """
    `annotate add FILE.jsonl`: beside its floor, by one worker and two, its memory and its cost.

    By the clock, as it is about processes at once: nothing else should run meanwhile.
    """
    large, tenth, few = (_Lines(place, max(1_000, place.large // part)) for part in (1, 10, 100))
    floor, alone, both = large.floor(), large.add(1), large.add(2)
    name = f"add {large.count:,} JSON lines"
    yield Figure(f"{name}, 2 workers, clock", both.clock, floor.clock, "s", CLOCK_TARGET)
    yield Figure(f"{name}, 1 worker, CPU", alone.cpu, floor.cpu, "s", CPU_TARGET)
    yield Figure(
        f"{name}, 1 worker beside 2, clock",
        alone.clock, both.clock, "s", WORKERS_TARGET, "at least",
    )  # fmt: skip
    yield others(name, [floor, alone, both])
    memory = tenth.add(2).memory
    yield Figure(f"{name}, memory beside a tenth", both.memory, memory, "MB", MEMORY_TARGET)
    yield Figure(f"{name}, memory", both.memory, MEMORY, "MB", 1.0)
    each, before = 1000 * alone.cpu / large.count, 1000 * few.add(1).cpu / few.count
    yield Figure(f"{name}, beside {few.count:,}, CPU each", each, before, "ms", COST_TARGET)


class _Lines:
    """A file of so many articles, and what is done with it."""

    def __init__(self, place: Place, count: int) -> None:
        self.count = count
        self._place = place
        self._file = lines_file(place, count)

    def add(self, workers: int) -> Cost:
        """By `annotate add`."""
        db = self._fresh("many.db")
        words = self._place.annotate(db, "add", "--workers", str(workers), str(self._file))
        return clock.cost(words, env=self._place.env(), cwd=ROOT)

    def floor(self) -> Cost:
        """By bare hands."""
        db = self._fresh("many-floor.db")
        words = self._place.python("-m", "tests.bench.floors", str(self._file), str(db))
        return clock.cost(words, env=self._place.env(), cwd=ROOT)

    def _fresh(self, name: str) -> Path:
        for older in self._place.work.glob("many*.db*"):
            older.unlink()
        return self._place.work / name


def lines_file(place: Place, count: int) -> Path:
    """The first articles as JSON lines; kept."""
    path = place.cache / f"articles-{count}.jsonl"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        with open(unfinished, "w", encoding="utf-8") as file:
            for number in range(1, count + 1):
                fields = {
                    "id": f"article-{number}",
                    "url": f"https://example.org/{number}",
                    "text": corpus.article(number).decode(),
                }
                file.write(json.dumps(fields) + "\n")
        unfinished.rename(path)
    return path


def readers(place: Place) -> Iterator[Figure]:
    """How much is read in a CPU second: pages (if labelled ones are there), PDFs, other files."""
    found = sorted((LABELLED / "html" / "pages").glob("*.html.gz"))[:: 6 if place.quick else 1]
    if found:
        yield _rate("web pages", [gzip.decompress(f.read_bytes()) for f in found], "html", PAGES)
    pdfs = sorted((ROOT / "tests" / "data").rglob("*.pdf"))
    if pdfs:
        yield _rate("PDFs", [file.read_bytes() for file in pdfs], "pdf", PDFS)
    yield from office.figures(50 if place.quick else 500)


def _rate(name: str, files: list[bytes], format: str, target: float) -> Figure:
    formats.read(files[0], format, DEFAULT)  # the imports
    seconds = clock.of_call(lambda: _read(files, format))
    return Figure(f"read {name}", len(files) / seconds, target, "/s", 1.0, "at least")


def _read(files: list[bytes], format: str) -> None:
    for data in files:
        with suppress(UnreadableSource):
            formats.read(data, format, DEFAULT)
