"""
Taking rows out so that nothing of them stays: with what goes with them, and with their history.
"""

import json
import sqlite3
from collections.abc import Sequence

from annotate.corpus import amounts, asking, indexing, originals, taken_out

__all__ = ["Key", "erase"]

Key = tuple[str, str]
"""A table, and the id of a row in it, as in the history."""

_WITH = {
    "paragraphs": {"article": "articles"},
    "versions": {"article": "articles"},
    "addresses": {"article": "articles"},
    "old_slugs": {"article": "articles"},
    "lineage": {"article": "articles"},
    "corrections": {"article": "articles"},
    "taggings": {"paragraph": "paragraphs", "tag": "tags"},
    "notes": {"article": "articles", "paragraph": "paragraphs", "tag": "tags"},
    "readings": {"paragraph": "paragraphs"},
    "examples": {"paragraph": "paragraphs", "tag": "tags"},
    "suggestions": {"paragraph": "paragraphs", "tag": "tags"},
    "placements": {"paragraph": "paragraphs", "tagging": "taggings", "note": "notes"},
    "reviews": {"article": "articles", "tagging": "taggings", "note": "notes"},
    "rule_tags": {"rule": "rules", "tag": "tags"},
    "rule_taggings": {"paragraph": "paragraphs", "tag": "tags", "tagging": "taggings"},
}
"""What goes with what: of a table the columns that lead to rows of others, in order."""

_ORDER = ("rules", "rule_taggings", "readings", "notes", "taggings", "tags", "articles")
"""What is deleted, so that nothing holds another back; all else goes with these by itself."""

_GATHER = """
    insert or ignore into going select '{table}', cast(id as text) from {table}
    where {column} in (select row from going where what = '{of}')
"""
# a row that stands elsewhere now, as a tagging whose tag was merged into another, stays
_GATHER_PAST = """
    insert or ignore into going select what, row from history h
    where what = '{table}' and not exists (select 1 from {table} t where t.id = h.row)
      and exists (
        select 1 from going where what = '{of}' and row in (
          cast(json_extract(h.before, '$.{column}') as text),
          cast(json_extract(h.after, '$.{column}') as text)
        )
      )
"""


def erase(db: sqlite3.Connection, rows: Sequence[Key], by: int | None) -> dict[str, int]:
    """
    Take out rows, in a transaction that is open; `by` is the command that forgets, None a trial.

    Returns how many rows of each table went, `history` among them, and of how many
    `commands` the words.
    """
    indexing.catch_up(db)
    db.execute(
        "create temp table if not exists going (what text, row text, primary key (what, row))"
    )
    db.execute("delete from going")
    db.executemany("insert or ignore into going values (?, ?)", rows)
    sql = "insert or ignore into going values ('rules', cast(? as text))"
    db.executemany(sql, [(id,) for id in asking.about(db)])
    _gather(db)
    digests = _digests(db)
    originals.free(db, [int(id) for (id,) in db.execute(_GOING_VERSIONS)])
    last = db.execute("select coalesce(max(id), 0) from history").fetchone()[0]
    gone = {}
    for table in _ORDER:
        sql = f"delete from {table} where id in (select row from going where what = ?)"
        gone[table] = db.execute(sql, [table]).rowcount
    # what went with them by itself
    sql = "insert or ignore into going select what, row from history where id > ? and after is null"
    db.execute(sql, [last])
    _drop_originals(db, digests)
    gone["commands"] = _silence(db, by)
    db.execute("delete from history where id > ?", [last])
    gone["history"] = db.execute(f"delete from history where {_IN_GOING}").rowcount
    amounts.anew(db)
    _drop_taken_out(db)
    if by is not None:
        _write_indexes(db)
    db.execute("delete from going")
    db.execute("delete from stops")  # whose queries may name it
    return gone


_GOING_VERSIONS = "select row from going where what = 'versions'"
_IN_GOING = "(what, row) in (select what, row from going)"


def _gather(db: sqlite3.Connection) -> None:
    """All that goes with the rows, there or in the history."""
    for table, columns in _WITH.items():
        for column, of in columns.items():
            db.execute(_GATHER.format(table=table, column=column, of=of))
            db.execute(_GATHER_PAST.format(table=table, column=column, of=of))
        if table == "versions":  # the history does not know of paragraphs that nothing changed
            ids = db.execute(_GOING_VERSIONS).fetchall()
            gone = taken_out.paragraphs(db, [int(row[0]) for row in ids])
            db.executemany("insert or ignore into going values ('paragraphs', ?)", gone)


def _digests(db: sqlite3.Connection) -> str:
    """The sha256 of the bytes that something of it was read from, as JSON."""
    sql = """
        select distinct sha256 from (
          select sha256, id, 'versions' as what from versions
          union all select sha256, id, 'addresses' from addresses
        ) where (what, cast(id as text)) in (select what, row from going)
    """
    return json.dumps([row[0] for row in db.execute(sql)])


def _drop_originals(db: sqlite3.Connection, digests: str) -> None:
    sql = """
        delete from originals where sha256 in (select value from json_each(?))
          and not exists (select 1 from versions where sha256 = originals.sha256)
          and not exists (select 1 from addresses where sha256 = originals.sha256)
    """
    db.execute(sql, [digests])


def _silence(db: sqlite3.Connection, by: int | None) -> int:
    """What was typed goes, but for the name of the command, where a part of what it did goes."""
    sql = f"""
        update commands set forgot = :by, words = iif(
          undoes is null, substr(words, 1, instr(words || ' ', ' ') - 1) || ' (forgotten)', words
        ) where id in (select command from history where {_IN_GOING}) and id is not :by
    """
    return db.execute(sql, {"by": by}).rowcount


def _drop_taken_out(db: sqlite3.Connection) -> None:
    sql = "delete from taken_out where (what, cast(row as text)) in (select what, row from going)"
    db.execute(sql)


def _write_indexes(db: sqlite3.Connection) -> None:
    """Words of rows that were deleted stay in an index until it is written anew, or as one."""
    db.execute("insert into notes_fts (notes_fts) values ('rebuild')")
    if db.execute("select 1 from going where what = 'articles'").fetchone():
        for index in ("paragraphs_fts", "unspaced_fts"):
            db.execute(f"insert into {index} ({index}) values ('optimize')")
