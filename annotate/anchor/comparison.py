"""
What changed between two versions of an article, in the order in which one reads.

Paragraphs that became each other are one entry. How white space runs is no part
of a wording, and so no change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from annotate.anchor.changes import Change, words
from annotate.anchor.groups import Group, Tie, in_reading_order
from annotate.model import Article, Paragraph, Reading, Version
from annotate.text.normalise import normalise

__all__ = ["BREAK", "Difference", "Entry", "Kind", "Link", "Run", "compare", "folded"]

Kind = Literal["same", "moved", "edited", "split", "merged", "removed", "added"]

BREAK = "\n\n"
"""What parts paragraphs in the pieces of an entry that has several; no wording has it."""

# what is compared word by word in one article; from there on, wordings as a whole
MOST_LETTERS = 1_000_000  # about a second
MOST_PAIRS = 100_000_000_000  # of an old and a new letter: about one


class Link(NamedTuple):
    """A paragraph of the old version and one of the new that it became, by their ids."""

    old: int
    new: int
    score: float


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What became of paragraphs: `old` is empty for what was added, `new` for what was removed.

    A split has several new ones, merged ones are several old; what was edited, split
    or merged may have moved as well. Pieces that are the same or removed are the old
    wordings, those that are the same or added the new ones, joined by BREAK.
    """

    kind: Kind
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    score: float
    has_moved: bool
    pieces: tuple[Change, ...]

    @property
    def standing(self) -> tuple[Paragraph, ...]:
        """The new paragraphs, and the old ones that are not among them: each with its tags."""
        known = {paragraph.id for paragraph in self.new}
        return (*self.new, *(p for p in self.old if p.id not in known))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of an article, and what became of every paragraph of theirs."""

    article: Article
    old: Version
    new: Version
    versions: int  # that the article has
    entries: tuple[Entry, ...]

    @property
    def changes(self) -> tuple[Entry, ...]:
        """The entries but those that stayed the same."""
        return tuple(entry for entry in self.entries if entry.kind != "same")

    @property
    def counts(self) -> dict[Kind, int]:
        """How many entries there are of each kind that there is."""
        kinds = [entry.kind for entry in self.entries]
        return {kind: kinds.count(kind) for kind in _KINDS if kind in kinds}


_KINDS: tuple[Kind, ...] = ("edited", "split", "merged", "moved", "added", "removed", "same")


@dataclass(frozen=True, slots=True)
class Run:
    """Entries that stand together, to be shown or, unchanged, to be passed over."""

    entries: tuple[Entry, ...]
    is_folded: bool


def compare(old: Reading, new: Reading, links: Iterable[Link]) -> Difference:
    """The difference of two versions of an article whose paragraphs are linked so."""
    olds = {paragraph.id: i for i, paragraph in enumerate(old.paragraphs)}
    news = {paragraph.id: j for j, paragraph in enumerate(new.paragraphs)}
    ties = (Tie(olds[link.old], news[link.new], link.score) for link in links)
    groups = in_reading_order(len(olds), len(news), ties)
    effort = _Effort()
    entries = tuple(_entry(old.paragraphs, new.paragraphs, group, effort) for group in groups)
    return Difference(old.article, old.version, new.version, len(new.versions), entries)


def folded(entries: Sequence[Entry], *, around: int = 0) -> Iterator[Run]:
    """
    The entries in runs: unchanged ones are folded, but for some around every change.

    A single one is not folded when it stands between what is shown: to say so takes as much room.
    """
    shown = _near_a_change(entries, around)
    for is_folded, run in groupby(range(len(entries)), lambda i: i not in shown):
        places = list(run)
        alone = is_folded and len(places) == 1 and around > 0
        yield Run(tuple(entries[i] for i in places), is_folded and not alone)


def _near_a_change(entries: Sequence[Entry], around: int) -> set[int]:
    changed = [i for i, entry in enumerate(entries) if entry.kind != "same"]
    return {k for i in changed for k in range(i - around, i + around + 1)}


class _Effort:
    """What is left of the time for comparing word by word."""

    def __init__(self) -> None:
        self._letters, self._pairs = MOST_LETTERS, MOST_PAIRS

    def is_left_for(self, old: str, new: str) -> bool:
        self._letters -= len(old) + len(new)
        self._pairs -= len(old) * len(new)
        return self._letters >= 0 and self._pairs >= 0


def _entry(
    olds: Sequence[Paragraph], news: Sequence[Paragraph], group: Group, effort: _Effort
) -> Entry:
    old, new = tuple(olds[i] for i in group.old), tuple(news[j] for j in group.new)
    before, after = _wording(old), _wording(new)
    kind = _kind(old, new, before == after, group.has_moved)
    return Entry(kind, old, new, group.score, group.has_moved, _pieces(before, after, effort))


def _wording(paragraphs: Iterable[Paragraph]) -> str:
    return BREAK.join(normalise(paragraph.text) for paragraph in paragraphs)


def _kind(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], is_equal: bool, has_moved: bool
) -> Kind:
    if not old:
        return "added"
    if not new:
        return "removed"
    if len(old) > 1:
        return "merged"
    if len(new) > 1:
        return "split"
    if not is_equal:
        return "edited"
    return "moved" if has_moved else "same"


def _pieces(before: str, after: str, effort: _Effort) -> tuple[Change, ...]:
    if before == after:
        return (Change("same", after),) if after else ()
    if before and after and effort.is_left_for(before, after):
        return words(before, after)
    whole = (Change("removed", before), Change("added", after))
    return tuple(change for change in whole if change.text)
