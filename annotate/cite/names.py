"""
Who wrote it: a byline as authors.

Names are kept as they are written. They are only taken apart where nothing
else can be meant, as a wrong surname is worse than none.
"""

import re
from dataclasses import dataclass

from annotate.text.clean import line
from annotate.text.roles.article_words import AGENCIES, PROFESSIONS
from annotate.text.wordlists import words_of

__all__ = ["Author", "authors"]

_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and|&)\s+|\s*[,;]\s*|\s+(?:and|&|und|et)\s+")
_PARTICLES = words_of("al bin da de del den der di dos du el ibn la le ter van von")
_INITIAL = re.compile(r"[A-Z]\.")


@dataclass(frozen=True, slots=True)
class Author:
    """A name as written; family and given name only where there is no doubt."""

    name: str
    family: str | None = None
    given: str | None = None


def authors(byline: str | None) -> tuple[Author, ...]:
    """The authors a byline names: one whole name when it is in doubt where another begins."""
    words = line(byline or "")
    words = words[at.end() :] if (at := _BY.match(words)) else words
    names = _BETWEEN.split(words)
    if not all(map(_is_full_name, names)):
        names = [words]
    return tuple(_author(name) for name in names if name)


def _is_full_name(name: str) -> bool:
    """Two to four capitalised words, and no profession among them."""
    words = name.split()
    proper = [word for word in words if word not in _PARTICLES]
    return (
        len(proper) >= 2
        and len(words) <= 4
        and all(word[0].isupper() and _is_word(word) for word in proper)
        and not (PROFESSIONS | AGENCIES) & set(name.casefold().split())
    )


def _is_word(word: str) -> bool:
    return all(c.isalpha() or c in ".'’-" for c in word)


def _author(name: str) -> Author:
    """`Jane M. Doe` is a person, with the surname last; `Jane Doe` might be a newspaper."""
    *given, initial, family = [""] * (2 - len(name.split())) + name.split()
    if _is_full_name(name) and _INITIAL.fullmatch(initial) and len(family.strip(".")) > 2:
        return Author(name, family, " ".join([*given, initial]))
    return Author(name)
