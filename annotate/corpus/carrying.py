"""
What people put on paragraphs goes along into a new version.

A quote goes where its words stand now. Where the words are gone, or it is not
sure where they went, the annotation stays with its old words and a row of
`reviews` lists it.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.anchor import quote as quotes
from annotate.corpus import by_rule, examples
from annotate.corpus.rows import quote_of
from annotate.model import Quote

if TYPE_CHECKING:
    from annotate.anchor import Alignment

__all__ = ["TABLES", "Outcome", "ask", "carry", "keep", "put_on"]

TABLES = {"tagging": "taggings", "note": "notes"}
"""What stands on paragraphs, and the tables that hold it."""

POSSIBLE = 0.05
"""A candidate less likely than this is not shown to anyone."""

MOST_OF_IT = 0.8
"""The share of a merged paragraph from which on it is still what was annotated as a whole."""

_LISTED = "(answer is null or answer = 'gone')"


@dataclass(slots=True)
class Outcome:
    """Annotations that wait for a review, and those whose words are gone."""

    review: int = 0
    gone: int = 0

    def count(self, candidates: Sequence[object], annotations: int = 1) -> None:
        """One more question, about so many annotations."""
        if candidates:
            self.review += annotations
        else:
            self.gone += annotations


def carry(
    db: sqlite3.Connection,
    article: int,
    version: int,
    old: Sequence[sqlite3.Row],
    alignment: "Alignment",
    rows: Mapping[int, int],
) -> Outcome:
    """
    Move the annotations of the old paragraphs; `rows` has the row of each new paragraph.

    Call when the paragraphs are written.
    """
    annotated = _annotations(db, article)  # all of them before any is moved to another paragraph
    sources = Counter(alignment.targets)
    carrier = _Carrier(db, article, version, alignment, rows, Outcome(), sources)
    for index, row in enumerate(old):
        if row["id"] in annotated:
            carrier.carry(index, row, annotated[row["id"]])
    targets = enumerate(alignment.targets)
    went = {old[i]["id"]: rows[to] for i, to in targets if to is not None}
    elsewhere = {row: to for row, to in went.items() if row != to}
    examples.follow(db, elsewhere)
    by_rule.follow(db, elsewhere)
    _settle_returned(db, article)
    return carrier.outcome


Annotations = list[tuple[str, sqlite3.Row]]


def _annotations(db: sqlite3.Connection, article: int) -> dict[int, Annotations]:
    """What stands on each paragraph of an article, with what it is."""
    found: dict[int, Annotations] = {}
    for what, table in TABLES.items():
        sql = f"""
            select a.* from paragraphs p join {table} a on a.paragraph = p.id
            where p.article = ? order by a.id
        """
        for row in db.execute(sql, [article]):
            found.setdefault(row["paragraph"], []).append((what, row))
    return found


@dataclass(frozen=True, slots=True)
class _Carrier:
    db: sqlite3.Connection
    article: int
    version: int
    alignment: "Alignment"
    rows: Mapping[int, int]
    outcome: Outcome
    sources: Counter[int | None]  # how many old paragraphs go to each new one

    def carry(self, index: int, row: sqlite3.Row, annotations: Annotations) -> None:
        target = self.alignment.targets[index]
        if target is None:
            candidates = self._candidates(index)
            self.outcome.count(candidates, len(annotations))
            self._ask(row["id"], candidates)
            return
        to = self.rows[target]
        if to == row["id"] and row["text"] == self.alignment.new[target]:
            return
        for what, annotation in annotations:
            self._carry_one(index, to, what, annotation)

    def _carry_one(self, index: int, to: int, what: str, annotation: sqlite3.Row) -> None:
        quote = quote_of(annotation)
        if quote is None:
            self._carry_whole(index, to, what, annotation)
            return
        if annotation["gone"] is not None:
            self._look_again(index, what, annotation, quote)
            return
        place = self._span(index, quote.start, quote.end)
        first = self._first_words(what, annotation)
        is_sure = place is not None and quotes.is_faithful(first, place[1].exact)
        if place is None or not is_sure or not self._put(what, annotation, *place):
            self._ask_about_quote(index, what, annotation, quote)

    def _first_words(self, what: str, annotation: sqlite3.Row) -> str:
        """The words that were quoted at first: many small changes make a large one."""
        sql = f"select exact from placements where {what} = ? and exact is not null order by id"
        row = self.db.execute(sql, [annotation["id"]]).fetchone()
        return str(row["exact"] if row else annotation["exact"])

    def _carry_whole(self, index: int, to: int, what: str, annotation: sqlite3.Row) -> None:
        """Onto the paragraph; where it was merged into a much longer one, onto its words there."""
        places: list[tuple[int, Quote | None]] = [(to, None)]
        likely = 1.0
        if self._is_part(index):
            part = self._whole(index)
            if part and quotes.is_faithful(self.alignment.old[index], part[1].exact):
                places.insert(0, part)
            else:
                places, likely = [], round(self.alignment.scores[index], 3)
        elif to == annotation["paragraph"]:
            return
        if not any(self._put(what, annotation, *place) for place in places):
            self._ask(annotation["paragraph"], [(to, likely)], what, annotation["id"])
            self.outcome.count([to])

    def _is_part(self, index: int) -> bool:
        """Whether a paragraph was merged into another that is much longer."""
        target = self.alignment.targets[index]
        assert target is not None
        size = len(self.alignment.old[index])
        is_merged = self.sources[target] > 1
        return is_merged and size < MOST_OF_IT * len(self.alignment.new[target])

    def _whole(self, index: int) -> tuple[int, Quote] | None:
        """Where a merged paragraph's words are in the longer one, word for word or nearly."""
        target = self.alignment.targets[index]
        assert target is not None
        old = self.alignment.old[index]
        quote = quotes.find(self.alignment.new[target], old)
        return (self.rows[target], quote) if quote else self._span(index, 0, len(old))

    def _put(self, what: str, annotation: sqlite3.Row, paragraph: int, quote: Quote | None) -> bool:
        """Put it there, and keep how it stood."""
        if not put_on(self.db, TABLES[what], annotation["id"], paragraph, quote):
            return False
        stood = annotation["paragraph"], quote_of(annotation)
        keep(self.db, what, annotation["id"], *stood, to_version=self.version - 1)
        return True

    def _span(self, index: int, start: int, end: int) -> tuple[int, Quote] | None:
        """The row and the quote there of a span of an old paragraph."""
        place = self.alignment.place(index, start, end)
        if place is None:
            return None
        j, begin, finish = place
        return self.rows[j], quotes.at(self.alignment.new[j], begin, finish)

    def _look_again(self, index: int, what: str, annotation: sqlite3.Row, quote: Quote) -> None:
        """Words that were gone may be back."""
        target = self.alignment.targets[index]
        assert target is not None
        from annotate.anchor import find_quote

        text = self.alignment.new[target]
        match = find_quote(text, quote)
        if match and match.score == 1.0:
            found = quotes.at(text, match.start, match.end)
            if self._put(what, annotation, self.rows[target], found):
                sql = f"update reviews set answer = 'accepted' where {what} = ? and {_LISTED}"
                self.db.execute(sql, [annotation["id"]])

    def _ask_about_quote(
        self, index: int, what: str, annotation: sqlite3.Row, quote: Quote
    ) -> None:
        sql = f"update {TABLES[what]} set gone = ? where id = ?"
        self.db.execute(sql, [self.version, annotation["id"]])
        from annotate.anchor import find_quote

        candidates = []
        for j, likely in self._possible(index):
            match = find_quote(self.alignment.new[j], quote)
            if match:
                candidates.append((self.rows[j], round(likely * match.score, 3)))
        self.outcome.count(candidates)
        self._ask(annotation["paragraph"], candidates, what, annotation["id"])

    def _candidates(self, index: int) -> list[tuple[int, float]]:
        return [(self.rows[j], likely) for j, likely in self._possible(index)]

    def _possible(self, index: int) -> list[tuple[int, float]]:
        """The new paragraphs (indexes) worth showing, with how likely each is."""
        candidates = self.alignment.candidates[index]
        return [(j, round(likely, 3)) for j, likely in candidates if likely >= POSSIBLE]

    def _ask(
        self,
        paragraph: int,
        candidates: Sequence[tuple[int, float]],
        what: str | None = None,
        annotation: str | None = None,
    ) -> None:
        ask(
            self.db, self.article, self.version, paragraph, candidates,
            what=what, annotation=annotation,
        )  # fmt: skip


