"""
Refs: how a person names paragraphs.

    mosul:12          paragraph 12 of the article `mosul` (its slug, a unique prefix, or row number)
    mosul:3,7,12-15   several, and a range
    mosul@1:12        as version 1 had them
    mosul:5v0hrh      by key inside one article
    5v0hrh53djh9w     a key; `~2` for its second occurrence in an article
    5v0hrh            a unique prefix of a key, of 6 characters or more
"""

import re
from typing import NamedTuple
from unicodedata import normalize

from annotate.errors import BadInput

__all__ = ["KEY_PREFIX", "LONGEST_RANGE", "Ref", "is_key", "leaves_out_article"]
__all__ += ["looks_like_one", "parse", "plain", "shown_key"]

KEY_PREFIX = 6  # characters of a key that are enough to name it
LONGEST_RANGE = 100_000

# not compiled here: most refs are SLUG:NUMBER and need none of them
_KEY = r"[0-9a-hjkmnp-tv-z]{6,13}(?:~[1-9][0-9]{0,5})?"
_ITEM = r"([0-9]{1,9})(?:-([0-9]{1,9}))?"
_DRAWN = r"(?=[a-z0-9]*[0-9][a-z])"  # by lot: keys have figures before letters, words have not
_WHOLE = r"(?=[a-z0-9]{13}(?:~|$))"
_VERSION = r"(.*)@([0-9]{1,6})"


class Ref(NamedTuple):
    """A ref taken apart; what it names is for the database to say."""

    words: str  # as typed
    article: str | None  # a slug, a prefix of one, or a row number
    version: int | None
    items: tuple[int | str, ...]  # numbers and keys; empty: the article itself, or a bare key


def shown_key(key: str, occurrence: int) -> str:
    """A key as people see it, with ~2 for a second occurrence."""
    return key if occurrence == 1 else f"{key}~{occurrence}"


def parse(words: str) -> Ref:
    """Take a ref apart; raises BadInput when it has not the form of one."""
    name, colon, listed = words.strip().rpartition(":")
    if name and "@" not in name and len(listed) < 10 and listed.isascii() and listed.isdecimal():
        return Ref(words, name, None, (int(listed),))
    if not colon:
        name, listed = listed, ""
    versioned = re.fullmatch(_VERSION, name)
    if versioned:
        name = versioned[1]
    if not name or (colon and not listed):
        raise BadInput(f"{words!r} names nothing; a ref looks like mosul:12, mosul:3,7-9 or a key")
    version = int(versioned[2]) if versioned else None
    return Ref(words, name, version, _items(words, listed) if colon else ())


def leaves_out_article(words: str, *, or_article: bool = False) -> bool:
    """
    Whether words are a ref without its article: `3`, `3,7-9`, `:3`, `:5v0hrh`.

    Where an article may be meant, too (`or_article`), `3` and `3-5` may be one.
    """
    if words.startswith(":"):
        return len(words) > 1
    if not words[:1].isdecimal() or (or_article and "," not in words):
        return False
    if words.isdecimal() and len(words) >= KEY_PREFIX:
        return False  # it may be the beginning of a key
    parts = words.replace("-", ",").split(",")
    return all(part.strip().isdecimal() for part in parts)


def is_key(words: str) -> bool:
    """Whether it could be a key or a prefix of one."""
    return re.fullmatch(_KEY, words, re.ASCII) is not None


def plain(words: str) -> str:
    """
    Words as a ref would be typed: other dashes, `;`, letters of full width, blanks around signs.

    For finding out what somebody meant; no such ref is taken.
    """
    typed = re.sub("[\u2010-\u2015\u2212]", "-", normalize("NFKC", words).strip())
    typed = re.sub("^[#\xa7\xb6]\\s*(?=[0-9])", "", typed.replace(";", ","))
    return re.sub(r"\s*([-,:])\s*(?=[0-9])", r"\1", typed)


def looks_like_one(words: str) -> bool:
    """
    Whether words have the shape of a ref, whatever there is: `isis:3`, `:2`, `isis@1`, a whole key.

    A word behind a colon is a key only if no word looks so: `country:france` is none.
    """
    item = rf"(?:{_ITEM}|{_DRAWN}{_KEY})"
    items = rf"(?:{item}(?:\s*,\s*{item})*)?"
    shape = rf"[\w-]*(?:@[0-9]{{1,6}})?:\s*{items}|[\w-]+@[0-9]{{1,6}}|{_WHOLE}{_DRAWN}{_KEY}"
    return re.fullmatch(shape, words.strip(), re.IGNORECASE) is not None


def _items(words: str, listed: str) -> tuple[int | str, ...]:
    items: list[int | str] = []
    for part in listed.split(","):
        items.extend(_item(words, part.strip()))
        if len(items) > LONGEST_RANGE:
            raise BadInput(f"{words!r} names more than {LONGEST_RANGE:,} paragraphs")
    return tuple(dict.fromkeys(items))


def _item(words: str, part: str) -> tuple[int | str, ...] | range:
    numbers = re.fullmatch(_ITEM, part, re.ASCII)
    if not numbers:
        if is_key(part.lower()):
            return (part.lower(),)
        raise BadInput(f"{part!r} in {words!r} is no paragraph; say a number, 3-5, or a key")
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    if last < first:
        raise BadInput(f"{part!r} in {words!r} runs backwards; say {last}-{first}")
    if last - first >= LONGEST_RANGE:
        raise BadInput(f"{words!r} names more than {LONGEST_RANGE:,} paragraphs")
    return range(first, last + 1)
