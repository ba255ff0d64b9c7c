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
from functools import lru_cache
from typing import TYPE_CHECKING

from annotate.corpus import examining, locking, parting, tag_rows
from annotate.corpus.connecting import FROZEN, UNLOCKED, connect, uri
from annotate.corpus.trouble import explained, named, trouble
from annotate.errors import NotFound

if TYPE_CHECKING:
    from annotate.corpus.amounts import Amount

__all__ = [
    "DEFAULT_PATH",
    "Command",
    "attach",
    "is_writable",
    "now",
    "open_read",
    "open_write",
    "path_of",
    "quickly_freed",
    "transaction",
]

DEFAULT_PATH = "db/corpus.db"
BULK_CACHE = 16_384  # KiB of pages in memory while many articles are added
BULK_LOG = 10_000  # pages, 40 MB: those written again and again go from it into the file once
MANY = 1000  # rows, from which on how many a transaction changed is kept


def open_read(path: str | os.PathLike[str], *, any_thread: bool = False) -> locking.Connection:
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
            if not any(words in str(error) for words in told):
                raise
            # a read-only folder: nobody can be writing, so no lock is needed
            db, is_current = _examined(
                path, UNLOCKED if examining.has_log(path) else FROZEN, any_thread
            )
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
) -> locking.Connection:
    """
    The database for reading and writing, migrated if need be.

    With `create` it is made when it is not there, or has no bytes. With `durable` a change is on
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
                db.execute(f"pragma wal_autocheckpoint = {BULK_LOG}")
        except BaseException:
            db.close()
            raise
    return db


def is_writable(path: str) -> bool:
    """Whether the file may be written, and its folder, where the log and the locks are."""
    return all(os.access(each, os.W_OK) for each in (path, os.path.dirname(os.path.abspath(path))))


def path_of(db: sqlite3.Connection) -> str:
    """Where the file of a database is, from the root of the file system."""
    file: str = db.execute("pragma database_list").fetchone()["file"]
    return os.path.abspath(file)


def _examined(path: str, mode: str, any_thread: bool) -> tuple[locking.Connection, bool]:
    """A connection, and whether all migrations are there; raises when it is no database of ours."""
    examining.require_file(path, may_be_empty=mode == "rwc")
    db = connect(path, mode, any_thread)
    try:
        db.execute("begin")  # another process may be making it now
        is_current = examining.is_current(db, path, mode)
        db.execute("commit")
    except BaseException:
        db.close()
        raise
    return db, is_current


def attach(db: locking.Connection, path: str, mode: str, name: str) -> None:
    """Have another database in the connection as well, called `name` there."""
    db.execute(f"attach ? as {name}", [uri(path, mode)])
    if mode == UNLOCKED:
        db.execute(f"pragma {name}.locking_mode = exclusive")


def _migrate(db: sqlite3.Connection) -> None:
    from annotate.corpus import schema

    _switch_to_wal(db)
    with transaction(db):  # of several processes opening at once, one migrates
        schema.apply(db)
    while parting.waits(db):  # others read and write meanwhile
        with transaction(db):
            parting.keep_up(db, most=parting.CHUNK)


def _switch_to_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait for this lock by itself."""
    end = time.monotonic() + locking.patience()
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
        with explained(path):
            yield
    except OSError as error:
        raise trouble(error, path) from error


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "immediate") -> Iterator[None]:
    """
    All or nothing. Waits for another writer at its start, never in its middle.

    Raises DatabaseTrouble for what SQLite finds wrong.
    """
    with explained(named(db)):
        if kind == "immediate":
            locking.begin(db)
        else:
            db.execute(f"begin {kind}")
        try:
            yield
            locking.end(db)
        except BaseException:
            db.rollback()
            raise


@contextmanager
def quickly_freed(db: sqlite3.Connection) -> Iterator[None]:
    """
    Pages that become free are left as they are, where SQLite would write zeros over all of them.

    Many are built so (SECURE_DELETE), and such pages are most of a log when many rows go. Only
    `forgetting.clear` promises that nothing of them stays.
    """
    if db.execute("pragma secure_delete").fetchone()[0] != _OVER_ALL:
        yield
        return
    db.execute("pragma secure_delete = fast")  # which pages are written anyway, it zeroes
    try:
        yield
    finally:
        db.execute("pragma secure_delete = on")


_OVER_ALL = 1


class Command:
    """
    Something a coder does, in the words they typed; the unit that `undo` takes back.

    Every `with command:` is one transaction, also when another one is inside it,
    and what the triggers write into the history in it belongs to the command.
    Several transactions may follow each other. A command that changes nothing
    leaves no trace. What SQLite finds wrong in it is raised as DatabaseTrouble.
    """

    def __init__(self, db: sqlite3.Connection, *, coder: str, words: str) -> None:
        self.db = db
        self.coder = coder
        self.words = words
        self.id: int | None = None
        self._new = False
        self._depth = 0
        self._changes = 0
        self._amount: Amount | None = None

    def __enter__(self) -> "Command":
        if not self._depth:
            with explained(named(self.db)):
                locking.begin(self.db)
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

    def go_on(self, id: int) -> None:
        """Be a command that another process began."""
        from annotate.corpus import amounts

        self.id, self._amount = id, amounts.of(self.db, id)

    def begin_anew(self) -> None:
        """Take back all that its open transaction did, and begin another."""
        with explained(named(self.db)):
            self.db.rollback()
            self._forget()
            locking.begin(self.db)
            self._begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, *rest: object
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        with explained(named(self.db)):
            try:
                if kind is None:
                    self._end()
            finally:
                if self.db.in_transaction:
                    self.db.rollback()
                    self._forget()
            if isinstance(error, sqlite3.DatabaseError):
                raise error

    def _end(self) -> None:
        rows = self.db.total_changes - self._changes
        changed, amount = rows > 0, self._amount
        waits, unfilled = self.db.execute(_LEFT).fetchone() if changed else (False, False)
        if waits:
            parting.keep_up(self.db)
        if rows >= MANY or (changed and amount):
            amount = self._kept()
        self.db.execute("update state set command = null, at = null")
        if self._new and not changed:
            self.db.execute("delete from commands where id = ?", [self.id])
        if unfilled:
            tag_rows.fill(self.db)
        locking.end(self.db)
        self._amount = amount
        if not changed:
            self._forget()

    def _kept(self) -> "Amount":
        from annotate.corpus import amounts  # of what most commands change there is no need

        assert self.id is not None
        return amounts.kept(self.db, self.id, self._amount or amounts.NONE)

    def sync(self) -> None:
        """Put what it did on the disk, where the connection is not durable."""
        if self.id is not None:
            self.db.execute("pragma synchronous = full")
            with self:  # whose end is on the disk only with all that came before it
                pass

    def _forget(self) -> None:
        """The row of a command whose first transaction left nothing is gone: begin anew."""
        if self._new:
            self.id = self._amount = None


_LEFT = f"select {parting.WAITING}, {tag_rows.UNFILLED} from state"
"""What this command or other programs left to be done at its end."""


def now() -> str:
    """The time as UTC ISO 8601 text to the millisecond, as everywhere in the tables."""
    seconds, milliseconds = divmod(time.time_ns() // 1_000_000, 1000)
    return f"{_to_the_second(seconds)}.{milliseconds:03d}Z"


@lru_cache(maxsize=1)
def _to_the_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
