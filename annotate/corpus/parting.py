"""
Keeping the search index of scripts without blanks in step: `unspaced`, and what is made of it.

SQL cannot part letters, so a `Command` does it at its end with what is new or changed.
What other programs write waits for the next command, or for `indexing.catch_up`.
"""

import sqlite3

__all__ = ["keep_up", "problems", "waits"]

_LAST = "coalesce((select seq from sqlite_sequence where name = 'paragraphs'), 0)"


def waits(db: sqlite3.Connection) -> bool:
    """Whether some paragraphs were not looked at since they are as they are."""
    sql = f"""
        select parted < {_LAST} or exists (select 1 from unspaced where text is null) from state
    """
    try:
        return bool(db.execute(sql).fetchone()[0])
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise
        return False  # a copy that was made without the index, or not migrated so far


def keep_up(db: sqlite3.Connection) -> None:
    """Part what waits for it. Call inside a transaction."""
    if not waits(db):
        return
    from annotate.text import unspaced  # which most commands have no use for

    parted, last = db.execute(f"select parted, {_LAST} from state").fetchone()
    if parted < last:
        new = db.execute("select id, text from paragraphs where id > ? order by id", [parted])
        made = ((id, unspaced.parted(text)) for id, text in new if unspaced.has(text))
        # one that was put back is there already, to be looked at
        sql = "insert into unspaced (paragraph, text) values (?, ?) on conflict do nothing"
        db.executemany(sql, made)
        db.execute("update state set parted = ?", [last])
    _look_again(db)


def _look_again(db: sqlite3.Connection) -> None:
    from annotate.text import unspaced

    sql = """
        select u.paragraph, p.text from unspaced u join paragraphs p on p.id = u.paragraph
        where u.text is null
    """
    waiting = db.execute(sql).fetchall()
    made = [(unspaced.parted(text), id) for id, text in waiting if unspaced.has(text)]
    db.executemany("update unspaced set text = ? where paragraph = ?", made)
    db.execute("delete from unspaced where text is null")


def problems(db: sqlite3.Connection) -> list[str]:
    """One sentence for every paragraph that is parted otherwise than it should be."""
    from annotate.text import unspaced

    sql = """
        select p.id, p.text, u.text as parted from paragraphs p
        left join unspaced u on u.paragraph = p.id
    """
    wrong = [
        row["id"]
        for row in db.execute(sql)
        if row["parted"] != (unspaced.parted(row["text"]) if unspaced.has(row["text"]) else None)
    ]
    return [f"paragraph {id} is parted otherwise than its words say" for id in wrong]
