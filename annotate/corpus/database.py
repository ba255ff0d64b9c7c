"""
Opening the database, and the one kind of transaction that writes to it.

Connections are plain `sqlite3` ones: sqlite-utils is imported only where a
database is made or migrated, since importing it costs more than a whole
`annotate tag`. Everything is written inside a `Command`.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from annotate.corpus import migrations, schema, tag_rows
from annotate.errors import DatabaseTrouble, NotFound

__all__ = [
    "DEFAULT_PATH",
    "LOCK_WAIT",
    "Command",
    "now",
    "open_read",
    "open_write",
    "path_of",
    "transaction",
    "trouble",
]

DEFAULT_PATH = "db/corpus.db"
LOCK_WAIT = 5.0  # seconds to wait for another writer
BULK_CACHE = 16_384  # KiB of pages in memory while many articles are added


def open_read(path: str | os.PathLike[str], *, any_thread: bool = False) -> sqlite3.Connection:
    """
    The database for reading only; raises NotFound or DatabaseTrouble. Migrates an old one.

    With `any_thread` other threads may use it, one at a time: whoever says so sees to that.
    """
    path = os.fspath(path)
    if not os.path.exists(path):
        raise NotFound(f"no database at {path}; `annotate add PATH` makes one")
    with _explained(path):
        try:
            db, is_current = _examined(path, "ro", any_thread)
        except sqlite3.OperationalError as error:
            told = ("unable to open", "readonly")  # as the folder's owner, and as another user
            if not any(words in str(error) for words in told) or _has_log(path):
                raise
            # a read-only folder: nobody can be writing, so no lock or log is needed
            db, is_current = _examined(path, "ro&immutable=1", any_thread)
    if is_current:
        return db
    db.close()
    return open_write(path, any_thread=any_thread)


def open_write(
    path: str | os.PathLike[str],
    *,
    create: bool = False,
    durable: bool = True,
    any_thread: bool = False,
) -> sqlite3.Connection:
    """
    The database for reading and writing, migrated if need be.

    With `create` it is made when it is not there. With `durable` a change is on
    the disk when it returns; without, the last ones may be missing after a
    power cut (not after a crash); `any_thread` is as for `open_read`. Raises NotFound
    or DatabaseTrouble.
    """
    path = os.fspath(path)
    if not create and not os.path.exists(path):
        raise NotFound(f"no database at {path}; `annotate add PATH` makes one")
    with _explained(path):
        if create:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        db, is_current = _examined(path, "rwc" if create else "rw", any_thread)
        try:
            if not is_current:
                _migrate(db)
            db.execute("pragma foreign_keys = on")
            # else the journal of each statement that fires a trigger is a file: twice as slow
            db.execute("pragma temp_store = memory")
            if not durable:
                db.execute("pragma synchronous = normal")
                db.execute(f"pragma cache_size = -{BULK_CACHE}")
        except BaseException:
            db.close()
            raise
    return db


def path_of(db: sqlite3.Connection) -> str:
    """Where the file of a database is, from the root of the file system."""
    file: str = db.execute("pragma database_list").fetchone()["file"]
    return os.path.abspath(file)


def _has_log(path: str) -> bool:
    """Whether something stands in the write-ahead log only."""
    log = f"{path}-wal"
    return os.path.exists(log) and os.path.getsize(log) > 0


def _examined(path: str, mode: str, any_thread: bool) -> tuple[sqlite3.Connection, bool]:
    """A connection, and whether all migrations are there; raises when it is no database of ours."""
    if os.path.isdir(path):
        raise DatabaseTrouble(f"{path} is a folder; name a file with --db, like {path}/corpus.db")
    db = _connect(path, mode, any_thread)
    try:
        with transaction(db, "deferred"):  # another process may be making it now
            applied = _applied(db)
            _refuse_foreign(db, path, applied)
    except BaseException:
        db.close()
        raise
    return db, len(applied) == len(migrations.MIGRATIONS)


def _connect(path: str, mode: str, any_thread: bool) -> sqlite3.Connection:
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file:{escaped}?mode={mode}"
    db = sqlite3.connect(
        uri, uri=True, timeout=LOCK_WAIT, isolation_level=None, check_same_thread=not any_thread
    )
    db.row_factory = sqlite3.Row
    return db


def _applied(db: sqlite3.Connection) -> list[str]:
    """The names of our migrations that the database has."""
    if not db.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchone():
        return []
    sql = "select name from _sqlite_migrations where migration_set = 'annotate'"
    return [row["name"] for row in db.execute(sql)]


def _refuse_foreign(db: sqlite3.Connection, path: str, applied: list[str]) -> None:
    known = {name for name, _ in migrations.MIGRATIONS}
    if not known.issuperset(applied):
        raise DatabaseTrouble(
            f"{path} was made by a newer annotate; `pip install -U annotate-corpus` can read it"
        )
    if not applied and db.execute("select 1 from sqlite_master limit 1").fetchone():
        raise DatabaseTrouble(
            f"{path} is an SQLite database, but not one of annotate's; name another with --db"
        )


def _migrate(db: sqlite3.Connection) -> None:
    _switch_to_wal(db)
    with transaction(db):  # of several processes opening at once, one migrates
        schema.apply(db)


def _switch_to_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait for this lock by itself."""
    end = time.monotonic() + LOCK_WAIT
    while True:
        try:
            db.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        raise trouble(error, path) from error


