"""
The names of coders: one spelling, so that nobody becomes two by what cannot be seen.

Letter case makes another coder, as it may: a new one whose name is near is told of
(`annotate/corpus/coders.py`).
"""

from annotate.errors import BadInput
from annotate.text import clean
from annotate.text.normalise import normalise

__all__ = ["spelled", "typed"]


def spelled(words: str) -> str:
    """A name in its one spelling; raises BadInput for one that is empty or cannot be seen whole."""
    name = typed(words)
    if not name:
        raise BadInput(f"{words!r} names no coder; say a name, or leave it out")
    if not words.isascii() or not words.isprintable():
        from annotate.text import tag_names  # most names need nothing of it

        tag_names.require_printable(words, "a coder's name")
        tag_names.require_visible(name, "a coder's name")
    return name


def typed(words: str) -> str:
    """A name as it is looked for: NFC, white space folded; an older corpus may have any."""
    return normalise(clean.line(words))
