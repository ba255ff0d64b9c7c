"""
The codebook, and putting its tags on paragraphs and on quotes in them.

A tag's name is a path: `actor/isis` is under `actor`. Names differ by more than
the case of ASCII letters. A tag that is used before it is defined is made.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7s
from annotate.corpus.locate import Locator, Place, nearest
from annotate.errors import AnnotateError, BadInput, NotFound, QuoteNotFound
from annotate.text import clean
from annotate.text.normalise import normalise

if TYPE_CHECKING:
    from annotate.model import Quote

__all__ = ["LONGEST_NAME", "Request", "add", "find", "name", "quote_in", "quote_of_words", "remove"]

LONGEST_NAME = 200

_INSERT = """
    insert or ignore into taggings
      (id, paragraph, tag, coder, created, exact, prefix, suffix, start)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Request(NamedTuple):
    """A wish to tag: a ref, tag names, and words in the paragraph (None: all of it)."""

    ref: str
    tags: tuple[str, ...]
    quote: str | None = None
    line: int | None = None  # of the file it was read from


def name(words: str) -> str:
    """A tag name in its one spelling; raises BadInput when it cannot be one."""
    parts = [normalise(clean.line(part)) for part in words.split("/")]
    spelling = "/".join(parts)
    if not all(parts):
        raise BadInput(f"{words!r} is no tag name; say words like actor or actor/isis")
    if len(spelling) > LONGEST_NAME:
        raise BadInput(f"a tag name has at most {LONGEST_NAME} characters, not {len(spelling)}")
    return spelling


def find(db: sqlite3.Connection, words: str) -> sqlite3.Row:
    """The row of a tag; raises NotFound with the nearest names."""
    row = db.execute("select * from tags where name = ?", [name(words)]).fetchone()
    if row is None:
        known = [r["name"] for r in db.execute("select name from tags")]
        hint = nearest(words, known) or known[:3]
        told = f"nearest: {', '.join(hint)}" if hint else "the codebook is empty"
        raise NotFound(f"no tag {words!r}; {told} (`annotate tags` lists all)")
    return row  # type: ignore[no-any-return]


def add(command: Command, requests: Iterable[Request]) -> list[tuple[Place, str, bool]]:
    """
    Put tags on paragraphs, all in one transaction or none.

    Returns (place, tag, whether it is new) for each; raises what resolving the
    refs raises, and QuoteNotFound.
    """
    with command:
        wishes = list(_Tagger(command).wishes(requests))
        return _insert(command, wishes)


class _Wish(NamedTuple):
    """A tagging that may be there already."""

    place: Place
    tag: int
    spelling: str
    quote: "Quote | None"


def _insert(command: Command, wishes: list[_Wish]) -> list[tuple[Place, str, bool]]:
    created, ids = now(), uuid7s(len(wishes))
    rows = (
        (id, wish.place.id, wish.tag, command.coder, created, *_selector(wish.quote))
        for id, wish in zip(ids, wishes, strict=True)
    )
    inserted = command.db.executemany(_INSERT, rows).rowcount
    new = set(ids) if inserted == len(ids) else _existing(command.db, ids)
    return [(wish.place, wish.spelling, id in new) for id, wish in zip(ids, wishes, strict=True)]


def _selector(quote: "Quote | None") -> tuple[str | int | None, ...]:
    return (quote.exact, quote.prefix, quote.suffix, quote.start) if quote else _NO_QUOTE


def _existing(db: sqlite3.Connection, ids: list[str]) -> set[str]:
    listed = '", "'.join(ids)
    sql = "select id from taggings where id in (select value from json_each(?))"
    return {row["id"] for row in db.execute(sql, [f'["{listed}"]'])}


