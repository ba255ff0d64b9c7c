"""
Taking a codebook over that was written elsewhere: all of it in one command, or none.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotate.corpus import defining, examples, tag_keys, tag_rows, tags
from annotate.corpus.database import Command
from annotate.corpus.locate import Locator
from annotate.corpus.tags import COMPARED, Made
from annotate.errors import AnnotateError
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
    key: str | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class Taken(NamedTuple):
    """What became of a code: a new tag, or which columns of a known one changed; else nothing."""

    tag: str
    is_new: bool
    changed: tuple[str, ...]
    made: Made | None = None
    unplaced: int = 0  # examples that are not in this corpus


def foresee(db: sqlite3.Connection, codes: Iterable[Code]) -> list[Taken]:
    """What `take_over` would do; raises what it raises, and changes nothing."""
    locator = Locator(db)
    return [_compared(db, *_placed(locator, code)) for code in codes]


def _placed(locator: Locator, code: Code) -> tuple[Code, int]:
    """A code with those examples that are in this corpus; and how many are not."""
    here = {ref for ref in (*code.examples, *code.counter_examples) if _is_here(locator, ref)}
    kept = replace(
        code,
        examples=tuple(ref for ref in code.examples if ref in here),
        counter_examples=tuple(ref for ref in code.counter_examples if ref in here),
    )
    every = len(code.examples) + len(code.counter_examples)
    return kept, every - len(kept.examples) - len(kept.counter_examples)


def _is_here(locator: Locator, ref: str) -> bool:
    try:
        return bool(locator.paragraphs(ref))
    except AnnotateError:
        return False


def _compared(db: sqlite3.Connection, code: Code, unplaced: int) -> Taken:
    row = tag_rows.row(db, code.name)
    if row is None:
        defining.require_definable(code.name, code.colour)
        tag_rows.require_open(db, code.name)
        return Taken(code.name, True, (), None, unplaced)
    said = {column: getattr(code, column) for column in SAID}
    changed = [c for c, words in said.items() if words and clean.multiline(words) != row[c]]
    changed += ["key"] if code.key and code.key != row["key"] else []
    changed += _shown_anew(db, row["id"], code)
    return Taken(row["name"], False, tuple(changed), None, unplaced)


def _shown_anew(db: sqlite3.Connection, tag: int, code: Code) -> list[str]:
    locator, changed = Locator(db), []
    for column, counter in (("examples", False), ("counter_examples", True)):
        places = [p for ref in getattr(code, column) for p in locator.paragraphs(ref)]
        if places and examples.missing(db, tag, places, counter=counter):
            changed.append(column)
    return changed


def take_over(command: Command, codes: Sequence[Code]) -> list[Taken]:
    """
    Make the tags that are new and change what is said of those known; of each what became of it.

    Raises BadInput for a name or a colour that is none, and CodebookClosed.
    """
    done: list[Taken] = []
    with command:
        locator = Locator(command.db)
        for said in codes:
            code, unplaced = _placed(locator, said)
            taken, made = _compared(command.db, code, unplaced), None
            if taken.is_new:
                _, made = tags.make(command.db, code.name, compared=len(done) < COMPARED)
            if taken.is_new or taken.changed:
                defining.define(
                    command, code.name, definition=code.definition, use_when=code.use_when,
                    do_not_use_when=code.do_not_use_when, colour=code.colour,
                    examples=code.examples, counter_examples=code.counter_examples,
                )  # fmt: skip
            if code.key and (taken.is_new or "key" in taken.changed):
                tag_keys.give(command, code.name, code.key)
            done.append(taken._replace(made=made))
    return done
