"""
How likely two paragraphs are the same one: a sum of small decision trees.

The trees are in `trees.json`; `python -m tests.quality.fit` makes them anew
from labelled version pairs. They are gradient boosted (Friedman 2001) and
monotone: more in common never makes a pair less likely.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

__all__ = ["by_setting", "by_words"]

TREES = Path(__file__).with_name("trees.json")

Node = tuple[int, float, "Node | float", "Node | float"]  # measure, limit, at most, above


@lru_cache(maxsize=1)
def _models() -> dict[str, tuple[float, list[Node | float]]]:
    stored = json.loads(TREES.read_text(encoding="utf-8"))
    return {name: (model["base"], [_node(t) for t in model["trees"]])
            for name, model in stored.items()}  # fmt: skip


def _node(stored: Any) -> Node | float:
    if isinstance(stored, list):
        measure, limit, below, above = stored
        return measure, limit, _node(below), _node(above)
    return float(stored)


def by_words(measures: Sequence[float]) -> float:
    """The likelihood (0 to 1) by the measures of `evidence.NAMES`."""
    return _likely("words", measures)


def by_setting(measures: Sequence[float]) -> float:
    """The likelihood (0 to 1) by the measures of `evidence.NAMES` and `setting.NAMES`."""
    return _likely("setting", measures)


def _likely(name: str, measures: Sequence[float]) -> float:
    total, trees = _models()[name]
    for node in trees:
        while type(node) is tuple:
            node = node[2] if measures[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]
    return 1 / (1 + exp(-total))
