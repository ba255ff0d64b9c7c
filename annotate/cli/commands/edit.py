"""`annotate edit`: what an article is, by hand."""

import click

from annotate import as_json
from annotate.cli import completing, options, output
from annotate.corpus import describing
from annotate.model import Metadata

__all__ = ["command"]


@click.command("edit")
@click.argument("article", metavar="SLUG", shell_complete=completing.articles)
@options.metadata_options
@click.option("--slug", metavar="SLUG", help="Its name in links; the old one goes on working.")
def command(*, article: str, slug: str | None, **given: str | None) -> None:
    """Set what an article is: title, byline, date and so on.

    It wins over what the source says, now and in later versions. An empty text
    takes back what there is.

    A byline may say which name is the family name, `Family, Given`, with `;` between
    several: "Keller, Tori; Lee, Ann". What stands in braces is one name as it is, like
    "{Médecins Sans Frontières, Paris}".

    \b
        annotate edit mosul --byline "Jane Doe" --published 2016-10-20
        annotate edit mosul --byline "Keller, Tori; Lee, Ann"
        annotate edit mosul --slug the-battle-of-mosul
    """
    metadata = options.said(given)
    if metadata == Metadata() and slug is None:
        raise click.UsageError("say what: annotate edit mosul --title TEXT")
    edited = describing.edit(options.command(), article, metadata, slug=slug)
    output.emit_object(as_json.article(edited))
