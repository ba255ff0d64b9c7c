"""
Words for a tag that nobody knows: they may be a ref, or look like one that names nothing.

Whoever means such a tag defines it first; of one that is known nothing is asked here.
"""

import re
import sqlite3

from annotate import ref as refs
from annotate.corpus import locate
from annotate.corpus.locate import Locator
from annotate.errors import AnnotateError, RefForTag

__all__ = ["article_called", "is_odd", "require_new", "require_no_ref"]


def require_no_ref(locator: Locator, ref: str, words: str) -> None:
    """
    Raise RefForTag for words that are a ref, or a number behind one.

    Numbers from 1000 on are years, unless the article has as many paragraphs.
    """
    words, article = words.strip(), ref.rpartition(":")[0] or ref
    typed = words if words.isalnum() and words.isascii() else refs.plain(words)
    numbers = re.fullmatch(r"[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*", typed, re.ASCII)
    if numbers:
        small = all(len(number) < 4 for number in re.findall("[0-9]+", typed))
        if small or locator.is_there(f"{article}:{typed}"):
            one = f"{ref},{typed}" if ":" in ref else f"{article}:3,7-9"
            raise RefForTag(
                f"{words!r} looks like a paragraph, not like a tag; paragraphs of one article are"
                f" one ref, like {one}{_if_a_tag(words)}"
            )
    elif locator.is_there(typed):
        raise RefForTag(
            f"{words!r} looks like a ref, not like a tag; each ref is tagged by a call of its own:"
            f" annotate tag {typed} TAG{_if_a_tag(words)}"
        )


def require_new(locator: Locator, words: str) -> None:
    """Raise RefForTag for words that look like a ref but name no paragraphs, as `is_odd` says."""
    if is_odd(locator, words):
        told = _told(locator, words.strip())
        raise RefForTag(f"{words!r} looks like a ref, not like a tag; {told}{_if_a_tag(words)}")


def is_odd(locator: Locator, words: str) -> bool:
    """Whether words look like a ref, `tag:NAME` or an article's slug, or are one."""
    words = refs.plain(words)
    if refs.looks_like_one(words) or words.casefold().startswith(_PREFIX):
        return True
    # a slug of one word may be a tag all the same, as in the article `mosul`
    is_slug = "-" in words and locate.by_slug(locator.db, words.casefold()) is not None
    return is_slug or locator.is_there(words)


def article_called(db: sqlite3.Connection, name: str) -> str | None:
    """The slug of the article that a name is the slug of, or begins in several words."""
    word = name.casefold()
    if exact := locate.by_slug(db, word):
        return str(exact["slug"])
    found = locate.beginning(db, word) if "-" in word else []
    return str(found[0]["slug"]) if found else None


def _told(locator: Locator, words: str) -> str:
    """What would have worked."""
    if words.casefold().startswith(_PREFIX):
        return f"a tag is called by its name alone, like {words[len(_PREFIX) :] or 'actor/isis'}"
    try:
        locator.paragraphs(words)
    except AnnotateError as error:
        return str(error)
    return "it names paragraphs"


def _if_a_tag(words: str) -> str:
    from shlex import quote  # of what is refused alone

    return f" (if it is to be a tag: annotate tags define {quote(words)})"


_PREFIX = "tag:"  # of notes on tags
