"""`annotate edit`: what an article is, by hand."""

import click

from annotate import fields as json_fields
from annotate.cli import options, output
from annotate.corpus import describing
from annotate.errors import BadInput
from annotate.model import DESCRIBED, Metadata

__all__ = ["command_edit", "metadata_options", "said"]

_SAYS = {
    "title": "Its title.",
    "byline": "Who wrote it.",
    "site": "Where it was published.",
    "published": "When, like 2016-10-20.",
    "url": "Its address.",
    "language": "Its language, like en or ar.",
}


def metadata_options(function: options.F) -> options.F:
    """`--title` and the like: what an article is, by hand."""
    for name in reversed(DESCRIBED):
        function = click.option(f"--{name}", metavar="TEXT", help=_SAYS[name])(function)
    return function


def said(given: dict[str, str | None]) -> Metadata:
    """What the options say, on one line each; raises BadInput for what cannot be."""
    from annotate.text import clean, metadata

    values = {name: clean.line(words) for name, words in given.items() if words is not None}
    for name, value in values.items():
        if value and (wrong := metadata.problem(name, value)):
            raise BadInput(wrong)
    return Metadata(**values)


@click.command("edit")
@click.argument("article", metavar="SLUG")
@metadata_options
@click.option("--slug", metavar="SLUG", help="Its name in links; the old one goes on working.")
def command_edit(*, article: str, slug: str | None, **given: str | None) -> None:
    """Set what an article is: title, byline, date and so on.

    It wins over what the source says, now and in later versions. An empty text
    takes back what there is.

    \b
        annotate edit mosul --byline "Jane Doe" --published 2016-10-20
        annotate edit mosul --slug the-battle-of-mosul
    """
    metadata = said(given)
    if metadata == Metadata() and slug is None:
        raise click.UsageError("say what: annotate edit mosul --title TEXT")
    edited = describing.edit(options.command(), article, metadata, slug=slug)
    output.emit_object(json_fields.article(edited))
