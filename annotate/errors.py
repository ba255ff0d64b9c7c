"""
Everything this package raises on purpose.

    AnnotateError               one sentence for the user, saying what would have worked
    ├── BadInput                something given cannot be used as it is
    │   ├── UnreadableSource    a file that cannot be read as an article
    │   ├── QuoteNotFound       words that do not stand in the paragraph
    │   └── RefForTag           a ref where a tag should be
    ├── NotFound                nothing has that name
    ├── Ambiguous               several things have that name
    ├── DatabaseTrouble         the database file cannot be used as asked
    └── Leaking                 something private stands in what was to be published
"""

from annotate.text import clean

__all__ = [
    "Ambiguous",
    "AnnotateError",
    "BadInput",
    "DatabaseTrouble",
    "Leaking",
    "NotFound",
    "QuoteNotFound",
    "RefForTag",
    "UnreadableSource",
]


class AnnotateError(Exception):
    """The root of the tree; its text is one sentence for the user, in a line that can be shown."""

    def __str__(self) -> str:
        words = super().__str__()
        return words if words.isprintable() else clean.for_terminal(" ".join(words.split()))


class BadInput(AnnotateError):
    """Something given cannot be used as it is."""


class UnreadableSource(BadInput):
    """A file or stream that cannot be read as an article."""


class QuoteNotFound(BadInput):
    """Words that do not stand in the paragraph."""


class RefForTag(BadInput):
    """A ref where a tag should be: wrong usage, rather than wrong input."""


class NotFound(AnnotateError):
    """Nothing has that name."""


class Ambiguous(AnnotateError):
    """Several things have that name."""


class DatabaseTrouble(AnnotateError):
    """The database file cannot be used as asked: locked, read-only, full, newer or no database."""


class Leaking(AnnotateError):
    """Private strings stand in what was to be published, a line each."""
