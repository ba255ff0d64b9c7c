"""`annotate words`: how many words paragraphs have."""

import click

from annotate.cli import options, output
from annotate.corpus import named


@click.command("words")
@click.argument("ref")
@options.format_option
def command(*, ref: str, form: str) -> None:
    """Count the words of paragraphs.

    \b
        annotate words mosul:3-5
    """
    found = named.of(options.read(), ref).paragraphs
    records = ({"ref": one.ref, "words": len(one.text.split())} for one in found)
    output.emit(records, form, columns=["ref", "words"])