def put_on(
    db: sqlite3.Connection, table: str, id: str, paragraph: int, quote: Quote | None
) -> bool:
    """
    Put an annotation on a paragraph or a quote in it: its words are not gone (any more).

    False, and nothing changed, where the coder has the very same tag already.
    """
    words = [quote.exact, quote.prefix, quote.suffix, quote.start] if quote else [None] * 4
    sql = f"""
        update or ignore {table}
        set paragraph = ?, exact = ?, prefix = ?, suffix = ?, start = ?, gone = null where id = ?
    """
    return db.execute(sql, [paragraph, *words, id]).rowcount > 0


def keep(
    db: sqlite3.Connection,
    what: str,
    annotation: str,
    paragraph: int,
    quote: Quote | None,
    *,
    to_version: int,
) -> None:
    """Keep where an annotation stood up to a version."""
    words = [quote.exact, quote.prefix, quote.suffix, quote.start] if quote else [None] * 4
    db.execute(
        f"""
        insert into placements ({what}, to_version, paragraph, exact, prefix, suffix, start)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        [annotation, to_version, paragraph, *words],
    )


def ask(
    db: sqlite3.Connection,
    article: int,
    version: int,
    paragraph: int,
    candidates: Sequence[tuple[int, float]],
    *,
    what: str | None = None,
    annotation: str | None = None,
) -> int:
    """Ask where the annotations of a paragraph belong, or that one; returns the review's row."""
    column = f", {what}" if what else ""
    id = db.execute(
        f"""
        insert into reviews (article, version, paragraph, candidates{column})
        values (?, ?, ?, ?{", ?" if what else ""})
        """,
        [article, version, paragraph, json.dumps(candidates), *([annotation] if what else [])],
    ).lastrowid
    assert id is not None
    return id


def _settle_returned(db: sqlite3.Connection, article: int) -> None:
    """A paragraph that is back is neither asked about nor listed as gone, whoever said it was."""
    db.execute(
        f"""
        update reviews set answer = 'accepted'
        where article = ? and {_LISTED} and tagging is null and note is null
          and (select removed from paragraphs where id = reviews.paragraph) is null
        """,
        [article],
    )
