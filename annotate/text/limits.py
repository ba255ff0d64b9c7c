"""
What is said where a limit cut a list.
"""

from collections.abc import Callable

__all__ = ["cut"]

COUNTED = 5_000
"""Of what a limit cut off no more is counted, so that counting costs no more than finding."""


def cut(shown: int, count: Callable[[int], int]) -> str | None:
    """That there are more than were shown, if so; `count` counts them all, up to a number."""
    most = max(COUNTED, shown)
    total = count(most + 1)
    of = f"more than {most:,}" if total > most else f"{total:,}"
    return f"{shown:,} of {of}; --limit shows more" if total > shown else None
