"""
What of a working database is public, and how to hold others to that.

A working database has beside its public tables all that never leaves it: private and former
notes, what was typed, files and folders. Datasette knows nothing of this. So what it may list
is named here; and a connection that is guarded reads nothing else, whatever it is asked,
as some of what Datasette asks passes by its permissions (labels, counts, search by an index
that the address names).
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache

from annotate.corpus import publication
from annotate.corpus.publication import Publication

__all__ = ["DENIED_DATABASES", "DENIED_QUERIES", "DENIED_TABLES", "OWNER", "QUERIES", "TABLES"]
__all__ += [
    "Kind",
    "as_pages",
    "connect",
    "guard",
    "is_bookkeeping",
    "is_owner",
    "kind",
    "reads_only",
]

OWNER = "ANNOTATE_OWNER"
"""Set by `annotate serve` to the id of its process, which becomes the server's."""

TABLES = frozenset(
    (
        "articles", "citations", "examples", "lineage", "old_slugs", "paragraphs", "roles",
        "stood", "tag_counts", "tags", "wordings",
    )
)  # fmt: skip
"""The tables and views of a working database that have nothing private in any row or column."""

_COUNTED = {"taggings": ("tag", "paragraph", "gone", "")}
"""Of tables that tell who did what, and when, the columns that others count by."""

_KEPT_BOOKS = ("_sqlite_migrations", "publication", "state")
_INDEXES = ("paragraphs_fts", "unspaced")  # of public words; what they say shows by paragraphs
_WRITES = frozenset(
    getattr(sqlite3, f"SQLITE_{name}")
    for name in ("INSERT", "UPDATE", "DELETE", "ATTACH", "DETACH", "ALTER_TABLE", "DROP_TABLE")
)

# for the catalogue that Datasette 1.0 has of all databases: what is denied, and why
_WHY = "0 as allow, 'only what is public of a working database is shown' as reason"
DENIED_DATABASES = f"""
    select value as parent, null as child, {_WHY} from json_each(:annotate_working)
"""
DENIED_TABLES = f"""
    select database_name as parent, table_name as child, {_WHY}
    from (
      select database_name, table_name from catalog_tables
      union all select database_name, view_name from catalog_views
    )
    where table_name is not :annotate_sought and ((
      database_name in (select value from json_each(:annotate_working))
      and table_name not in (select value from json_each(:annotate_public))
    ) or (
      database_name in (select value from json_each(:annotate_copies)) and (
        table_name like '%\\_fts' escape '\\' or table_name like '%\\_fts\\_%' escape '\\'
        or table_name like 'sqlite\\_%' escape '\\'
        or table_name in ('unspaced', {", ".join(map(repr, _KEPT_BOOKS))})
      )
    ))
"""
DENIED_QUERIES = f"""
    select json_extract(value, '$[0]') as parent, json_extract(value, '$[1]') as child, {_WHY}
    from json_each(:annotate_queries)
"""
QUERIES = "select name, sql from queries where database_name = ?"


@dataclass(frozen=True, slots=True)
class Kind:
    """Whether a database is a working one of ours, or a published copy, which says so itself."""

    is_working: bool = False
    publication: Publication | None = None


def is_owner() -> bool:
    """Whether this process is what `annotate serve` became; no child of it is, whatever it has."""
    return os.environ.get(OWNER) == str(os.getpid())


def kind(db: sqlite3.Connection) -> Kind:
    """What the database is, of whatever release."""
    said = publication.of(db)
    if said is not None:
        return Kind(publication=said)
    names = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
    return Kind(is_working={"articles", "paragraphs", "notes"} <= names)


def is_bookkeeping(table: str) -> bool:
    """Whether a table of a published copy says nothing that its other tables do not."""
    name = table.lower()
    is_index = name.endswith("_fts") or "_fts_" in name or name == "unspaced"
    return is_index or name.startswith("sqlite_") or name in _KEPT_BOOKS


_here = threading.local()


@contextmanager
def as_pages() -> Iterator[None]:
    """Lift the guard in this thread, for our own pages, which show only what may be seen."""
    _here.is_lifted = True
    try:
        yield
    finally:
        _here.is_lifted = False


def guard(db: sqlite3.Connection) -> None:
    """Have the connection read nothing (null, that is) but what is public, and write nothing."""
    db.set_authorizer(_Reader(lambda: getattr(_here, "is_lifted", False)))


@lru_cache(maxsize=256)
def reads_only(path: str, sql: str) -> bool:
    """Whether a query reads nothing but what is public, and writes nothing; not, if in doubt."""
    reader = _Reader(of_query=True)
    with closing(connect(path)) as db:
        db.set_authorizer(reader)
        try:
            db.execute(f"explain {sql}", _Anything())
        except (sqlite3.Error, sqlite3.Warning):
            return False
    return not reader.refused


def connect(path: str, *, is_mutable: bool = True, waits: bool = True) -> sqlite3.Connection:
    """
    The file as it is now, to be read alone, by whatever thread; closed by who asked for it.

    Where nobody can read while somebody writes, it waits, or else raises at once.
    """
    how = "mode=ro" if is_mutable else "immutable=1"
    named = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri, timeout = f"file:{named}?{how}", 5 if waits else 0
    db = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=timeout)
    db.row_factory = sqlite3.Row
    db.text_factory = lambda found: str(found, "utf-8", "replace")
    return db


class _Anything(dict[str, None]):
    """A value for every parameter there may be."""

    def __missing__(self, key: str) -> None:
        return None


class _Reader:
    """Tells SQLite, as it prepares a statement, what that may read; keeps what it refused."""

    def __init__(
        self, lifted: Callable[[], bool] = lambda: False, *, of_query: bool = False
    ) -> None:
        self.lifted, self.of_query = lifted, of_query  # Datasette itself asks by pragmas
        self.refused: set[str] = set()

    def __call__(
        self, action: int, table: str | None, column: str | None, database: str | None,
        within: str | None,
    ) -> int:  # fmt: skip
        if self.lifted():
            return sqlite3.SQLITE_OK
        if action in _WRITES and not _is_schema(table or ""):
            self.refused.add(f"{table}")
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_PRAGMA and self.of_query:
            self.refused.add(f"{table}")
        if action == sqlite3.SQLITE_READ and not _is_public(table or "", column or ""):
            self.refused.add(f"{table}")
            return sqlite3.SQLITE_IGNORE
        return sqlite3.SQLITE_OK


_PARTS = ("data", "idx", "docsize", "config", "content")


def _is_public(table: str, column: str) -> bool:
    name = table.lower()
    if name in _COUNTED:
        return column.lower() in _COUNTED[name]
    if name in TABLES or name.startswith(_INDEXES) or name in ("json_each", "json_tree"):
        return True
    # an index reads its own parts as it is opened; the pages of these tables are denied
    if "_fts_" in name and name.rpartition("_")[2] in _PARTS:
        return True
    if name.startswith("pragma_"):
        return name != "pragma_database_list"
    return _is_schema(name)


def _is_schema(table: str) -> bool:
    """SQLite's own list of tables, to which it adds as it opens an index."""
    return table.lower() in _SCHEMAS


_SCHEMAS = ("sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema")
