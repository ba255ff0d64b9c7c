"""
Words and marks: the pieces in which two wordings are compared.
"""

import re

__all__ = ["SIGNS", "SPACELESS", "WORD", "tokens"]

# scripts without spaces: a character with its marks is a word
SPACELESS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_MARKS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
    r"\uff9e\uff9f"
)
# what \w leaves out of a word: accents, points, vowel signs, and what nobody sees
SIGNS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
    r"\u00ad\u200b-\u200d\u2060\ufeff"
)
WORD = rf"[\w{SIGNS}]{{2,}}"
"""A regular expression of a word without its apostrophes, of two letters or more."""

_LETTER = rf"(?:(?![{SPACELESS}])[\w{SIGNS}])"
_TOKEN = re.compile(
    rf"[{SPACELESS}][{_MARKS}]*"
    rf"|{_LETTER}+(?:(?:['’‘´`]|(?<=\d)[.,](?=\d)){_LETTER}+)*"
    r"|[-\u2010-\u2015\u2212]+"
    r"|\.{3,}"
    r"|\S"
)


def tokens(text: str) -> list[re.Match[str]]:
    """
    The words and marks of a text; white space is between them.

    A word has its apostrophes, a number its commas and points; dashes in a row
    and an ellipsis are one mark. Where a script does not part words by spaces,
    a character is a word.
    """
    return list(_TOKEN.finditer(text))
