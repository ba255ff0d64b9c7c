"""
Of which kind the words of arguments and options are, for TAB; what finds them is in
`annotate.tab`, by these names.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["articles", "coders", "files", "folders", "gone", "notes", "queries", "refs"]
__all__ += ["refs_or_articles", "refs_or_tags", "reviews", "reviews_or_suggestions", "roles"]
__all__ += ["suggestions", "tags"]

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _kind(name: str) -> Completer:
    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=name)]

    return complete


articles = _kind("articles")
coders = _kind("coders")
files = _kind("file")
folders = _kind("dir")
gone = _kind("gone")
notes = _kind("notes")
queries = _kind("queries")
refs = _kind("refs")
refs_or_articles = _kind("refs_or_articles")
refs_or_tags = _kind("refs_or_tags")
reviews = _kind("reviews")
reviews_or_suggestions = _kind("reviews_or_suggestions")
suggestions = _kind("suggestions")
tags = _kind("tags")


def roles(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """What paragraphs can be."""
    from click.shell_completion import CompletionItem

    from annotate.model import ROLES

    return [CompletionItem(role) for role in ROLES if role.startswith(incomplete)]
