"""`annotate undo`."""

import click

from annotate.cli import options, output
from annotate.corpus import history

__all__ = ["command"]


@click.command("undo")
@click.option("--by", metavar="CODER", help="The last command of this coder, not of anyone.")
def command(*, by: str | None) -> None:
    """Take the last command's changes back, whatever it was; again: one further back.

    \b
        annotate undo
    """
    with output.working("undoing"):
        undone = history.undo(options.command(), coder=by)
    changes = "1 change" if undone.changes == 1 else f"{undone.changes:,} changes"
    output.echo(f"undone: {undone.words} ({undone.coder}, {undone.at}; {changes})")
