"""`annotate role`: a person's word against what was read."""

import click

from annotate.cli import completing, options, output
from annotate.corpus import corrections
from annotate.model import ROLES

__all__ = ["command"]


@click.command("role")
@click.argument("ref", shell_complete=completing.refs_or_articles)
@click.argument("role", metavar="ROLE", shell_complete=completing.roles)
@click.option(
    "--set-aside", is_flag=True, help="Of an article: all its long prose that has no number."
)
def command(*, ref: str, role: str, set_aside: bool) -> None:
    """Say what paragraphs are.

    Only body, quote and list_item are numbered, so numbers may change; keys and
    what you put on the words do not. It holds for later versions too.

    \b
        annotate role mosul:14 boilerplate
        annotate role mosul:3-9 quote
        annotate role 5v0hrh53djh9w heading
        annotate role mosul body --set-aside
    """
    say = corrections.set_role_aside if set_aside else corrections.set_role
    work = options.command()
    ref = options.ref(work, ref, or_article=set_aside)
    places = say(work, ref, role)
    for place in places:
        output.echo(f"{place.ref} {role}")
    if not places:
        output.say(f"no long prose of {ref} is without a number")


command.help = (command.help or "") + f"\n\n    Roles: {', '.join(ROLES)}."
