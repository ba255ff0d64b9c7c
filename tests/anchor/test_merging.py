"""Paragraphs that were merged into one, or split and merged."""

import pytest

from annotate.anchor import align
from annotate.anchor.alignment import SURE
from tests.anchor.made_up import FERRY
from tests.anchor.shapes import WORDS, texts

CHINESE = (
    "渡轮在星期二黎明时离开了码头，没有一个人在岸边向它挥手告别，"
    "港口的灯也已经熄灭，只有雾笛还在响。",
    "港务长把乘客数了两遍，写下的数字比船上的灯还要多一个，"
    "他自己也说不清楚这究竟是为什么，也没有人再问。",
    "北岸的三个村庄都靠它运来面包、信件和医生，冬天没有别的路可走，"
    "孩子们也坐它去学校，老人坐它去看病。",
)


@pytest.mark.parametrize("texts", [FERRY[:4], FERRY, FERRY[:2], FERRY[1:4], CHINESE],
                         ids=["four", "six", "two", "three", "Chinese"])  # fmt: skip
def test_all_that_was_merged_into_one_goes_there(texts: tuple[str, ...]) -> None:
    found = align(texts, [" ".join(texts)])
    assert found.targets == [0] * len(texts)
    assert [(move.kind, move.old) for move in found.moves] == [("merged", (*range(len(texts)),))]


def test_however_many_were_merged_all_go_there() -> None:
    many = texts(400, WORDS)
    found = align(many, [" ".join(many), "Another one."])
    assert found.targets == [0] * 400
    assert min(found.scores) >= SURE


def test_a_short_part_of_a_long_whole_goes_there() -> None:
    long = " ".join(f"{text} {number}" for number, text in enumerate(FERRY[1:] * 4))
    assert align([FERRY[0], "Something else"], [f"{long} {FERRY[0]} {long}"]).targets[0] == 0


def test_what_was_merged_with_edits_goes_there() -> None:
    new = " ".join(FERRY[:4]).replace("nobody waved", "somebody waved").replace("twice", "again")
    assert align(FERRY, [new, *FERRY[4:]]).targets == [0, 0, 0, 0, 1, 2]


def test_two_merges_are_told_apart() -> None:
    found = align(FERRY, [" ".join(FERRY[:3]), " ".join(FERRY[3:])])
    assert found.targets == [0, 0, 0, 1, 1, 1]


def test_what_stands_in_two_new_paragraphs_goes_to_neither_for_that() -> None:
    whole = " ".join(FERRY[1:5] * 2)
    found = align([FERRY[0], "Something else"], [f"{whole} {FERRY[0]}", f"{FERRY[0]} {whole}"])
    assert found.targets[0] is None


def test_a_paragraph_split_into_two_merges_takes_the_place_of_most_of_it() -> None:
    first, second = FERRY[5].split("; ")
    new = [*FERRY[:4], f"{FERRY[4]} {first};", second]
    assert align(FERRY, new).targets[:5] == [0, 1, 2, 3, 4]


def test_a_word_that_stands_in_a_merge_by_chance_is_not_followed() -> None:
    found = align(["Copyright", *FERRY[:2]], [f"{FERRY[0]} {FERRY[1]} The copyright is theirs."])
    assert found.targets == [None, 0, 0]
