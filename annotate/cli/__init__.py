"""
The command `annotate`: a group that imports a command only when it is called.

One boundary: an AnnotateError, or trouble with the database file, is one line
on stderr and exit 1 (2 where it is wrong usage); anything else is a bug and a traceback.
"""

import errno
import gc
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from annotate.cli import completing, once
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import AnnotateError, RefForTag

if TYPE_CHECKING:
    from annotate.plugins import Added

__all__ = ["COMMANDS", "Boundary", "main", "of_plugins"]

COMMANDS = {
    "add": "Add articles: files, folders, addresses, `-` for stdin.",
    "gather": "Make one corpus of the shards that `annotate add --dask` made.",
    "articles": "List the articles.",
    "show": "Read an article, one of its versions, or some paragraphs.",
    "open": "Open an article, so that refs may leave its name out; or say which is open.",
    "edit": "Set what an article is: title, byline, date and so on.",
    "role": "Say what paragraphs are.",
    "split": "Cut a paragraph in two, or more: say the words with which a new one begins.",
    "join": "Make one paragraph of several that follow one another.",
    "reclassify": "Find what stands in many articles of a site: menus, appeals, share lines.",
    "diff": "Show what changed in an article between two versions, word by word.",
    "tag": "Put tags on paragraphs, or on a quote in one.",
    "untag": "Take tags off paragraphs: yours, unless --everyone.",
    "tags": "The codebook: list it, define, rename, merge and delete tags.",
    "read": "Say that paragraphs are read, and that no tag applies to them.",
    "code": "Read and tag paragraph by paragraph, a key for each tag.",
    "autocode": "Put tags where rules say: regular expressions, lists of words, queries.",
    "suggest": "Suggest where a tag may belong among what nobody has read, learned from what was.",
    "note": "Write a note on a paragraph, a quote, an article, or tag:NAME.",
    "notes": "List notes: all, or those on an article, a paragraph or tag:NAME.",
    "find": "Search paragraphs by their words and tags.",
    "same": "Find where the same words stand elsewhere, or nearly the same.",
    "cite": "Print a quotation with its source and its permanent link, ready to paste.",
    "history": "Who did what when, newest first.",
    "undo": "Take the last command's changes back, whatever it was; again: one further back.",
    "redo": "Put back what the last undo took back; again: what the one before it took back.",
    "forget": "Take a note, tag, article or name out for good, also of the history.",
    "review": "Say where annotations belong whose words a new version does not have for sure.",
    "watch": "Add again from all files and addresses, and say whose words have changed.",
    "check": "Derive everything again that can be derived, and name what is wrong.",
    "verify": "Compare what a manuscript quotes with the corpus.",
    "stats": "Count how often tags stand, alone, together, and where.",
    "export": "Write paragraphs, taggings, notes, the codebook or a matrix of tags as a table.",
    "import": "Store taggings or notes from a table: as `annotate export` wrote it, or another's.",
    "serve": "Serve the corpus as a reading site, with Datasette.",
    "publish": "Write a copy of what is public, with all that a host needs to serve it.",
    "completion": "Print the script with which a shell completes what is typed, at TAB.",
}
"""Command → what it does, as its own help begins; its code is in `commands/NAME.py`."""

TYPED = "annotate.typed"  # the key of the words as typed in a context's meta


class Boundary(click.Group):
    """Loads commands late and turns our errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now; one that is not ours is looked for among plugins."""
        if name not in COMMANDS:
            return of_plugins().get(name)
        module = import_module(f"annotate.cli.commands.{name}")
        gc.freeze()  # see annotate/__main__.py
        gc.set_threshold(10_000)  # objects, for 700: what waits to be stored is in no cycles
        gc.enable()
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands and what each does, without importing all of ours."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
        if added := of_plugins().every():
            with formatter.section("Of plugins"):
                formatter.write_dl(
                    [(name, each.get_short_help_str(200)) for name, each in added.items()]
                )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, keeping the words as typed for the history."""
        typed = list(args)
        once.check_own(self, typed, ctx)
        rest = super().parse_args(ctx, args)  # all but the command's name
        ctx.meta[TYPED] = typed[len(typed) - len(rest) - 1 :]
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named when there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            if args[0] in of_plugins():
                return self._checked(ctx, args)
            near = get_close_matches(args[0], [*COMMANDS, *of_plugins().every()], n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            ctx.fail(f"no command {args[0]!r}{hint}")
        return self._checked(ctx, args)

    def _checked(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            once.check(command, name, rest, ctx)
        return name, command, rest

    def main(self, *args: Any, **options: Any) -> Any:
        """As click does; what is wrong with plugins, if any were looked for, is said at the end."""
        try:
            return super().main(*args, **options)
        finally:
            if "annotate.plugins" in sys.modules:
                from annotate.cli import output
                from annotate.plugins import problems

                for problem in problems():
                    output.say(problem)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command inside the boundary."""
        try:
            return super().invoke(ctx)
        except RefForTag as error:
            raise click.UsageError(str(error)) from error
        except AnnotateError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise click.ClickException("the output cannot be written: the disk is full") from error
        except SYMPTOMS as error:
            from annotate.corpus import damage

            told = damage.found(error, ctx.params["db"])
            if told is None:
                raise
            raise click.ClickException(str(told)) from error


@cache
def of_plugins() -> "Added[click.Command]":
    """The commands that plugins add; looked for when a name is not ours, and for help."""
    from annotate.plugins import Added

    return Added(
        "register_commands", click.Command, "the command",
        names=lambda command: (command.name or "",), ours=COMMANDS,
    )  # fmt: skip


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    default="db/corpus.db",
    envvar="ANNOTATE_DB",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    shell_complete=completing.files,
    help="The database.",
)
@click.option(
    "--coder",
    envvar="ANNOTATE_CODER",
    show_envvar=True,
    metavar="NAME",
    shell_complete=completing.coders,
    help="Who annotates; else git's user.name, else the login name.",
)
@click.version_option(package_name="annotate-corpus", prog_name="annotate")
def main(*, db: str, coder: str | None) -> None:
    """Tag, note and cite the paragraphs of a pile of articles.

    \b
        annotate add seeds/
        annotate tag mosul:3 actor/isis --quote "human shields"
        annotate cite mosul:3
    """
