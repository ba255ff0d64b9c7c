"""
Names made from words: slugs, and the bracketed title of an article that has none.
"""

import re
import unicodedata

__all__ = ["SLUG_LENGTH", "bracketed", "slug"]

SLUG_LENGTH = 60  # characters, cut at a word
TITLE_WORDS = 8

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NOT_IN_SLUG = re.compile(r"[\x00-/:-`{-\x7f]+")  # ASCII but letters and digits
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def slug(title: str) -> str:
    """
    Lower-case letters and digits of any script, joined by hyphens; `article` for none.

    Latin letters lose their accents. Never all digits, as these are row numbers.
    """
    plain = _APOSTROPHES.sub("", title).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).casefold()  # ™ has become TM
        plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", plain))
        plain = "".join(c if _is_letter(c) else "-" for c in plain)
    words = _NOT_IN_SLUG.sub("-", plain).strip("-")
    if len(words) > SLUG_LENGTH:
        words = words[: SLUG_LENGTH + 1].rpartition("-")[0] or words[:SLUG_LENGTH]
    if not words or words.isdecimal():
        return f"article-{words}".rstrip("-")
    return words


def _is_letter(character: str) -> bool:
    """Whether it is a letter or digit, or a mark on one, as Hindi and Thai write vowels."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def bracketed(text: str) -> str:
    """The first words of a text in brackets: the title of an article that has none."""
    words = text.split(None, TITLE_WORDS)
    more = len(words) > TITLE_WORDS
    first = " ".join(words[:TITLE_WORDS])
    if len(first) > 2 * SLUG_LENGTH:
        first, more = first[: 2 * SLUG_LENGTH], True
    return f"[{first}{'…' if more else ''}]"
