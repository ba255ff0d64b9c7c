"""
Finding words again: paragraphs in a new version, quotes in a text.

The names load what they need when they are first used: tagging needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.anchor.alignment import Alignment, align
    from annotate.anchor.moves import Move
    from annotate.anchor.quote_again import Match, find_quote
    from annotate.model import Quote

__all__ = ["Alignment", "Match", "Move", "Quote", "align", "find_quote"]

_MODULES = {
    "Alignment": "annotate.anchor.alignment",
    "Match": "annotate.anchor.quote_again",
    "Move": "annotate.anchor.moves",
    "Quote": "annotate.model",
    "align": "annotate.anchor.alignment",
    "find_quote": "annotate.anchor.quote_again",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
