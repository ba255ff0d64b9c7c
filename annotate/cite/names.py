"""
Who wrote it: a byline as authors.

Names are kept as they are written. They are only taken apart where nothing
else can be meant, as a wrong surname is worse than none. A byline that a person set
may say more: a comma parts family from given name, `;` the names, and what stands in
braces is one name as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotate.text.clean import line
from annotate.text.roles.article_words import AGENCIES, PROFESSIONS
from annotate.text.wordlists import words_of

__all__ = ["Author", "authors", "in_words"]

_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_AND = r"(?:and|&|und|et)"
_BETWEEN = re.compile(rf"\s*[,;]\s*(?:and|&)\s+|\s*[,;]\s*|\s+{_AND}\s+")
_SEMICOLON = re.compile(rf"\s*[;；؛]\s*(?:{_AND}\s+)?")
_JOINED = re.compile(rf",?\s+{_AND}\s+")
_COMMA = re.compile(r"\s*[,，،]\s*")
_BRACES = re.compile(r"\{([^{}]*)\}")
_SUFFIX = re.compile(r"(?i:jr|sr|esq)\.?|II|III|IV|VI{1,3}")
_OF_NO_PERSON = words_of("of for the and & on at in für pour para")
_PARTICLES = words_of("al bin da de del den der di dos du el ibn la le ter van von")
_INITIAL = re.compile(r"[A-Z]\.")
_BRACED = "\ue000"  # stands for a name in braces while a byline is parted


@dataclass(frozen=True, slots=True)
class Author:
    """A name in the order in which it is spoken; its parts only where there is no doubt."""

    name: str
    family: str | None = None
    given: str | None = None
    suffix: str | None = None  # Jr.


@lru_cache(maxsize=256)
def authors(byline: str | None, *, by_hand: bool = False) -> tuple[Author, ...]:
    """
    The authors a byline names: one whole name when it is in doubt where another begins.

    `by_hand`: a person set it, and `Family, Given` is what it says.
    """
    words = line(byline or "")
    words = words[at.end() :] if (at := _BY.match(words)) else words
    if by_hand:
        return _said(words)
    if turned := _turned(words):
        return turned
    names = _BETWEEN.split(words)
    if not all(map(_is_full_name, names)):
        names = [words]
    return tuple(_author(name) for name in names if name)


@lru_cache(maxsize=256)
def in_words(byline: str | None, *, by_hand: bool = False) -> str:
    """The byline for people to read: as written, but with no name turned around or in braces."""
    written = line(byline or "")
    names = [author.name for author in authors(byline, by_hand=by_hand)]
    in_braces = by_hand and _BRACES.search(written)
    if all(name in written for name in names) and not in_braces:
        return written
    between = "; " if any("," in name for name in names) else ", "
    return " and ".join([between.join(names[:-1]), names[-1]] if names[1:] else names)


def _said(words: str) -> tuple[Author, ...]:
    """The authors of a byline set by hand."""
    kept = iter(_BRACES.findall(words))
    words = _BRACES.sub(_BRACED, words)
    names = [name for name in _said_names(words) if name]
    return tuple(author for name in names if (author := _said_one(name, kept)).name)


def _said_names(words: str) -> list[str]:
    if _SEMICOLON.search(words):
        return _SEMICOLON.split(words)
    names = _BETWEEN.split(words)
    if all(_is_full_name(name) or name == _BRACED for name in names):
        return names
    names = _JOINED.split(words)
    known = (_has_parts(name) or _is_full_name(name) or name == _BRACED for name in names)
    return names if all(known) else [words]


def _said_one(name: str, kept: Iterator[str]) -> Author:
    if _BRACED in name:
        return Author(line(re.sub(_BRACED, lambda _: next(kept, ""), name)))
    parts = _COMMA.split(name)
    if not _has_parts(name):
        return _author(name)
    family, given, suffix = (*parts, "")[:3]
    if suffix and _SUFFIX.fullmatch(given):  # Doe, Jr., Jane, as BibTeX has it
        given, suffix = suffix, given
    return Author(" ".join(filter(None, (given, family, suffix))), family, given, suffix or None)


def _has_parts(name: str) -> bool:
    """Whether it is written Family, Given or Family, Given, Jr."""
    parts = _COMMA.split(name)
    if not 2 <= len(parts) <= 3 or not all(parts) or _is_no_person(parts):
        return False
    suffixes = sum(bool(_SUFFIX.fullmatch(part)) for part in parts[1:])
    return suffixes == len(parts) - 2  # `Martin Luther King, Jr.` has none of these parts


def _is_no_person(parts: list[str]) -> bool:
    """Whether there are words that no person is called by, or digits."""
    words = {word for part in parts for word in part.casefold().split()}
    none = PROFESSIONS | AGENCIES | _OF_NO_PERSON
    return bool(none & words) or any(map(str.isdigit, "".join(parts)))


def _turned(words: str) -> tuple[Author, ...]:
    """The authors where each is written Family, Given, with `;` behind or between."""
    names = [name for name in _SEMICOLON.split(words) if name]
    if not _SEMICOLON.search(words) or not all(map(_has_parts, names)):
        return ()
    if not all(_is_word(part[0]) and part[0].isupper() for n in names for part in _COMMA.split(n)):
        return ()
    return tuple(_said_one(name, iter(())) for name in names)


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
