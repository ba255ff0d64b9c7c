"""
Telling damage of the database file from a bug.

Damage shows as an error of SQLite, as a message of SQLite that is no text, or as a value
that cannot be, on which our code stumbles. So what would be a bug is one only if the file
is sound.
"""

import os
import sqlite3
import time
from contextlib import closing, suppress

from annotate.corpus import check, connecting, publication, trouble
from annotate.errors import DatabaseTrouble

__all__ = ["found"]

PATIENCE = 10.0  # seconds that looking for damage may take

_UNSEEN = ("interrupted", "unable to open", "locked")  # it may be sound

Path = str | os.PathLike[str]


def found(error: Exception, path: Path) -> DatabaseTrouble | None:
    """The trouble with the file at `path` that one of `trouble.SYMPTOMS` shows; None for a bug."""
    is_sqlite = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, trouble.BUGS)
    known = trouble.known(trouble.said(error), path) if is_sqlite else None
    if is_sqlite and "no such table" in str(error) and (told := _not_published(path)):
        return told
    return known or _damage(path) or (trouble.trouble(error, path) if is_sqlite else None)


def _not_published(path: Path) -> DatabaseTrouble | None:
    """What is missing, if the file is a published copy, which has less than a working database."""
    with suppress(sqlite3.Error), closing(connecting.connect(os.fspath(path), "ro")) as db:
        if publication.of(db) is not None:
            return DatabaseTrouble(
                f"{path} is a published copy, which does not have this; name the working database"
                " with --db"
            )
    return None


def _damage(path: Path) -> DatabaseTrouble | None:
    """What is damaged in the file, if that is seen in PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    try:
        with closing(connecting.connect(os.fspath(path), "ro")) as db:
            db.set_progress_handler(lambda: time.monotonic() > end, 10_000)
            first = next(check.damage(db), None)
    except sqlite3.Error as error:
        first = None if any(word in str(error) for word in _UNSEEN) else str(error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        first = "names or values in it are none"  # whose message Python cannot decode, too
    return trouble.known(f"malformed: {first}", path) if first else None