_EXPLANATIONS = (
    ("locked", "is locked by another program (waited {wait:.0f} s); try again when it is done"),
    ("readonly", "cannot be written: the file or its folder is read-only"),
    ("disk is full", "cannot be written: the disk is full; nothing was changed by this step"),
    ("disk i/o error", "cannot be read or written: {error}"),
    ("not a database", "is not a database; name another with --db"),
    ("malformed", "is damaged ({error}); go back to a backup, or try `sqlite3 {path} .recover`"),
    ("unable to open", "cannot be opened; is it a file, in a folder that may be written?"),
)


def trouble(error: Exception, path: str | os.PathLike[str]) -> DatabaseTrouble:
    """What an error of SQLite or the file system means for the user of the database at `path`."""
    told = str(error).lower()
    for sign, explanation in _EXPLANATIONS:
        if sign in told:
            return DatabaseTrouble(
                f"{path} " + explanation.format(wait=LOCK_WAIT, error=error, path=path)
            )
    reason = getattr(error, "strerror", None) or error
    return DatabaseTrouble(f"{path} cannot be used: {reason}")


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "immediate") -> Iterator[None]:
    """All or nothing. Waits for another writer at its start, never in its middle."""
    db.execute(f"begin {kind}")
    try:
        yield
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise


class Command:
    """
    Something a coder does, in the words they typed; the unit that `undo` takes back.

    Every `with command:` is one transaction, also when another one is inside it,
    and what the triggers write into the history in it belongs to the command.
    Several transactions may follow each other. A command that changes nothing
    leaves no trace.
    """

    def __init__(self, db: sqlite3.Connection, *, coder: str, words: str) -> None:
        self.db = db
        self.coder = coder
        self.words = words
        self.id: int | None = None
        self._new = False
        self._depth = 0
        self._changes = 0

    def __enter__(self) -> "Command":
        if not self._depth:
            self.db.execute("begin immediate")
            try:
                self._begin()
            except BaseException:
                self.db.rollback()
                raise
        self._depth += 1
        return self

    def _begin(self) -> None:
        self._new, at = self.id is None, now()
        if self._new:
            sql = "insert into commands (at, coder, words) values (?, ?, ?)"
            self.id = self.db.execute(sql, [at, self.coder, self.words]).lastrowid
        self.db.execute("update state set command = ?, at = ?", [self.id, at])
        self._changes = self.db.total_changes

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._depth -= 1
        if self._depth:
            return
        try:
            if kind is None:
                self._end()
        finally:
            if self.db.in_transaction:
                self.db.rollback()
                self._forget()

    def _end(self) -> None:
        changed = self.db.total_changes > self._changes
        self.db.execute("update state set command = null, at = null")
        if self._new and not changed:
            self.db.execute("delete from commands where id = ?", [self.id])
        if changed:
            tag_rows.fill(self.db)
        self.db.execute("commit")
        if not changed:
            self._forget()

    def _forget(self) -> None:
        """The row of a command whose first transaction left nothing is gone: begin anew."""
        if self._new:
            self.id = None


def now() -> str:
    """The time as UTC ISO 8601 text to the millisecond, as everywhere in the tables."""
    seconds, milliseconds = divmod(time.time_ns() // 1_000_000, 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{milliseconds:03d}Z"
