"""
What a search text says: words that must all occur, "quoted phrases", and beginnings* with a star.

Nothing in it is an operator or an error. Whoever types an operator of another program is
told that it is looked for as a word, and what does the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from annotate.text import clean

__all__ = ["MOST_TERMS", "Term", "not_as_meant", "terms"]

MOST_TERMS = 100  # of a search text; a pasted page is found by its beginning
MOST_TOLD = 3  # operators, each of another kind

_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TYPOGRAPHIC = str.maketrans("“”„‟«»", '""""""')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; of the last perhaps only the beginning is said."""

    words: str
    is_beginning: bool = False


def terms(text: str) -> tuple[Term, ...]:
    """The terms of a search text, all of which must occur; none when it has no words."""
    found = _WORDS.findall(text.translate(_TYPOGRAPHIC))
    made = (Term(clean.line(p or w), not p and w.endswith("*")) for p, w in found)
    said = (term for term in made if any(map(str.isalnum, term.words)))
    return tuple(islice(dict.fromkeys(said), MOST_TERMS))


_EITHER = "for either of two words search twice"
_WITHOUT = "no search leaves out what has a word"
_FIELD = "a search is narrowed beside its text, by article, tag or role"
_IN_SHELL = {
    _WITHOUT: "`annotate find … -f nl | grep -iv WORD` leaves out what has a word",
    _FIELD: "a search is narrowed by --article, --tag, --role, --coder",
}
_STAR = "a star stands at the end of a beginning alone"
_NO_SIGN = "there is no such sign"
_SIGNS = {
    r"AND|&&?": "leave it out: all words must occur anyway",
    r"OR|XOR|\|\|?": _EITHER,
    r"(?:AND)?NOT|!": _WITHOUT,
    r"(?:NEAR|ADJ|WITHIN)(?:/\d+)?\(?": '"words in quotation marks" stand together',
    r"[-\u2010-\u2015\u2212!][^\W\d_].*": _WITHOUT,
    r"\+\w.*": "leave the plus out: all words must occur anyway",
    r"(?!https?:|mailto:)[A-Za-z_]{2,20}:[^\s/].*": _FIELD,
    r"(?i:article|author|coder|role|slug|tag|tags|text|title)=.+|#[^\W\d_]\w+": _FIELD,
    r"\*\w.*|\w+\*\w.*|\w*\?\w.*|%?[^\W\d_]{3,}%|%[^\W\d_]{3,}": _STAR,
    r"\(+\w[^()]*|[^()]*\w\)+": "brackets join nothing: all words must occur",
    r"~\w.*|\w+~\d*|\w+\^\d+|\^\w.*|/.+/|\{.*|\[.*": _NO_SIGN,
    r"[^\W\d_]{3,}\$|\w+\.[*+]\w*": _NO_SIGN,
}
_COMPILED = {re.compile(sign): instead for sign, instead in _SIGNS.items()}


def not_as_meant(text: str, *, in_shell: bool = False) -> str | None:
    """
    A sentence about what of a search text is not looked for as it was meant; None when all is.

    That is operators of other programs, a quotation mark that nothing closes, too many words.
    """
    told = [*_operators(text, in_shell=in_shell), *_unclosed(text), *_too_many(text)]
    return "; ".join(told) or None


def _unclosed(text: str) -> Iterator[str]:
    text = text.translate(_TYPOGRAPHIC)
    if text.count('"') % 2 and (after := text.rpartition('"')[2].split()):
        words = clean.line(" ".join(after))[:40]
        yield f"a quotation mark is not closed: “{words}” is looked for as it stands"


def _too_many(text: str) -> Iterator[str]:
    if len(terms(text)) == MOST_TERMS < len(text.split()):
        yield f"only the first {MOST_TERMS} words are looked for"


def _operators(text: str, *, in_shell: bool) -> Iterator[str]:
    words = [w for _, w in _WORDS.findall(text.translate(_TYPOGRAPHIC)[:10_000]) if w]
    if len(words) == 1 and words[0].isalpha():
        return  # a search for the word itself
    signs: dict[str, str] = {}
    for sign, instead in _taken(words):
        signs.setdefault(instead, sign)
    spoken = _IN_SHELL if in_shell else {}
    for instead, sign in islice(signs.items(), MOST_TOLD):
        yield f"{sign} is looked for as a word: {spoken.get(instead, instead)}"


def _taken(words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words[:MOST_TERMS]:
        for sign, instead in _COMPILED.items():
            if sign.fullmatch(word):
                yield clean.line(word)[:40], instead
                break
