"""
The tags themselves: their tree and what stands under them, defining, renaming, deleting them.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotate.corpus import annotations, reading, tag_rows, tag_words, tags
from annotate.corpus.database import Command
from annotate.corpus.locate import Locator
from annotate.corpus.tags import Made
from annotate.errors import BadInput, RefForTag
from annotate.model import Note, Paragraph
from annotate.text import clean
from annotate.text.tag_names import folded, require_partable, require_visible, sorting, spelled

__all__ = ["Node", "Tag", "branch", "colours", "define", "delete", "delete_unused"]
__all__ += ["listing", "notes_on_tag", "rename", "require_definable", "spread", "tagged"]
__all__ += ["tree", "unused"]


@dataclass(frozen=True, slots=True)
class Tag:
    """
    A code of the codebook with its counts; `total` includes the tags under it.

    Counted is what `find` finds: `gone` of the taggings are on quotes whose words are not there
    any more, and `removed` further ones on paragraphs that are not.
    """

    name: str
    definition: str
    use_when: str
    do_not_use_when: str
    colour: str | None
    taggings: int
    paragraphs: int
    total: int
    gone: int
    removed: int


@dataclass(frozen=True, slots=True)
class Node:
    """A tag in the tree, or a name that only its children have; `total` includes those."""

    name: str
    depth: int
    tag: Tag | None
    total: int


def listing(db: sqlite3.Connection) -> list[Tag]:
    """All tags, parents before children, with counts of taggings and tagged paragraphs."""
    return [node.tag for node in tree(db) if node.tag]


def tree(db: sqlite3.Connection, below: str | None = None) -> list[Node]:
    """The codebook, or a tag and what is under it, in order; names that only children have too."""
    tags: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
    names: dict[str, str] = {}
    totals: Counter[str] = Counter()
    for row in _counted(db, below):
        tags[folded(row["name"])].append(row)
        for name in accumulate(row["name"].split("/"), _path):
            names.setdefault(folded(name), name)
            totals[folded(name)] += row["taggings"]
    top = "" if below is None else folded(below) + "/"
    places = sorted((p for p in names if f"{p}/".startswith(top)), key=sorting)
    return [node for p in places for node in _nodes(tags[p], names[p], totals[p])]


_path = "{}/{}".format


def _nodes(rows: list[sqlite3.Row], name: str, total: int) -> Iterator[Node]:
    """What stands at one place of the tree: a tag, twins of an older corpus, or a bare name."""
    depth = name.count("/")
    if not rows:
        yield Node(name, depth, None, total)
    for row in rows:
        yield Node(row["name"], depth, _tag(row, total), total)


def _counted(db: sqlite3.Connection, below: str | None) -> list[sqlite3.Row]:
    """The tags, or one and those under it, each with its counts."""
    among = "" if below is None else "and tag in (select value from json_each(:ids))"
    rows = db.execute(
        f"""
        with standing as (
          select tag, count(*) as taggings, count(distinct paragraph) as paragraphs,
            count(gone) as gone
          from taggings where paragraph not in (
            select id from paragraphs indexed by paragraphs_removed where removed is not null
          ) {among} group by tag
        ), whole as (
          select tag, count(*) as taggings from taggings where 1 {among} group by tag
        )
        select tags.*, coalesce(standing.taggings, 0) as taggings,
          coalesce(standing.paragraphs, 0) as paragraphs,
          coalesce(standing.gone, 0) as gone,
          coalesce(whole.taggings, 0) - coalesce(standing.taggings, 0) as removed
        from tags
        left join standing on standing.tag = tags.id left join whole on whole.tag = tags.id
        where 1 {among.replace("tag in", "tags.id in")}
        order by tags.name collate binary
        """,
        {"ids": None if below is None else _ids(tag_rows.under(db, below))},
    )
    return rows.fetchall()


def _ids(rows: list[sqlite3.Row]) -> str:
    return json.dumps([row["id"] for row in rows])


def _tag(row: sqlite3.Row, total: int) -> Tag:
    return Tag(
        row["name"], row["definition"], row["use_when"], row["do_not_use_when"], row["colour"],
        row["taggings"], row["paragraphs"], total, row["gone"], row["removed"],
    )  # fmt: skip


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


def branch(db: sqlite3.Connection, words: str) -> list[sqlite3.Row]:
    """The rows of a tag and of those under it; raises NotFound when there is no such tag."""
    tag_rows.row(db, words)  # which refuses what cannot be a name
    return tag_rows.under(db, spelled(words)) or [tags.find(db, words)]


def _meant(db: sqlite3.Connection, words: str) -> list[sqlite3.Row]:
    """As `branch`, for what is changed: of twins only the one that is named."""
    rows = branch(db, words)
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
                _rename_one(command.db, row, renamed)
                moves.append((row["name"], renamed))
    return moves


def _rename_one(db: sqlite3.Connection, tag: sqlite3.Row, renamed: str) -> None:
    require_visible(spelled(renamed))
    require_partable(spelled(renamed))
    known = tag_rows.row(db, renamed)
    if known is None or known["id"] == tag["id"]:
        sql = "update tags set name = ?, folded = ? where id = ?"
        db.execute(sql, [renamed, folded(renamed), tag["id"]])
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


def unused(db: sqlite3.Connection) -> list[Tag]:
    """The tags that stand nowhere, nor do those under them: no tagging, no note, even of old."""
    sql = """
        select name from tags
        where id in (select tag from taggings) or id in (select tag from notes)
    """
    used = {p for row in db.execute(sql) for p in accumulate(folded(row["name"]).split("/"), _path)}
    return [tag for tag in listing(db) if folded(tag.name) not in used]


def delete_unused(command: Command) -> tuple[list[Tag], list[Tag]]:
    """Delete the tags that stand nowhere, but for those that something is said of; both."""
    with command:
        found = unused(command.db)
        kept = [t for t in found if t.definition or t.use_when or t.do_not_use_when or t.colour]
        gone = [tag for tag in found if tag not in kept]
        command.db.executemany("delete from tags where name = ?", [[tag.name] for tag in gone])
    return gone, kept


def tagged(
    db: sqlite3.Connection, name: str, *, limit: int, offset: int = 0
) -> tuple[Paragraph, ...]:
    """The paragraphs with a tag or one under it, in reading order."""
    ids = db.execute(
        """
        select distinct p.id, p.article, p.removed is not null as gone, p.position
        from taggings t cross join paragraphs p on p.id = t.paragraph
        where t.tag in (select value from json_each(?))
        order by p.article, gone, p.position limit ? offset ?
        """,
        [_ids(tag_rows.under(db, name)), limit, offset],
    )
    return reading.by_ids(db, [row["id"] for row in ids.fetchall()])


def spread(db: sqlite3.Connection, name: str) -> tuple[int, int]:
    """On how many paragraphs a tag or one under it stands; and how many of these stand."""
    sql = """
        select count(*), count(*) - count(p.id)
        from (select distinct paragraph from taggings
              where tag in (select value from json_each(?))) t
        left join paragraphs p indexed by paragraphs_removed
          on p.id = t.paragraph and p.removed is not null
    """
    whole, standing = db.execute(sql, [_ids(tag_rows.under(db, name))]).fetchone()
    return whole, standing


def notes_on_tag(db: sqlite3.Connection, name: str) -> list[Note]:
    """The public notes on a tag itself."""
    where = "n.tag = (select id from tags where name = ?)"
    return annotations.notes(db, where, [name], private=False)


def colours(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """The colours of those of the tags that have one: 6 hexadecimal digits."""
    sql = """
        select name, substr(colour, 2) from tags
        where colour is not null and name in (select value from json_each(?))
    """
    return dict(tuple(row) for row in db.execute(sql, [json.dumps(sorted(set(names)))]))
