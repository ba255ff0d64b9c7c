"""
What rules find in a corpus, some hundred paragraphs after others: by queries, and by words.

Words are matched in a watched process; a rule that does not end there is named, with the
paragraph on which it does not.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, cast

from annotate.coding import rule_matching
from annotate.corpus import ruled, search
from annotate.corpus.ruled import Looked
from annotate.errors import BadInput, BadQuery
from annotate.intake.process import Ended, Process, watching
from annotate.text.rule import MOST, Found, Rule, Span

__all__ = ["Hits", "found"]


class Hits(NamedTuple):
    """Of a rule (by its place) in some paragraphs (by theirs) what stands where."""

    rule: int
    at: Sequence[tuple[int, Sequence[Span]]]


Batch = tuple[list[Looked], list[Hits]]


def found(
    db: sqlite3.Connection, rules: Sequence[Rule], *, seconds: float, coming: Sequence[str] = ()
) -> Iterator[Batch]:
    """
    Paragraphs, each once, and what rules find in them; queries may ask for tags that are `coming`.

    Raises BadInput, which names the rule, for a query that cannot be asked, a pattern that
    does not end in so many seconds, and one that matches no words, or too many.
    """
    queries = {i: _ids(db, rule, coming) for i, rule in enumerate(rules) if rule.query is not None}
    by_words = [i for i, rule in enumerate(rules) if rule.query is None]
    roles = dict.fromkeys(role for i in by_words for role in rules[i].roles)
    with _Matcher(db, [rules[i] for i in by_words], seconds) as matcher:
        for batch in ruled.looked_at(db, roles, sorted(frozenset().union(*queries.values()))):
            matched = matcher.matched(batch)
            hits = [Hits(i, each.hits) for i, each in zip(by_words, matched, strict=True)]
            for i, ids in queries.items():
                roles_of = rules[i].roles
                at = [(place, ()) for place, each in enumerate(batch)
                      if each.id in ids and (not roles_of or each.role in roles_of)]  # fmt: skip
                hits.append(Hits(i, at))
            yield batch, sorted(hits)
        matcher.require_words()


def _ids(db: sqlite3.Connection, rule: Rule, coming: Sequence[str]) -> frozenset[int]:
    assert rule.query is not None
    try:
        return frozenset(search.ids(db, rule.query, private=True, coming=coming))
    except BadQuery as error:
        raise BadQuery(str(rule.refused(error.told)), error.text, error.at) from error


class _Matcher:
    """Matches rules with paragraphs in a process of its own."""

    def __init__(self, db: sqlite3.Connection, rules: list[Rule], seconds: float) -> None:
        self._db, self._rules, self._seconds = db, rules, seconds
        self._some, self._empty = [0] * len(rules), [0] * len(rules)
        self._process = Process(rule_matching.NAME, seconds)  # which starts with the first task
        self._watched = watching([self._process])

    def __enter__(self) -> "_Matcher":
        self._watched.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._watched.__exit__(None, None, None)
        self._process.close()

    def matched(self, batch: list[Looked]) -> list[Found]:
        """What each rule finds in paragraphs."""
        answers = list(self._process.answered(_texts(batch), self._rules))
        for i, (rule, answer) in enumerate(zip(self._rules, answers, strict=True)):
            if isinstance(answer, Ended):
                raise self._runaway(batch, rule, answer)
            found = cast(Found, answer)
            self._require_few(batch, rule, found)
            self._some[i] += len(found.hits)
            self._empty[i] += found.empty
        return cast(list[Found], answers)

    def require_words(self) -> None:
        """Raise BadInput for a rule whose matches were all of no words."""
        for rule, some, empty in zip(self._rules, self._some, self._empty, strict=True):
            if empty and not some:
                raise rule.refused(
                    f"the pattern matches no words, {empty:,} times; words are matched by one"
                    " like 'human shields?', and whole: true tags the paragraphs"
                )

    def _require_few(self, batch: list[Looked], rule: Rule, answer: Found) -> None:
        many = (place for place, spans in answer.hits if len(spans) > MOST)
        for place in islice(many, 1):
            raise rule.refused(
                f"it matches more than {MOST:,} times in {self._ref(batch[place])};"
                " whole: true tags the paragraph once"
            )

    def _runaway(self, batch: list[Looked], rule: Rule, answer: Ended) -> BadInput:
        """Why there is no answer: each paragraph is tried by itself, to name the one."""
        for each in batch:
            [alone] = self._process.answered(_texts([each]), [rule])
            if isinstance(alone, Ended):
                return self._told(rule, alone, f"in {self._ref(each)}")
        return self._told(rule, answer, f"from {self._ref(batch[0])} on")

    def _told(self, rule: Rule, answer: Ended, where: str) -> BadInput:
        if not answer.is_late:
            return rule.refused(f"matching breaks down {where} ({answer.words or 'it was ended'})")
        return rule.refused(
            f"the pattern does not end in {self._seconds:g} s {where}; a repeat in a repeat, like"
            " (a+)+, may take for ever: say a+, or --time-limit"
        )

    def _ref(self, each: Looked) -> str:
        return ruled.place_of(self._db, each.id).ref


def _texts(batch: list[Looked]) -> list[tuple[str, str]]:
    return [(each.role, each.text) for each in batch]
