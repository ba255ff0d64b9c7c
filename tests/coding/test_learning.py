"""Learning a tag from texts, and how good what is learned is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.coding.learning import Measured, Words, learn
from tests import shipping

NUMBERS = range(1, 81)
TEXTS = [shipping.paragraph(number) for number in NUMBERS]
HAS = [shipping.is_about_ships(number) for number in NUMBERS]
LATER = range(81, 161)


def test_what_follows_words_is_learned_from_them() -> None:
    learned = learn(TEXTS, HAS, Words())
    scores = learned.scores([shipping.paragraph(number) for number in LATER])
    assert [score > 0 for score in scores] == [shipping.is_about_ships(n) for n in LATER]
    assert learned.measured == Measured(80, 20, 20, 20)
    assert learned.measured.is_better_than_chance


def test_it_is_the_same_again() -> None:
    one, other = learn(TEXTS, HAS, Words()), learn(TEXTS, HAS, Words())
    assert one.measured == other.measured
    assert one.scores(TEXTS) == other.scores(TEXTS)


def test_what_follows_no_words_is_no_better_than_chance() -> None:
    thrown = random.Random(1)
    learned = learn(TEXTS, [thrown.random() < 0.25 for _ in TEXTS], Words())
    assert not learned.measured.is_better_than_chance


@pytest.mark.parametrize(
    ("sign", "other"),
    [("空气污染的新标准", "城市里的面包很贵"), ("ﬁnance minister", "the baker of Lindow"),
     ("कर्मचारी हड़ताल", "पानी और रोटी")],
    ids=["chinese", "ligature", "hindi"],
)  # fmt: skip
def test_words_of_all_scripts_are_learned_from(sign: str, other: str) -> None:
    texts = [f"{sign if at % 4 == 0 else other} {at}" for at in range(80)]
    learned = learn(texts, [at % 4 == 0 for at in range(80)], Words())
    above, below = learned.scores([f"{sign} 99", f"{other} 99"])
    assert above > 0 > below


@given(st.lists(st.text(max_size=40), min_size=20, max_size=40), st.data())
@settings(max_examples=15)
def test_any_texts_are_learned_from(texts: list[str], data: st.DataObject) -> None:
    picked = data.draw(st.permutations(range(len(texts))))[:10]
    learned = learn(texts, [at in picked for at in range(len(texts))], Words())
    assert len(learned.scores([*texts, "", "\x00\x1b[31m"])) == len(texts) + 2
    measured = learned.measured
    assert measured.right <= min(measured.proposed, measured.positives)


@pytest.mark.parametrize(
    ("proposed", "right", "low", "high"),
    [(0, 0, 0.0, 1.0), (1, 1, 0.21, 1.0), (10, 5, 0.24, 0.76), (1000, 500, 0.47, 0.53)],
)
def test_of_few_the_precision_is_little_known(
    proposed: int, right: int, low: float, high: float
) -> None:
    bounds = Measured(2000, 600, proposed, right).bounds
    assert [round(bound, 2) for bound in bounds] == [low, high]
