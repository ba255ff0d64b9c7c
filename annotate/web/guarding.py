"""
What Datasette's own pages may show, to anyone but the owner.

Of a working database the tables that are public, and queries that read no others; no SQL, no
download. Of a published copy everything but indexes and bookkeeping, as far as its settings
go. Configuration opens nothing of this again. Our own pages ask Datasette as if none of it
were denied (`lifted`): they show only what may be seen of a table.
"""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar
from typing import Any, TypeVar

from annotate.corpus import public
from annotate.corpus.public import Kind
from annotate.web import kinds

__all__ = ["allowed", "lifted", "prepare", "rules", "searching"]

T = TypeVar("T")
_is_lifted: ContextVar[bool] = ContextVar("annotate_is_lifted", default=False)

_sought: ContextVar[str | None] = ContextVar("annotate_sought", default=None)


@contextmanager
def searching(table: str | None) -> Iterator[None]:
    """The table is searched here: on 1.0 whoever does so must be let see its index."""
    token = _sought.set(f"{table}_fts" if table else None)
    try:
        yield
    finally:
        _sought.reset(token)


async def lifted(asking: Callable[[], Awaitable[T]]) -> T:
    """What Datasette says without us; in a context of its own, whose answers it keeps apart."""

    async def asked() -> T:
        _is_lifted.set(True)
        return await asking()

    return await asyncio.create_task(asked(), context=Context())


async def allowed(datasette: Any, action: str, resource: Any) -> bool | None:
    """For 0.65: False for what is denied, None for all else, which others decide."""
    if _is_lifted.get() or public.is_owner():
        return None
    name = resource[0] if isinstance(resource, tuple) else resource
    if action == "execute-sql" and name == "_memory" and datasette.crossdb:
        return False if await _working(datasette) else None
    if name not in datasette.databases:
        return None
    kind = await kinds.of(datasette.databases[name])
    if action == "view-table":
        return False if _is_denied(kind, resource[1]) else None
    if not kind.is_working:
        return None
    if action == "view-query":
        stored = await datasette.get_canned_query(name, resource[1], None)
        return None if stored and _is_public(datasette, name, stored["sql"]) else False
    return False if action in ("execute-sql", "view-database-download") else None


def _is_denied(kind: Kind, table: str) -> bool:
    if kind.is_working:
        return table not in public.TABLES
    return kind.publication is not None and public.is_bookkeeping(table)


def _is_public(datasette: Any, database: str, sql: str) -> bool:
    path = datasette.databases[database].path
    return bool(path) and public.reads_only(path, sql)


async def _working(datasette: Any) -> list[str]:
    return [name for name, kind in (await kinds.named(datasette)).items() if kind.is_working]


async def rules(datasette: Any, action: str) -> Any:
    """For 1.0: the same as rules for its catalogue of databases, tables and queries."""
    sql = _RULES.get(action)
    if sql is None or _is_lifted.get() or public.is_owner():
        return None
    from datasette.permissions import PermissionSQL

    known = await kinds.named(datasette)
    working = [name for name, kind in known.items() if kind.is_working]
    copies = [name for name, kind in known.items() if kind.publication]
    params: dict[str, str | None] = {}
    if action == "view-table":
        params = {"annotate_copies": json.dumps(copies), "annotate_public": _PUBLIC,
                  "annotate_sought": _sought.get()}  # fmt: skip
    elif action == "execute-sql" and working and datasette.crossdb:
        working.append("_memory")
    if action == "view-query":
        params["annotate_queries"] = json.dumps(await _denied_queries(datasette, working))
    else:
        params["annotate_working"] = json.dumps(working)
    return PermissionSQL(sql=sql, params=params)


async def _denied_queries(datasette: Any, working: list[str]) -> list[tuple[str, str]]:
    internal = datasette.get_internal_database()
    return [
        (name, row["name"])
        for name in working
        for row in (await internal.execute(public.QUERIES, [name])).rows
        if not _is_public(datasette, name, row["sql"])
    ]


_PUBLIC = json.dumps(sorted(public.TABLES))
_RULES = {
    "execute-sql": public.DENIED_DATABASES,
    "view-database-download": public.DENIED_DATABASES,
    "view-query": public.DENIED_QUERIES,
    "view-table": public.DENIED_TABLES,
}


def prepare(datasette: Any, db: sqlite3.Connection, name: str) -> None:
    """A connection of Datasette's to a working database reads nothing but what is public."""
    if name != "_internal" and not public.is_owner() and _is_working(db):
        public.guard(db)


def _is_working(db: sqlite3.Connection) -> bool:
    try:
        return public.kind(db).is_working
    except sqlite3.Error:
        return True
