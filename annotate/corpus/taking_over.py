"""
Taking a codebook over that was written elsewhere: all of it in one command, or none.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.corpus import defining, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import COMPARED, Made
from annotate.text import clean

__all__ = ["SAID", "Code", "Taken", "foresee", "take_over"]

SAID = ("definition", "use_when", "do_not_use_when", "colour")


@dataclass(frozen=True, slots=True)
class Code:
    """A tag, and what is said of it elsewhere; None: nothing, so that it stays as it is."""

    name: str
    definition: str | None = None
    use_when: str | None = None
    do_not_use_when: str | None = None
    colour: str | None = None


class Taken(NamedTuple):
    """What became of a code: a new tag, or which columns of a known one changed; else nothing."""

    tag: str
    is_new: bool
    changed: tuple[str, ...]
    made: Made | None = None


def foresee(db: sqlite3.Connection, codes: Iterable[Code]) -> list[Taken]:
    """What `take_over` would do; raises what it raises, and changes nothing."""
    return [_compared(db, code) for code in codes]


def _compared(db: sqlite3.Connection, code: Code) -> Taken:
    row = tag_rows.row(db, code.name)
    if row is None:
        defining.require_definable(code.name, code.colour)
        tag_rows.require_open(db, code.name)
        return Taken(code.name, True, ())
    said = {column: getattr(code, column) for column in SAID}
    changed = (c for c, words in said.items() if words and clean.multiline(words) != row[c])
    return Taken(row["name"], False, tuple(changed))


def take_over(command: Command, codes: Sequence[Code]) -> list[Taken]:
    """
    Make the tags that are new and change what is said of those known; of each what became of it.

    Raises BadInput for a name or a colour that is none, and CodebookClosed.
    """
    done: list[Taken] = []
    with command:
        for code in codes:
            taken, made = _compared(command.db, code), None
            if taken.is_new:
                _, made = tags.make(command.db, code.name, compared=len(done) < COMPARED)
            if taken.is_new or taken.changed:
                defining.define(
                    command, code.name, definition=code.definition, use_when=code.use_when,
                    do_not_use_when=code.do_not_use_when, colour=code.colour,
                )  # fmt: skip
            done.append(taken._replace(made=made))
    return done
