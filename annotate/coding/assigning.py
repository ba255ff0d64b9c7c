"""
Which key a tag gets: one that its name suggests, as long as there is one.
"""

from collections.abc import Container, Iterator

from annotate.coding.actions import is_free
from annotate.text.tag_names import folded

__all__ = ["suggested"]

_FIGURES = "1234567890"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def suggested(name: str, taken: Container[str]) -> str | None:
    """
    A free key for a tag: the first letter of its last part, another of its letters, a figure.

    None when every key is taken, which leaves `t`.
    """
    return next((key for key in _wishes(name) if is_free(key) and key not in taken), None)


def _wishes(name: str) -> Iterator[str]:
    *above, last = folded(name).split("/")
    words = last.replace("_", "-").replace(" ", "-").split("-")
    yield from (word[0] for word in words if word)
    yield from last
    yield from _FIGURES
    for part in above:
        yield from part
    yield from _LETTERS
    yield from _LETTERS.upper()
