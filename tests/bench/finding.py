"""What searching costs beyond starting: whole processes, on a large database and an empty one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from annotate.corpus import database

from . import clock, corpus
from .building import RARE_TAG
from .place import Place
from .report import Figure

__all__ = ["find"]

TARGET = 50  # milliseconds
MIDDLING = 4_500  # paragraphs: a few less, and each hit is ranked by bm25


def find(place: Place) -> Iterator[Figure]:
    """`annotate find` <= 50 ms more than on an empty database, whatever is looked for."""
    large, empty = place.database(place.large), place.empty("find-empty.db")

    def finding(path: Path, *words: str) -> float:
        return 1000 * clock.of_process(place.annotate(path, "find", *words), env=place.env())

    wishes = _wishes(large, place.large)
    tasks = {name: partial(finding, large, *words) for name, words in wishes.items()}
    found = clock.medians(
        place.rounds(15, 3), {**tasks, "": partial(finding, empty, corpus.COMMONEST)}
    )
    for name in wishes:
        yield Figure(f"find {name}", found[name], found[""], "ms", TARGET, "more by at most")


def _wishes(path: Path, count: int) -> dict[str, list[str]]:
    db = database.open_read(path)
    middle = count // 2
    [slug] = db.execute("select slug from articles where id = ?", [middle]).fetchone()
    db.close()
    rare = corpus.rare_word(middle)
    return {
        "a rare word": [rare],
        "a middling word": [corpus.word_in(MIDDLING, count)],
        "the commonest word": [corpus.COMMONEST],
        "a rare and the commonest": [f"{rare} {corpus.COMMONEST}"],
        "the commonest, --article": [corpus.COMMONEST, "--article", slug],
        "the commonest, --tag": [corpus.COMMONEST, "--tag", RARE_TAG],
        "--tag alone": ["--tag", RARE_TAG],
    }
