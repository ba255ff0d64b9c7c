"""
Making one tag of several, moving tags in the tree, and recoding what a query finds.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from annotate.corpus import asking, codebook, defining, indexing, joining, search, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.joining import Moved
from annotate.corpus.locate import Locator
from annotate.corpus.tags import Made
from annotate.errors import BadInput
from annotate.text.tag_names import folded, spelled, under

__all__ = ["TOP", "Merged", "Recoded", "merge", "move", "recode"]

TOP = "/"
"""As a parent: none."""


class Merged(NamedTuple):
    """Each tag that has another name, or is another one, now; and what went with them."""

    tags: tuple[tuple[str, str], ...]
    moved: Moved


def merge(command: Command, olds: Sequence[str], new: str) -> Merged:
    """
    Make one tag of several, and so of the tags under them that have one place then.

    What is new under the target is renamed, what is known there becomes it, as in
    `joining.join`. Raises NotFound, and BadInput for a tag that would be merged into itself,
    or into one under it; for a new name what `defining.rename` raises.
    """
    target = spelled(new)
    # those deeper down first: what is named itself does not go with what it is under
    named = {folded(name): name for name in map(spelled, olds)}
    sources = sorted(named.values(), key=lambda name: -name.count("/"))
    done: list[tuple[str, str]] = []
    moved = Moved()
    with command:
        for source in sources:
            _require_elsewhere(source, target)
            codebook.branch(command.db, source)  # raises NotFound before any is gone
        for source in filter(lambda name: tag_rows.under(command.db, name), sources):
            for row in defining.renamed(command.db, source, target):
                renamed, went = _merge_one(command.db, row, source, target)
                done.append((row["name"], renamed))
                moved = moved.plus(went)
            asking.rename(command.db, source, target)
    return Merged(tuple(done), moved)


def _require_elsewhere(source: str, target: str) -> None:
    if folded(source) == folded(target):
        raise BadInput(f"{source} is {target}; a tag is merged into another one")
    if folded(target).startswith(folded(source) + "/"):
        raise BadInput(f"{target} is under {source}, which cannot be merged into it")


def _merge_one(
    db: sqlite3.Connection, row: sqlite3.Row, source: str, target: str
) -> tuple[str, Moved]:
    renamed = under(target, row["name"], source)
    known = tag_rows.row(db, renamed)
    if known is None or known["id"] == row["id"]:
        defining.rename_one(db, row, renamed, is_root="/" not in source + target)
        return renamed, Moved(row["taggings"] + row["removed"])
    return known["name"], joining.join(db, row, known)


def move(command: Command, names: Sequence[str], parent: str) -> list[tuple[str, str]]:
    """Put tags, with those under them, under a parent, or with `TOP` under none; as `rename`."""
    moves: list[tuple[str, str]] = []
    with command:
        above = "" if parent.strip() == TOP else _spelled_as_known(command.db, parent) + "/"
        for name in map(spelled, names):
            moves += defining.rename(command, name, above + name.rpartition("/")[2])
    return moves


def _spelled_as_known(db: sqlite3.Connection, words: str) -> str:
    row = tag_rows.row(db, words)
    return str(row["name"]) if row else spelled(words)


class Recoded(NamedTuple):
    """What became of the taggings of a tag that a query finds."""

    old: str
    new: str
    moved: int
    there: int  # the coder had the new tag there, too
    left: int  # that the query does not find
    made: Made | None


def recode(command: Command, query: str, old: str, new: str) -> Recoded:
    """
    Put `new` in place of `old` where a query finds the paragraph; `old` stays elsewhere.

    Coders, times and quotes stay as they are, and so do the tags under `old`. Raises
    NotFound, BadInput for a query that says nothing, and what the query raises.
    """
    if not query.strip():
        raise BadInput("the query says nothing; to put one tag in place of another everywhere:"
                       " annotate tags merge OLD NEW")  # fmt: skip
    with command:
        source = tags.find(command.db, old)
        target, made = _wanted(command.db, new)
        if target["id"] == source["id"]:
            raise BadInput(f"{new} is the same tag; say the one that is to stand in its place")
        indexing.catch_up(command.db)
        found = search.ids(command.db, query, private=True)
        moved, there = joining.taggings(command.db, source["id"], target["id"], found)
        left = source["taggings"] + source["removed"] - moved - there
        return Recoded(source["name"], target["name"], moved, there, left, made)


def _wanted(db: sqlite3.Connection, words: str) -> tuple[sqlite3.Row, Made | None]:
    if known := tag_rows.row(db, words):
        return known, None
    defining.require_no_ref(Locator(db), words)
    _, made = tags.make(db, words)
    return tags.find(db, words), made
