"""
Which paragraphs have a key, while a new corpus is gathered: told by a table, not by the index.

In an index each key goes to a page of its own, anywhere in it. FTS5 writes what comes one after
the other, and sorts it as it becomes more: a key costs the same however many there are. It gets
many at once (`keep_up`) and loses none, so whoever finds a paragraph by it looks at its key. The
index is made at the end, at once.
"""

import sqlite3

__all__ = ["WITH_KEY", "by_index", "by_table", "given_up", "is_by_table", "keep_up"]

WITH_KEY = """
    select article, removed from paragraphs where key = ?1 and id in (
      select rowid from main.gathered_keys where gathered_keys match ?1 limit 100
    )
"""
"""Articles with a key, and whether it stands there: what `sharing` asks the index."""

_INDEX = "create index paragraphs_key on paragraphs (key, article)"
_TABLE = """
    create virtual table gathered_keys using fts5 (
      key, content="", columnsize=0, detail="none", tokenize="ascii"
    )
"""
_CHANGED = """
    create trigger gathered_keys_update after update of key on paragraphs
    when new.key <> old.key and new.id <= (select keyed from gathering) begin
      insert into gathered_keys (rowid, key) values (new.id, new.key);
    end
"""


def by_table(db: sqlite3.Connection) -> None:
    """From here on have the table, of a corpus without paragraphs. Call in a transaction."""
    db.execute("drop index paragraphs_key")
    db.execute(_TABLE)
    db.execute(_CHANGED)


def keep_up(db: sqlite3.Connection) -> None:
    """Bring in what came since the last time. Call in a transaction."""
    sql = """
        insert into main.gathered_keys (rowid, key)
        select id, key from main.paragraphs where id > (select keyed from gathering) order by id
    """
    if db.execute(sql).rowcount > 0:
        db.execute("update gathering set keyed = (select max(id) from main.paragraphs)")


def by_index(db: sqlite3.Connection) -> None:
    """Have the index again, if it is not there. Call in a transaction."""
    if is_by_table(db):
        db.execute("drop trigger gathered_keys_update")
        db.execute("drop table gathered_keys")
        db.execute(_INDEX)


def given_up(db: sqlite3.Connection) -> None:
    """Have the index again where the gathering that was to make it is undone."""
    sql = """
        select 1 from gathering g join commands c on c.id = g.command where c.undone is not null
    """
    if is_by_table(db) and db.execute(sql).fetchone():
        by_index(db)


def is_by_table(db: sqlite3.Connection) -> bool:
    """Whether the table is there."""
    return db.execute("pragma table_info(gathered_keys)").fetchone() is not None
