"""
What became of words that were cited, and the sentence that says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from annotate.cite.place import path
from annotate.text import days

__all__ = ["Current", "Fate", "Status", "likeness", "sentence"]

Status = Literal["unchanged", "moved", "reworded", "split", "merged", "removed"]


@dataclass(frozen=True, slots=True)
class Current:
    """A paragraph of the current version."""

    ref: str
    key: str
    number: int | None
    version: int
    text: str

    @property
    def name(self) -> str:
        """As a sentence calls it."""
        return f"paragraph {self.number}" if self.number else "a paragraph without a number"

    def url(self, base_url: str, article: str) -> str:
        """Its own citation link."""
        return base_url.rstrip("/") + path(self.key, article)


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What became of a wording; `versions` are those that have it.

    `since` is the version that changed it and `on` the day that was retrieved.
    `current` is where its words went, `others` the further parts of a split, or paragraphs
    that some of the words went to.
    `similarity` (0 to 1) compares the words as cited with the current ones, of all parts.
    """

    status: Status
    versions: tuple[int, ...]
    since: int | None = None
    on: str | None = None
    number: int | None = None  # in the first version that has it
    current: Current | None = None
    others: tuple[Current, ...] = ()
    similarity: float | None = None

    @property
    def whole(self) -> tuple[Current, ...]:
        """The paragraphs that go on for it, in reading order: all parts of what was split."""
        if self.current is None or self.status != "split":
            return (self.current,) if self.current else ()
        return tuple(sorted((self.current, *self.others), key=lambda part: part.number or inf))


def likeness(cited: str, current: str) -> float:
    """How alike two wordings are, 0 to 1: the share of characters that stay (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein

    if cited == current:
        return 1.0
    return round(Levenshtein.normalized_similarity(cited, current), 3)


def sentence(fate: Fate) -> str:
    """One plain sentence."""
    on = days.in_words(fate.on or "") or fate.on
    when = f"in version {fate.since} of {on}"
    here = fate.current
    if here is None:
        return f"These words are no longer in the article since version {fate.since} of {on}."
    if fate.status == "reworded":
        return f"Reworded {when}: {_now(fate)}."
    if fate.status == "split":
        return f"Split {when}: the words are in {_named(fate.whole)} now."
    if fate.status == "merged":
        return f"Merged with others {when}: {_now(fate)}."
    if fate.status == "moved":
        return f"Moved to {here.name} {when}; the words are unchanged."
    if fate.number and here.number and fate.number != here.number:
        return (
            f"Unchanged; {here.name} now, it was paragraph {fate.number}"
            f" in version {fate.versions[0]}."
        )
    return f"Unchanged: these words stand in the article, version {here.version}."


def _now(fate: Fate) -> str:
    assert fate.current is not None
    more = f", and some of the words are in {_named(fate.others)}" if fate.others else ""
    return f"it is {fate.current.name} now{more}"


def _named(paragraphs: Sequence[Current]) -> str:
    names = [one.name for one in paragraphs]
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
