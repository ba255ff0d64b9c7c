"""
The tags themselves: listing, defining, renaming and deleting them.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from string import ascii_lowercase, ascii_uppercase

from annotate.corpus import tags
from annotate.corpus.database import Command
from annotate.errors import BadInput
from annotate.text import clean

__all__ = ["Tag", "branch", "define", "delete", "listing", "rename", "under"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A code of the codebook with its counts; `total` includes the tags under it."""

    name: str
    definition: str
    use_when: str
    do_not_use_when: str
    colour: str | None
    taggings: int
    paragraphs: int
    total: int


def listing(db: sqlite3.Connection) -> list[Tag]:
    """All tags, parents before children, with counts of taggings and tagged paragraphs."""
    rows = db.execute(
        """
        select tags.*, count(taggings.id) as taggings,
          count(distinct taggings.paragraph) as paragraphs
        from tags left join taggings on taggings.tag = tags.id
        group by tags.id
        """
    ).fetchall()
    rows.sort(key=lambda row: row["name"].casefold().split("/"))
    totals = _totals(rows)
    return [_tag(row, totals[_folded(row["name"])]) for row in rows]


def _tag(row: sqlite3.Row, total: int) -> Tag:
    return Tag(
        row["name"], row["definition"], row["use_when"], row["do_not_use_when"], row["colour"],
        row["taggings"], row["paragraphs"], total,
    )  # fmt: skip


def _totals(rows: list[sqlite3.Row]) -> Counter[str]:
    """The taggings of every path: its own and those under it."""
    totals: Counter[str] = Counter()
    for row in rows:
        steps = _folded(row["name"]).split("/")
        for path in accumulate(steps, "{}/{}".format):
            totals[path] += row["taggings"]
    return totals


def _folded(name: str) -> str:
    """The name without the difference that the database does not make either."""
    return name.translate(_LOWER)


_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def define(
    command: Command,
    words: str,
    *,
    definition: str | None = None,
    use_when: str | None = None,
    do_not_use_when: str | None = None,
    colour: str | None = None,
) -> bool:
    """Make a tag or change what is said of it (None: leave as it is); True when it is new."""
    tag = tags.name(words)
    given = {
        "definition": definition,
        "use_when": use_when,
        "do_not_use_when": do_not_use_when,
        "colour": _colour(colour),
    }
    changes = {name: clean.multiline(words) for name, words in given.items() if words is not None}
    with command:
        new = command.db.execute("insert or ignore into tags (name) values (?)", [tag]).rowcount
        for column, value in changes.items():
            sql = f"update tags set {column} = :value where name = :tag and {column} is not :value"
            command.db.execute(sql, {"value": value, "tag": tag})
    return new == 1


def _colour(words: str | None) -> str | None:
    if words is None:
        return None
    digits = words.lower().removeprefix("#")
    if len(digits) != 6 or not set(digits) <= set("0123456789abcdef"):
        raise BadInput(f"{words!r} is no colour; say six hexadecimal digits, like #c0392b")
    return f"#{digits}"


def under(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The rows of a tag and of all tags under it; by range, so that no name is a pattern."""
    sql = "select * from tags where name = :name or (name > :name || '/' and name < :name || '0')"
    return db.execute(sql, {"name": name}).fetchall()


def branch(db: sqlite3.Connection, words: str) -> list[sqlite3.Row]:
    """As `under`, for a name that someone typed; raises NotFound when there is no such tag."""
    return under(db, tags.name(words)) or [tags.find(db, words)]


def rename(command: Command, old: str, new: str) -> list[tuple[str, str]]:
    """Rename a tag and the tags under it; raises NotFound, or BadInput when a name is taken."""
    source, target = tags.name(old), tags.name(new)
    if target.casefold().startswith(source.casefold() + "/"):
        raise BadInput(f"{source} cannot be moved under itself")
    with command:
        rows = branch(command.db, source)
        moves = [(r["name"], target + r["name"][len(source) :]) for r in rows]
        for name, renamed in moves:
            _rename_one(command.db, name, renamed)
    return moves


def _rename_one(db: sqlite3.Connection, name: str, renamed: str) -> None:
    tags.name(renamed)
    try:
        db.execute("update tags set name = ? where name = ?", [renamed, name])
    except sqlite3.IntegrityError as error:
        raise BadInput(f"there is a tag {renamed} already; rename or delete it first") from error


def delete(command: Command, words: str, *, force: bool) -> int:
    """
    Delete a tag and those under it with their taggings and notes; returns the taggings deleted.

    Raises BadInput when it is in use and force is not set.
    """
    with command:
        db = command.db
        ids = [row["id"] for row in branch(db, words)]
        marks = ", ".join("?" * len(ids))
        count = f"select count(*) from {{}} where tag in ({marks})"
        used = db.execute(count.format("taggings"), ids).fetchone()[0]
        noted = db.execute(count.format("notes"), ids).fetchone()[0]
        if (used or noted) and not force:
            raise BadInput(
                f"{tags.name(words)} stands on {used} passages and has {noted} notes;"
                " --force deletes them too (undo brings them back)"
            )
        for table in ("taggings", "notes"):
            db.execute(f"delete from {table} where tag in ({marks})", ids)
        db.execute(f"delete from tags where id in ({marks})", ids)
    return int(used)
