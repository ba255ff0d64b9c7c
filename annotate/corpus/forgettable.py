"""
What a person names to have it forgotten: its name, and the rows from which all else is found.
"""

import sqlite3
from collections.abc import Callable

from annotate.corpus import coders, locate, notes, tag_rows
from annotate.corpus.erasing import Key
from annotate.errors import Ambiguous, NotFound
from annotate.text import clean
from annotate.text.tag_names import folded

__all__ = ["of"]

Found = tuple[str, list[Key]]


def of(db: sqlite3.Connection, kind: str, words: str) -> Found:
    """What is named, there or in the history only; raises NotFound and Ambiguous."""
    return _FINDERS[kind](db, words)


def _note(db: sqlite3.Connection, words: str) -> Found:
    try:
        found = notes.get(db, words)
        return f"note {found.id[-8:]} on {found.on} ({found.coder})", [("notes", found.id)]
    except NotFound:
        ids = _deleted_notes(db, clean.line(words).lower())
        if not ids:
            raise
    if len(ids) > 1:
        raise Ambiguous(f"{words!r} could be {', '.join(ids[:4])}; say more of the id")
    return f"note {ids[0][-8:]}, which was deleted", [("notes", ids[0])]


def _deleted_notes(db: sqlite3.Connection, words: str) -> list[str]:
    """The ids in the history that are these words, or begin or end with four or more of them."""
    known = [row for (row,) in db.execute("select distinct row from history where what = 'notes'")]
    is_enough = len(words) >= 4
    return [id for id in known if is_enough and (id.startswith(words) or id.endswith(words))]


def _tag(db: sqlite3.Connection, words: str) -> Found:
    now = tag_rows.row(db, words)
    ids = [str(now["id"])] if now else []
    name = now["name"] if now else words
    ids += [id for id in _past(db, "tags", "name", lambda had: folded(had) == folded(name))
            if not _stands(db, "tags", id)]  # fmt: skip
    if not ids:
        raise tag_rows.unknown(db, words)
    return f"tag {name}", [("tags", id) for id in dict.fromkeys(ids)]


def _article(db: sqlite3.Connection, words: str) -> Found:
    try:
        row = locate.article(db, words)
        return f"article {row['slug']}", [("articles", str(row["id"]))]
    except NotFound:
        ids = [id for id in _past(db, "articles", "slug", lambda had: had == words)
               if not _stands(db, "articles", id)]  # fmt: skip
        if not ids:
            raise
    return f"article {words}, which was taken out", [("articles", id) for id in ids]


def _coder(db: sqlite3.Connection, words: str) -> Found:
    if told := coders.unknown(db, words):
        raise NotFound(told)
    return coders.called(db, words), []


def _past(
    db: sqlite3.Connection, table: str, column: str, is_it: Callable[[str], bool]
) -> list[str]:
    """The ids that rows with such a value had at some time, by the history."""
    sql = f"""
        select distinct row, json_extract(record.value, '$.{column}') as had from history,
          json_each(json_array(before, after)) record
        where what = ? and record.value is not null
    """
    return [id for id, had in db.execute(sql, [table]) if had is not None and is_it(had)]


def _stands(db: sqlite3.Connection, table: str, id: str) -> bool:
    return db.execute(f"select 1 from {table} where id = ?", [id]).fetchone() is not None


_FINDERS: dict[str, Callable[[sqlite3.Connection, str], Found]] = {
    "note": _note,
    "tag": _tag,
    "article": _article,
    "coder": _coder,
}
