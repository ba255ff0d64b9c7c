"""`annotate role`, `split` and `join`: a person's word against what was read."""

import click

from annotate.cli import options, output, told
from annotate.corpus import corrections
from annotate.corpus.corrections import Recut
from annotate.model import ROLES

__all__ = ["command_join", "command_role", "command_split"]


@click.command("role")
@click.argument("ref")
@click.argument("role", metavar="ROLE")
def command_role(*, ref: str, role: str) -> None:
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


command_role.help = (command_role.help or "") + f"\n\n    Roles: {', '.join(ROLES)}."


@click.command("split")
@click.argument("ref")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
def command_split(*, ref: str, words: tuple[str, ...]) -> None:
    """Cut a paragraph in two, or more: say the words with which a new one begins.

    The same text becomes the article's next version; links to the paragraph as it
    was go on, and tags and notes on quotes go along with their words.

    \b
        annotate split mosul:14 "On Monday the army"
        annotate split mosul:14 "On Monday the army" "A week later"
    """
    _tell(corrections.split(options.command(), ref, words))


@click.command("join")
@click.argument("ref")
def command_join(*, ref: str) -> None:
    """Make one paragraph of several that follow one another.

    The same text becomes the article's next version; links to the paragraphs as
    they were go on, and tags and notes go along.

    \b
        annotate join mosul:14-15
    """
    _tell(corrections.join(options.command(), ref))


def _tell(done: Recut) -> None:
    for ref in done.refs:
        output.echo(ref)
    told.update(done.added, done.added.slug)
