"""
What a person says to a review: where its annotations belong now, or that their words are gone.

How an annotation stood stays on record, and everything is one command, which
undo takes back.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotate.corpus import carrying, examples, locate, quotes, reviews, row_ids, wordings
from annotate.corpus.database import Command
from annotate.corpus.locate import Place
from annotate.corpus.quotes import Wanted
from annotate.corpus.rows import quote_of
from annotate.errors import BadInput, NotFound, QuoteNotFound
from annotate.model import Quote

__all__ = ["Answered", "accept", "leave", "reopen"]


@dataclass(slots=True)
class Answered:
    """What became of a review: how many annotations went where, and what is to be said of some."""

    id: int
    ref: str
    moved: int = 0
    told: list[str] = field(default_factory=list)
    is_open: bool = False  # something could not go there, and is asked about on

    @property
    def summary(self) -> str:
        """What became of it, in a line."""
        moved = f"{self.moved} annotation{'s' if self.moved != 1 else ''} moved"
        return f"review {self.id}: {moved} to {self.ref}"


def accept(
    command: Command, id: int, *, to: str | None = None, quote: str | None = None,
    occurrence: int | None = None, whole: bool = False,
) -> Answered:  # fmt: skip
    """
    Put a review's annotations on the likeliest paragraph, or on the one that a ref names.

    A quote goes where its words stand there, or on the words given (of several the
    first, or the occurrence named), or on the whole paragraph. Raises NotFound,
    BadInput, what resolving the ref raises, and QuoteNotFound when a quote's words are
    not there. A quote in a removed paragraph whose words are not there stays, and is
    asked about by itself; so does a tag that the coder has there already.
    """
    with command:
        row = _unanswered(command.db, id)
        likely = reviews.standing(command.db, row)
        place = _place(command.db, row, likely, to)
        mover = _Mover(command.db, row, place, Answered(id, place.ref))
        if _is_about_one(row):
            mover.move_one(quotes.wanted(quote, occurrence), whole=whole)
        elif quote is not None or whole:
            raise BadInput(f"review {id} is about a whole paragraph, not about a quote")
        else:
            mover.move_all()
            _succeed(command.db, row, place.id, likely.get(place.id, 1.0))
            examples.follow(command.db, {row["paragraph"]: place.id})
        if not mover.outcome.is_open:
            accepted = place.id == next(iter(likely), None)
            _answer(command.db, id, "accepted" if accepted else "moved")
        return mover.outcome


def leave(command: Command, id: int) -> None:
    """Say that the words are gone: the annotations stay with the old ones. Raises as `accept`."""
    with command:
        _unanswered(command.db, id)
        _answer(command.db, id, "gone")


def reopen(command: Command, id: int) -> None:
    """Ask again about words that somebody said are gone; raises NotFound or BadInput."""
    with command:
        row = _unanswered(command.db, id)
        if row["answer"] is None:
            raise BadInput(f"review {id} is open; `annotate review --accept {id}` answers it")
        _answer(command.db, id, None)


def _unanswered(db: sqlite3.Connection, id: int) -> sqlite3.Row:
    """The row of a review whose annotations have not been moved."""
    row = db.execute("select * from reviews where id = ?", [row_ids.asked(id)]).fetchone()
    if row is None:
        raise NotFound(f"no review {id}; `annotate review` lists them")
    if row["answer"] not in (None, "gone"):
        raise BadInput(f"review {id} was answered; `annotate undo` takes an answer back")
    return row  # type: ignore[no-any-return]


def _answer(db: sqlite3.Connection, id: int, answer: str | None) -> None:
    sql = "update reviews set answer = :answer where id = :id and answer is not :answer"
    db.execute(sql, {"id": id, "answer": answer})


def _is_about_one(row: sqlite3.Row) -> bool:
    return row["tagging"] is not None or row["note"] is not None


def _place(
    db: sqlite3.Connection, row: sqlite3.Row, likely: dict[int, float], to: str | None
) -> Place:
    """Where to: the likeliest candidate, or the one standing paragraph of the article named."""
    slug = db.execute("select slug from articles where id = ?", [row["article"]]).fetchone()[0]
    if to is None:
        if not likely:
            told = f"nothing is known to stand in the place of review {row['id']}; say where:"
            raise BadInput(f"{told} annotate review --move {row['id']} {slug}:3")
        sql = "select id, key, occurrence, number, removed from paragraphs where id = ?"
        return locate.place(slug, db.execute(sql, [next(iter(likely))]).fetchone())
    places = locate.paragraphs(db, to)
    sql = "select 1 from paragraphs where id = ? and article = ? and removed is null"
    if len(places) != 1 or not db.execute(sql, [places[0].id, row["article"]]).fetchone():
        raise BadInput(f"{to} is not one paragraph that stands in {slug}; say one like {slug}:3")
    return places[0]


@dataclass(frozen=True, slots=True)
class _Mover:
    """Moves the annotations of a review to a place."""

    db: sqlite3.Connection
    row: sqlite3.Row
    place: Place
    outcome: Answered

    def move_one(self, wanted: Wanted | None, *, whole: bool) -> None:
        """The annotation that the review is about."""
        what = "tagging" if self.row["tagging"] is not None else "note"
        sql = f"select * from {carrying.TABLES[what]} where id = ?"
        annotation = self.db.execute(sql, [self.row[what]]).fetchone()
        if whole:
            quote = None
        elif wanted is not None:
            quote = quotes.in_paragraph(self.db, self.place, wanted, self.outcome.told.append)
        else:
            quote = self._required(quote_of(annotation))
        self._put(what, annotation, quote)

    def _required(self, quote: Quote | None) -> Quote | None:
        found = quote and self._found(quote)
        if quote and not found:
            raise QuoteNotFound(
                f"“{quote.exact}” does not stand in {self.place.ref};"
                f" `--move {self.row['id']} {self.place.ref}` can take it there with"
                ' --quote "…", the words it is now, or --whole, onto the whole paragraph'
            )
        return found

    def move_all(self) -> None:
        """All that stands on the removed paragraph and is not asked about by itself."""
        for what, annotation in self._on_the_paragraph():
            quote = quote_of(annotation)
            found = self._found(quote) if quote else None
            if quote and not found:
                self._part(what, annotation, quote)
            else:
                self._put(what, annotation, found)

    def _on_the_paragraph(self) -> Iterator[tuple[str, sqlite3.Row]]:
        for what, table in carrying.TABLES.items():
            sql = f"select * from {table} where paragraph = ? and gone is null order by id"
            for annotation in self.db.execute(sql, [self.row["paragraph"]]).fetchall():
                yield what, annotation

    def _found(self, quote: Quote) -> Quote | None:
        from annotate.anchor import find_quote
        from annotate.anchor.quote import at

        text = self.db.execute(_TEXT, [self.place.id]).fetchone()["text"]
        match = find_quote(text, quote)
        return at(text, match.start, match.end) if match else None

    def _part(self, what: str, annotation: sqlite3.Row, quote: Quote) -> None:
        """A quote that does not go along is asked about by itself."""
        sql = f"update {carrying.TABLES[what]} set gone = ? where id = ?"
        self.db.execute(sql, [self.row["version"], annotation["id"]])
        id = carrying.ask(
            self.db, self.row["article"], self.row["version"], self.row["paragraph"], [],
            what=what, annotation=annotation["id"],
        )  # fmt: skip
        self.outcome.told.append(
            f"“{quote.exact}” does not stand in {self.place.ref}: it stays with its old words;"
            f" `annotate review --move {id} {self.place.ref}` can take it there with"
            ' --quote "…" or --whole'
        )

    def _put(self, what: str, annotation: sqlite3.Row, quote: Quote | None) -> None:
        old, table = quote_of(annotation), carrying.TABLES[what]
        if not carrying.put_on(self.db, table, annotation["id"], self.place.id, quote):
            self._tell_of_the_same(annotation, quote)
            return
        version = self.row["version"]
        stood = annotation["paragraph"], old
        carrying.keep(self.db, what, annotation["id"], *stood, to_version=version - 1)
        if quote:
            self._keep_between(what, annotation["id"], quote)
        self.outcome.moved += 1
        if old and quote and old.exact != quote.exact:
            self.outcome.told.append(f"“{old.exact}” is now “{quote.exact}”")

    def _keep_between(self, what: str, annotation: str, quote: Quote) -> None:
        """The quote's place in what the paragraph was between the version and now."""
        from annotate.anchor import find_quote
        from annotate.anchor.quote import at

        *earlier, _ = wordings.of(self.db, [self.place.id])[self.place.id]
        for wording in earlier:
            if wording.last < self.row["version"]:
                continue
            match = find_quote(wording.text, quote)
            if match and match.score == 1.0:
                there = at(wording.text, match.start, match.end)
                stood = self.place.id, there
                carrying.keep(self.db, what, annotation, *stood, to_version=wording.last)

    def _tell_of_the_same(self, annotation: sqlite3.Row, quote: Quote | None) -> None:
        sql = "select name from tags where id = ?"
        tag = self.db.execute(sql, [annotation["tag"]]).fetchone()["name"]
        on = f"“{quote.exact}” in {self.place.ref}" if quote else self.place.ref
        told = f"{annotation['coder']} has {tag} on {on} already: the other stays with its old"
        self.outcome.told.append(
            f"{told} words (annotate review --leave {self.row['id']} asks no more)"
        )
        self.outcome.is_open = True


_TEXT = "select text from paragraphs where id = ?"


def _succeed(db: sqlite3.Connection, row: sqlite3.Row, to: int, score: float) -> None:
    """The removed paragraph became that one: in the version that brought it, if it came later."""
    values = {"from": row["paragraph"], "to": to, "version": row["version"], "score": score}
    sql = """
        select id, version from lineage
        where to_paragraph = :to and move = 'added' and version >= :version
    """
    added = db.execute(sql, values).fetchone()
    if added and added["version"] > row["version"]:
        sql = """
            update lineage set from_paragraph = :from, move = 'edited', score = :score
            where id = :added
        """
        db.execute(sql, {**values, "added": added["id"]})
        return
    sql = """
        update lineage set to_paragraph = :to, move = :move, score = :score
        where from_paragraph = :from and version = :version and move = 'removed'
    """
    db.execute(sql, {**values, "move": "edited" if added else "merged"})
    if added:
        db.execute("delete from lineage where id = ?", [added["id"]])
