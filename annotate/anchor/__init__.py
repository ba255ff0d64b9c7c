"""
Finding words again: paragraphs in a new version, quotes in a text.

The names load what they need when they are first used: tagging needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.anchor.alignment import Alignment, align
    from annotate.anchor.finding import Match, find_quote
    from annotate.anchor.moves import Move

__all__ = ["Alignment", "Match", "Move", "align", "find_quote"]

_MODULES = {
    "Alignment": "alignment",
    "Match": "finding",
    "Move": "moves",
    "align": "alignment",
    "find_quote": "finding",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
