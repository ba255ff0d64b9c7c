"""
Who did something in a corpus, and whether a name is one of theirs.
"""

import sqlite3

from annotate.text import coder_names

__all__ = ["called", "known", "near", "unknown"]

MOST = 10  # names, where all are said


def known(db: sqlite3.Connection) -> list[str]:
    """Everyone who did something, by name; in a published copy, everyone whose work is there."""
    sql = "select distinct coder from ({}) order by coder"
    try:
        rows = db.execute(sql.format("select coder from commands"))
    except sqlite3.OperationalError as error:
        _require_copy(error)
        rows = db.execute(sql.format("select coder from taggings union select coder from notes"))
    return [row[0] for row in rows]


def _require_copy(error: sqlite3.OperationalError) -> None:
    """A published copy alone does not say who did what."""
    if "no such table" not in str(error):
        raise error


def called(db: sqlite3.Connection, words: str) -> str:
    """A coder's name as the corpus has it; of one unknown to it, in its one spelling."""
    name = coder_names.typed(words)
    if name.isascii() or _is_known(db, name):
        return name
    # an older annotate stored letters and their accents as they were typed
    return next((one for one in known(db) if coder_names.typed(one) == name), name)


def near(db: sqlite3.Connection, name: str) -> list[str]:
    """Of a name that nobody here has: the coders whose names differ by letter case alone."""
    if _is_known(db, name):
        return []
    from annotate.text.tag_names import folded  # only a new coder is compared

    place = folded(coder_names.typed(name))
    return [one for one in known(db) if folded(coder_names.typed(one)) == place]


def unknown(db: sqlite3.Connection, words: str | None) -> str | None:
    """That nobody of that name did anything, if so; None also if no name was said."""
    everyone = known(db) if words is not None else []
    if words is None or called(db, words) in everyone:
        return None
    shown = ", ".join(everyone[:MOST]) + (", …" if everyone[MOST:] else "")
    name = words if words.isprintable() and words else repr(words)
    return f"nobody called {name} has done anything here; coders: {shown or 'none'}"


def _is_known(db: sqlite3.Connection, name: str) -> bool:
    # who works now did so lately
    sql = "select 1 from commands where coder = ? order by id desc limit 1"
    try:
        return db.execute(sql, [name]).fetchone() is not None
    except sqlite3.OperationalError as error:
        _require_copy(error)
        return name in known(db)
