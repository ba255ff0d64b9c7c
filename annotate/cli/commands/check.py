"""`annotate check`."""

from collections.abc import Iterator

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
    names = ["installation", *check.examinations()]
    for number, name in enumerate(names, 1):
        with output.working(f"checking {name} ({number} of {len(names)})") as told:
            examinations = check.examinations(told)
            problems = list(examinations[name](db) if name in examinations else _installation())
        for problem in problems:
            output.echo(problem)
        found += len(problems)
    if found:
        ctx.exit(1)
    output.say("all is well")


def _installation() -> Iterator[str]:
    cli.of_plugins()  # whose commands the ring within does not know
    yield from installation.problems()
