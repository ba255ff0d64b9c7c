"""
What a word being typed may become, as a shell asks for it: one function for each kind of word.

A word of the type `open` goes on: no blank is put behind it.
"""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from annotate.corpus import beginnings
from annotate.errors import AnnotateError

if TYPE_CHECKING:
    import sqlite3

    from annotate.corpus.beginnings import Word

__all__ = ["articles", "coders", "files", "folders", "refs", "refs_or_articles"]
__all__ += ["refs_or_tags", "roles", "tags"]

Items = list[CompletionItem]

_LISTED = re.compile(r"(.*?)((?:[0-9]+-)?)([0-9]*)", re.ASCII | re.DOTALL)
_LEFT_OUT = re.compile(r":?[0-9,-]*", re.ASCII)  # numbers alone: of the open article


def articles(ctx: click.Context, typed: str) -> Items:
    """Slugs."""
    with _database(ctx) as db:
        return [_item(word) for word in _slugs(db, typed)]


def refs(ctx: click.Context, typed: str) -> Items:
    """Paragraphs: slugs, then numbers; numbers alone where an article is open."""
    with _database(ctx) as db:
        if typed.rpartition(":")[0]:
            return list(_numbers(db, typed.rpartition(":")[0], typed))
        slugs = [CompletionItem(f"{word}:", "open", says) for word, says in _slugs(db, typed)]
        return [*_of_the_open(ctx, db, typed), *slugs]


def refs_or_articles(ctx: click.Context, typed: str) -> Items:
    """As `refs`, where a whole article may be meant: numbers alone begin with a colon."""
    if ":" in typed or "," in typed:
        return refs(ctx, typed)
    with _database(ctx) as db:
        words = _slugs(db, typed)
    whole = [_item(word) for word in words]
    parts = [word for word in words if len(words) == 1 or word.word == typed]
    return whole + [CompletionItem(f"{word}:", "open", says) for word, says in parts]


def refs_or_tags(ctx: click.Context, typed: str) -> Items:
    """As `refs`; with --matching, which stands for a ref, tags."""
    return tags(ctx, typed) if ctx.params.get("matching") else refs(ctx, typed)


def tags(ctx: click.Context, typed: str) -> Items:
    """Tags by the beginning of any part."""
    with _database(ctx) as db:
        return [_item(word) for word in beginnings.tags(db, typed)]


def coders(ctx: click.Context, typed: str) -> Items:
    """Everyone who annotated."""
    with _database(ctx) as db:
        return [_item(word) for word in beginnings.coders(db, typed)]


def roles(ctx: click.Context, typed: str) -> Items:
    """What paragraphs can be."""
    from annotate.model import ROLES

    return [CompletionItem(role) for role in ROLES if role.startswith(typed)]


def files(ctx: click.Context, typed: str) -> Items:
    """Files, by the shell itself."""
    return [CompletionItem(typed, "file")]


def folders(ctx: click.Context, typed: str) -> Items:
    """Folders, by the shell itself."""
    return [CompletionItem(typed, "dir")]


def _database(ctx: click.Context) -> "closing[sqlite3.Connection]":
    return closing(beginnings.reading(os.path.expanduser(ctx.find_root().params["db"])))


def _item(word: "Word") -> CompletionItem:
    return CompletionItem(word.word, help=word.says or None)


def _slugs(db: "sqlite3.Connection", typed: str) -> "list[Word]":
    return beginnings.slugs(db, typed) or beginnings.slugs(db, typed.casefold())


def _numbers(db: "sqlite3.Connection", article: str, typed: str) -> Iterator[CompletionItem]:
    """What the last number of a ref may be; behind 3- it is none below."""
    match = _LISTED.fullmatch(typed)
    assert match is not None
    above = int(match[2][:-1] or 0) if match[2] else 0
    for word, says in beginnings.numbers(db, article, match[3], above=above):
        yield CompletionItem(f"{match[1]}{match[2]}{word}", help=says)


def _of_the_open(ctx: click.Context, db: "sqlite3.Connection", typed: str) -> Items:
    if not _LEFT_OUT.fullmatch(typed):
        return []
    from annotate import calls
    from annotate.corpus import coders, opened

    try:
        coder = coders.called(db, calls.coder(ctx.find_root().params["coder"]))
        return list(_numbers(db, opened.article(db, coder), typed))
    except AnnotateError:  # none is open
        return []
