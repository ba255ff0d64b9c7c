"""
What arguments and options are completed to. Only when a shell asks is what finds it imported.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["VARIABLE", "articles", "coders", "files", "folders", "refs", "refs_or_articles"]
__all__ += ["refs_or_tags", "roles", "tags"]

VARIABLE = "_ANNOTATE_COMPLETE"
"""Set by a shell that asks what a word may become."""

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _late(name: str) -> Completer:
    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from annotate.cli import completions

        found: list[CompletionItem] = getattr(completions, name)(ctx, incomplete)
        return found

    return complete


articles = _late("articles")
coders = _late("coders")
files = _late("files")
folders = _late("folders")
refs = _late("refs")
refs_or_articles = _late("refs_or_articles")
refs_or_tags = _late("refs_or_tags")
roles = _late("roles")
tags = _late("tags")
