"""A day's work with real keys: how many a tagged paragraph costs, beside the command line's."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path

import pytest

from annotate.coding.assigning import suggested
from annotate.coding.typing import Names
from annotate.corpus import defining
from annotate.corpus.database import Command, open_write
from tests import made_up
from tests.tui.terminal import Terminal, terminal

ARTICLES, PARAGRAPHS, TAGS, TAGGINGS = 60, 88, 35, 124
MOST = 4  # keys for a tagged paragraph
ROOTS = ("actor", "place", "event", "tactic", "theme")
LEAVES = (
    "army", "mayor", "police", "farmer", "union", "bank", "harbour", "bridge", "market", "school",
    "river", "border", "strike", "election", "flood", "trial", "protest", "merger", "visit", "fire",
    "boycott", "lawsuit", "campaign", "leak", "petition", "blockade", "prices", "housing", "health",
    "climate", "energy", "migration", "labour", "transport", "water",
)  # fmt: skip


def names() -> list[str]:
    return [f"{ROOTS[at * len(ROOTS) // TAGS]}/{leaf}" for at, leaf in enumerate(LEAVES)]


def work() -> list[list[str]]:
    """For each paragraph the tags that belong on it, some far more often than others."""
    chance = random.Random(4)
    known = names()
    wanted: list[set[str]] = [set() for _ in range(PARAGRAPHS)]
    for each in wanted:
        each.add(chance.choices(known, [1 / (rank + 1) for rank in range(TAGS)])[0])
    for name in known:  # each once at least
        if not any(name in each for each in wanted):
            wanted[chance.randrange(PARAGRAPHS)].add(name)
    while sum(map(len, wanted)) < TAGGINGS:
        chance.choice(wanted).add(chance.choice(known))
    return [sorted(each) for each in wanted]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Articles of one or two paragraphs, and the codebook, as it was agreed on."""
    with closing(open_write(tmp_path / "day.db", create=True)) as db:
        for name in names():
            defining.define(Command(db, coder="anna", words="tags define"), name)
        for number in range(ARTICLES):
            texts = [f"In {number} the {LEAVES[number % TAGS]} was told of, part {part}, at length."
                     for part in range(1 + (number < PARAGRAPHS - ARTICLES))]  # fmt: skip
            made_up.add(db, made_up.draft(*texts, title=f"Day {number}"), f"{number}.txt")
        yield db


def test_a_tagged_paragraph_costs_few_keys(corpus: sqlite3.Connection, tmp_path: Path) -> None:
    wanted = work()
    assert sum(map(len, wanted)) == TAGGINGS
    assert len({name for each in wanted for name in each}) == TAGS
    environment = {"ANNOTATE_DB": str(tmp_path / "day.db"), "ANNOTATE_CODER": "anna"}
    with terminal(tmp_path, [str(made_up.COMMAND), "code"], environment) as session:
        session.shows(f"{PARAGRAPHS} unread")
        pressed = _code(session, wanted)
        session.shows("0 unread", f"{PARAGRAPHS} done")
    found = corpus.execute("select paragraph, count(*) from taggings group by paragraph").fetchall()
    assert [count for _, count in found] == list(map(len, wanted))
    print(f"{pressed / PARAGRAPHS:.2f} keys a tagged paragraph")
    assert pressed / PARAGRAPHS <= MOST


def _code(session: Terminal, wanted: list[list[str]]) -> int:
    """Type it; the number of keys. A few letters of a name are typed once, then its key pressed."""
    keys: dict[str, str] = {}
    known = Names(names())
    pressed = 0
    for at, tags in enumerate(wanted):
        for name in tags:
            if name in keys:
                session.words(keys[name])
                pressed += 1
                continue
            letters = _letters(known, name)
            session.words(f"t{letters}")
            session.keys("Enter")
            pressed += len(letters) + 2
            if key := suggested(name, keys.values()):
                keys[name] = key
        if at + 1 < len(wanted):
            session.keys("Enter")
            pressed += 1
            session.shows(f"{PARAGRAPHS - at - 1} unread")  # very many keys at once are a paste
    return pressed


def _letters(known: Names, name: str) -> str:
    """As few of the beginning of its last part as make it the first choice."""
    leaf = name.rpartition("/")[2]
    for typed in accumulate(leaf):
        found, is_meant = known.like(typed)
        if is_meant and found[0] == name:
            return typed
    return leaf
