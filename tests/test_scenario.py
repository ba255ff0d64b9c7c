"""
The promise, from end to end: 200 annotations on the seeds live through four edits of each.

Every one is afterwards on its words, or listed for review, or listed as gone;
and every citation link ever printed shows the words that were cited.
"""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from rapidfuzz import fuzz

from annotate.cli import main
from annotate.corpus import check, citing, history, notes, reading, reviews, tags
from annotate.corpus.database import Command, open_read, open_write
from tests import made_up
from tests.editor import edited

SEEDS = Path(__file__).parents[1] / "seeds"
BY_HAND = Path(__file__).with_name("data") / "isis_massacres_by_hand.txt"
ANNOTATIONS = 200
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """A link that was printed, and the words it was printed for."""

    path: str
    words: str


class Scenario:
    """The corpus, what was put on it, and what was cited, from version to version."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "corpus.db"
        for seed in sorted(SEEDS.glob("*.txt")):
            shutil.copy(seed, folder)
        self.sources = sorted(folder.glob("*.txt"))
        self.add(*self.sources)
        self.annotated = self._annotate(Random(7))
        self.cited: list[Cited] = []
        self.cite()

    def add(self, *words: object) -> str:
        """`annotate add`, as a user types it."""
        done = CliRunner().invoke(
            main, ["--db", str(self.path), "--coder", "anna", "add", *map(str, words)]
        )
        assert done.exit_code == 0, done.output
        return done.output

    def _annotate(self, random: Random) -> dict[str, str]:
        """Tag, quote and note; returns what each annotation stands on, by its id."""
        db = open_write(self.path)
        try:
            places = [
                (slug, p)
                for (slug,) in db.execute("select slug from articles").fetchall()
                for p in reading.article(db, slug).paragraphs
                if p.number
            ]
            for k in range(ANNOTATIONS):
                slug, p = random.choice(places)
                words = p.text.split()
                start = random.randrange(len(words))
                quote = " ".join(words[start : start + random.randint(3, 9)])
                self._put(db, f"{slug}:{p.number}", k, quote if k % 3 else None)
            return self._words(db)
        finally:
            db.close()

    def _put(self, db: sqlite3.Connection, ref: str, k: int, quote: str | None) -> None:
        command = Command(db, coder="anna", words="annotate")
        if k % 4 == 3:
            notes.add(command, ref, f"Note {k}", quote=quote, private=k % 8 == 3)
        else:
            tags.add(command, [tags.Request(ref, (f"tag/{k}",), quote)])

    def _words(self, db: sqlite3.Connection) -> dict[str, str]:
        sql = " union all ".join(
            f"select a.id, coalesce(a.exact, p.text) as words from {table} a"
            " join paragraphs p on p.id = a.paragraph"
            for table in ("taggings", "notes")
        )
        return {row["id"]: row["words"] for row in db.execute(sql)}

    def cite(self) -> None:
        """Print the link of every citable paragraph that stands now."""
        db = open_read(self.path)
        try:
            for slug, last in db.execute(
                "select slug, max(number) from paragraphs p join articles a on a.id = p.article"
                " where removed is null group by slug"
            ).fetchall():
                for c in citing.by_ref(db, f"{slug}:1-{last}", base_url=""):
                    self.cited.append(Cited(c.url, c.text))
        finally:
            db.close()

    def account(self) -> Counter[str]:
        """What became of every annotation; raises when one is lost or on other words."""
        db = open_write(self.path)  # the check writes
        try:
            assert list(check.problems(db)) == []
            listed = {id for gone in (False, True) for id in self._listed(db, gone=gone)}
            found: Counter[str] = Counter()
            for id, words in self.annotated.items():
                found[_fate(db, id, words, listed)] += 1
            return found
        finally:
            db.close()

    def _listed(self, db: sqlite3.Connection, *, gone: bool) -> Iterator[str]:
        for review in reviews.queue(db, gone=gone, private=True):
            yield from (t.id for t in review.taggings)
            yield from (n.id for n in review.notes)


def _fate(db: sqlite3.Connection, id: str, words: str, listed: set[str]) -> str:
    sql = " union all ".join(
        f"select a.exact, a.start, a.gone, p.text, p.removed from {table} a"
        f" join paragraphs p on p.id = a.paragraph where a.id = :id"
        for table in ("taggings", "notes")
    )
    [row] = db.execute(sql, {"id": id}).fetchall()
    if row["removed"] is not None or row["gone"] is not None:
        assert id in listed, f"“{words}” is on no list"
        return "listed"
    text = row["text"]
    here = text if row["exact"] is None else text[row["start"] :][: len(row["exact"])]
    assert row["exact"] in (None, here)
    assert fuzz.partial_ratio(words.casefold(), here.casefold()) > 50, (words, here)
    return "placed"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The seeds after three rounds of edits and one by hand."""
    made = Scenario(tmp_path_factory.mktemp("scenario"))
    for round in range(1, ROUNDS + 1):
        for number, source in enumerate(made.sources):
            source.write_text(edited(source.read_text(), 100 * round + number))
        told = made.add(*made.sources)
        assert f"{len(made.sources)} updated" in told
        made.account()
        made.cite()
    made.add("--as", "isis-massacres", BY_HAND)
    made.cite()
    return made


def test_every_annotation_is_accounted_for(scenario: Scenario) -> None:
    found = scenario.account()
    assert found.total() == len(scenario.annotated) == ANNOTATIONS
    assert found["placed"] > 0.75 * ANNOTATIONS


async def test_every_link_ever_printed_shows_the_words_that_were_cited(
    scenario: Scenario,
) -> None:
    datasette = Datasette([str(scenario.path)])
    seen: Counter[str] = Counter()
    for cited in dict.fromkeys(scenario.cited):
        answer = await datasette.client.get(f"{cited.path}.json")
        assert answer.status_code == 200, cited
        told = [c for c in answer.json()["citations"] if c["cited"]["text"] == cited.words]
        assert told, cited
        seen[told[0]["status"]] += 1
        page = await datasette.client.get(cited.path)
        assert page.status_code == 200
    assert {"unchanged", "reworded", "removed"} <= set(seen)


def test_a_corpus_built_again_from_the_same_sources_has_the_same_links(tmp_path: Path) -> None:
    links = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made = Scenario(tmp_path / name)
        links.append(made.cited)
    assert links[0] == links[1]


def test_every_update_can_be_taken_back(tmp_path: Path) -> None:
    made = Scenario(tmp_path)
    db = open_write(made.path)
    before = made_up.dump(db)
    for number, source in enumerate(made.sources):
        source.write_text(edited(source.read_text(), number))
        made.add(source)
    for _ in made.sources:
        history.undo(Command(db, coder="anna", words="undo"))
    after = made_up.dump(db)
    db.close()
    assert json.dumps(after, default=str) == json.dumps(before, default=str)
