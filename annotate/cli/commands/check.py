"""`annotate check`."""

import click

from annotate.cli import options, output
from annotate.corpus import check

__all__ = ["command"]


@click.command("check")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Derive everything again that can be derived, and name what is wrong.

    \b
        annotate check
    """
    db, found = options.write(), 0
    for name, examine in check.examinations().items():
        with output.working(f"checking {name}"):
            problems = list(examine(db))
        for problem in problems:
            output.echo(problem)
        found += len(problems)
    if found:
        ctx.exit(1)
    output.say("all is well")
