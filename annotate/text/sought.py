"""
The words of a search text: those that stand alone, "quoted phrases", and beginnings* with a star.

What joins them is for `annotate.text.query` to say. Whoever types an operator of another
program is told that it is looked for as a word, and what does the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from annotate.text import clean

__all__ = ["MOST_TERMS", "TYPOGRAPHIC", "Term", "not_as_meant", "term", "terms"]

MOST_TERMS = 100  # of a search text; a pasted page is found by its beginning
MOST_TOLD = 3  # operators, each of another kind

_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')
TYPOGRAPHIC = str.maketrans("“”„‟«»", '""""""')
"""Quotation marks as they are typed."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; of the last perhaps only the beginning is said."""

    words: str
    is_beginning: bool = False


def terms(text: str) -> tuple[Term, ...]:
    """The terms of a search text, all of which must occur; none when it has no words."""
    found = _WORDS.findall(text.translate(TYPOGRAPHIC))
    said = (made for p, w in found if (made := term(p or w, is_phrase=bool(p))))
    return tuple(islice(dict.fromkeys(said), MOST_TERMS))


def term(words: str, *, is_phrase: bool = False) -> Term | None:
    """The term that a word or a phrase is; None for signs that are no word."""
    made = Term(clean.line(words), not is_phrase and words.endswith("*"))
    return made if any(map(str.isalnum, made.words)) else None


_EITHER = "OR in capitals finds either"
_WITHOUT = "NOT in capitals leaves out what has the next word"
_FIELD = "tag:actor/isis finds a tag, article:mosul an article"
_STAR = "a star stands at the end of a beginning alone"
_NO_SIGN = "there is no such sign"
_SIGNS = {
    r"&&?": "leave it out: all words must occur anyway",
    r"XOR|\|\|?": _EITHER,
    r"ANDNOT|!": _WITHOUT,
    r"(?:NEAR|ADJ|WITHIN)(?:/\d+)?\(?": '"words in quotation marks" stand together',
    r"[\u2010-\u2015\u2212!][^\W\d_].*": _WITHOUT,
    r"\+\w.*": "leave the plus out: all words must occur anyway",
    r"(?i:article|author|coder|role|slug|tag|tags|text|title)=.+|#[^\W\d_]\w+": _FIELD,
    r"\*\w.*|\w+\*\w.*|\w*\?\w.*|%?[^\W\d_]{3,}%|%[^\W\d_]{3,}": _STAR,
    r"~\w.*|\w+~\d*|\w+\^\d+|\^\w.*|/.+/|\{.*|\[.*": _NO_SIGN,
    r"[^\W\d_]{3,}\$|\w+\.[*+]\w*": _NO_SIGN,
}
_COMPILED = {re.compile(sign): instead for sign, instead in _SIGNS.items()}


def not_as_meant(text: str) -> str | None:
    """
    A sentence about what of a search text is not looked for as it was meant; None when all is.

    That is operators of other programs, a quotation mark that nothing closes, too many words.
    """
    told = [*_operators(text), *_unclosed(text), *_too_many(text)]
    return "; ".join(told) or None


def _unclosed(text: str) -> Iterator[str]:
    text = text.translate(TYPOGRAPHIC)
    if text.count('"') % 2 and (after := text.rpartition('"')[2].split()):
        words = clean.line(" ".join(after))[:40]
        yield f"a quotation mark is not closed: “{words}” is looked for as it stands"
    if re.search(r"(?<!\S)\(+\w", text) and text.count("(") > text.count(")"):
        yield "a bracket is not closed; without OR or NOT it changes nothing"


def _too_many(text: str) -> Iterator[str]:
    if len(terms(text)) == MOST_TERMS < len(text.split()):
        yield f"only the first {MOST_TERMS} words are looked for"


def _operators(text: str) -> Iterator[str]:
    words = [w for _, w in _WORDS.findall(text.translate(TYPOGRAPHIC)[:10_000]) if w]
    if len(words) == 1 and words[0].isalpha():
        return  # a search for the word itself
    signs: dict[str, str] = {}
    for sign, instead in _taken(words):
        signs.setdefault(instead, sign)
    for instead, sign in islice(signs.items(), MOST_TOLD):
        yield f"{sign} is looked for as a word: {instead}"


def _taken(words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words[:MOST_TERMS]:
        for sign, instead in _COMPILED.items():
            if sign.fullmatch(word):
                yield clean.line(word)[:40], instead
                break
