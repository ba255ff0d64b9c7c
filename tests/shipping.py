"""
A made-up paper of which some paragraphs are about ships: a tag that follows words, for suggesting.

Every paragraph is another one, by its place in the paper; of those that say something of ships
each says it with other words.
"""

import sqlite3
from collections.abc import Iterable

from annotate.corpus import readings, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from tests import made_up

SHIPS = ("ferry", "barge", "trawler", "lugger", "tug", "cutter", "steamer")
AT_SEA = (
    "lay at anchor off the quay", "lost its rudder in the swell", "was towed into the harbour",
    "took on coal and water for the crossing", "ran aground on the bar at low tide",
)  # fmt: skip
PEOPLE = ("mayor", "baker", "widow", "teacher", "sexton", "miller", "grocer", "printer")
ON_LAND = (
    "paid for the new bells", "sold bread on the market square", "wrote to the council again",
    "spoke at length about the road", "asked for a lower rent", "planted limes by the school",
    "mended the roof of the hall", "lost a lawsuit over a fence", "went home without a word",
)  # fmt: skip
DAYS = (
    "on a Monday in May", "before the feast", "as the paper says", "that very evening",
    "in the third week of frost", "after the fair", "long before noon", "a year to the day later",
    "while it rained", "without any notice", "to the surprise of all",
)  # fmt: skip
EVERY = 4
"""Of so many paragraphs one is about a ship."""


def is_about_ships(number: int) -> bool:
    """Of a paragraph by its number, from 1."""
    return number % EVERY == 1


def paragraph(number: int) -> str:
    """What it says."""
    day = DAYS[number % len(DAYS)]
    if is_about_ships(number):
        ship, did = SHIPS[number % len(SHIPS)], AT_SEA[number % len(AT_SEA)]
        return f"The {ship} {did} {day}, as number {number} of this paper tells at some length."
    who, did = PEOPLE[number % len(PEOPLE)], ON_LAND[number % len(ON_LAND)]
    return f"The {who} {did} {day}, as number {number} of this paper tells at some length."


def fill(db: sqlite3.Connection, paragraphs: int = 160) -> None:
    """The paper, called `paper`."""
    words = [paragraph(number) for number in range(1, paragraphs + 1)]
    made_up.add(db, made_up.draft(*words, title="Paper"), "paper.txt")


def read(db: sqlite3.Connection, numbers: Iterable[int], tag: str = "ships") -> None:
    """Have Anna read paragraphs, and tag those that are about ships."""
    read = list(numbers)
    refs = [f"paper:{number}" for number in read if is_about_ships(number)]
    command = Command(db, coder="anna", words=f"tag {tag}")
    tags.add(command, [Request(ref, (tag,)) for ref in refs])
    sql = "select number, p.id from paragraphs p join articles a on a.id = p.article where slug = ?"
    rows = dict(map(tuple, db.execute(sql, ["paper"])))
    readings.read(Command(db, coder="anna", words="read"), [rows[number] for number in read])
