"""
Everything this package raises on purpose.

    AnnotateError               one sentence for the user, saying what would have worked
    ├── BadInput                something given cannot be used as it is
    │   ├── UnreadableSource    a file that cannot be read as an article
    │   ├── BadQuery            a query that cannot be asked, with the place in it
    │   ├── QuoteNotFound       words that do not stand in the paragraph
    │   ├── RefForTag           a ref where a tag should be
    │   ├── CodebookClosed      a new tag where none are let in
    │   ├── NotForItself        a portion of a file that cannot be read without the rest
    │   └── RowsRefused         rows of a table that cannot be stored, of which none is
    ├── NotFound                nothing has that name
    ├── Ambiguous               several things have that name
    ├── DatabaseTrouble         the database file cannot be used as asked
    └── Leaking                 something private stands in what was to be published
"""

from collections.abc import Sequence

from annotate.text import clean

__all__ = [
    "Ambiguous",
    "AnnotateError",
    "BadInput",
    "BadQuery",
    "CodebookClosed",
    "DatabaseTrouble",
    "Leaking",
    "NotForItself",
    "NotFound",
    "QuoteNotFound",
    "RefForTag",
    "RowsRefused",
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


class BadQuery(BadInput):
    """A query that cannot be asked: a sentence; then the query, and a caret under the place."""

    def __init__(self, told: str, text: str = "", at: int = 0) -> None:
        super().__init__(told)
        self.text, self.at = text, at

    def __str__(self) -> str:
        return "\n".join([self.told, *self.place])

    @property
    def told(self) -> str:
        """The sentence alone."""
        return super().__str__()

    @property
    def place(self) -> tuple[str, ...]:
        """What stands around the place in a line, and in the next a caret under it."""
        if not self.text:
            return ()
        first = max(0, self.at - AROUND)
        before, after = (
            "".join(map(_shown, part))
            for part in (self.text[first : self.at], self.text[self.at : self.at + AROUND])
        )
        cut = "…" if first else ""
        wide = sum(_width(sign) for sign in cut + before)
        more = "…" if len(self.text) > self.at + AROUND else ""
        return f"  {cut}{before}{after}{more}", f"  {' ' * wide}^"


AROUND = 36  # characters on either side of the place


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else " " if sign.isspace() else "\ufffd"


def _width(sign: str) -> int:
    """Columns of a terminal, near enough."""
    from unicodedata import combining, east_asian_width

    return 0 if combining(sign) else 1 + (east_asian_width(sign) in "WF")


class QuoteNotFound(BadInput):
    """Words that do not stand in the paragraph."""


class RefForTag(BadInput):
    """A ref where a tag should be: wrong usage, rather than wrong input."""


class CodebookClosed(BadInput):
    """A new tag where none are let in."""


class NotForItself(BadInput):
    """A portion of a file that cannot be read without the rest."""


class RowsRefused(BadInput):
    """
    Rows of a table that cannot be stored, wherefore none is.

    `rows` are the first of them, each with its line and the reason, `count` how many they are.
    """

    def __init__(self, rows: Sequence[str], count: int) -> None:
        more = f" (and {count - 1:,} more)" if count > 1 else ""
        told = f"nothing is stored, as rows cannot be: {rows[0]}{more}"
        super().__init__(told)
        self.rows = tuple(rows)
        self.count = count


class NotFound(AnnotateError):
    """Nothing has that name."""


class Ambiguous(AnnotateError):
    """Several things have that name."""


class DatabaseTrouble(AnnotateError):
    """The database file cannot be used as asked: locked, read-only, full, newer or no database."""


class Leaking(AnnotateError):
    """Private strings stand in what was to be published, a line each."""
