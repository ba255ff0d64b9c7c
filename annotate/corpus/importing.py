"""
Taggings and notes that were made elsewhere, stored as they were: by whom, when and how.

Their places are found first, which takes as long as storing them and needs no lock. What is
there already is left as it is: by its id, or because the same coder put the same
tag, or wrote the same note, on the same words.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from annotate.corpus import exporting, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.ids import uuid7, uuid7s
from annotate.corpus.ready import Ready, Target
from annotate.corpus.tags import COMPARED, Made
from annotate.text import clean

__all__ = ["Importer"]

_COLUMNS = "id, paragraph, tag, coder, created, origin, exact, prefix, suffix, start, gone"
_MARKS = ", ".join("?" * len(_COLUMNS.split()))
_TAGGING = f"insert or ignore into taggings ({_COLUMNS})"
_NOTE_AT = len(_COLUMNS.split())  # where a row that is ready has its notes


class Importer:
    """Stores rows inside a command that was begun; `made` are the tags that nobody knew."""

    def __init__(self, command: Command) -> None:
        self.db = command.db
        self.made: list[Made] = []
        self.new = self.there = self.other = self.beside = self.on_removed = 0
        self._tags: dict[str, int] = {}
        self._met: Counter[int] = Counter()  # notes of one text at one place

    def _tag(self, words: str) -> int:
        if words not in self._tags:
            found = tag_rows.row(self.db, words)
            if found is None:
                id, made = tags.make(self.db, words, compared=len(self.made) < COMPARED)
                self.made.append(made)
            self._tags[words] = found["id"] if found else id
        return self._tags[words]

    def taggings(self, rows: Sequence[Ready]) -> None:
        """Store some taggings, and their notes."""
        known = self._known([row[0] for row in rows])
        fresh, again = list[Ready](), list[Ready]()
        made = iter(uuid7s(sum(not row[0] for row in rows)))
        for id, paragraph, tag, *rest, _note, _private, is_removed in rows:
            id = id or next(made)
            ready = (id, paragraph, self._tag(str(tag)), *rest)
            (again if id in known else fresh).append(ready)
            known.add(id)
            self.on_removed += bool(is_removed)
        stored = self._fresh(fresh) + sum(map(self._again, again))
        self.new += stored
        self.there += len(rows) - stored
        for row in rows:
            if row[_NOTE_AT] or row[_NOTE_AT + 1]:
                self._beside(row)

    def _fresh(self, rows: Sequence[Ready]) -> int:
        """
        Store taggings whose ids nobody has; how many are new.

        By one statement, as SQLite begins a savepoint for each that fires triggers.
        """
        self.db.execute(f"create temp table if not exists coming ({_COLUMNS})")
        self.db.executemany(f"insert into temp.coming values ({_MARKS})", rows)
        stored = self.db.execute(f"{_TAGGING} select * from temp.coming").rowcount
        self.db.execute("delete from temp.coming")
        return stored

    def _known(self, ids: Sequence[object]) -> set[object]:
        sql = "select id from taggings where id in (select value from json_each(?))"
        return {row[0] for row in self.db.execute(sql, [json.dumps(ids)])}

    def _again(self, ready: Ready) -> bool:
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
        return self.db.execute(f"{_TAGGING} values ({_MARKS})", [uuid7(), *ready[1:]]).rowcount > 0

    def _beside(self, row: Ready) -> None:
        """Write the notes of a tagging's cell that do not stand at its place."""
        _, paragraph, _, coder, created, _, *words, note, private_note, _ = row
        target: Target = (None, paragraph, None, *words)
        for cell, private in ((str(note), False), (str(private_note), True)):
            if not cell:
                continue
            texts = Counter(filter(None, map(clean.multiline, cell.split(exporting.APART))))
            texts.subtract(self._texts(target, coder, private))
            for text in (+texts).elements():
                by = coder, created, created, None
                self._write(uuid7(), target, text, private, by)
                self.beside += 1

    def _texts(self, target: Target, coder: object, private: object) -> list[str]:
        column, values = _at(target)
        sql = f"""
            select text from notes where {column} = ? and exact is ? and start is ?
              and coder = ? and private = ?
        """
        return [row[0] for row in self.db.execute(sql, [*values, coder, private])]

    def _write(self, id: object, target: Target, text: object, private: object, by: Ready) -> None:
        self.db.execute(
            """
            insert into notes (id, text, private, coder, created, updated, changed_by,
              article, paragraph, tag, exact, prefix, suffix, start, gone)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [id, text, private, *by, *target],
        )

    def notes(self, rows: Iterable[Ready]) -> None:
        """Store some notes, but those that are there."""
        for row in rows:
            self._note(row)

    def _note(self, row: Ready) -> None:
        said, *target, text, private, coder, created, updated, changed_by, is_removed = row
        at: Target = tuple(target)
        self.on_removed += bool(is_removed)
        same = hash((_at(at), coder, private, text))
        id = said or uuid7()
        found = self.db.execute(f"{_NOTE} where id = ?", [id]).fetchone()
        if found is not None and self._is_it(found, at, coder):
            self._met[same] += found["text"] == text
            self.there += 1
            self.other += found["text"] != text
            return
        known = self._texts(at, coder, private).count(str(text)) > self._met[same]
        self._met[same] += 1
        if known:
            self.there += 1
            return
        by = coder, created, updated, changed_by
        self._write(uuid7() if found is not None else id, at, text, private, by)
        self.new += 1

    def _is_it(self, found: sqlite3.Row, target: Target, coder: object) -> bool:
        """Whether the note of an id is the one on a place, or was before a version moved it."""
        if found["coder"] != coder:
            return False
        article, paragraph, tag, *_ = target
        if (found["article"], found["paragraph"], found["tag"]) == (article, paragraph, tag):
            return True
        sql = "select 1 from placements where note = ? and paragraph = ?"
        return self.db.execute(sql, [found["id"], paragraph]).fetchone() is not None


_NOTE = "select id, article, paragraph, tag, coder, text from notes"


def _at(target: Target) -> tuple[str, Target]:
    """The column of notes that says what a target is, and the values of it, exact and start."""
    article, paragraph, tag, exact, _, _, start, _ = target
    column = "article" if article else "paragraph" if paragraph else "tag"
    return column, (article or paragraph or tag, exact, start)
