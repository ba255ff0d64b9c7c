"""`annotate redo`."""

import click

from annotate.cli import options, output
from annotate.cli.commands.undo import told
from annotate.corpus import history

__all__ = ["command"]


@click.command("redo")
@click.option("--by", metavar="CODER", help="The last of this coder's that was undone.")
def command(*, by: str | None) -> None:
    """Put back what the last undo took back; again: what the one before it took back.

    Everything is as it was, ids and times too. Work done since the undo stays; where
    both cannot stand, nothing is changed, and what is in the way is named.

    \b
        annotate redo
    """
    with output.working("redoing"):
        redone = history.redo(options.command(), coder=by)
    output.echo(f"redone: {told(redone)}")
