"""
A codebook that is changed at random: whatever is merged, moved, renamed, recoded or taken back.

No passage loses its coding, and after every step all is well; what is taken back is as it was.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import check, defining, history, merging, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.errors import AnnotateError
from tests import made_up

NAMES = ("a", "a/b", "A/b/c", "b", "b/c", "x/y")
QUERIES = ("ice", "harbour", "orchard", "pears", "the")
WORDS = {"harbour:2": "human shields", "orchard:2": "old harbour", "museum:1": "museum of locks"}

_name, _names = st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)
_coder = st.sampled_from(["anna", "ben"])


class Step(NamedTuple):
    """What is done, with what."""

    kind: str
    names: Sequence[str]
    to: str
    query: str


_step = st.builds(
    Step,
    st.sampled_from(["merge", "merge", "move", "rename", "recode", "recode", "undo", "redo"]),
    _names, _name, st.sampled_from(QUERIES),
)  # fmt: skip

DO: dict[str, Callable[[Command, Step], object]] = {
    "merge": lambda c, step: merging.merge(c, step.names, step.to),
    "move": lambda c, step: merging.move(c, step.names, step.to if step.query != "the" else "/"),
    "rename": lambda c, step: defining.rename(c, step.names[0], step.to),
    "recode": lambda c, step: merging.recode(c, step.query, step.names[0], step.to),
    "redo": lambda c, step: history.redo(c),
}


def coded(db: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Whose coding there is of which passages, under whatever names."""
    sql = "select distinct paragraph, coder, exact, start from taggings"
    return set(map(tuple, db.execute(sql)))


@given(
    st.lists(st.tuples(st.sampled_from([*WORDS, "harbour:1", "orchard:1-3"]), _name, _coder,
                       st.booleans()), min_size=1, max_size=12),
    st.lists(_step, max_size=12),
)  # fmt: skip
def test_no_passage_loses_its_coding(
    taggings: list[tuple[str, str, str, bool]], steps: list[Step]
) -> None:
    with closing(made_up.in_memory()) as db:
        db.execute("pragma foreign_keys = on")
        made_up.fill(db)
        for ref, name, coder, is_quote in taggings:
            quote = WORDS.get(ref) if is_quote else None
            tags.add(Command(db, coder=coder, words="tag"), [Request(ref, (name,), quote)])
        play(db, steps)


def play(db: sqlite3.Connection, steps: list[Step]) -> None:
    """Take the steps, and look at everything after each; undo no further than their begin."""
    was, states = coded(db), [made_up.dump(db)]
    for step in steps:
        command = Command(db, coder="anna", words=step.kind)
        if step.kind == "undo":
            if states[1:]:
                history.undo(command)
                states.pop()
                assert made_up.dump(db) == states[-1], step
        elif done(db, command, step):
            states.append(made_up.dump(db))
        else:
            assert made_up.dump(db) == states[-1], step
        assert coded(db) == was, step
        assert list(check.problems(db)) == [], step


def done(db: sqlite3.Connection, command: Command, step: Step) -> bool:
    """Whether anything was changed."""
    before = made_up.dump(db)
    try:
        DO[step.kind](command, step)
    except AnnotateError:
        return False
    return made_up.dump(db) != before
