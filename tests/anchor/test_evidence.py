"""What words say."""

import pytest

from annotate.anchor.evidence import CANDIDATES, NAMES, Evidence
from tests.anchor.made_up import FERRY

OTHER = "Swimmers in the bay reported a seal, which the zoo said was not theirs."


def measures(old: str, new: str) -> dict[str, float]:
    evidence = Evidence([FERRY[3], old], [new, "Something else"])
    return dict(zip(NAMES, evidence.of(1, 0), strict=True))


def test_a_text_that_stands_once_in_both_is_fixed_wherever_it_went() -> None:
    assert Evidence(FERRY, FERRY[::-1]).fixed == {i: 5 - i for i in range(6)}


FIXED = {
    "the same versions": ("a a b", "a a b", {0: 0, 1: 1, 2: 2}),
    "between fixed ones": ("b a c d a", "x b a c a", {0: 1, 1: 2, 2: 3, 4: 4}),
    "at the end": ("a b a", "a x a", {0: 0, 2: 2}),
    "one copy is gone": ("a b a c", "a c", {3: 1}),
    "one copy is new": ("a", "a a", {}),
    "after a new beginning": ("a a", "x a a", {0: 1, 1: 2}),
}


@pytest.mark.parametrize(("old", "new", "fixed"), FIXED.values(), ids=FIXED)
def test_copies_are_fixed_where_nothing_changed(old: str, new: str, fixed: dict[int, int]) -> None:
    assert Evidence(old.split(), new.split()).fixed == fixed


def test_typography_and_case_are_no_change() -> None:
    assert Evidence(["“It’s  HERE”"], ['"it\'s here"']).fixed == {0: 0}


def test_candidates_share_words_or_stand_in_the_place() -> None:
    new = ["The ferry left at noon on Monday, and somebody waved from the quay.", *FERRY[2:]]
    assert Evidence(FERRY[:1] + FERRY[2:], new).candidates() == {0: [0]}


def test_there_are_not_many_candidates() -> None:
    alike = [f"The ferry left harbour {n}" for n in range(50)]
    found = Evidence(["The ferry left harbour"], alike).candidates()
    assert len(found[0]) <= CANDIDATES + 2


LESS = {
    "a word": "The ferry left at noon on Tuesday, and nobody waved from the quay.",
    "more words": "The steamer left at noon on Monday, and nobody waved from the quay.",
    "most": "The steamer came at noon on Monday, and somebody slept below the quay.",
    "all": "Seals like herring",
}


def test_shares_fall_with_every_edit() -> None:
    falling = ("old_words_kept", "new_words_old", "old_pairs_kept", "characters", "tokens")
    told = [measures(FERRY[0], new) for new in LESS.values()]
    for name in falling:
        values = [one[name] for one in told]
        assert values == sorted(values, reverse=True), name
    assert told[-1]["characters"] < 0.5 < told[0]["characters"]


def test_an_edit_leaves_the_weights_of_other_words_alone() -> None:
    before = Evidence(FERRY, FERRY[:1]).weight
    after = Evidence(FERRY, [FERRY[0].replace("dawn", "noon")]).weight
    assert {word: after[word] for word in before} == before


@pytest.mark.parametrize(
    ("old", "new", "stamp"),
    [("09:15 fog", "09:15 mist", 1.0), ("09:15 fog", "10:15 fog", -1.0), ("fog", "9:15 fog", 0.0)],
)
def test_time_stamps_agree_or_contradict(old: str, new: str, stamp: float) -> None:
    assert measures(old, new)["stamp"] == stamp
    assert Evidence([old], [new]).contradicts(0, 0) == (stamp < 0)


def test_a_half_that_its_neighbour_completes_is_a_split() -> None:
    halves = ["The harbour master counted 214 passengers twice.", "He wrote down one more than"
              " there were lamps on board."]  # fmt: skip
    evidence = Evidence([" ".join(halves)], halves)
    split = dict(zip(NAMES, evidence.of(0, 0), strict=True))["split"]
    assert split > 0.9
    assert measures(OTHER, halves[0])["split"] < 0.5


def test_a_single_word_is_kept_wholly_or_not_at_all() -> None:
    told = measures("Silence", "Silence, said the captain")
    assert (told["old_words_kept"], told["beginning"], told["end"]) == (1.0, 1.0, 0.0)
