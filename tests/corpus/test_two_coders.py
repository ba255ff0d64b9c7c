"""
Two coders at one corpus, who take back their own and each other's work in any order.

Whatever they do, all is well after every step; what is taken back can be had again
exactly; and no undo or redo leaves an annotation on words on which it never stood.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.corpus import check, history
from annotate.corpus.database import Command
from annotate.errors import AnnotateError
from tests import coders, made_up
from tests.coders import BACK, CODERS, OFTEN, STEPS, Chance, Step

ROUNDS = settings().max_examples // 4  # of some twenty commands each; 500 in `make fuzz`

State = tuple[object, ...]

_numbers = st.tuples(*[st.integers(0, 30)] * 4)
_step = st.builds(
    Step,
    st.sampled_from(CODERS),
    st.one_of(st.sampled_from(OFTEN), st.sampled_from([*STEPS]), st.sampled_from([*BACK])),
    _numbers,
)


@settings(max_examples=ROUNDS)
@given(st.lists(_step, min_size=10, max_size=40))
def test_whatever_two_coders_do_and_take_back_all_is_well(steps: list[Step]) -> None:
    with closing(made_up.in_memory()) as db:
        play(db, steps)


def play(db: sqlite3.Connection, steps: list[Step]) -> None:
    """Take the steps, and look at everything after each."""
    db.execute("pragma foreign_keys = on")
    coders.begin(db)
    seen = set(states(db))
    for step in steps:
        before = made_up.dump(db)
        refused = take(db, step)
        assert list(check.problems(db)) == [], step
        if refused:
            assert made_up.dump(db) == before, step
            assert_what_it_says_works(db, step, refused)
        elif step.kind in BACK:
            assert set(states(db)) - seen == set(), step
            assert_it_can_be_had_again(db, step, before)
        else:
            seen |= set(states(db))


def take(db: sqlite3.Connection, step: Step) -> str:
    """Why it could not be done; nothing if it was."""
    command = Command(db, coder=step.coder, words=step.kind)
    try:
        (BACK | STEPS)[step.kind](command, Chance(step.numbers))
    except AnnotateError as error:
        return str(error) or "refused"
    return ""


_ADVICE = re.compile(r"`annotate ((?:undo|redo)(?: --by \w+)?)`")


def assert_what_it_says_works(db: sqlite3.Connection, step: Step, refused: str) -> None:
    """Of a copy: each command named can be done, and then the same is not in the way again."""
    advice = _ADVICE.findall(refused) if step.kind in BACK else []
    if not advice:
        return
    with closing(made_up.copied(db)) as copy:
        for kind in advice:
            assert take(copy, step._replace(kind=kind)) == "", (step, refused)
        assert list(check.problems(copy)) == [], (step, refused)
        if len(advice) == 1 and refused.endswith(" first"):
            assert take(copy, step) != refused, (step, refused)


def states(db: sqlite3.Connection) -> Iterator[State]:
    """How every annotation stands: on which words, and whether they are gone."""
    for sql in (
        """
        select t.id, t.tag, t.exact, t.gone is null, p.text, p.removed is null
        from taggings t join paragraphs p on p.id = t.paragraph
        """,
        """
        select n.id, n.text, n.exact, n.gone is null, p.text, p.removed is null
        from notes n join paragraphs p on p.id = n.paragraph
        """,
        """
        select 'role', c.id, c.role, p.role, p.text, p.removed is null
        from corrections c join paragraphs p on p.id = c.paragraph
        """,
    ):
        yield from map(tuple, db.execute(sql))


def assert_it_can_be_had_again(
    db: sqlite3.Connection, step: Step, before: dict[str, made_up.Rows]
) -> None:
    """A redo after the undo, or the other way round, leaves all as it was; nothing else went."""
    after = made_up.dump(db)
    assert touched(db) <= touched_by_what_was_taken_back(db), step
    back, again = (
        (history.redo, history.undo) if "undo" in step.kind else (history.undo, history.redo)
    )
    back(Command(db, coder=step.coder, words="back"))
    assert made_up.dump(db) == before, step
    again(Command(db, coder=step.coder, words="again"))
    assert made_up.dump(db) == after, step


def touched(db: sqlite3.Connection) -> set[State]:
    """The rows that the last command changed."""
    sql = "select what, row from history where command = (select max(id) from commands)"
    return set(map(tuple, db.execute(sql)))


def touched_by_what_was_taken_back(db: sqlite3.Connection) -> set[State]:
    sql = """
        select what, row from history
        where command = (select undoes from commands order by id desc limit 1)
    """
    return set(map(tuple, db.execute(sql)))
