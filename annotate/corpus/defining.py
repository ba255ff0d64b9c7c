"""
Changing the codebook: defining, renaming and deleting tags.
"""

import sqlite3

from annotate.corpus import codebook, hues, tag_rows, tag_words, tags
from annotate.corpus.codebook import Tag
from annotate.corpus.database import Command
from annotate.corpus.locate import Locator
from annotate.corpus.tags import Made
from annotate.errors import BadInput, RefForTag
from annotate.text import clean
from annotate.text.tag_names import folded, require_partable, require_visible, spelled

__all__ = ["define", "delete", "delete_unused", "rename", "require_definable"]


def require_definable(words: str, colour: str | None) -> None:
    """Raise BadInput for what `define` refuses of a new tag, before a corpus is made for it."""
    name = spelled(words)
    require_visible(name)
    require_partable(name)
    _colour(colour)


def define(
    command: Command,
    words: str,
    *,
    definition: str | None = None,
    use_when: str | None = None,
    do_not_use_when: str | None = None,
    colour: str | None = None,
) -> Made | None:
    """Make a tag or change what is said of it (None: leave as it is); what was made, if it was."""
    given = {
        "definition": definition,
        "use_when": use_when,
        "do_not_use_when": do_not_use_when,
        "colour": _colour(colour),
    }
    changes = {name: clean.multiline(words) for name, words in given.items() if words is not None}
    with command:
        known, made = tag_rows.row(command.db, words), None
        if known is None:
            tag, made = tags.make(command.db, words)
        else:
            tag = known["id"]
        for column, value in changes.items():
            sql = f"update tags set {column} = :value where id = :tag and {column} is not :value"
            command.db.execute(sql, {"value": value, "tag": tag})
    return made


def _colour(words: str | None) -> str | None:
    if words is None:
        return None
    digits = words.lower().removeprefix("#")
    if len(digits) != 6 or not set(digits) <= set("0123456789abcdef"):
        raise BadInput(f"{words!r} is no colour; say six hexadecimal digits, like #c0392b")
    return f"#{digits}"


def _meant(db: sqlite3.Connection, words: str) -> list[sqlite3.Row]:
    """As `branch`, for what is changed: of twins only the one that is named."""
    rows = codebook.branch(db, words)
    twins = [row for row in rows if folded(row["name"]) == folded(spelled(words))]
    others = twins if len(twins) > 1 else []
    named = tags.find(db, words)["id"] if others else None
    return [row for row in rows if row["id"] == named or row not in others]


def rename(command: Command, old: str, new: str) -> list[tuple[str, str]]:
    """
    Rename a tag and the tags under it; raises NotFound, or BadInput when a name is taken.

    RefForTag for a new name that looks like a ref, as when it is put on. Of twins, which
    an older corpus may have, one becomes the other.
    """
    source, target = spelled(old), spelled(new)
    if folded(target).startswith(folded(source) + "/"):
        raise BadInput(f"{source} cannot be moved under itself")
    steps = source.count("/") + 1
    moves = []
    with command:
        rows = _meant(command.db, source)
        is_new = tag_rows.row(command.db, target) is None
        if is_new and tag_words.is_odd(Locator(command.db), target):
            raise RefForTag(f"{target!r} looks like a ref, not like a tag; say another name")
        for row in rows:
            renamed = "/".join([target, *row["name"].split("/")[steps:]])
            if renamed != row["name"]:
                _rename_one(command.db, row, renamed, is_root="/" not in source + target)
                moves.append((row["name"], renamed))
    return moves


def _rename_one(db: sqlite3.Connection, tag: sqlite3.Row, renamed: str, *, is_root: bool) -> None:
    require_visible(spelled(renamed))
    require_partable(spelled(renamed))
    known = tag_rows.row(db, renamed)
    if known is None or known["id"] == tag["id"]:
        place = folded(renamed)
        hue = hues.after_renaming(db, tag, place, is_root=is_root)
        sql = "update tags set name = ?, folded = ?, hue = ? where id = ?"
        db.execute(sql, [renamed, place, hue, tag["id"]])
    elif folded(known["name"]) == folded(tag["name"]):
        _merge(db, tag, known)
    else:
        raise BadInput(f"there is a tag {renamed} already; rename or delete it first")


def _merge(db: sqlite3.Connection, twin: sqlite3.Row, tag: sqlite3.Row) -> None:
    """What stands on a twin and what is said of it goes to the tag; the twin goes."""
    ids = {"twin": twin["id"], "tag": tag["id"]}
    db.execute("update or ignore taggings set tag = :tag where tag = :twin", ids)
    db.execute("delete from taggings where tag = :twin", ids)  # of who has both on a passage
    db.execute("update notes set tag = :tag where tag = :twin", ids)
    for column in ("definition", "use_when", "do_not_use_when"):
        said = "\n".join(dict.fromkeys(filter(None, (tag[column], twin[column]))))
        db.execute(f"update tags set {column} = ? where id = ? and {column} <> ?",
                   [said, tag["id"], said])  # fmt: skip
    sql = "update tags set colour = ? where id = ? and colour is null"
    db.execute(sql, [twin["colour"], tag["id"]])
    db.execute("delete from tags where id = :twin", ids)


def delete(command: Command, words: str, *, force: bool) -> int:
    """
    Delete a tag and those under it with their taggings and notes; returns the taggings deleted.

    Raises BadInput when it is in use and force is not set.
    """
    with command:
        db = command.db
        ids = [row["id"] for row in _meant(db, words)]
        marks = ", ".join("?" * len(ids))
        count = f"select count(*) from {{}} where tag in ({marks})"
        used = db.execute(count.format("taggings"), ids).fetchone()[0]
        noted = db.execute(count.format("notes"), ids).fetchone()[0]
        if (used or noted) and not force:
            others = f"{count} and coder <> ?"
            of_others = sum(
                db.execute(others.format(table), [*ids, command.coder]).fetchone()[0]
                for table in ("taggings", "notes")
            )
            told = f"; {of_others} of these are other coders'" if of_others else ""
            raise BadInput(
                f"{spelled(words)} stands on {used} passages and has {noted} notes;"
                f" --force deletes them too (undo brings them back){told}"
            )
        for table in ("taggings", "notes"):
            db.execute(f"delete from {table} where tag in ({marks})", ids)
        db.execute(f"delete from tags where id in ({marks})", ids)
    return int(used)


def delete_unused(command: Command) -> tuple[list[Tag], list[Tag]]:
    """Delete the tags that stand nowhere, but for those that something is said of; both."""
    with command:
        found = codebook.unused(command.db)
        kept = [t for t in found if t.definition or t.use_when or t.do_not_use_when or t.colour]
        gone = [tag for tag in found if tag not in kept]
        command.db.executemany("delete from tags where name = ?", [[tag.name] for tag in gone])
    return gone, kept
