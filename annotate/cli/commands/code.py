"""`annotate code`."""

import os
import sys

import click

from annotate.cli import completing, options
from annotate.coding.queue import ORDERS
from annotate.coding.session import Session

__all__ = ["command"]

_LINE_BY_LINE = ("dumb", "unknown")  # what TERM says of terminals that cannot move their cursor
COLUMNS, LINES = 60, 15  # of a terminal, the least


@click.command("code")
@click.argument("query", required=False, default="", shell_complete=completing.queries)
@click.option(
    "--order", type=click.Choice(ORDERS), default=ORDERS[0], show_default=True,
    help="Unread paragraphs, all of them, or unread ones at random or least sure first.",
)  # fmt: skip
@click.option("--plain", is_flag=True, help="Line by line: for screen readers and pipes.")
def command(*, query: str, order: str, plain: bool) -> None:
    """Read and tag paragraph by paragraph, a key for each tag.

    Enter goes on, t types a tag, ? shows all keys. A tag gets a key of its own when it is first
    put on. Each key is stored at once, and the next session goes on where this one stopped.

    \b
        annotate code
        annotate code turkey --order random
        annotate code --order unsure
        annotate code --plain
    """
    if not plain:
        _require_terminal()
    db = options.write()
    session = Session(db, options.coder_in(db), query=query, order=order)
    if plain:
        from annotate.cli import plain_coding

        if not plain_coding.run(session):
            raise click.exceptions.Exit(1)
    else:
        from annotate.tui import app

        if error := app.Coding(session).run():
            raise error


def _require_terminal() -> None:
    """Raise UsageError where no full screen can be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("there is no terminal to read from; --plain reads keys from a pipe")
    if os.environ.get("TERM") in _LINE_BY_LINE:
        raise click.ClickException(
            f"a terminal that is {os.environ['TERM']} shows no full screen; --plain needs none"
        )
    try:
        size = os.get_terminal_size()
    except OSError:
        return
    if size.columns < COLUMNS or size.lines < LINES:
        raise click.ClickException(
            f"the terminal has {size.columns}×{size.lines} characters, and a session needs"
            f" {COLUMNS}×{LINES}; --plain needs no room"
        )
    try:
        import textual  # noqa: F401
    except ImportError as error:
        raise click.ClickException(
            "the full screen needs textual: pip install 'annotate-corpus[tui]'; --plain needs"
            " nothing more"
        ) from error
