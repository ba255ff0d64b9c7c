"""The trees."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotate.anchor import decision, evidence, neighbours

MODELS = json.loads(decision.TREES.read_text(encoding="utf-8"))
WORDS, ALL = len(evidence.NAMES), len(evidence.NAMES) + len(neighbours.NAMES)
GROWING = [evidence.NAMES.index(name) for name in ("old_words_kept", "characters", "tokens")]

measures = st.lists(st.floats(-1, 2), min_size=ALL, max_size=ALL)


def _asked(node: Any) -> Iterator[int]:
    if isinstance(node, list):
        yield node[0]
        yield from _asked(node[2])
        yield from _asked(node[3])


def test_trees_ask_for_measures_that_there_are() -> None:
    for name, size in (("words", WORDS), ("setting", ALL)):
        assert max(k for tree in MODELS[name]["trees"] for k in _asked(tree)) < size


@given(measures)
def test_likelihoods_are_probabilities(values: list[float]) -> None:
    assert 0 < decision.by_words(values[:WORDS]) < 1
    assert 0 < decision.by_setting(values) < 1


@given(measures, st.sampled_from(GROWING), st.floats(0, 1))
def test_more_in_common_never_makes_a_pair_less_likely(
    values: list[float], which: int, more: float
) -> None:
    grown = list(values)
    grown[which] += more
    assert decision.by_words(grown[:WORDS]) >= decision.by_words(values[:WORDS])
    assert decision.by_setting(grown) >= decision.by_setting(values)
