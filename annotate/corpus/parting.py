"""
Keeping `unspaced`, the search index of what no index of words knows, in step.

SQL cannot part letters, so a `Command` does it at its end with what is new or changed.
What other programs write waits for the next command, or for `indexing.catch_up`.
"""

import sqlite3

__all__ = ["CHUNK", "WAITING", "keep_up", "pass_over", "problems", "waits"]

CHUNK = 50_000  # paragraphs in one transaction: about a third of a second
_READ = 2000  # paragraphs in memory

_LAST = "coalesce((select max(id) from paragraphs), 0)"
WAITING = """
    exists (select 1 from paragraphs where id > parted)
    or exists (select 1 from unspaced where text is null)
"""
"""Of `state`: whether `keep_up` has anything to do."""


def waits(db: sqlite3.Connection) -> bool:
    """Whether some paragraphs were not looked at since they are as they are."""
    try:
        return bool(db.execute(f"select {WAITING} from state").fetchone()[0])
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise
        return False  # a copy that was made without the index, or not migrated so far


def keep_up(db: sqlite3.Connection, *, most: int | None = None) -> None:
    """Part what waits for it, or so many paragraphs. Call inside a transaction."""
    if not waits(db):
        return
    parted, last = db.execute(f"select parted, {_LAST} from state").fetchone()
    if most is not None:
        last = min(last, parted + most)
    if parted < last:
        _look_at(db, parted, last)
        db.execute("update state set parted = ?", [last])
    _look_again(db)


def pass_over(db: sqlite3.Connection, new: range) -> None:
    """Take new paragraphs for looked at, as none is to be parted; not while others wait."""
    sql = "update state set parted = ? where parted = ?"
    db.execute(sql, [new.stop - 1, new.start - 1])


def _look_at(db: sqlite3.Connection, after: int, last: int) -> None:
    """What is there of these already is of an earlier look, or was put back."""
    from annotate.text import unspaced  # which most commands have no use for

    sql = "select id, text from paragraphs where id between ? + 1 and ? order by id"
    rows = db.execute(sql, [after, last])
    made = [(id, unspaced.parted(text)) for id, text in rows if unspaced.is_otherwise(text)]
    sql = "select paragraph from unspaced where paragraph between ? + 1 and ?"
    gone = {row[0] for row in db.execute(sql, [after, last])}.difference(id for id, _ in made)
    db.executemany("delete from unspaced where paragraph = ?", [[id] for id in gone])
    sql = """
        insert into unspaced (paragraph, text) values (?, ?)
        on conflict do update set text = excluded.text where text is not excluded.text
    """
    db.executemany(sql, made)


def _look_again(db: sqlite3.Connection) -> None:
    from annotate.text import unspaced

    sql = """
        select u.paragraph, p.text from unspaced u join paragraphs p on p.id = u.paragraph
        where u.text is null and u.paragraph > ? order by u.paragraph limit ?
    """
    after = 0
    while waiting := db.execute(sql, [after, _READ]).fetchall():
        made = [(unspaced.parted(text), id) for id, text in waiting if unspaced.is_otherwise(text)]
        db.executemany("update unspaced set text = ? where paragraph = ?", made)
        after = waiting[-1]["paragraph"]
    db.execute("delete from unspaced where text is null")


def problems(db: sqlite3.Connection) -> list[str]:
    """One sentence for every paragraph that is parted otherwise than it should be."""
    from annotate.text import unspaced

    # letters of ASCII alone, a byte each, are never parted
    sql = """
        select p.id, cast(p.text as blob), u.text from paragraphs p
        left join unspaced u on u.paragraph = p.id
        where u.paragraph is not null or length(p.text) < length(cast(p.text as blob))
    """
    rows = db.cursor()
    rows.row_factory = None

    def expected(text: str) -> str | None:
        return unspaced.parted(text) if unspaced.is_otherwise(text) else None

    wrong = [
        id
        for id, encoded, parted in rows.execute(sql)
        if (parted is not None or unspaced.first_rare(encoded))
        and parted != expected(encoded.decode("utf-8", "surrogatepass"))
    ]
    return [f"paragraph {id} is parted otherwise than its words say" for id in wrong]
