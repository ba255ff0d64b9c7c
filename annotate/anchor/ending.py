"""
Whether words at the end of a misquotation are quoted, or were put there by whoever quotes.
"""

from collections.abc import Iterable

from annotate.anchor.changes import Change
from annotate.anchor.passage import is_word, passage

__all__ = ["is_kept"]


def is_kept(changes: Iterable[Change], ending: str) -> bool:
    """Whether of the words that a quotation ends with most are the text's own, too."""
    laid = [
        (word, change.kind == "same")
        for change in changes
        if change.kind != "removed"
        for word in _words(change.text)
    ]
    words, same = _words(ending), 0
    for word in reversed(words):
        if laid and laid[-1][0] == word:
            same += laid.pop()[1]
    return 2 * same > len(words)


def _words(text: str) -> list[str]:
    return [word for word in passage(text, caseless=True).words if is_word(word)]
