"""`annotate check`."""

from collections.abc import Callable, Iterator
from functools import partial

import click

from annotate import cli, installation
from annotate.cli import options, output
from annotate.corpus import check
from annotate.corpus.database import is_writable

__all__ = ["command"]


@click.command("check")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Derive everything again that can be derived, and name what is wrong.

    With the database also whether what is installed beside annotate lets it work.

    \b
        annotate check
    """
    path = options.path()
    db, found = options.write() if is_writable(path) else options.read(), 0
    examinations: dict[str, Callable[[], Iterator[str]]] = {
        "installation": _installation,
        **{name: partial(examine, db) for name, examine in check.examinations().items()},
    }
    for name, examine in examinations.items():
        with output.working(f"checking {name}"):
            problems = list(examine())
        for problem in problems:
            output.echo(problem)
        found += len(problems)
    if found:
        ctx.exit(1)
    output.say("all is well")


def _installation() -> Iterator[str]:
    cli.of_plugins()  # whose commands the ring within does not know
    yield from installation.problems()
