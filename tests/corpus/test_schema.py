import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import migrated, migrations, schema
from annotate.model import CITABLE, ROLES

SCHEMA_FILE = Path(__file__).parents[2] / "db" / "schema.sql"


def test_the_schema_file_is_what_the_migrations_make() -> None:
    assert SCHEMA_FILE.read_text() == schema.generated()


def test_the_schema_file_is_made_by_the_command_it_names() -> None:
    command = [sys.executable, "-m", "annotate.corpus.schema"]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (made.stdout, made.stderr) == (SCHEMA_FILE.read_text(), "")


def test_the_schema_of_a_database_is_that_of_the_file(db: sqlite3.Connection) -> None:
    assert SCHEMA_FILE.read_text().endswith(schema.as_sql(db))


def test_what_the_migrations_make_is_known_without_them(empty: sqlite3.Connection) -> None:
    assert schema.lacking(empty) == {}
    with closing(sqlite3.connect(":memory:")) as nothing:
        known = {name for names in schema.lacking(nothing).values() for name in names}
    sql = "select name from sqlite_master where type <> 'table' and sql is not null"
    made = {name for (name,) in empty.execute(sql)}
    assert made - known == {"idx__sqlite_migrations_migration_set_name"}  # by sqlite-utils


def tables(db: sqlite3.Connection) -> list[str]:
    sql = "select name from pragma_table_list where type = 'table' and name not like 'sqlite%'"
    return [name for (name,) in db.execute(sql) if name != "_sqlite_migrations"]


def test_every_table_is_strict_and_has_row_ids(empty: sqlite3.Connection) -> None:
    sql = "select name from pragma_table_list where type = 'table' and strict and not wr"
    assert {name for (name,) in empty.execute(sql)} == set(tables(empty))


def test_every_foreign_key_has_an_index_and_says_what_a_deletion_does(
    empty: sqlite3.Connection,
) -> None:
    for table in tables(empty):
        indexed = {first_column(empty, name) for name in indexes(empty, table)}
        for key in empty.execute(f"pragma foreign_key_list({table})"):
            assert key["from"] in indexed, f"{table}.{key['from']}"
            assert key["on_delete"] != "NO ACTION", f"{table}.{key['from']}"


def indexes(db: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in db.execute(f"pragma index_list({table})")]


def first_column(db: sqlite3.Connection, index: str) -> str | None:
    name: str | None = db.execute(f"pragma index_info({index})").fetchone()["name"]
    return name


def test_no_list_is_made_a_table_of_for_each_row_of_the_history(empty: sqlite3.Connection) -> None:
    sql = "explain insert into history (at, what, row) values ('', 'taggings', '')"
    assert "OpenEphemeral" not in {row[1] for row in empty.execute(sql)}


def test_a_migration_is_applied_once(empty: sqlite3.Connection) -> None:
    before = schema.as_sql(empty)
    schema.apply(empty)
    assert schema.as_sql(empty) == before
    assert empty.execute("select count(*) from _sqlite_migrations").fetchone()[0] == len(
        migrations.MIGRATIONS
    )


def test_the_roles_of_the_tables_are_those_of_the_program(empty: sqlite3.Connection) -> None:
    found = {row["role"]: row["citable"] for row in empty.execute("select * from roles")}
    assert found == {role: int(role in CITABLE) for role in ROLES}


def test_the_file_says_whose_it_is(empty: sqlite3.Connection) -> None:
    assert empty.execute("pragma application_id").fetchone()[0] == schema.APPLICATION_ID


REFUSED = {
    "a role that is none": "update paragraphs set role = 'chapter'",
    "a text as a number": "update paragraphs set position = 'first'",
    "a colour that is none": "insert into tags (name, colour) values ('a', 'red')",
    "a slug twice": "update articles set slug = 'harbour'",
    "a tag twice but for case": "insert into tags (name) values ('a'), ('A')",
    "a note on nothing": """
        insert into notes (id, text, coder, created, updated) values ('n', 't', 'c', '', '')""",
    "a quote without its place": """
        insert into notes (id, paragraph, exact, text, coder, created, updated)
        values ('n', 1, 'words', 't', 'c', '', '')""",
    "a tagging of no paragraph": """
        insert into taggings (id, paragraph, tag, coder, created) values ('t', 99, 99, 'c', '')""",
    "an article with annotations gone": "delete from articles",
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED)
def test_the_tables_refuse(db: sqlite3.Connection, sql: str) -> None:
    db.execute("insert into tags (name) values ('used')")
    db.execute("""
        insert into taggings (id, paragraph, tag, coder, created) values ('x', 1, 1, 'c', '')""")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(sql)


def test_the_names_that_every_call_asks_for_are_those_of_the_migrations() -> None:
    assert tuple(name for name, _ in migrations.MIGRATIONS) == migrated.NAMES
