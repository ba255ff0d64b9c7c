"""
Tags by rules: what they would put where, and putting it, in one step that is undone as one.

All is found first, without a lock, and what is new is kept in a file until it is put. So
neither memory nor the time that others wait grows with the corpus.
"""

import pickle
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, cast

from annotate.coding import finding
from annotate.corpus import ruled, rules
from annotate.corpus.database import Command
from annotate.corpus.ruled import Looked, Standing, Wish
from annotate.corpus.rules import Changed, Tags
from annotate.corpus.tags import Made
from annotate.errors import NotFound
from annotate.text import marking, query
from annotate.text.marking import MARK, UNMARK
from annotate.text.rule import Rule, Span

__all__ = ["SAMPLES", "SECONDS", "Autocoded", "Ruled", "Sample", "apply", "known", "preview"]

SECONDS = 10.0  # that a rule may take over some hundred paragraphs
SAMPLES = 3  # of a rule
BEFORE, BEHIND = 25, 80  # characters around the words of a sample


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a tag is new: the ref, the words (None: all of the paragraph), and those around."""

    ref: str
    quote: str | None
    snippet: str  # the words between MARK and UNMARK


@dataclass(slots=True)
class Ruled:
    """Of a rule how much is new, in how many paragraphs and articles, and what is not new."""

    rule: Rule
    tags: tuple[str, ...]
    new: int = 0
    there: int = 0  # by anyone
    off: int = 0  # a person took them off
    paragraphs: int = 0
    articles: int = 0
    samples: list[Sample] = field(default_factory=list)
    _seen: bytearray = field(default_factory=bytearray, repr=False)  # a bit for each article

    def count(self, article: int) -> None:
        """One more paragraph with something new."""
        self.paragraphs += 1
        byte, bit = article >> 3, 1 << (article & 7)
        self._seen.extend(bytes(max(0, byte + 1 - len(self._seen))))
        self.articles += not self._seen[byte] & bit
        self._seen[byte] |= bit


@dataclass(frozen=True, slots=True)
class Autocoded:
    """What became of each rule, tags that are made, what is another rule now."""

    outcomes: tuple[Ruled, ...]
    made: tuple[Made, ...]
    changed: Changed
    left: int = 0  # taggings whose words changed meanwhile

    @property
    def new(self) -> int:
        """How many taggings are new, by all rules."""
        return sum(outcome.new for outcome in self.outcomes)


def known(db: sqlite3.Connection) -> list[Rule]:
    """The rules that are kept; raises NotFound where none are."""
    if found := rules.kept(db):
        return found
    raise NotFound("no rules are kept; `annotate autocode FILE --apply` keeps those of a file")


def preview(db: sqlite3.Connection, said: Sequence[Rule], *, seconds: float = SECONDS) -> Autocoded:
    """
    What `apply` would do, which changes nothing.

    Raises BadInput, which names the rule, for a tag that cannot be, a query that cannot be
    asked, and a pattern that does not end.
    """
    tags, made = rules.foreseen(db, said)
    outcomes = _Reckoning(db, said, tags).run(seconds)
    return Autocoded(tuple(outcomes), tuple(made), rules.changed(db, said))


def apply(command: Command, said: Sequence[Rule], *, seconds: float = SECONDS) -> Autocoded:
    """Put the tags of rules on all that they find, and keep the rules; raises as `preview`."""
    with tempfile.TemporaryFile() as kept:
        tags, _ = rules.foreseen(command.db, said)
        outcomes = _Reckoning(command.db, said, tags, kept).run(seconds)
        with command:
            changed = rules.changed(command.db, said)
            ids, tags, made = rules.keep(command, said)
            left = sum(_put(command, said, ids, tags, kept))
    return Autocoded(tuple(outcomes), tuple(made), changed, left)


# of a paragraph: its row, the key of its words, and rule and tag by their places, and the words
_Kept = tuple[int, str, list[tuple[int, int, Span | None]]]


def _put(
    command: Command, said: Sequence[Rule], ids: dict[str, int], tags: Tags, kept: IO[bytes]
) -> Iterator[int]:
    """Put what was kept; how much of it was left out."""
    rows = [(ids[rule.name], [id for id, _ in tags[rule.name]]) for rule in said]
    kept.seek(0)
    while True:
        try:
            batch = cast(list[_Kept], pickle.load(kept))
        except EOFError:
            return
        wanted = {
            id: (key, [Wish(rows[r][0], cast(int, rows[r][1][t]), span) for r, t, span in wishes])
            for id, key, wishes in batch
        }
        yield sum(len(each) for _, each in wanted.values()) - len(ruled.put(command, wanted))


class _Reckoning:
    """Compares what rules find with what stands there."""

    def __init__(
        self,
        db: sqlite3.Connection,
        said: Sequence[Rule],
        tags: Tags,
        kept: IO[bytes] | None = None,
    ) -> None:
        self._db, self._rules, self._kept = db, said, kept
        # a tag that is not there yet has a number all the same, one in all rules
        new: dict[str, int] = {}
        self._tags = [
            [new.setdefault(name, -1 - len(new)) if id is None else id for id, name in tags[r.name]]
            for r in said
        ]
        self._coming = tuple(new)
        self._outcomes = [Ruled(r, tuple(name for _, name in tags[r.name])) for r in said]

    def run(self, seconds: float) -> list[Ruled]:
        """What becomes of each rule; what is new is in the file."""
        found = finding.found(self._db, self._rules, seconds=seconds, coming=self._coming)
        for batch, hits in found:
            wishes: dict[int, list[tuple[int, int, Span | None]]] = {}
            standing = Standing(self._db, [batch[place] for h in hits for place, _ in h.at])
            for each in hits:
                for place, spans in each.at:
                    made = self._new(standing, each.rule, batch[place], spans)
                    if made:
                        wishes.setdefault(place, []).extend(made)
            if wishes and self._kept:
                rows = [(batch[at].id, batch[at].key, made) for at, made in wishes.items()]
                pickle.dump(rows, self._kept, pickle.HIGHEST_PROTOCOL)
        return self._outcomes

    def _new(
        self, standing: Standing, at: int, on: Looked, spans: Sequence[Span]
    ) -> list[tuple[int, int, Span | None]]:
        """What of a rule is new on a paragraph, all of it counted."""
        rule, outcome = self._rules[at], self._outcomes[at]
        places: list[Span | None] = [None] if rule.is_whole else list(spans)
        made = list[tuple[int, int, Span | None]]()
        for span in places:
            words = (span[0], on.text[span[0] : span[1]]) if span else None
            for number, tag in enumerate(self._tags[at]):
                met = standing.meet(on.id, tag, words)
                outcome.there += met == "there"
                outcome.off += met == "off"
                if met == "new":
                    made.append((at, number, span))
        outcome.new += len(made)
        if made:
            outcome.count(on.article)
            if len(outcome.samples) < SAMPLES:
                outcome.samples.append(self._sample(rule, on, spans[0] if spans else None))
        return made

    def _sample(self, rule: Rule, on: Looked, span: Span | None) -> Sample:
        ref = ruled.place_of(self._db, on.id).ref
        quote = on.text[slice(*span)] if span and not rule.is_whole else None
        return Sample(ref, quote, _snippet(rule, on.text, span))


def _snippet(rule: Rule, text: str, span: Span | None) -> str:
    """Words in those around them, white space folded."""
    if rule.query is not None:
        return marking.snippet(text, query.positive(asked) if (asked := _node(rule)) else ())
    start, end = span or (0, 0)
    first, last = max(0, start - BEFORE), end + BEHIND
    first = text.rfind(" ", 0, first) + 1 if first else 0
    cut = text.find(" ", last)
    last = len(text) if cut < 0 else cut
    marked = f"{MARK}{text[start:end]}{UNMARK}" if start < end else ""
    shown = f"{'…' if first else ''}{text[first:start]}{marked}{text[end:last]}"
    return " ".join(shown.split()) + ("…" if last < len(text) else "")


def _node(rule: Rule) -> query.Node | None:
    return query.parse(rule.query).node if rule.query is not None else None
