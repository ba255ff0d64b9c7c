"""
Names made from words: slugs, and the bracketed title of an article that has none.
"""

import re
import unicodedata

from annotate.text.wordlists import words_of

__all__ = ["SLUG_LENGTH", "bracketed", "of_file", "slug"]

SLUG_LENGTH = 60  # characters, cut at a word
TITLE_WORDS = 8

_NAMED = 4  # letters of a file's name that is one
_NO_FILE = r"(?i)https?:|-$|.*#"
_BY_PROGRAMS = words_of(
    """untitled unbenannt document dokument download downloads index article articles page text
    scan image img dsc screenshot export exported file new temp tmp copy output result results data
    readme default unnamed whatsapp"""
)

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


def of_file(source: str) -> str | None:
    """
    What a file's name says of the article in it, for want of a title.

    None for an address, a record of a file of many, and a name that is no words: a number, a
    checksum, what programs call their files.
    """
    if re.match(_NO_FILE, source):
        return None
    stem = re.sub(r"(?<=.)\.[^.\s]{1,8}$", "", re.split(r"[/\\]", source)[-1])
    words = re.findall(r"[^\W_]+", stem)
    told = [word for word in words if re.fullmatch(r"[^\W\d_]{3,}", word)]
    is_sum = any(re.fullmatch(r"(?=.*\d)[0-9a-fA-F]{8,}", word) for word in words)
    if is_sum or sum(map(len, told)) < _NAMED or all(w.lower() in _BY_PROGRAMS for w in told):
        return None
    return stem


def bracketed(text: str) -> str:
    """The first words of a text in brackets: the title of an article that has none."""
    words = text.split(None, TITLE_WORDS)
    more = len(words) > TITLE_WORDS
    first = " ".join(words[:TITLE_WORDS])
    if len(first) > 2 * SLUG_LENGTH:
        first, more = first[: 2 * SLUG_LENGTH], True
    return f"[{first}{'…' if more else ''}]"
