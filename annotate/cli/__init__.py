"""
The command `annotate`: a group that imports a command only when it is called.

One boundary: an AnnotateError, or trouble with the database file, is one line
on stderr and exit 1; anything else is a bug and a traceback.
"""

import errno
import gc
import sqlite3
from importlib import import_module

import click

from annotate.errors import AnnotateError

__all__ = ["Boundary", "main"]

COMMANDS = {
    "add": "adding",
    "articles": "reading",
    "show": "reading",
    "edit": "editing",
    "role": "correcting",
    "split": "correcting",
    "join": "correcting",
    "reclassify": "reclassifying",
    "diff": "differing",
    "tag": "tagging",
    "untag": "tagging",
    "tags": "codebook",
    "note": "noting",
    "notes": "noting",
    "find": "finding",
    "same": "comparing",
    "cite": "citing",
    "history": "looking_back",
    "undo": "looking_back",
    "review": "reviewing",
    "check": "looking_back",
    "verify": "verifying",
    "serve": "serving",
}
"""Command → the module of this package that has it, as a function `command_NAME`."""

TYPED = "annotate.typed"  # the key of the words as typed in a context's meta


class Boundary(click.Group):
    """Loads commands late and turns our errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        module = import_module(f"annotate.cli.{COMMANDS[name]}")
        gc.freeze()  # see annotate/__main__.py
        gc.enable()
        command: click.Command = getattr(module, f"command_{name}")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, keeping the words as typed for the history."""
        typed = list(args)
        rest = super().parse_args(ctx, args)  # all but the command's name
        ctx.meta[TYPED] = typed[len(typed) - len(rest) - 1 :]
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named when there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            ctx.fail(f"no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command inside the boundary."""
        try:
            return super().invoke(ctx)
        except AnnotateError as error:
            raise click.ClickException(_one_line(str(error))) from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise click.ClickException("the output cannot be written: the disk is full") from error
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            from annotate.corpus.database import trouble

            raise click.ClickException(str(trouble(error, ctx.params["db"]))) from error


def _one_line(message: str) -> str:
    from annotate.text.clean import for_terminal

    return for_terminal(" ".join(message.split()))


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    default="db/corpus.db",
    envvar="ANNOTATE_DB",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The database.",
)
@click.option(
    "--coder",
    envvar="ANNOTATE_CODER",
    show_envvar=True,
    metavar="NAME",
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
