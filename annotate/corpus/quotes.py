"""
The quote that someone means by words typed, in a paragraph that has them.
"""

import sqlite3
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from annotate.anchor import quote as quotes
from annotate.corpus.locate import Place
from annotate.errors import BadInput, QuoteNotFound

if TYPE_CHECKING:
    from annotate.model import Quote

__all__ = [
    "Hear",
    "Wanted",
    "every_in_paragraph",
    "every_in_text",
    "in_paragraph",
    "in_text",
    "named",
    "text_of",
    "unheard",
    "wanted",
]

_SHOWN = 120  # characters of the words, in messages
_ALIKE = 3  # characters in which words that look the same may differ

Hear = Callable[[str], None]
"""Takes a sentence that the user should read though all went well."""


class Wanted(NamedTuple):
    """Words in a paragraph, the how manieth of them (from 1), and what stands around them."""

    words: str
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""


def wanted(words: str | None, occurrence: int | None) -> Wanted | None:
    """What is wanted, if words are; raises BadInput for an occurrence of nothing."""
    if words is None and occurrence is not None:
        raise BadInput("an occurrence is one of a quote; say which words, too")
    return None if words is None else Wanted(words, occurrence)


def unheard(said: str) -> None:
    """Nobody listens."""


def in_paragraph(
    db: sqlite3.Connection, place: Place, asked: Wanted, hear: Hear = unheard
) -> "Quote":
    """The quote in the paragraph as it stands now; raises what `in_text` does."""
    return in_text(text_of(db, place), place.ref, asked, hear)


def every_in_paragraph(db: sqlite3.Connection, place: Place, asked: Wanted) -> "list[Quote]":
    """Every place of the words in the paragraph as it stands now; raises as `in_text` does."""
    return every_in_text(text_of(db, place), place.ref, asked)


def text_of(db: sqlite3.Connection, place: Place) -> str:
    """The words of a paragraph as they stand now."""
    sql = "select text from paragraphs where id = ?"
    text: str = db.execute(sql, [place.id]).fetchone()["text"]
    return text


def in_text(text: str, ref: str, asked: Wanted, hear: Hear = unheard) -> "Quote":
    """
    The quote in the text that a ref names: the occurrence wanted, else the one typed.

    That is the first of those most like it; where there are others, it says so. Raises
    QuoteNotFound, with the nearest words, and BadInput for words that say nothing.
    """
    found = every_in_text(text, ref, asked)
    if asked.occurrence is None:
        spans = [(quote.start, quote.start + len(quote.exact)) for quote in found]
        taken = quotes.meant(text, asked.words, spans)
        if len(found) > 1:
            hear(_several(asked.words, ref, len(found), taken + 1))
        return found[taken]
    if not 1 <= asked.occurrence <= len(found):
        times = "once" if len(found) == 1 else f"{len(found):,} times"
        there = f"{named(asked.words)} stands {times} in {ref}"
        raise QuoteNotFound(f"{there}; there is no occurrence {asked.occurrence}")
    return found[asked.occurrence - 1]


def every_in_text(text: str, ref: str, asked: Wanted) -> "list[Quote]":
    """Every place of the words in a text, one at least; raises as `in_text` does."""
    if not any(unicodedata.category(c)[0] in "LNS" for c in asked.words):
        raise BadInput(f"{named(asked.words)} has no words; a quote is words that stand in {ref}")
    found = quotes.places(text, asked.words)
    if not found:
        raise QuoteNotFound(_missing(text, ref, asked.words))
    around = {"prefix": asked.prefix, "suffix": asked.suffix}
    fitting = [span for span in found if quotes.agrees(text, span, **around)]
    if not fitting:
        there = f"{named(asked.words)} stands in {ref}"
        raise QuoteNotFound(f"{there}, but not with this prefix and suffix around it")
    return [quotes.at(text, *span) for span in fitting]


def _several(words: str, ref: str, count: int, taken: int) -> str:
    there = f"{named(words)} stands {count:,} times in {ref}"
    if taken > 1:
        others = f"{3 - taken} takes the other" if count == 2 else f"1 to {count} takes another"
        return f"{there}, whatever the capitals; number {taken} is taken; --occurrence {others}"
    others = "2 takes the second" if count == 2 else f"2 to {count} takes another"
    return f"{there}; the first is taken; --occurrence {others}"


def _missing(text: str, ref: str, words: str) -> str:
    near = quotes.nearest(text, words)
    hint = f"the nearest are {named(near)}" if near else f"it begins “{text[:60].strip()}…”"
    return f"{named(words)} does not stand in {ref}; {hint}{_told_apart(words, near)}"


def _told_apart(words: str, near: str) -> str:
    """Of two wordings that may look the same, the first characters in which they differ."""
    typed, there = (unicodedata.normalize("NFC", " ".join(each.split())) for each in (words, near))
    pairs = [pair for pair in zip(typed, there, strict=False) if pair[0] != pair[1]]
    if len(typed) != len(there) or not 0 < len(pairs) <= _ALIKE or "".join(pairs[0]).isascii():
        return ""
    return "; typed is {} where it has {}".format(*map(_character, pairs[0]))


def _character(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"{name} (U+{ord(character):04X})".lstrip()


def named(words: str) -> str:
    """Words in quotation marks, on a line; of very long ones the beginning."""
    line = " ".join(words[: 4 * _SHOWN].split())
    if len(words) <= _SHOWN:
        return f"“{line}”"
    return f"“{line[:_SHOWN]}…” ({len(words):,} characters)"
