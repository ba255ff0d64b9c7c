"""`annotate split`: one paragraph becomes two or more."""

import click

from annotate.cli import completing, options, told
from annotate.corpus import corrections

__all__ = ["command"]


@click.command("split")
@click.argument("ref", shell_complete=completing.refs)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
def command(*, ref: str, words: tuple[str, ...]) -> None:
    """Cut a paragraph in two, or more: say the words with which a new one begins.

    The same text becomes the article's next version; links to the paragraph as it
    was go on, and tags and notes on quotes go along with their words.

    \b
        annotate split mosul:14 "On Monday the army"
        annotate split mosul:14 "On Monday the army" "A week later"
    """
    work = options.command()
    told.recut(corrections.split(work, options.ref(work, ref), words))
