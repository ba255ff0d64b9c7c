"""
Sums of small decision trees: how likely something is, by what can be measured of it.

They are gradient boosted (Friedman 2001), fitted by programs in `tests/quality` and kept
as JSON: for each sum a base and its trees, a node as measure, limit, what holds up to it,
and what above. A measure is a number, or a name that a list gives a number.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

__all__ = ["Node", "Trees", "load"]

Node = tuple[int, float, "Node | float", "Node | float"]
"""Measure, limit, at most, above."""


@dataclass(frozen=True, slots=True)
class Trees:
    """One sum."""

    base: float
    nodes: tuple[Node | float, ...]

    def likely(self, measures: Sequence[float]) -> float:
        """The likelihood, 0 to 1."""
        total = self.base
        for node in self.nodes:
            while type(node) is tuple:
                node = node[2] if measures[node[0]] <= node[1] else node[3]
            total += node  # type: ignore[operator]
        return 1 / (1 + exp(-total))


@lru_cache(maxsize=4)
def load(path: Path, names: tuple[str, ...] = ()) -> dict[str, Trees]:
    """The sums in a file, by name; `names` are those of the measures, if it has them by name."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    numbers: dict[object, int] = {name: number for number, name in enumerate(names)}
    return {
        name: Trees(model["base"], tuple(_node(tree, numbers) for tree in model["trees"]))
        for name, model in stored.items()
    }


def _node(stored: Any, numbers: dict[object, int]) -> Node | float:
    if isinstance(stored, list):
        measure, limit, below, above = stored
        return (
            numbers[measure] if numbers else measure,
            limit,
            _node(below, numbers),
            _node(above, numbers),
        )
    return float(stored)
