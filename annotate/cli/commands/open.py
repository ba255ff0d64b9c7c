"""`annotate open`."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import opened

__all__ = ["command"]


@click.command("open")
@click.argument("slug", required=False, shell_complete=completing.articles)
@click.option("--close", is_flag=True, help="Have none open.")
def command(*, slug: str | None, close: bool) -> None:
    """Open an article, so that refs may leave its name out; or say which is open.

    Then 3 is its paragraph 3, wherever paragraphs are meant; where a whole article may be,
    say :3. Each coder has one open. Files of refs name the article in every line.

    \b
        annotate open isis
        annotate tag 3,7-9 actor/isis
        annotate show :3
        annotate open --close
    """
    if close and slug:
        raise click.UsageError("say an article, or --close")
    if slug:
        db = options.write()
        output.echo(opened.open(db, options.coder_in(db), slug))
    elif close:
        db = options.write()
        if not opened.close(db, options.coder_in(db)):
            output.say("no article was open")
    else:
        db = options.read()
        output.echo(opened.article(db, options.coder_in(db)))
