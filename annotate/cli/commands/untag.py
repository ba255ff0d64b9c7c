"""`annotate untag`."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import tags

__all__ = ["command"]


@click.command("untag")
@click.argument("ref", shell_complete=completing.refs)
@click.argument("names", nargs=-1, metavar="[TAG]...", shell_complete=completing.tags)
@click.option("--quote", metavar="WORDS", help="Only the tagging of these words.")
@options.occurrence_option
@click.option("--all", "everything", is_flag=True, help="All tags there.")
@click.option("--everyone", is_flag=True, help="Other coders' taggings too.")
def command(
    *, ref: str, names: tuple[str, ...], quote: str | None, occurrence: int | None,
    everything: bool, everyone: bool,
) -> None:  # fmt: skip
    """Take tags off paragraphs: yours, unless --everyone.

    \b
        annotate untag mosul:3 actor/isis
        annotate untag mosul:3 --all
        annotate untag mosul:3 --quote "human shields" tactic/human-shields
    """
    options.require_quote(quote, occurrence)
    if bool(names) == everything:
        raise click.UsageError("say which tags, or --all")
    command = options.command()
    request = tags.Request(options.ref(command, ref), names, quote, occurrence=occurrence)
    for place, tag in tags.remove(command, request, everyone=everyone, by_beginnings=True):
        output.echo(f"{place.ref} -{tag}")
