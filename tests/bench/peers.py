"""
Other programs beside ours, in the same run, on the same articles.

They are measured where `make bench PEERS=1` has installed them, each in an environment of its
own; none is a part of the package. What they do differs, and is told at each figure: none
keeps versions, roles or a history.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path

import sqlite_utils

from annotate.corpus import database, tags
from annotate.corpus.database import Command
from annotate.readers import plain
from annotate.text.key import key

from . import clock, corpus
from .place import CODER, Place
from .report import Figure

__all__ = ["PEERS", "peers"]

PEERS = "ANNOTATE_PEERS"
"""The variable that names the folder of their environments."""

WITHIN = Path(__file__).with_name("within_peer.py")
TAGGED = 20  # taggings, one after the other
CODE = "coded"


def peers(place: Place) -> Iterator[Figure]:
    """Adding, one tag and a search, beside qc, Taguette and sqlite-utils; `>=`: so much faster."""
    if not os.environ.get(PEERS):
        print("peers are not measured: `make bench PEERS=1` installs them", file=sys.stderr)
        return
    run = _Run(place, Path(os.environ[PEERS]).resolve())
    run.make(place.rounds(300, 60))
    yield from run.adding()
    yield from run.tagging()
    yield from run.searching()


@dataclass(slots=True)
class _Run:
    """The articles, as text, as pages and as ready paragraphs, and who works on them."""

    place: Place
    environments: Path
    articles: int = 0

    @property
    def rounds(self) -> int:
        return self.place.rounds(5, 2)

    def at(self, name: str) -> Path:
        """A path in the folder of this run."""
        return self.place.work / f"peers-{name}"

    def make(self, articles: int) -> None:
        """Write the articles in all forms."""
        self.articles = articles
        corpus.write(self.at("text"), 1, articles)
        self.at("html").mkdir()
        with open(self.at("ready.jsonl"), "w", encoding="utf-8") as ready:
            for path in sorted(self.at("text").iterdir()):
                draft = plain.read(path.read_bytes())
                words = [draft.text[b.start : b.end] for b in draft.blocks]
                page = "\n".join(f"<p>{escape(each)}</p>" for each in words)
                (self.at("html") / f"{path.stem}.html").write_text(
                    f"<html><head><title>{path.stem}</title></head><body>{page}</body></html>"
                )
                for number, each in enumerate(words, 1):
                    ready.write(_line(path.stem, number, each))

    def program(self, peer: str, name: str) -> str | None:
        """A program in a peer's environment; None, and a word, where that is not installed."""
        path = self.environments / peer / "bin" / name
        if path.exists():
            return str(path)
        print(f"{peer} is not installed, and not measured", file=sys.stderr)
        return None

    def ours(self, form: str) -> float:
        """CPU seconds of `annotate add` with one worker."""
        db = self.at(f"{form}.db")
        _remove(db)
        words = self.place.annotate(db, "add", "--workers", "1", str(self.at(form)))
        return clock.of_process(words, env=self.place.env())

    def within(self, python: str, *words: str) -> float:
        """CPU seconds that a peer's own functions took."""
        argv = [python, str(WITHIN), *words]
        ran = subprocess.run(argv, check=True, capture_output=True, text=True)
        return float(ran.stdout.split()[-1])

    def adding(self) -> Iterator[Figure]:
        """The same articles; Taguette's start is left out, not ours."""
        qc = self.program("qc", "qc")
        taguette = self.program("taguette", "python")
        tasks: dict[str, Callable[[], float]] = {
            "text": lambda: self.ours("text"),
            "html": lambda: self.ours("html"),
            "sqlite-utils": self.sqlite_utils,
        }
        if qc:
            tasks["qc"] = lambda: self.qc(qc)
        if taguette:
            tasks["Taguette"] = lambda: self.taguette(taguette)
        found = clock.medians(self.rounds, tasks)
        for peer, form, did in (
            ("sqlite-utils", "text", "insert of ready paragraphs, and its index"),
            ("qc", "text", "import of text files"),
            ("Taguette", "html", "its conversion and tables"),
        ):
            if peer in found:
                yield Figure(f"add {self.articles} articles ({form}), beside {peer}: {did}",
                             found[form], found[peer], "s", 0, None)  # fmt: skip

    def sqlite_utils(self) -> float:
        db = self.at("sqlite-utils.db")
        _remove(db)
        words = [*self.place.python("-m", "sqlite_utils"), "insert", str(db), "paragraphs"]
        index = [*self.place.python("-m", "sqlite_utils"), "enable-fts", str(db), "paragraphs"]
        env = self.place.env()
        return clock.of_process(
            [*words, str(self.at("ready.jsonl")), "--nl"], env=env
        ) + clock.of_process([*index, "text"], env=env)

    def qc(self, qc: str) -> float:
        project = self.at("qc")
        shutil.rmtree(project, ignore_errors=True)
        project.mkdir()
        for _ in range(2):  # the first writes the settings
            subprocess.run([qc, "init"], cwd=project, check=True, capture_output=True)
        words = [qc, "corpus", "import", "-i", "verbatim", "-r", str(self.at("text"))]
        return clock.of_process(words, env=self.place.env(), cwd=project)

    def taguette(self, python: str) -> float:
        db = self.at("taguette.db")
        _remove(db)
        return self.within(python, "taguette", "add", str(self.at("html")), str(db))

    def tagging(self) -> Iterator[Figure]:
        """One tag, stored durably; what it takes to start is left out of all."""
        qc = self.program("qc", "python") if self.at("qc").exists() else None
        taguette = self.at("taguette.db").exists()
        ours = 1000 * statistics.median(self.tag_ours(n) for n in range(self.rounds)) / TAGGED
        peers = {"sqlite-utils, a row": self.tag_sqlite_utils() / TAGGED}
        if qc:
            peers["qc"] = self.within(qc, "qc", "tag", str(self.at("qc")), str(TAGGED)) / TAGGED
        if taguette and (python := self.program("taguette", "python")):
            words = ("taguette", "tag", str(self.at("taguette.db")), str(TAGGED))
            peers["Taguette"] = self.within(python, *words) / TAGGED
        for peer, seconds in peers.items():
            yield Figure(f"one tag, beside {peer}", ours, 1000 * seconds, "ms", 0, None)

    def tag_ours(self, number: int) -> float:
        db = database.open_write(self.at("text.db"))
        slugs = [row["slug"] for row in db.execute("select slug from articles limit ?", [TAGGED])]
        numbers = count(2 + number)

        def tag() -> None:
            place = next(numbers)
            for slug in slugs:
                command = Command(db, coder=CODER, words="tag")
                tags.add(command, [tags.Request(f"{slug}:{place}", (CODE,))])

        seconds = clock.of_call(tag)
        db.close()
        return seconds

    def tag_sqlite_utils(self) -> float:
        db = sqlite_utils.Database(self.at("sqlite-utils.db"))
        db.table("taggings").insert({"id": 0, "paragraph": 0, "tag": CODE}, pk="id")

        def tag() -> None:
            for number in range(1, TAGGED + 1):
                db.table("taggings").insert({"id": number, "paragraph": number, "tag": CODE})

        seconds = clock.of_call(tag)
        db.close()
        return seconds

    def searching(self) -> Iterator[Figure]:
        """A word, and what has a tag, by their commands, start included."""
        env, word = self.place.env(), corpus.rare_word(7)
        other = self.at("sqlite-utils.db")
        tasks: dict[str, Callable[[], float]] = {
            "word": lambda: clock.of_process(
                self.place.annotate(self.at("text.db"), "find", word), env=env
            ),
            "tag": lambda: clock.of_process(
                self.place.annotate(self.at("text.db"), "find", f"tag:{CODE}"), env=env
            ),
            "sqlite-utils": lambda: clock.of_process(
                self.place.python("-m", "sqlite_utils", "search", str(other), "paragraphs", word),
                env=env,
            ),
        }
        if self.at("qc").exists() and (qc := self.program("qc", "qc")):
            words = [qc, "codes", "find", CODE]
            tasks["qc"] = lambda: clock.of_process(words, env=env, cwd=self.at("qc"))
        found = {name: 1000 * t for name, t in clock.medians(self.rounds, tasks).items()}
        yield Figure("find a word, beside sqlite-utils search", found["word"],
                     found["sqlite-utils"], "ms", 0, None)  # fmt: skip
        if "qc" in found:
            yield Figure("find a tag, beside qc codes find", found["tag"], found["qc"], "ms", 0,
                         None)  # fmt: skip


def _line(article: str, number: int, words: str) -> str:
    row = {"article": article, "number": number, "key": key(words), "text": words}
    return json.dumps(row) + "\n"


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
