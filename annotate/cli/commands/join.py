"""`annotate join`: several paragraphs become one."""

import click

from annotate.cli import completing, options, told
from annotate.corpus import corrections

__all__ = ["command"]


@click.command("join")
@click.argument("ref", shell_complete=completing.refs)
def command(*, ref: str) -> None:
    """Make one paragraph of several that follow one another.

    The same text becomes the article's next version; links to the paragraphs as
    they were go on, and tags and notes go along.

    \b
        annotate join mosul:14-15
    """
    work = options.command()
    told.recut(corrections.join(work, options.ref(work, ref)))
