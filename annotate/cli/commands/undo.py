"""`annotate undo`."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import history
from annotate.corpus.history import Redone, Undone

__all__ = ["command", "told"]


@click.command("undo")
@click.option(
    "--by",
    metavar="CODER",
    shell_complete=completing.coders,
    help="The last command of this coder, not of anyone.",
)
def command(*, by: str | None) -> None:
    """Take the last command's changes back, whatever it was; again: one further back.

    annotate redo puts them back.

    \b
        annotate undo
        annotate undo --by anna
    """
    with output.working("undoing"):
        undone = history.undo(options.command(), coder=by)
    output.echo(f"undone: {told(undone)}")
    output.say(_how_to_get_back(undone.articles))


def _how_to_get_back(articles: int) -> str:
    """Said loudly where articles went: one undo too many takes a whole corpus out."""
    if articles > 1:
        return f"{articles:,} articles are gone; annotate redo puts them back"
    return f"{'1 article is gone; ' if articles else ''}annotate redo puts it back"


def told(done: Undone | Redone) -> str:
    """What was undone or redone, in a line."""
    changes = "1 change" if done.changes == 1 else f"{done.changes:,} changes"
    return f"{done.words} ({done.coder}, {done.at}; {changes})"
