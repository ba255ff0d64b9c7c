"""`annotate tags`: the codebook. Its commands are in files here, loaded when they are called."""

from importlib import import_module

import click

from annotate.cli import options

__all__ = ["COMMANDS", "Codebook", "command"]

COMMANDS = {
    "list": ("listing", "List the tags as a tree with their counts."),
    "show": ("listing", "Show all that is said of a tag: its definition, examples, notes."),
    "define": ("defining", "Make a tag, or change what is said of it."),
    "rename": ("renaming", "Rename a tag and the tags under it."),
    "move": ("renaming", "Move tags, with those under them, under another; with / to the top."),
    "merge": (
        "renaming",
        "Make one tag of several: what stands on OLD stands on NEW then, as do tags under it.",
    ),
    "split": ("recoding", "Put NEW in place of OLD on what a query finds; elsewhere OLD stays."),
    "recode": ("recoding", "The same, with the query first."),
    "import": (
        "bringing",
        "Take a codebook over from a file: CSV, xlsx, JSON lines, or a .qdc of REFI-QDA.",
    ),
    "near": (
        "listing",
        "List tags whose names are nearly one: singular and plural, accents, a letter or two.",
    ),
    "unused": (
        "renaming",
        "List the tags that stand nowhere, nor those under them, and that have no notes.",
    ),
    "delete": ("renaming", "Delete a tag and the tags under it."),
    "close": (
        "revising",
        "Let no new tags in: a name that is none is refused, and the nearest told.",
    ),
    "open": ("revising", "Let new tags in again."),
    "log": (
        "revising",
        "The revisions of the codebook, newest first: who changed which tags, and how.",
    ),
    "stale": (
        "revising",
        "List taggings that were made when something else was said of their tag.",
    ),
}
"""Command → the file that has it, and what it does, as its own help begins."""


class Codebook(click.Group):
    """Loads its commands late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        module = import_module(f"annotate.cli.commands.tags.{COMMANDS[name][0]}")
        found: click.Command = getattr(module, f"command_{name}")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands and what each does, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


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
