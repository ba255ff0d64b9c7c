"""
What SQLite and the file system say of the database file, in words for its user.
"""

import os
import sqlite3
import zlib
from contextlib import AbstractContextManager

from annotate.corpus import locking
from annotate.errors import DatabaseTrouble

__all__ = ["BUGS", "SYMPTOMS", "explained", "known", "named", "said", "trouble"]

_EXPLANATIONS = (
    ("locked", "is locked by another program (waited {wait:.0f} s); try again when it is done"),
    ("readonly", "cannot be written: the file or its folder is read-only"),
    ("disk is full", "cannot be written: the disk is full; nothing was changed by this step"),
    ("disk i/o error", "cannot be read or written: {error}"),
    ("not a database", "is not a database; name another with --db"),
    ("malformed", "is damaged ({error}); go back to a backup, or try `sqlite3 {path} .recover`"),
    ("unable to open", "cannot be opened; is it a file, in a folder that may be written?"),
)

SYMPTOMS = (
    *(sqlite3.Error, zlib.error, ArithmeticError, AssertionError, AttributeError, LookupError),
    *(TypeError, ValueError),
)
"""What may be the fault of a damaged file; `damage.found` says whether it is."""

BUGS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""Errors of SQLite for which it is not the file that is to blame, unless it is damaged."""

Path = str | os.PathLike[str]


def trouble(error: Exception, path: Path) -> DatabaseTrouble:
    """What an error of SQLite or the file system means for the user of the database at `path`."""
    if told := known(said(error), path):
        return told
    reason = getattr(error, "strerror", None) or error
    return DatabaseTrouble(f"{path} cannot be used: {reason}")


_SAID = {"SQLITE_IOERR_SHMSIZE": "disk is full"}
"""Where SQLite says less than it knows: no room to make a file beside the log larger."""


def said(error: Exception) -> str:
    """What an error says; of SQLite's by their names, where these say more."""
    return _SAID.get(getattr(error, "sqlite_errorname", ""), str(error))


def known(error: str, path: Path) -> DatabaseTrouble | None:
    """The same for what SQLite says, if it is something that we know."""
    low = error.lower()
    for sign, explanation in _EXPLANATIONS:
        if sign in low:
            words = explanation.format(wait=locking.patience(), error=error, path=os.fspath(path))
            return DatabaseTrouble(f"{path} {words}")
    return None


def explained(path: Path) -> AbstractContextManager[None]:
    """Trouble with the file at `path` in our words; what may be a bug stays one."""
    return _Explained(path)


class _Explained:
    """No generator: two of these are in every transaction."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, BUGS):
            raise trouble(error, self._path) from error


def named(db: sqlite3.Connection) -> str:
    """The file of a connection as its user named it."""
    return db.name if isinstance(db, locking.Connection) and db.name else "the database"
