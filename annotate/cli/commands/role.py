"""`annotate role`: a person's word against what was read."""

import click

from annotate.cli import options, output
from annotate.corpus import corrections
from annotate.model import ROLES

__all__ = ["command"]


@click.command("role")
@click.argument("ref")
@click.argument("role", metavar="ROLE")
def command(*, ref: str, role: str) -> None:
    """Say what paragraphs are.

    Only body, quote and list_item are numbered, so numbers may change; keys and
    what you put on the words do not. It holds for later versions too.

    \b
        annotate role mosul:14 boilerplate
        annotate role mosul:3-9 quote
        annotate role 5v0hrh53djh9w heading
    """
    for place in corrections.set_role(options.command(), ref, role):
        output.echo(f"{place.ref} {role}")


command.help = (command.help or "") + f"\n\n    Roles: {', '.join(ROLES)}."
