"""
Taggings and notes that were made elsewhere, stored as they were: by whom, when and how.

What is there already is left as it is: by its id, or because the same coder put the same
tag, or wrote the same note, on the same words.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotate.corpus import exporting, locate, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.ids import uuid7, uuid7s
from annotate.corpus.placing import Placed, Placer, Where
from annotate.corpus.tags import COMPARED, Made
from annotate.errors import AnnotateError, BadInput
from annotate.model import Quote
from annotate.text import clean

__all__ = ["Importer", "NoteRow", "TaggingRow"]

_TAG = "tag:"

_TAGGING = """
    insert or ignore into taggings
      (id, paragraph, tag, coder, created, origin, exact, prefix, suffix, start, gone)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


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


_Target = tuple[object, ...]  # article, paragraph, tag, exact, prefix, suffix, start, gone
_Ready = tuple[object, ...]  # the columns of a tagging


class Importer:
    """Stores rows inside a command that was begun; `made` are the tags that nobody knew."""

    def __init__(self, command: Command) -> None:
        self.db = command.db
        self.placer = Placer(self.db)
        self.made: list[Made] = []
        self.new = self.there = self.other = self.notes = self.on_removed = 0
        self._tags: dict[str, int] = {}
        self._waiting: list[tuple[TaggingRow, Placed, int]] = []
        self._met: Counter[int] = Counter()  # notes of one text at one place

    def tagging(self, row: TaggingRow) -> None:
        """Place a tagging, to be stored with others; raises what `Placer.place` does, BadInput."""
        if not row.tag.strip():
            raise BadInput("has no tag")
        try:
            placed = self.placer.place(row.where)
        except AnnotateError:
            if self._is_known(row):
                self.there += 1
                return
            raise
        self._waiting.append((row, placed, self._tag(row.tag)))
        if len(self._waiting) == 1_000:
            self.store()

    def _tag(self, words: str) -> int:
        if words not in self._tags:
            found = tag_rows.row(self.db, words)
            if found is None:
                id, made = tags.make(self.db, words, compared=len(self.made) < COMPARED)
                self.made.append(made)
            self._tags[words] = found["id"] if found else id
        return self._tags[words]

    def _is_known(self, row: TaggingRow) -> bool:
        """Whether a tagging that cannot be placed is there, as a version took its words away."""
        sql = """
            select tags.name, t.coder, t.exact from taggings t join tags on tags.id = t.tag
            where t.id = ?
        """
        found = self.db.execute(sql, [row.id]).fetchone() if row.id else None
        same = (row.tag, row.coder, row.where.quote or None)
        return found is not None and tuple(found) == same

    def store(self) -> None:
        """Store the taggings that wait, and their notes."""
        waiting, self._waiting = self._waiting, []
        known = self._known([row.id for row, _, _ in waiting])
        fresh, again = list[_Ready](), list[_Ready]()
        made = iter(uuid7s(sum(not row.id for row, _, _ in waiting)))
        for row, placed, tag in waiting:
            id = row.id or next(made)
            ready = (id, placed.spot.id, tag, row.coder, row.created, row.origin, *_words(placed))
            (again if id in known else fresh).append(ready)
            known.add(id)
            self.on_removed += placed.spot.removed
        stored = self.db.executemany(_TAGGING, fresh).rowcount if fresh else 0
        stored += sum(map(self._again, again))
        self.new += stored
        self.there += len(waiting) - stored
        for row, placed, _ in waiting:
            if row.note or row.private_note:
                self._beside(row, placed)

    def _known(self, ids: Sequence[str]) -> set[str]:
        sql = "select id from taggings where id in (select value from json_each(?))"
        return {row[0] for row in self.db.execute(sql, [json.dumps(ids)])}

    def _again(self, ready: _Ready) -> bool:
        """Store a tagging whose id is taken, under another, unless it is that one; whether so."""
        id, paragraph, tag, coder = ready[:4]
        sql = """
            select 1 from taggings t where id = ? and tag = ? and coder = ? and exact is ? and (
              (paragraph = ? and start is ?) or exists (
                select 1 from placements where tagging = t.id and paragraph = ?
              )
            )
        """
        values = [id, tag, coder, ready[6], paragraph, ready[9], paragraph]
        if self.db.execute(sql, values).fetchone():
            return False
        return self.db.execute(_TAGGING, [uuid7(), *ready[1:]]).rowcount > 0

    def _beside(self, row: TaggingRow, placed: Placed) -> None:
        """Write the notes of a tagging's cell that do not stand at its place."""
        for cell, private in ((row.note, False), (row.private_note, True)):
            if not cell:
                continue
            target: _Target = (None, placed.spot.id, None, *_words(placed))
            texts = Counter(filter(None, map(clean.multiline, cell.split(exporting.APART))))
            texts.subtract(self._texts(target, row.coder, private))
            for text in (+texts).elements():
                by = row.coder, row.created, row.created, None
                self._write(uuid7(), target, text, private, by)
                self.notes += 1

    def _texts(self, target: _Target, coder: str, private: bool) -> list[str]:
        column, values = _at(target)
        sql = f"""
            select text from notes where {column} = ? and exact is ? and start is ?
              and coder = ? and private = ?
        """
        return [row[0] for row in self.db.execute(sql, [*values, coder, private])]

    def _write(
        self, id: str, target: _Target, text: str, private: bool, by: tuple[str | None, ...]
    ) -> None:
        self.db.execute(
            """
            insert into notes (id, text, private, coder, created, updated, changed_by,
              article, paragraph, tag, exact, prefix, suffix, start, gone)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [id, text, private, *by, *target],
        )

    def note(self, row: NoteRow) -> None:
        """Store a note; raises what finding its place does, and BadInput for an empty one."""
        text = clean.multiline(row.text)
        if not text:
            raise BadInput("the note is empty")
        target = self._target(row)
        same = hash((_at(target), row.coder, row.private, text))
        id = row.id or uuid7()
        found = self.db.execute(f"{_NOTE} where id = ?", [id]).fetchone()
        if found is not None and self._is_it(found, target, row.coder):
            self._met[same] += found["text"] == text
            self.there += 1
            self.other += found["text"] != text
            return
        texts = self._texts(target, row.coder, row.private)
        if texts.count(text) > self._met[same]:
            self._met[same] += 1
            self.there += 1
            return
        self._met[same] += 1
        by = row.coder, row.created, row.updated, row.changed_by
        self._write(uuid7() if found is not None else id, target, text, row.private, by)
        self.new += 1

    def _is_it(self, found: sqlite3.Row, target: _Target, coder: str) -> bool:
        """Whether the note of an id is the one on a place, or was before a version moved it."""
        if found["coder"] != coder:
            return False
        article, paragraph, tag, *_ = target
        if (found["article"], found["paragraph"], found["tag"]) == (article, paragraph, tag):
            return True
        sql = "select 1 from placements where note = ? and paragraph = ?"
        return self.db.execute(sql, [found["id"], paragraph]).fetchone() is not None

    def _target(self, row: NoteRow) -> _Target:
        if row.on.startswith(_TAG):
            tag = tags.find(self.db, row.on.removeprefix(_TAG))
            return (None, None, tag["id"], *_NOWHERE)
        article = None if row.where.key else locate.by_slug(self.db, row.on)
        if article is not None:
            return (article["id"], None, None, *_NOWHERE)
        placed = self.placer.place(row.where)
        self.on_removed += placed.spot.removed
        return (None, placed.spot.id, None, *_words(placed))


_NOTE = "select id, article, paragraph, tag, coder, text from notes"
_NOWHERE = (None,) * 5


def _at(target: _Target) -> tuple[str, _Target]:
    """The column of notes that says what a target is, and the values of it, exact and start."""
    article, paragraph, tag, exact, _, _, start, _ = target
    column = "article" if article else "paragraph" if paragraph else "tag"
    return column, (article or paragraph or tag, exact, start)


def _words(placed: Placed) -> _Target:
    """The columns of the words that it is on: exact, prefix, suffix, start, gone."""
    quote: Quote | None = placed.quote
    if quote is None:
        return _NOWHERE
    return quote.exact, quote.prefix, quote.suffix, quote.start, placed.gone
