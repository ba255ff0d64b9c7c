"""`annotate redo`."""

import click

from annotate.cli import completing, options, output
from annotate.cli.commands.undo import told
from annotate.corpus import history

__all__ = ["command"]


@click.command("redo")
@click.option(
    "--by",
    metavar="CODER",
    shell_complete=completing.coders,
    help="The last of this coder's that was undone.",
)
@click.option(
    "--of", "id", type=click.IntRange(1), metavar="NUMBER",
    help="Not the last: the one with this number in annotate history.",
)  # fmt: skip
def command(*, by: str | None, id: int | None) -> None:
    """Put back what the last undo took back; again: what the one before it took back.

    Everything is as it was, ids and times too. Work done since the undo stays; where
    both cannot stand, nothing is changed, and what is in the way is named.

    \b
        annotate redo
        annotate redo --of 12
    """
    with output.working("redoing"):
        redone = history.redo(options.command(), coder=by, id=id)
    output.echo(f"redone: {told(redone)}")