class _Tagger:
    """Looks every ref and tag up once."""

    def __init__(self, command: Command) -> None:
        self.db = command.db
        self.locator = Locator(command.db)
        self._tags: dict[str, tuple[int, str]] = {}

    def wishes(self, requests: Iterable[Request]) -> Iterator[_Wish]:
        for request in requests:
            try:
                yield from self._of(request)
            except AnnotateError as error:
                if request.line is None:
                    raise
                raise type(error)(f"line {request.line}: {error}") from error

    def _of(self, request: Request) -> Iterator[_Wish]:
        tags = [self._tag(words) for words in request.tags]
        for place in self.locator.paragraphs(request.ref):
            quote = quote_in(self.db, place, request.quote)
            for tag, spelling in tags:
                yield _Wish(place, tag, spelling, quote)

    def _tag(self, words: str) -> tuple[int, str]:
        if words not in self._tags:
            self._tags[words] = _existing_or_new(self.db, name(words))
        return self._tags[words]


_NO_QUOTE = (None, None, None, None)


def _existing_or_new(db: sqlite3.Connection, spelling: str) -> tuple[int, str]:
    row = db.execute("select id, name from tags where name = ?", [spelling]).fetchone()
    if row:
        return row["id"], row["name"]
    new = db.execute("insert into tags (name) values (?)", [spelling]).lastrowid
    assert new is not None
    return new, spelling


def quote_in(db: sqlite3.Connection, place: Place, words: str | None) -> "Quote | None":
    """The quote of these words in the paragraph; raises QuoteNotFound with the nearest words."""
    if words is None:
        return None
    text = db.execute("select text from paragraphs where id = ?", [place.id]).fetchone()["text"]
    return quote_of_words(text, place.ref, words)


def quote_of_words(text: str, ref: str, words: str | None) -> "Quote | None":
    """The quote of these words in the text that a ref names; raises QuoteNotFound."""
    if words is None:
        return None
    from annotate.anchor import quote as quotes  # only a quote is worth the import

    quote = quotes.find(text, words)
    if quote is None:
        near = quotes.nearest(text, words)
        hint = f"the nearest are “{near}”" if near else f"it begins “{text[:60].strip()}…”"
        raise QuoteNotFound(f"“{words}” does not stand in {ref}; {hint}")
    return quote


def remove(command: Command, request: Request, *, everyone: bool) -> list[tuple[Place, str]]:
    """
    Take tags off paragraphs: the coder's own taggings, or everyone's.

    With a quote only the tagging of that quote, without one all of the
    paragraph's. Without tag names all tags. Raises NotFound when none was there.
    """
    with command:
        found = list(_removed(command, request, everyone=everyone))
        if not found:
            raise NotFound(_nothing_to_remove(command, request, everyone=everyone))
        return found


def _removed(command: Command, request: Request, *, everyone: bool) -> Iterator[tuple[Place, str]]:
    names = [find(command.db, words)["name"] for words in request.tags]
    for place in Locator(command.db).paragraphs(request.ref):
        quote = quote_in(command.db, place, request.quote)
        for row in _taggings(command.db, place, None if everyone else command.coder):
            if names and row["name"] not in names:
                continue
            if quote and (row["exact"], row["start"]) != (quote.exact, quote.start):
                continue
            command.db.execute("delete from taggings where id = ?", [row["id"]])
            yield place, row["name"]


def _taggings(db: sqlite3.Connection, place: Place, coder: str | None) -> list[sqlite3.Row]:
    sql = """
        select taggings.*, tags.name from taggings join tags on tags.id = taggings.tag
        where paragraph = ? and (? is null or coder = ?) order by taggings.id
    """
    return db.execute(sql, [place.id, coder, coder]).fetchall()


def _nothing_to_remove(command: Command, request: Request, *, everyone: bool) -> str:
    places = Locator(command.db).paragraphs(request.ref)
    has = {row["name"] for p in places for row in _taggings(command.db, p, None)}
    whose = "" if everyone else f" of {command.coder}"
    told = f"tags there: {', '.join(sorted(has))}" if has else "it has no tags"
    if has and not everyone:
        told += " (--everyone takes other coders' off too)"
    return f"no such tag{whose} on {request.ref}; {told}"
