"""
Suggesting a tag: learn from what was read where it belongs, and propose it where nobody has looked.

Late, and with a measure of how often it is right: from few texts, most of what is proposed for a
rare tag is wrong. The same corpus gets the same suggestions.
"""

import heapq
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotate.coding import learning
from annotate.coding.learning import Learned, Measured, Vectors, Words
from annotate.corpus import judging, suggestions, tag_beginnings
from annotate.corpus.judging import Judged, Question
from annotate.corpus.suggestions import Suggestion
from annotate.errors import BadInput

__all__ = ["LEAST_POSITIVES", "LEAST_READ", "LIMIT", "Suggested", "suggest"]

LEAST_POSITIVES, LEAST_READ = 10, 50
"""Different wordings with the tag, and read, before which nothing is suggested."""

LIMIT = 50  # suggestions at once: after these are answered, the next are better
UNSURE = 500  # paragraphs kept to be read first
MOST_READ = 20_000  # wordings that are learned from
MOST_EMBEDDED = 1_000  # the same of a model of vectors, and what it looks at: it takes its time

_Scored = tuple[float, int]
"""How far above the line, and the paragraph."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """
    What a run suggests, the likeliest first, of how many paragraphs above the line.

    `learned_from` of the `judged` wordings were learned from, `looked_at` of the paragraphs
    were looked at.
    """

    tag: str
    measured: Measured
    judged: int
    looked_at: int
    above: int
    found: tuple[Suggestion, ...]


class _Looked(NamedTuple):
    """Of all that was looked at: how many, how many above the line, the likeliest, the unsure."""

    at: int
    above: int
    likeliest: list[_Scored]
    unsure: list[_Scored]


def suggest(
    db: sqlite3.Connection, name: str, *, limit: int = LIMIT, vectors: Vectors | None = None
) -> Suggested:
    """
    Suggest a tag for so many paragraphs at most, by words or other vectors.

    What was suggested for it before and not answered is replaced. Raises NotFound, and
    BadInput where too little was read, or scikit-learn is not installed.
    """
    if not limit or limit < 1:
        raise BadInput("say a limit of 1 or more")
    question = judging.asked(db, tag_beginnings.taken(db, name))
    judged = judging.judged(db, question)
    _require_enough(question, judged)
    learning.require_installed()
    some = _some(judged, MOST_READ if vectors is None else MOST_EMBEDDED)
    texts = judging.texts(db, [each.paragraph for each in some])
    has = [each.has for each in some if each.paragraph in texts]
    learned = learning.learn(list(texts.values()), has, Words())
    batches = judging.candidates(db, question)
    if vectors is not None:
        batches = _likeliest(db, learned, batches)
        learned = learning.learn(list(texts.values()), has, vectors)
    most = limit if learned.measured.is_better_than_chance else 0
    looked = _look(learned, batches, most)
    by = (vectors or Words()).name
    _keep(db, question, by, looked)
    found = [s for s in suggestions.queue(db, tag=question.name) if s.tag == question.name]
    return Suggested(
        question.name, learned.measured, len(judged), looked.at, looked.above, tuple(found)
    )


def _require_enough(question: Question, judged: list[Judged]) -> None:
    positives = sum(each.has for each in judged)
    more = max(0, LEAST_POSITIVES - positives)
    read = max(0, LEAST_READ - len(judged))
    without = max(0, LEAST_POSITIVES - (len(judged) - positives))
    missing = [f"{more} more with it"] * bool(more)
    missing += [f"{read} more read"] * bool(read)
    missing += [f"{without} more read without it"] * (bool(without) and not read)
    if missing:
        raise BadInput(
            f"too little to learn from: {len(judged):,} different paragraphs are read since"
            f" {question.name} is in the codebook, {positives:,} have it;"
            f" it takes {' and '.join(missing)} (`annotate code` reads on)"
        )


def _some(judged: list[Judged], most: int) -> list[Judged]:
    """As many as are learned from, of each kind; as they are in the order of their keys, any."""
    kinds = [[each for each in judged if each.has is kind] for kind in (True, False)]
    half = most // 2
    spared = [max(0, half - len(kind)) for kind in kinds]
    kept = [*kinds[0][: half + spared[1]], *kinds[1][: half + spared[0]]]
    return sorted(kept, key=lambda each: each.key)


def _look(learned: Learned, batches: Iterator[list[tuple[int, str]]], most: int) -> _Looked:
    at = above = 0
    likeliest: list[_Scored] = []
    unsure: list[_Scored] = []
    for batch in batches:
        scores = learned.scores([text for _, text in batch])
        scored = [(score, id) for score, (id, _) in zip(scores, batch, strict=True)]
        at += len(scored)
        over = [each for each in scored if each[0] > 0]
        above += len(over)
        likeliest = heapq.nsmallest(most, [*likeliest, *over], key=lambda s: (-s[0], s[1]))
        unsure = heapq.nsmallest(UNSURE, [*unsure, *scored], key=lambda s: (abs(s[0]), s[1]))
    return _Looked(at, above, likeliest, unsure)


def _likeliest(
    db: sqlite3.Connection, learned: Learned, batches: Iterator[list[tuple[int, str]]]
) -> Iterator[list[tuple[int, str]]]:
    """The paragraphs that have the best chance by their words."""
    best: list[_Scored] = []
    for batch in batches:
        scores = learned.scores([text for _, text in batch])
        found = [(-score, id) for score, (id, _) in zip(scores, batch, strict=True)]
        best = heapq.nsmallest(MOST_EMBEDDED, [*best, *found])
    if best:
        yield list(judging.texts(db, [id for _, id in best]).items())


def _keep(db: sqlite3.Connection, question: Question, by: str, looked: _Looked) -> None:
    suggested, unsure = (
        [(id, score) for score, id in found] for found in (looked.likeliest, looked.unsure)
    )
    suggestions.replace(db, question, by, suggested, unsure)
