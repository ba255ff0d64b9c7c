"""`annotate tags split` and `recode`."""

import click

from annotate.cli import completing, new_tags, options, output
from annotate.corpus import merging

__all__ = ["command_recode", "command_split"]


@click.command("split")
@click.argument("old", shell_complete=completing.tags)
@click.argument("new", shell_complete=completing.tags)
@click.option(
    "--matching", "query", metavar="QUERY", required=True, shell_complete=completing.queries,
    help="Where NEW stands then.",
)  # fmt: skip
def command_split(*, old: str, new: str, query: str) -> None:
    """Put NEW in place of OLD on what a query finds; elsewhere OLD stays.

    Coders, times and quotes stay as they are, as do the tags under OLD.

    \b
        annotate tags split actor/army actor/army/air --matching "strike*"
    """
    _recode(query, old, new)


@click.command("recode")
@click.argument("query", shell_complete=completing.queries)
@click.argument("old", shell_complete=completing.tags)
@click.argument("new", shell_complete=completing.tags)
def command_recode(*, query: str, old: str, new: str) -> None:
    """The same, with the query first.

    \b
        annotate tags recode "strike*" actor/army actor/army/air
    """
    _recode(query, old, new)


def _recode(query: str, old: str, new: str) -> None:
    done = merging.recode(options.command(), query, old, new)
    there = f" ({done.there:,} had both)" if done.there else ""
    output.echo(
        f"{done.old} → {done.new}: {done.moved + done.there:,} taggings{there}; {done.left:,} stay"
    )
    new_tags.say([done.made] if done.made else [])
