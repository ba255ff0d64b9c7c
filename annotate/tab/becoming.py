"""
What a word being typed may become: one function for each kind of word.

A word of the sort `open` goes on: no blank is put behind it.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from annotate.corpus import beginnings
from annotate.errors import AnnotateError
from annotate.tab.shell_line import Word

__all__ = ["KINDS", "Given"]

_LISTED = re.compile(r"(.*?)((?:[0-9]+-)?)([0-9]*)", re.ASCII | re.DOTALL)
_LEFT_OUT = re.compile(r":?[0-9,-]*", re.ASCII)  # numbers alone: of the open article


Given = dict[str, list[str]]
"""What options were given, by their names; the last value counts."""


def _articles(given: Given, typed: str) -> list[Word]:
    """Slugs."""
    with _database(given) as db:
        return _slugs(db, typed)


def _refs(given: Given, typed: str) -> list[Word]:
    """Paragraphs: slugs, then numbers; numbers alone where an article is open."""
    with _database(given) as db:
        if typed.rpartition(":")[0]:
            return list(_numbers(db, typed.rpartition(":")[0], typed))
        if article := typed.rpartition("@")[0]:
            versions = beginnings.versions(db, article, typed[len(article) + 1 :])
            return [_open(f"{article}@{version}:", says) for version, says in versions]
        slugs = [_open(f"{word}:", says) for word, says, _ in _slugs(db, typed)]
        return [*_of_the_open(given, db, typed), *slugs]


def _refs_or_articles(given: Given, typed: str) -> list[Word]:
    """As `_refs`, where a whole article may be meant: numbers alone begin with a colon."""
    if any(sign in typed for sign in ":,@"):
        return _refs(given, typed)
    with _database(given) as db:
        words = _slugs(db, typed)
    parts = [word for word in words if len(words) == 1 or word.word == typed]
    return words + [_open(f"{word}:", says) for word, says, _ in parts]


def _refs_or_tags(given: Given, typed: str) -> list[Word]:
    """As `_refs`; with --matching, which stands for a ref, tags."""
    return (_tags if "--matching" in given else _refs)(given, typed)


def _tags(given: Given, typed: str) -> list[Word]:
    """Tags by the beginning of any part."""
    with _database(given) as db:
        return [_word(*each) for each in beginnings.tags(db, typed)]


def _coders(given: Given, typed: str) -> list[Word]:
    """Everyone who annotated."""
    with _database(given) as db:
        return [_word(*each) for each in beginnings.coders(db, typed)]


def _sites(given: Given, typed: str) -> list[Word]:
    """Where articles were published."""
    with _database(given) as db:
        return [_word(*each) for each in beginnings.sites(db, typed)]


def _notes(given: Given, typed: str) -> list[Word]:
    """Ids of notes."""
    with _database(given) as db:
        return [_word(*each) for each in beginnings.notes(db, typed)]


def _reviews(given: Given, typed: str, *, gone: bool = False) -> list[Word]:
    """What of `annotate review` waits for an answer, or was said to be gone."""
    from annotate.corpus import reviews

    with _database(given) as db:
        queue = reviews.queue(db, gone=gone, private=True, limit=beginnings.MOST)
        found = [Word(str(each.id), f"{each.ref} {each.words}") for each in queue]
    return [each for each in found if each.word.startswith(typed)]


def _suggestions(given: Given, typed: str) -> list[Word]:
    """Tags that are suggested, by their ids."""
    from annotate.corpus import suggestions

    with _database(given) as db:
        queue = suggestions.queue(db) if suggestions.are_kept(db) else []
    found = [Word(each.name, f"{each.tag} {each.ref}") for each in queue]
    return [each for each in found if each.word.startswith(typed)][: beginnings.MOST]


KINDS: dict[str, Callable[[Given, str], list[Word]]] = {
    "articles": _articles,
    "coders": _coders,
    "gone": lambda given, typed: _reviews(given, typed, gone=True),
    "notes": _notes,
    "refs": _refs,
    "refs_or_articles": _refs_or_articles,
    "refs_or_tags": _refs_or_tags,
    "reviews": _reviews,
    "reviews_or_suggestions": lambda given, typed: (
        _reviews(given, typed) + _suggestions(given, typed)
    ),
    "sites": _sites,
    "suggestions": _suggestions,
    "tags": _tags,
}
"""Kind of word → what finds those that begin as typed."""


def _database(given: Given) -> "closing[sqlite3.Connection]":
    return closing(beginnings.reading(os.path.expanduser(given["--db"][-1])))


def _word(word: str, says: str) -> Word:
    return Word(word, says)


def _open(word: str, says: str) -> Word:
    return Word(word, says, "open")


def _slugs(db: sqlite3.Connection, typed: str) -> list[Word]:
    found = beginnings.slugs(db, typed) or beginnings.slugs(db, typed.casefold())
    return [_word(*each) for each in found]


def _numbers(db: sqlite3.Connection, article: str, typed: str) -> Iterator[Word]:
    """What the last number of a ref may be; behind 3- it is none below."""
    match = _LISTED.fullmatch(typed)
    assert match is not None
    above = int(match[2][:-1] or 0) if match[2] else 0
    for word, says in beginnings.numbers(db, article, match[3], above=above):
        yield Word(f"{match[1]}{match[2]}{word}", says)


def _of_the_open(given: Given, db: sqlite3.Connection, typed: str) -> list[Word]:
    if not _LEFT_OUT.fullmatch(typed):
        return []
    from annotate import calls
    from annotate.corpus import coders, opened

    try:
        coder = coders.called(db, calls.coder(given.get("--coder", [None])[-1]))
        return list(_numbers(db, opened.article(db, coder), typed))
    except AnnotateError:  # none is open
        return []
