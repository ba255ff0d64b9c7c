"""`annotate import`."""

from contextlib import closing
from typing import BinaryIO

import click

from annotate.cli import new_tags, options, output
from annotate.errors import RowsRefused
from annotate.exchange import incoming
from annotate.exchange.incoming import Brought, Refused

__all__ = ["command"]


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--as", "thing", type=click.Choice(incoming.THINGS),
    help="What it holds; else its columns say it.",
)  # fmt: skip
@click.option("--skip", is_flag=True, help="Store what can be placed, though not all can.")
def command(*, file: BinaryIO, thing: str | None, skip: bool) -> None:
    """Store taggings or notes from a table: as `annotate export` wrote it, or another's.

    CSV of any kind, xlsx and JSON lines are read; - is stdin. Coder, time and quote
    are kept as a row says them. A row is placed by its key, wherever these words stand now;
    by its ref only if it has no key. What is there already stays as it is.

    \b
        annotate import coded.csv
        annotate import notes.xlsx --as notes
        annotate import others.csv --skip
    """
    if thing == "codebook":
        _codebook(file)
        return
    with closing(incoming.seekable(file)) as kept:
        try:
            command = options.command(durable=False)
            done = incoming.bring(command, kept, thing=thing, skip=skip)
            command.sync()
        except RowsRefused as error:
            _list(Refused(error.rows, error.count))
            told = "; --skip stores the others"
            raise click.ClickException(
                f"{_rows(error.count)} cannot be stored, so nothing is{told}"
            ) from error
    _list(done.refused)
    _tell(done)


def _codebook(file: BinaryIO) -> None:
    """As `annotate tags import` does."""
    from annotate.cli.commands.tags.bringing import command_import

    click.get_current_context().invoke(command_import, file=file, dry_run=False)


def _list(refused: Refused) -> None:
    for row in refused.rows:
        output.say(row)
    if refused.total > len(refused.rows):
        output.say(f"and so {refused.total - len(refused.rows):,} more")


def _tell(done: Brought) -> None:
    for sentence in done.said:
        output.say(sentence)
    left = f", left out: {_rows(done.refused.total)}" if done.refused.total else ""
    output.echo(f"{done.thing} stored: {done.new:,}, there already: {done.there:,}{left}")
    new_tags.say(done.made, "a row has one tag")


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"
