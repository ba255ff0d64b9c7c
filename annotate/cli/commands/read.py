"""`annotate read`."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import readings
from annotate.corpus.locate import Locator

__all__ = ["command"]


@click.command("read")
@click.argument("refs", nargs=-1, required=True, metavar="REF...", shell_complete=completing.refs)
@click.option("--unread", is_flag=True, help="They are not, after all.")
def command(*, refs: tuple[str, ...], unread: bool) -> None:
    """Say that paragraphs are read, and that no tag applies to them.

    What you tag is read without a word. When the words of a paragraph change, it is unread again.

    \b
        annotate read mosul:3,7-9
        annotate read --unread mosul:3
    """
    work = options.command()
    locator = Locator(work.db)
    places = {
        place.id: place for ref in refs for place in locator.paragraphs(options.ref(work, ref))
    }
    done = (readings.unread if unread else readings.read)(work, list(places))
    said = "unread" if unread else "read"
    output.echo(f"{done:,} {said}, {len(places) - done:,} were so before")
