"""Which names of many are nearly one."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import alike_names, mistyping

NEAR = [
    ("strike", "strikes"), ("theme/party", "theme/parties"), ("church", "churches"),
    ("Économie", "economie"), ("theme/transparency", "theme/transparancy"),
    ("theme/police violence", "theme/police-violence"), ("isis", "actor/isis"),
    ("actor/peshmerga", "actor/peshmegra"), ("week 1", "weeks 1"), ("ship", "ships"),
]  # fmt: skip
APART = [
    ("week 1", "week 2"), ("war", "car"), ("actor/isis", "group/isis"), ("glass", "glas/x"),
    ("actor/union", "actor/union/docker"), ("code 11", "code 12"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_spellings_of_one_name_are_found(one: str, other: str) -> None:
    assert alike_names.pairs(["something else", one, "war", other]) == [(1, 3)]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_are_not(one: str, other: str) -> None:
    assert alike_names.pairs([one, other]) == []


@given(st.lists(st.text("abcdeé /s", min_size=1, max_size=12), max_size=8, unique=True))
def test_no_pair_that_may_be_mistyped_is_passed_over(names: list[str]) -> None:
    names = [name for name in names if all(part.strip() for part in name.split("/"))]
    found = set(alike_names.pairs(names))
    for one, other in combinations(range(len(names)), 2):
        if mistyping.distance(names[one], names[other]) is not None:
            lone = min(len(mistyping.parts(names[at])) for at in (one, other))
            same = len({len(mistyping.parts(names[at])) for at in (one, other)}) == 1
            assert same or lone == 1
            assert (one, other) in found


def test_five_thousand_names_take_seconds() -> None:
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfghjklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(5_000)]
    names = [f"{chance.choice(words[:50])}/{word}" for word in words]
    began = time.process_time()
    alike_names.pairs(names)
    assert time.process_time() - began < 6  # measured: 0.9
