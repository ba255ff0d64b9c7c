"""`annotate tags`: the codebook. Its commands are in files here, loaded when they are called."""

from importlib import import_module

import click

from annotate.cli import options

__all__ = ["COMMANDS", "Codebook", "command"]

COMMANDS = {
    "list": "listing",
    "show": "listing",
    "define": "defining",
    "rename": "renaming",
    "move": "renaming",
    "merge": "renaming",
    "split": "recoding",
    "recode": "recoding",
    "import": "bringing",
    "near": "listing",
    "unused": "renaming",
    "delete": "renaming",
    "close": "revising",
    "open": "revising",
    "log": "revising",
    "stale": "revising",
}
"""Command → the file that has it."""


class Codebook(click.Group):
    """Loads its commands late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        module = import_module(f"annotate.cli.commands.tags.{COMMANDS[name]}")
        found: click.Command = getattr(module, f"command_{name}")
        return found


@click.group("tags", cls=Codebook, invoke_without_command=True)
@options.format_option
@click.pass_context
def command(ctx: click.Context, *, form: str) -> None:
    """The codebook: list it, define, rename, merge and delete tags.

    A tag has as many taggings as its number says, each on a paragraph of its own, or
    it is said on how many. Counted is what `annotate find --tag` finds.

    \b
        annotate tags
        annotate tags define actor/isis --definition "The Islamic State"
        annotate tags merge actor/daesh actor/isis
        annotate tags import codebook.csv
    """
    if ctx.invoked_subcommand is None:
        from annotate.cli.commands.tags import listing

        listing.show_all(form)
