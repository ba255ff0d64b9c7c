"""
The schema of a database: the migrations applied in order.

Applied when a database is opened; `db/schema.sql` is the result, generated, and tested equal.
"""

import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from annotate.text.tag_names import folded

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["APPLICATION_ID", "apply", "as_sql", "generated", "is_corpus", "lacking"]

APPLICATION_ID = 0x616E6E6F  # "anno", in the file's header: `file corpus.db` shows it


def apply(connection: sqlite3.Connection) -> None:
    """Apply every migration the database does not have yet. Call inside a transaction."""
    with _alone():
        from sqlite_utils import Database, Migrations

    from annotate.corpus import migrations as known  # see annotate/corpus/migrated.py

    connection.create_function("tag_folded", 1, folded, deterministic=True)
    migrations = Migrations("annotate")
    for name, sql in known.MIGRATIONS:
        migrations(name=name)(_migration(sql))
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")


@contextmanager
def _alone() -> Iterator[None]:
    """Leave out what sqlite-utils takes along for tables of others, which is ten times as long."""
    is_program = "annotate.__main__" in sys.modules  # other programs may have such tables
    absent = [name for name in ("numpy", "pandas") if is_program and name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: not installed
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _migration(sql: str) -> Callable[["Database"], None]:
    def run(db: "Database") -> None:
        # not executescript(): that commits the transaction it is called in
        for statement in _statements(sql):
            db.conn.execute(statement)

    return run


def _statements(sql: str) -> list[str]:
    statements, pending = [], ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


_OURS = {
    "articles": {"slug", "title", "version", "by_hand"},
    "paragraphs": {"article", "key", "occurrence", "number", "role", "text", "removed"},
    "tags": {"name", "folded"},
    "notes": {"changed_by"},
    "stood": {"paragraph", "from_version", "to_version"},
}


def is_corpus(db: sqlite3.Connection) -> bool:
    """Whether the database has our tables, as this release knows them."""
    return all(
        wanted <= {row[1] for row in db.execute(f"pragma table_info({table})")}
        for table, wanted in _OURS.items()
    )


_MAKING = re.compile(r"^\s*(create|drop) (?:unique )?(index|trigger|view) (\w+)", re.MULTILINE)


def lacking(db: sqlite3.Connection) -> dict[str, list[str]]:
    """By kind, the names of indexes, triggers and views of ours that the database does not have."""
    from annotate.corpus import migrations as known

    names: dict[str, str] = {}  # name → kind
    for _, sql in known.MIGRATIONS:
        for how, kind, name in _MAKING.findall(sql):
            if how == "create":
                names[name] = kind
            else:
                names.pop(name, None)
    there = {row[0] for row in db.execute("select name from sqlite_master where type <> 'table'")}
    found: dict[str, list[str]] = {}
    for name in names.keys() - there:
        found.setdefault(names[name], []).append(name)
    return {kind: sorted(of_kind) for kind, of_kind in sorted(found.items())}


def as_sql(connection: sqlite3.Connection) -> str:
    """The schema as SQL text, FTS5's own shadow tables left out."""
    rows = connection.execute(
        """
        select sql from sqlite_master
        where sql is not null and name not like 'sqlite\\_%' escape '\\'
          and not (type = 'table' and name like '%\\_fts\\_%' escape '\\')
        order by type = 'view', type = 'trigger', type = 'index', rowid
        """
    )
    return "".join(f"{sql.strip()};\n\n" for (sql,) in rows)


def generated() -> str:
    """What `db/schema.sql` has to be."""
    how = "python -m annotate.corpus.schema > db/schema.sql"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("begin")
        apply(connection)
        return f"-- Generated: `{how}`; a test keeps it equal.\n\n{as_sql(connection)}"


if __name__ == "__main__":
    print(generated(), end="")
