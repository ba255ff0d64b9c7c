"""What changed between two versions, followed from version to version."""

import sqlite3

import pytest

from annotate.anchor.comparison import Difference
from annotate.corpus import diff, notes, tags
from annotate.corpus.database import Command
from annotate.errors import BadInput, NotFound
from tests import lives, made_up
from tests.lives import Moved, Texts
from tests.made_up import HARBOUR, draft

DAWN, NOON, NIGHT = (
    f"The ferry left at {time}, and nobody waved." for time in ("dawn", "noon", "night")
)
ROPE, LAMP, MAST = "One rope was cut.", "The lamp went out at sea.", "A mast stood on the quay."

Told = list[tuple[str, str, str, float]]


def told(found: Difference, ids: dict[str, int]) -> Told:
    names = {id: name for name, id in ids.items()}
    return [
        (
            e.kind, "".join(names[p.id] for p in e.old), "".join(names[p.id] for p in e.new),
            round(e.score, 2),
        )
        for e in found.entries
    ]  # fmt: skip


CASES: dict[str, tuple[list[Texts], list[Moved], Told]] = {
    "what has no lineage is itself": (
        [{"a": DAWN, "b": ROPE}, {"a": NOON, "c": LAMP}], [],
        [("edited", "a", "a", 1), ("removed", "b", "", 1), ("added", "", "c", 1)],
    ),
    "edited again and again": (
        [{"a": DAWN}, {"a": NOON}, {"a": NIGHT}],
        [(2, "edited", "a", "a"), (3, "edited", "a", "a")],
        [("edited", "a", "a", 0.81)],
    ),
    "edited and back": (
        [{"a": DAWN}, {"a": NOON}, {"a": DAWN}],
        [(2, "edited", "a", "a"), (3, "edited", "a", "a")],
        [("same", "a", "a", 0.81)],
    ),
    "split": (
        [{"a": f"{ROPE} {LAMP}"}, {"a": ROPE, "b": LAMP}],
        [(2, "split", "a", "a"), (2, "split", "a", "b")],
        [("split", "a", "ab", 0.9)],
    ),
    "split, and a part moved": (
        [{"a": f"{ROPE} {LAMP}"}, {"a": ROPE, "b": LAMP}, {"b": LAMP, "a": ROPE}],
        [(2, "split", "a", "a"), (2, "split", "a", "b"), (3, "moved", "b", "b")],
        [("split", "a", "ba", 0.81)],
    ),
    "merged": (
        [{"a": ROPE, "b": LAMP}, {"b": f"{ROPE} {LAMP}"}],
        [(2, "merged", "b", "b"), (2, "merged", "a", "b")],
        [("merged", "ab", "b", 0.9)],
    ),
    "merged, edited and split": (
        [{"a": ROPE, "b": LAMP}, {"b": f"{ROPE} {LAMP}"}, {"b": ROPE, "c": LAMP}],
        [(2, "merged", "b", "b"), (2, "merged", "a", "b"), (3, "split", "b", "b"),
         (3, "split", "b", "c")],
        [("merged", "ab", "bc", 0.81)],
    ),
    "merged, and back by itself": (
        [{"a": ROPE, "b": LAMP}, {"b": f"{ROPE} {LAMP}"}, {"a": ROPE, "b": LAMP}],
        [(2, "merged", "b", "b"), (2, "merged", "a", "b"), (3, "edited", "b", "b"),
         (3, "same", "a", "a")],
        [("same", "a", "a", 1), ("same", "b", "b", 0.81)],
    ),
    "removed and back": (
        [{"a": ROPE, "b": LAMP}, {"b": LAMP}, {"a": ROPE, "b": LAMP}],
        [(2, "removed", "a", None), (3, "same", "a", "a")],
        [("same", "a", "a", 0.9), ("same", "b", "b", 1)],
    ),
    "came and went in between": (
        [{"a": ROPE}, {"a": ROPE, "b": LAMP}, {"a": ROPE}],
        [(2, "added", None, "b"), (3, "removed", "b", None)],
        [("same", "a", "a", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_paragraphs_are_followed_from_the_first_version_to_the_last(
    db: sqlite3.Connection, case: str
) -> None:
    versions, lineage, expected = CASES[case]
    ids = lives.put(db, "ferry", versions, lineage)
    assert told(diff.difference(db, "ferry", 1), ids) == expected


def test_only_the_versions_asked_for_are_followed(db: sqlite3.Connection) -> None:
    versions: list[Texts] = [{"a": DAWN}, {"a": NOON}, {"a": NIGHT, "b": MAST}]
    ids = lives.put(db, "ferry", versions, [(2, "edited", "a", "a"), (3, "edited", "a", "a")])
    found = diff.difference(db, "ferry", 1, 2)
    assert (found.old.number, found.new.number, found.versions) == (1, 2, 3)
    assert told(found, ids) == [("edited", "a", "a", 0.9)]
    last = diff.difference(db, "fer")
    assert (last.old.number, last.new.number) == (2, 3)
    assert [e.kind for e in last.entries] == ["edited", "added"]


def test_tags_are_there_and_private_notes_are_not(db: sqlite3.Connection, anna: Command) -> None:
    lives.put(db, "ferry", [{"a": DAWN, "b": ROPE}, {"a": NOON}])
    tags.add(anna, [tags.Request("ferry:1", ("time",)), tags.Request("ferry@1:2", ("gone",))])
    notes.add(Command(db, coder="anna", words="note"), "ferry:1", "secret", private=True)
    found = diff.difference(db, "ferry")
    assert [[t.tag for p in e.standing for t in p.taggings] for e in found.entries] == [
        ["time"], ["gone"],
    ]  # fmt: skip
    assert "secret" not in repr(found)


def test_an_update_can_be_compared(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(HARBOUR[0], MAST, HARBOUR[2], title="Harbour"), "harbour.txt")
    found = diff.difference(db, "harbour")
    assert "".join(p.text for e in found.entries for p in e.new) == HARBOUR[0] + MAST + HARBOUR[2]
    assert found.counts["same"] == 2


def test_a_database_without_lineage_can_be_compared(db: sqlite3.Connection) -> None:
    lives.put(db, "ferry", [{"a": DAWN}, {"a": NOON}])
    db.execute("drop table lineage")
    assert diff.difference(db, "ferry").counts == {"edited": 1}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (9, None, "no version 9 of ferry; it has versions 1-3"),
        (1, 0, "no version 0 of ferry; it has versions 1-3"),
        (2, 1, "version 2 is later than 1; say `annotate diff ferry 1 2`"),
        (2, 2, "that is version 2 twice; say two versions, the earlier one first, of 1-3"),
        (3, None, "version 3 is the current one; say two versions, the earlier one first, of 1-3"),
    ],
)
def test_versions_that_cannot_be_compared_say_which_can(
    db: sqlite3.Connection, old: int, new: int | None, told: str
) -> None:
    lives.put(db, "ferry", [{"a": DAWN}, {"a": NOON}, {"a": NIGHT}])
    with pytest.raises((NotFound, BadInput), match=told.replace("`", ".")):
        diff.difference(db, "ferry", old, new)


def test_an_article_with_one_version_says_so(db: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="harbour has only version 1: there is nothing to compare"):
        diff.difference(db, "harbour")
