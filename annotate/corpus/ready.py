"""
Rows of taggings and notes that come in, and finding their places, which needs no lock.

Where they stand stays true as long as nothing moves that places depend on: others may tag, note
and read meanwhile.
"""

import json
import sqlite3
from typing import NamedTuple

from annotate.corpus import locate, tag_rows, tags
from annotate.corpus.placing import Placed, Placer, Where
from annotate.errors import AnnotateError, BadInput
from annotate.model import Quote
from annotate.text import clean

__all__ = ["Finder", "NoteRow", "Ready", "TaggingRow", "Target", "has_moved", "newest"]

_TAG = "tag:"
_NOWHERE = (None,) * 5


class TaggingRow(NamedTuple):
    """A tagging as a row says it; its notes are those of its coder on the same words."""

    where: Where
    tag: str
    coder: str
    created: str
    origin: str
    id: str = ""
    note: str = ""
    private_note: str = ""


class NoteRow(NamedTuple):
    """A note as a row says it; `on` is tag:NAME, an article, or a ref."""

    where: Where
    on: str
    text: str
    private: bool
    coder: str
    created: str
    updated: str
    changed_by: str | None = None
    id: str = ""


Ready = tuple[object, ...]
"""A row whose place is found; of plain values, so that many can wait in a file."""

Target = tuple[object, ...]  # article, paragraph, tag, exact, prefix, suffix, start, gone

_LASTING = ("taggings", "notes", "readings", "examples", "reviews", "placements")
"""What may change without a place being another."""


def newest(db: sqlite3.Connection) -> int:
    """The last change of a corpus, for `has_moved`."""
    return int(db.execute("select coalesce(max(id), 0) from history").fetchone()[0])


def has_moved(db: sqlite3.Connection, since: int) -> bool:
    """Whether anything changed since that places depend on: texts, articles, names of tags."""
    sql = """
        select 1 from history where id > ? and what not in (select value from json_each(?))
          and not (what = 'tags' and before is null) limit 1
    """
    return db.execute(sql, [since, json.dumps(_LASTING)]).fetchone() is not None


class Finder:
    """Finds the places of rows, which needs no lock; what is `there` needs none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.placer = Placer(db)
        self.there = 0
        self._tags: dict[str, AnnotateError | None] = {}

    def tagging(self, row: TaggingRow) -> Ready | None:
        """
        A tagging with its place; None if a version took the words of one that is there away.

        Raises what `Placer.place` does, and BadInput.
        """
        if row.tag not in self._tags:
            self._tags[row.tag] = self._wrong(row.tag)
        if error := self._tags[row.tag]:
            raise error
        try:
            placed = self.placer.place(row.where)
        except AnnotateError:
            if not self._is_known(row):
                raise
            self.there += 1
            return None
        return (
            row.id, placed.spot.id, row.tag, row.coder, row.created, row.origin, *_words(placed),
            row.note, row.private_note, placed.spot.removed,
        )  # fmt: skip

    def _wrong(self, tag: str) -> AnnotateError | None:
        """What is wrong with a tag that nobody knows."""
        if not tag.strip():
            return BadInput("has no tag")
        try:
            if tag_rows.row(self.db, tag) is None:
                tag_rows.require_insertable(self.db, tag)
        except AnnotateError as error:
            return error
        return None

    def _is_known(self, row: TaggingRow) -> bool:
        """Whether a tagging that cannot be placed is there, as a version took its words away."""
        sql = """
            select tags.name, t.coder, t.exact from taggings t join tags on tags.id = t.tag
            where t.id = ?
        """
        found = self.db.execute(sql, [row.id]).fetchone() if row.id else None
        same = (row.tag, row.coder, row.where.quote or None)
        return found is not None and tuple(found) == same

    def note(self, row: NoteRow) -> Ready:
        """A note with its place; raises what finding that does, and BadInput for an empty one."""
        text = clean.multiline(row.text)
        if not text:
            raise BadInput("the note is empty")
        by = row.coder, row.created, row.updated, row.changed_by
        target, is_removed = self._target(row)
        return row.id, *target, text, row.private, *by, is_removed

    def _target(self, row: NoteRow) -> tuple[Target, bool]:
        if row.on.startswith(_TAG):
            tag = tags.find(self.db, row.on.removeprefix(_TAG))
            return (None, None, tag["id"], *_NOWHERE), False
        article = None if row.where.key else locate.by_slug(self.db, row.on)
        if article is not None:
            return (article["id"], None, None, *_NOWHERE), False
        placed = self.placer.place(row.where)
        return (None, placed.spot.id, None, *_words(placed)), placed.spot.removed


def _words(placed: Placed) -> Target:
    """The columns of the words that it is on: exact, prefix, suffix, start, gone."""
    quote: Quote | None = placed.quote
    if quote is None:
        return _NOWHERE
    return quote.exact, quote.prefix, quote.suffix, quote.start, placed.gone
