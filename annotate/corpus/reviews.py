"""
What a person has to look at: annotations whose words a new version does not have for sure.

A review is about all that stands on a removed paragraph, or about one quote. It
is open as long as nobody has answered it and a paragraph stands that may have
taken the place of the words; without one the words are gone, as far as anyone
can tell. `answers` has what a person can say.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.corpus import annotations, locate, reading, row_ids, wordings
from annotate.errors import NotFound
from annotate.model import Note, Paragraph, Quote, Tagging

__all__ = ["Candidate", "Review", "count", "get", "queue", "standing"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may have taken the place of the words, and how likely it has (0 to 1)."""

    paragraph: Paragraph
    likely: float
    quote: Quote | None  # where a quote's words stand in it, or words like them

    @property
    def words(self) -> str:
        """The words that would take the place."""
        return self.quote.exact if self.quote else self.paragraph.text


@dataclass(frozen=True, slots=True)
class Review:
    """Annotations whose words an article's version, retrieved then, does not have for sure."""

    id: int
    article: str  # the slug
    version: int
    retrieved: str
    ref: str  # of the old words
    words: str  # the quote, or all of the removed paragraph
    is_quote: bool
    taggings: tuple[Tagging, ...]
    notes: tuple[Note, ...]
    candidates: tuple[Candidate, ...]  # those that stand, likeliest first
    answer: str | None  # accepted, moved or gone


_STANDING = """
    exists (
      select 1 from json_each(r.candidates) c
      join paragraphs p on p.id = json_extract(c.value, '$[0]') where p.removed is null
    )
"""
_OPEN = f"r.answer is null and {_STANDING}"
_GONE = f"(r.answer = 'gone' or (r.answer is null and not {_STANDING}))"

_NOTE = "(:private or n.private = 0) and :notes"
# what may be seen of it: a review that is about a private note alone says that there is one
_SEEN = f"""
    case
      when r.tagging is not null then 1
      when r.note is not null
        then exists (select 1 from notes n where n.id = r.note and {_NOTE})
      else exists (select 1 from taggings t where t.paragraph = r.paragraph and t.gone is null)
        or exists (
          select 1 from notes n where n.paragraph = r.paragraph and n.gone is null and {_NOTE}
        )
    end
"""


def queue(
    db: sqlite3.Connection,
    *,
    article: str | None = None,
    gone: bool = False,
    private: bool = False,
    notes: bool = True,
    limit: int = -1,
    offset: int = 0,
) -> Iterator[Review]:
    """
    The open reviews, of an article or all, oldest first; or those of words that are gone.

    Raises NotFound or Ambiguous for the article. Without `notes` none is shown.
    """
    values = _values(db, article, private=private, notes=notes)
    sql = f"""
        select r.* from reviews r
        where (:article is null or r.article = :article) and {_GONE if gone else _OPEN} and {_SEEN}
        order by r.article, r.id limit :limit offset :offset
    """
    for row in db.execute(sql, {**values, "limit": limit, "offset": offset}).fetchall():
        yield _review(db, row, private=private, notes=notes)


def count(
    db: sqlite3.Connection,
    *,
    article: str | None = None,
    gone: bool = False,
    private: bool = False,
    notes: bool = True,
) -> int:
    """How many reviews `queue` has; none in a copy that was made without them."""
    if not db.execute("select 1 from sqlite_master where name = 'reviews'").fetchone():
        return 0
    sql = f"""
        select count(*) from reviews r
        where (:article is null or r.article = :article) and {_GONE if gone else _OPEN} and {_SEEN}
    """
    values = _values(db, article, private=private, notes=notes)
    number: int = db.execute(sql, values).fetchone()[0]
    return number


def _values(
    db: sqlite3.Connection, article: str | None, *, private: bool, notes: bool
) -> dict[str, object]:
    id = None if article is None else locate.article(db, article)["id"]
    return {"article": id, "private": private, "notes": notes}


def get(db: sqlite3.Connection, id: int, *, private: bool = False, notes: bool = True) -> Review:
    """One review, whatever its answer; raises NotFound."""
    row = db.execute("select * from reviews where id = ?", [row_ids.asked(id)]).fetchone()
    if row is None:
        raise NotFound(f"no review {id}; `annotate review` lists them")
    return _review(db, row, private=private, notes=notes)


def standing(db: sqlite3.Connection, row: sqlite3.Row) -> dict[int, float]:
    """The candidates of a row of `reviews` that stand, and how likely each is, likeliest first."""
    likely: dict[int, float] = dict(json.loads(row["candidates"]))
    sql = """
        select id from paragraphs
        where removed is null and id in (select value from json_each(?))
    """
    ids = {r["id"] for r in db.execute(sql, [json.dumps(list(likely))])}
    return {id: chance for id, chance in likely.items() if id in ids}


def _review(db: sqlite3.Connection, row: sqlite3.Row, *, private: bool, notes: bool) -> Review:
    taggings, noted = _annotations(db, row, private=private, notes=notes)
    quote = _quote(row, taggings, noted)
    slug, retrieved = db.execute(
        """
        select a.slug, v.retrieved from articles a join versions v on v.article = a.id
        where a.id = ? and v.number = ?
        """,
        [row["article"], row["version"]],
    ).fetchone()
    old = wordings.at(db, row["paragraph"], row["version"] - 1)
    return Review(
        row["id"], slug, row["version"], retrieved, old.ref, quote.exact if quote else old.text,
        quote is not None, taggings, noted, _candidates(db, row, quote), row["answer"],
    )  # fmt: skip


def _annotations(
    db: sqlite3.Connection, row: sqlite3.Row, *, private: bool, notes: bool
) -> tuple[tuple[Tagging, ...], tuple[Note, ...]]:
    tags = _where(row, "tagging", "t")
    taggings = tuple(t for _, t in annotations.taggings(db, *tags)) if tags else ()
    where = _where(row, "note", "n") if notes else None
    return taggings, tuple(annotations.notes(db, *where, private=private)) if where else ()


def _where(row: sqlite3.Row, what: str, alias: str) -> tuple[str, list[object]] | None:
    """A condition for the annotations of one kind; None where it is about one of the other."""
    if row[what] is not None:
        return f"{alias}.id = ?", [row[what]]
    if row["tagging"] is None and row["note"] is None:
        return f"{alias}.paragraph = ? and {alias}.gone is null", [row["paragraph"]]
    return None


def _quote(
    row: sqlite3.Row, taggings: tuple[Tagging, ...], notes: tuple[Note, ...]
) -> Quote | None:
    if row["tagging"] is not None:
        return taggings[0].quote
    return notes[0].quote if row["note"] is not None and notes else None


def _candidates(
    db: sqlite3.Connection, row: sqlite3.Row, quote: Quote | None
) -> tuple[Candidate, ...]:
    likely = standing(db, row)
    found = reading.by_ids(db, list(likely))
    return tuple(Candidate(p, likely[p.id], quote and _found(p.text, quote)) for p in found)


def _found(text: str, quote: Quote) -> Quote | None:
    from annotate.anchor import find_quote  # listing what is gone needs none of it
    from annotate.anchor import quote as quotes

    match = find_quote(text, quote)
    return quotes.at(text, match.start, match.end) if match else None
