"""
Changing the codebook: defining, renaming and deleting tags.
"""

import sqlite3
from collections.abc import Sequence

from annotate.corpus import asking, codebook, hues, joining, tag_rows, tag_words, tags
from annotate.corpus.codebook import Tag
from annotate.corpus.database import Command
from annotate.corpus.locate import Locator
from annotate.corpus.tags import Made
from annotate.errors import BadInput, RefForTag
from annotate.text import clean
from annotate.text.tag_names import folded, require_partable, require_visible, spelled, under

__all__ = ["colour_of", "define", "delete", "delete_unused", "rename", "rename_one", "renamed"]
__all__ += ["require_definable", "require_no_ref"]


def require_definable(words: str, colour: str | None) -> None:
    """Raise BadInput for what `define` refuses of a new tag, before a corpus is made for it."""
    name = spelled(words)
    require_visible(name)
    require_partable(name)
    if colour is not None:
        colour_of(colour)


def define(
    command: Command,
    words: str,
    *,
    definition: str | None = None,
    use_when: str | None = None,
    do_not_use_when: str | None = None,
    colour: str | None = None,
    examples: Sequence[str] = (),
    counter_examples: Sequence[str] = (),
    no_examples: Sequence[str] = (),
) -> Made | None:
    """
    Make a tag or change what is said of it (None: leave as it is); what was made, if it was.

    Refs name the paragraphs that are its examples, counter-examples, or neither any more; raises
    what resolving them raises.
    """
    given = {
        "definition": definition,
        "use_when": use_when,
        "do_not_use_when": do_not_use_when,
        "colour": None if colour is None else colour_of(colour),
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
        _show(command.db, tag, examples, counter_examples, no_examples)
    return made


def _show(
    db: sqlite3.Connection, tag: int, shown: Sequence[str], counter: Sequence[str],
    gone: Sequence[str],
) -> None:  # fmt: skip
    if shown or counter or gone:
        from annotate.corpus import examples  # few tags have any

        examples.put(db, tag, shown, counter=False)
        examples.put(db, tag, counter, counter=True)
        examples.take_off(db, tag, gone)


def colour_of(words: str) -> str:
    """A colour as it is stored; raises BadInput for what is none."""
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


def renamed(db: sqlite3.Connection, source: str, target: str) -> list[sqlite3.Row]:
    """
    The rows of a tag and of those under it that are to be called otherwise, in that order.

    Raises NotFound, and RefForTag for a new name that looks like a ref, as when it is put on.
    """
    rows = sorted(_meant(db, source), key=lambda row: str(row["name"]).count("/"))
    if tag_rows.row(db, target) is None:
        require_no_ref(Locator(db), target)
    return rows


def require_no_ref(locator: Locator, name: str) -> None:
    """Raise RefForTag for a new name that looks like a ref."""
    if tag_words.is_odd(locator, name):
        raise RefForTag(f"{name!r} looks like a ref, not like a tag; say another name")


def rename(command: Command, old: str, new: str) -> list[tuple[str, str]]:
    """
    Rename a tag and the tags under it; raises as `renamed`, or BadInput when a name is taken.

    Of twins, which an older corpus may have, one becomes the other.
    """
    source, target = spelled(old), spelled(new)
    if folded(target).startswith(folded(source) + "/"):
        raise BadInput(f"{source} cannot be moved under itself")
    moves = []
    with command:
        for row in renamed(command.db, source, target):
            name = under(target, row["name"], source)
            if name != row["name"]:
                _require_free(command.db, row, name, tag_rows.merging(source, target))
                rename_one(command.db, row, name, is_root="/" not in source + target)
                moves.append((row["name"], name))
        asking.rename(command.db, source, target)
    return moves


def _require_free(db: sqlite3.Connection, tag: sqlite3.Row, name: str, how: str) -> None:
    known = tag_rows.row(db, name)
    if known is None or folded(known["name"]) == folded(tag["name"]):
        return
    raise BadInput(f"there is a tag {known['name']} already; {how} makes one of both")


def rename_one(db: sqlite3.Connection, tag: sqlite3.Row, name: str, *, is_root: bool) -> None:
    """Call a tag otherwise, where no other has the name; of twins it becomes the other."""
    require_visible(spelled(name))
    require_partable(spelled(name))
    known = tag_rows.row(db, name)
    if known is not None and known["id"] != tag["id"]:
        joining.join(db, tag, known)
        return
    if known is None:
        tag_rows.require_open(db, name)
    place = folded(name)
    hue = hues.after_renaming(db, tag, place, is_root=is_root)
    sql = "update tags set name = ?, folded = ?, hue = ? where id = ?"
    db.execute(sql, [name, place, hue, tag["id"]])


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
        for table in ("taggings", "notes", "examples", "suggestions"):
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
