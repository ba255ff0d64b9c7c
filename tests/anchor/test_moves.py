"""What became of paragraphs."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import Move, align
from annotate.anchor.moves import parts
from tests.anchor.made_up import EDITS, FERRY, Edit, articles

KINDS = {
    "nothing": {"same": 6},
    "all is new": {"added": 6},
    "all is gone": {"removed": 6},
    "insertion": {"same": 6, "added": 1},
    "deletion": {"same": 5, "removed": 1},
    "reordered": {"same": 1, "moved": 5},
    "reworded": {"same": 5, "edited": 1},
    "split": {"same": 5, "split": 1},
    "merged": {"same": 4, "merged": 1},
    "misread": {"same": 5, "edited": 1},
    "names": {"same": 5, "added": 1},
}
NAMED = {edit.name: edit for edit in EDITS}


@pytest.mark.parametrize("name", KINDS)
def test_moves_are_of_these_kinds(name: str) -> None:
    edit = NAMED[name]
    assert Counter(move.kind for move in align(edit.old, edit.new).moves) == KINDS[name]


def test_a_split_names_its_parts_the_likeliest_first() -> None:
    edit = NAMED["split"]
    [move] = [m for m in align(edit.old, edit.new).moves if m.kind == "split"]
    assert (move.old, move.new) == ((1,), (2, 1))  # the second half is the longer one


def test_merged_ones_are_told_once_with_the_lowest_score() -> None:
    edit = NAMED["merged"]
    alignment = align(edit.old, edit.new)
    [move] = [m for m in alignment.moves if m.kind == "merged"]
    assert (move.old, move.new) == ((1, 2), (1,))
    assert move.score == min(alignment.scores[1:3])


def test_a_removed_paragraph_has_no_parts() -> None:
    assert parts([Move("removed", (0,), (), 0.0)], 0, None) == ()


def _check(old: list[str], new: list[str]) -> None:
    alignment = align(old, new)
    moves = alignment.moves
    assert sorted(i for move in moves for i in move.old) == list(range(len(old)))
    assert sorted(j for move in moves for j in move.new) == list(range(len(new)))
    for move in moves:
        assert {alignment.targets[i] for i in move.old} <= {move.new[0] if move.new else None}
        assert move.old or move.kind == "added"
        assert move.new or move.kind == "removed"


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_every_paragraph_stands_in_one_move(edit: Edit) -> None:
    _check(list(edit.old), list(edit.new))


@given(articles(), st.data())
def test_every_paragraph_of_any_versions_stands_in_one_move(
    article: list[list[str]], data: st.DataObject
) -> None:
    old = [" ".join(words) for words in article]
    new = data.draw(st.lists(st.sampled_from([*old, *FERRY, "", " ".join(old[:2])]), max_size=14))
    _check(old, new)
