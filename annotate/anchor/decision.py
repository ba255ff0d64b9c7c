"""
How likely two paragraphs are the same one: a sum of small decision trees.

The trees are in `trees.json`; `python -m tests.quality.fit` makes them anew
from labelled version pairs. They are monotone: more in common never makes a
pair less likely.
"""

from collections.abc import Sequence
from pathlib import Path

from annotate import trees

__all__ = ["TREES", "by_setting", "by_words"]

TREES = Path(__file__).with_name("trees.json")


def by_words(measures: Sequence[float]) -> float:
    """The likelihood (0 to 1) by the measures of `evidence.NAMES`."""
    return trees.load(TREES)["words"].likely(measures)


def by_setting(measures: Sequence[float]) -> float:
    """The likelihood (0 to 1) by the measures of `evidence.NAMES` and `setting.NAMES`."""
    return trees.load(TREES)["setting"].likely(measures)
