"""Which new paragraph carries an old one."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import align
from annotate.anchor.alignment import SURE
from tests.anchor.made_up import EDITS, FERRY, Edit, articles, paragraphs

texts = st.lists(paragraphs | st.text(max_size=20), max_size=12)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_paragraphs_are_followed(edit: Edit) -> None:
    assert tuple(align(edit.old, edit.new).targets) == edit.targets


def test_other_words_in_the_place_of_the_old_ones_are_not_taken_for_them() -> None:
    other = "Swimmers in the bay reported a seal, which the zoo said was not theirs."
    alignment = align(FERRY, (*FERRY[:3], other, *FERRY[4:]))
    assert alignment.targets[3] is None
    assert alignment.scores[3] < SURE


def test_a_post_with_another_time_is_another_post() -> None:
    post = "The ferry is delayed by fog; we will report."
    assert align([f"09:15 {post}"], [f"10:40 {post}"]).targets == [None]


def test_two_paragraphs_with_the_same_words_do_not_go_to_one_place() -> None:
    alignment = align([*FERRY, FERRY[5]], FERRY)
    assert sorted(t for t in alignment.targets if t is not None) == list(range(6))


def test_candidates_come_best_first_with_the_score_of_the_best() -> None:
    new = (*FERRY[:4], "In March the council voted to close the route.", FERRY[5])
    alignment = align(FERRY, new)
    ranked = alignment.candidates[4]
    assert ranked[0] == (4, alignment.scores[4])
    assert [p for _, p in ranked] == sorted((p for _, p in ranked), reverse=True)


@given(texts)
def test_a_version_is_aligned_with_itself(same: list[str]) -> None:
    alignment = align(same, same)
    assert alignment.targets == list(range(len(same)))
    assert alignment.scores == [1.0] * len(same)
    assert {move.kind for move in alignment.moves} <= {"same"}


@given(st.permutations(FERRY))
def test_reordering_loses_nothing(new: list[str]) -> None:
    assert align(FERRY, new).targets == [new.index(text) for text in FERRY]


@given(texts, texts, st.data())
def test_what_is_told_is_in_range(old: list[str], new: list[str], data: st.DataObject) -> None:
    mixed = new + data.draw(st.lists(st.sampled_from(old), max_size=4)) if old else new
    alignment = align(old, mixed)
    assert len(alignment.targets) == len(alignment.scores) == len(alignment.candidates) == len(old)
    assert all(target is None or 0 <= target < len(mixed) for target in alignment.targets)
    assert all(0 <= score <= 1 for score in alignment.scores)
    assert all(0 <= j < len(mixed) for ranked in alignment.candidates for j, _ in ranked)


@given(articles(), st.data())
def test_more_edits_never_raise_a_score(article: list[list[str]], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(article) - 1))
    edited = list(article[which])
    old = [" ".join(words) for words in article]
    scores = []
    for number, place in enumerate(data.draw(st.permutations(range(len(edited))))):
        edited[place] = f"new{number}"
        new = [*old[:which], " ".join(edited), *old[which + 1 :]]
        scores.append(align(old, new).scores[which])
    assert scores == sorted(scores, reverse=True)


MANY = {
    "the same": (["Advertisement"] * 5_000, ["Advertisement"] * 4_999),
    "templated": (
        [f"Case {n} of the ferry court was adjourned to day {n % 31}." for n in range(2_000)],
        [f"Case {n} of the ferry court was adjourned until day {n % 31}." for n in range(2_000)],
    ),
    "all twice": ([*FERRY, *FERRY] * 100, [*FERRY, *FERRY] * 99),
}


@pytest.mark.parametrize(("old", "new"), MANY.values(), ids=MANY)
def test_many_alike_take_bounded_time(old: list[str], new: list[str]) -> None:
    start = time.process_time()
    align(old, new)
    assert time.process_time() - start < 15


@pytest.mark.parametrize("is_on", [True, False])
def test_collecting_garbage_is_left_as_it_was(is_on: bool) -> None:
    try:
        if not is_on:
            gc.disable()
        align(["One of two."], ["Two of three."])
        assert gc.isenabled() == is_on
    finally:
        gc.enable()
